-- One row per post: the followers its account had when it was published, and how that is known.
--
-- The latest count at or before the post, if it is not older than the tolerance of the settings;
-- else the nearest after it, if it is not later than the settings allow; else the creator's sheet, whose count has no
-- day of its own; never today's count in silence (decision 0155).

with
posts as (
    select platform, post_key, account_key, posted_at
    from staging.stg_posts
    where posted_at is not null and account_key is not null
),

counts as (select * from intermediate.int_follower_counts),

roster as (
    select account_key, followers, followers_captured_at
    from staging.stg_creators
    where account_key is not null and followers is not null
),

settings as (select * from meta.settings),

before_post as (
    select
        posts.*,
        counts.followers as followers_before,
        counts.followers_rounding as rounding_before,
        counts.is_roster as is_roster_before,
        (epoch_us(posts.posted_at) - epoch_us(counts.observed_at)) / 3600000000.0 as hours_before
    from posts
    asof left join counts on posts.account_key = counts.account_key and posts.posted_at >= counts.observed_at
),

around_post as (
    select
        before_post.*,
        counts.followers as followers_after,
        counts.followers_rounding as rounding_after,
        counts.is_roster as is_roster_after,
        (epoch_us(counts.observed_at) - epoch_us(before_post.posted_at)) / 3600000000.0 as hours_after
    from before_post
    asof left join counts
        on before_post.account_key = counts.account_key and before_post.posted_at < counts.observed_at
),

chosen as (
    select
        around_post.*,
        roster.followers as followers_roster,
        abs(epoch_us(roster.followers_captured_at) - epoch_us(around_post.posted_at)) / 3600000000.0 as hours_roster,
        case
            when around_post.hours_before <= settings.follower_tolerance_hours then 'before'
            when around_post.is_roster_after or around_post.hours_after <= settings.follower_later_max_days * 24 then 'after'
            when roster.followers is not null then 'roster'
            else 'missing'
        end as chosen_source
    from around_post
    cross join settings
    left join roster using (account_key)
)

select
    platform, post_key, account_key,
    cast(posted_at as date) as posted_date,
    case chosen_source
        when 'before' then followers_before
        when 'after' then followers_after
        when 'roster' then followers_roster
    end as followers_at_post,
    cast(
        case chosen_source
            when 'before' then hours_before
            when 'after' then hours_after
            when 'roster' then hours_roster
        end as double
    ) as followers_at_post_gap_hours,
    case
        when chosen_source = 'before' and is_roster_before then 'roster'
        when chosen_source = 'after' and is_roster_after then 'roster'
        else chosen_source
    end as followers_at_post_source,
    case chosen_source
        when 'before' then rounding_before
        when 'after' then rounding_after
    end as followers_at_post_rounding
from chosen
