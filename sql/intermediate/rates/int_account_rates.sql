-- One row per platform, measure and account: the means of the logs of its rates and of its followers at posting.
--
-- Of the posts in the creators' windows that know both, under the platform's definition (int_common_definitions). A log is that of (engagements + 0.5) / base, as in
-- int_rate_samples, so that a post without engagements has one. Sums are over decimals: equal in any order.

with
windowed as (select * from intermediate.int_window_posts where followers_at_post > 0),

posts as (
    select * exclude (engagements), 'engagement_rate_by_' as kind, 'engagements' as numerator, engagements
    from windowed
    where engagements is not null
    union all
    select * exclude (engagements), 'public_engagement_rate_by_', 'public_engagements', public_engagements
    from windowed
    where public_engagements is not null
),

based as (
    select *, 'followers' as base, followers_at_post as divisor from posts
    where is_on_followers_side is not false
    union all
    select *, 'views', views from posts
    where is_on_views_side is not false
    union all
    select *, 'reach', reach from posts
    where is_on_reach_side is not false
    union all
    select *, 'impressions', impressions from posts
    where is_on_impressions_side is not false
    union all
    select *, 'headline', headline_base from posts
    where is_other_definition is not true and numerator = headline_numerator
),

logs as (
    select
        platform, account_key,
        case base when 'headline' then 'headline_rate' else kind || base end as measure,
        cast(ln(followers_at_post) as decimal(18, 9)) as log_followers,
        cast(ln(engagements + 0.5) - ln(divisor) as decimal(18, 9)) as log_rate
    from based
    where divisor > 0
)

select
    platform, measure, account_key,
    count(*) as posts,
    cast(sum(log_followers) as double) / count(*) as log_followers_mean,
    cast(sum(log_rate) as double) / count(*) as log_rate_mean
from logs
group by platform, measure, account_key
order by platform, measure, account_key
