-- One row per post and age (24h, 7d, 30d, latest): the moment of the observation that speaks for it.
--
-- At an age it is the observation nearest to it within the tolerance (reference.post_ages), of two
-- equally near the earlier; there is no row where none is near enough. A post of which only the day is
-- known counts as published at noon, and only where the age is within the tolerance at any hour of that day.
-- The latest is the newest observation of the most trusted source among those of the last 30 days before the
-- newest one: an owner's weekly export knows reach and saves, a scraper's daily look does not, and
-- figures of two moments are never mixed in one row.

with
metrics as (select * from staging.stg_post_metrics),

posts as (
    select
        platform, post_key,
        case when posted_at_precision in ('second', 'minute') then posted_at else posted_at + interval 12 hour end
            as posted_at,
        -- how far off that may be
        case when posted_at_precision in ('second', 'minute') then 0 else 12 end as slack_hours
    from staging.stg_posts
    where posted_at is not null
),

ages as (select * from reference.post_ages),

sources as (
    select
        platform, post_key, precedence,
        max(captured_at) as captured_at,
        max(greatest(paid_reach, promoted_impressions, promoted_engagements)) as paid_most,
        count(*) as observations
    from metrics
    group by platform, post_key, precedence
),

newest as (
    select
        platform, post_key,
        max(captured_at) as newest_at,
        max(paid_most) > 0 as is_boosted,
        cast(sum(observations) as bigint) as observations
    from sources
    group by platform, post_key
),

latest as (
    select
        sources.platform, sources.post_key, newest.is_boosted, newest.observations,
        max_by(sources.captured_at, sources.precedence) as captured_at
    from sources
    inner join newest using (platform, post_key)
    where sources.captured_at >= newest.newest_at - interval 30 day
    group by sources.platform, sources.post_key, newest.is_boosted, newest.observations
),

distances as (
    select
        metrics.platform, metrics.post_key, metrics.captured_at, ages.age,
        epoch_us(metrics.captured_at) - epoch_us(posts.posted_at) as microseconds,
        abs(epoch_us(metrics.captured_at) - epoch_us(posts.posted_at) - ages.age_hours * 3600000000) as distance,
        (ages.tolerance_hours - posts.slack_hours) * 3600000000 as furthest
    from metrics
    inner join posts using (platform, post_key)
    cross join ages
),

near as (
    select
        platform, post_key, age,
        min_by(captured_at, (distance, captured_at)) as captured_at,
        min_by(microseconds, (distance, captured_at)) / 3600000000.0 as age_hours
    from distances
    where distance <= furthest
    group by platform, post_key, age
)

select
    platform, post_key,
    'latest' as age,
    captured_at,
    cast(null as double) as age_hours,
    is_boosted, observations
from latest

union all

select
    platform, post_key, age, captured_at,
    cast(age_hours as double) as age_hours,
    cast(null as boolean) as is_boosted,
    cast(null as bigint) as observations
from near
