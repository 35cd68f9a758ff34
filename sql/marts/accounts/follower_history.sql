-- One row per account and day with a known count: followers at the end of the day, the change, evidence of a jump.
--
-- The change is against the previous known day, days_since_previous ago. The difference that
-- TikTok's own file states is not used: sources disagree on which day it belongs to. On the days of a jump
-- the typical post before and after it stands beside it; what that says is in audience_review.

with
changes as (select * from intermediate.int_follower_changes),
jumps as (select * from intermediate.int_follower_jumps),
accounts as (select * from intermediate.int_account_standing)

select
    changes.account_key, accounts.influencer_id, accounts.platform, accounts.account_id,
    accounts.handle, changes.day, changes.observed_at, changes.followers,
    changes.followers_rounding, changes.previous_day, changes.previous_followers,
    changes.days_since_previous,
    changes.followers - changes.previous_followers as followers_change,
    cast(changes.followers - changes.previous_followers as double) / nullif(changes.previous_followers, 0)
        as followers_change_rate,
    changes.growth_per_day_usual, changes.growth_beyond_usual, changes.jump_score,
    jumps.day is not null as is_follower_jump,
    jumps.jump_posts_before, jumps.jump_posts_after, jumps.engagements_typical_before,
    jumps.engagements_typical_after, jumps.is_jump_unmatched, changes.captured_at, changes.load_id,
    changes.source_record
from changes
inner join accounts using (account_key)
left join jumps
    on
        changes.account_key = jumps.account_key
        and changes.day > jumps.previous_day
        and changes.day <= jumps.day
order by changes.account_key, changes.day
