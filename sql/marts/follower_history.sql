-- One row per account and day with a known count: followers at the end of the day and the change.
--
-- The change is against the previous known day, days_since_previous ago. The difference that
-- TikTok's own file states is not used: sources disagree on which day it belongs to.

with

counts as (

    select * from intermediate.int_follower_counts

),

accounts as (

    select * from intermediate.int_account_standing

),

days as (

    select
        *,
        cast(observed_at as date) as day
    from counts
    qualify row_number() over (partition by account_key, cast(observed_at as date) order by observed_at desc) = 1

),

changes as (

    select
        *,
        lag(day) over (partition by account_key order by day) as previous_day,
        lag(followers) over (partition by account_key order by day) as previous_followers
    from days

)

select
    changes.account_key,
    accounts.influencer_id,
    accounts.platform,
    accounts.account_id,
    accounts.handle,
    changes.day,
    changes.observed_at,
    changes.followers,
    changes.followers_rounding,
    changes.previous_day,
    changes.previous_followers,
    cast(changes.day - changes.previous_day as bigint) as days_since_previous,
    changes.followers - changes.previous_followers as followers_change,
    cast(changes.followers - changes.previous_followers as double) / nullif(changes.previous_followers, 0)
        as followers_change_rate,
    changes.captured_at,
    changes.load_id,
    changes.source_record
from changes
inner join accounts on changes.account_key = accounts.account_key
order by changes.account_key, changes.day
