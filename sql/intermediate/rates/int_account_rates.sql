-- One row per platform, measure and account: the means of the logs of its rates and of its followers at posting.
--
-- Of the posts in the creators' windows that know both. A log is that of (engagements + 0.5) / base, as in
-- int_rate_samples, so that a post without engagements has one. Sums are over decimals: equal in any order.

with
posts as (
    select * from intermediate.int_window_posts
    where engagements is not null and followers_at_post > 0
),

based as (
    select
        platform, account_key, engagements, followers_at_post, headline_denominator, 'followers' as base,
        followers_at_post as divisor
    from posts
    union all
    select platform, account_key, engagements, followers_at_post, headline_denominator, 'views', views from posts
    union all
    select platform, account_key, engagements, followers_at_post, headline_denominator, 'reach', reach from posts
    union all
    select platform, account_key, engagements, followers_at_post, headline_denominator, 'impressions', impressions
    from posts
),

logs as (
    select
        platform, account_key, base, headline_denominator,
        cast(ln(followers_at_post) as decimal(18, 9)) as log_followers,
        cast(ln(engagements + 0.5) - ln(divisor) as decimal(18, 9)) as log_rate
    from based
    where divisor > 0
),

measured as (
    select *, 'engagement_rate_by_' || base as measure from logs
    union all
    select *, 'headline_rate' from logs where base = headline_denominator
)

select
    platform, measure, account_key,
    count(*) as posts,
    cast(sum(log_followers) as double) / count(*) as log_followers_mean,
    cast(sum(log_rate) as double) / count(*) as log_rate_mean
from measured
group by platform, measure, account_key
order by platform, measure, account_key
