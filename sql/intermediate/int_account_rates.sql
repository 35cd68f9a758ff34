-- One row per platform, measure and account: the means of the logs of its rates and of its followers at posting.
--
-- Of the posts in the creators' windows that know both. A log is that of (engagements + 0.5) / base, as in
-- int_rate_samples, so that a post without engagements has one. Sums are over decimals: equal in any order.

with
posts as (
    select * from intermediate.int_window_posts
    where engagements is not null and followers_at_post > 0
),

logs as (
    select
        platform, account_key, headline_denominator, followers_at_post, views, reach, impressions,
        cast(ln(followers_at_post) as decimal(18, 9)) as log_followers,
        cast(ln(engagements + 0.5) - ln(followers_at_post) as decimal(18, 9)) as log_by_followers,
        cast(ln(engagements + 0.5) - ln(nullif(views, 0)) as decimal(18, 9)) as log_by_views,
        cast(ln(engagements + 0.5) - ln(nullif(reach, 0)) as decimal(18, 9)) as log_by_reach,
        cast(ln(engagements + 0.5) - ln(nullif(impressions, 0)) as decimal(18, 9)) as log_by_impressions
    from posts
),

accounts as (
    select
        platform, account_key,
        min(headline_denominator) as headline_denominator,
        count(log_by_followers) as followers_posts,
        sum(log_by_followers) as followers_rates,
        sum(log_followers) as followers_sizes,
        count(log_by_views) as views_posts,
        sum(log_by_views) as views_rates,
        sum(log_followers) filter (where log_by_views is not null) as views_sizes,
        count(log_by_reach) as reach_posts,
        sum(log_by_reach) as reach_rates,
        sum(log_followers) filter (where log_by_reach is not null) as reach_sizes,
        count(log_by_impressions) as impressions_posts,
        sum(log_by_impressions) as impressions_rates,
        sum(log_followers) filter (where log_by_impressions is not null) as impressions_sizes
    from logs
    group by platform, account_key
),

bases as (
    select bases.base
    from (values ('followers'), ('views'), ('reach'), ('impressions')) as bases (base)
),

measured as (
    select
        accounts.platform, accounts.account_key, accounts.headline_denominator, bases.base,
        case bases.base
            when 'followers' then accounts.followers_posts
            when 'views' then accounts.views_posts
            when 'reach' then accounts.reach_posts
            when 'impressions' then accounts.impressions_posts
        end as posts,
        case bases.base
            when 'followers' then accounts.followers_rates
            when 'views' then accounts.views_rates
            when 'reach' then accounts.reach_rates
            when 'impressions' then accounts.impressions_rates
        end as rates,
        case bases.base
            when 'followers' then accounts.followers_sizes
            when 'views' then accounts.views_sizes
            when 'reach' then accounts.reach_sizes
            when 'impressions' then accounts.impressions_sizes
        end as sizes
    from accounts
    cross join bases
),

named as (
    select
        platform,
        'engagement_rate_by_' || base as measure,
        account_key, posts, rates, sizes
    from measured
    where posts > 0
    union all
    select
        platform,
        'headline_rate' as measure,
        account_key, posts, rates, sizes
    from measured
    where posts > 0 and base = headline_denominator
)

select
    platform, measure, account_key, posts,
    cast(sizes as double) / posts as log_followers_mean,
    cast(rates as double) / posts as log_rate_mean
from named
order by platform, measure, account_key
