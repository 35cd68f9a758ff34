-- One row per post: its counts at the latest observation, its followers at posting, its rates and tier.
--
-- Counts are null where the source does not report them. Rates take the followers the account had
-- when it posted (followers_at_post_source says how they are known), and the tier is theirs.
-- Counts hold what was paid for; the columns ending in _organic do not. Those ending in an age (_at_7d) are
-- from the observation nearest to it, so that posts of different days can be compared.
-- caption is the creator's published text, as exported; hashtags are those in it.
-- load_id and source_record lead to the record that holds the counts.

select * from intermediate.int_post_performance
