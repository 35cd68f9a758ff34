-- One row per account and signal that asks for a person's look at its audience: the evidence, and no verdict.
--
-- Every signal can have an innocent reason. The thresholds are data (reference.review_signals); only the
-- follower jump is strong, the others are weak. review_value stands beside what is usual for the account or
-- its peers (review_expected), and review_score beside the review_threshold that it passes.

select * from intermediate.int_audience_review
