-- One row per post with a known time: the weekday and the hour in its account's zone, as exactly as the source tells them.
--
-- The zone is that of reference.account_zones, else that of the account's country where nearly all live by one
-- (reference.country_zones); without either there is neither weekday nor hour. A post of which only the day is known has
-- the weekday of that day, which is the source's own, and no hour.

with
accounts as (
    select
        standing.account_key,
        coalesce(account_zones.zone, country_zones.zone) as zone
    from intermediate.int_account_standing as standing
    left join reference.account_zones as account_zones
        on
            standing.platform = account_zones.platform
            and lower(standing.handle) = lower(account_zones.handle)
    left join reference.country_zones as country_zones on standing.country = country_zones.country
),

posts as (
    select
        posts.platform, posts.post_key, posts.posted_at, posts.posted_at_precision, accounts.zone,
        case
            when posts.posted_at_precision = 'day' then posts.posted_at
            else posts.posted_at at time zone 'UTC' at time zone accounts.zone
        end as posted_there_at
    from staging.stg_posts as posts
    left join accounts on posts.account_key = accounts.account_key
    where posts.posted_at is not null
)

select
    platform, post_key, posted_at, posted_at_precision, zone, posted_there_at,
    dayname(posted_there_at) as weekday,
    case when posted_at_precision <> 'day' then cast(hour(posted_there_at) as bigint) end as hour_of_day
from posts
order by platform, post_key
