-- One row per account and measure of its posts (exposures, engagements): mean of the logs per follower, over the window.
--
-- Exposures are what the platform counts when a post is seen (reference.platforms: reach, views or impressions).
-- They keep to the platform's side of a break in their definition (int_common_definitions). Engagements are the numerator of
-- the platform's headline rate. Followers are those at posting, else the latest. A half is added so that a post with none has a log. The variance
-- within an account is pooled over the platform's accounts, else over all: a few posts tell little of their own. So is
-- mean_factor, how many times the middle post the mean of posts is: the mean of exp(residual), residuals widened by the root of
-- n / (n - 1) (Duan's smearing): nothing has to be log-normal.
-- Logs are decimals, so that their sums are exact and equal in any order.

with
posts as (
    select
        posts.account_key,
        posts.platform,
        coalesce(nullif(posts.followers_at_post, 0), nullif(accounts.followers, 0)) as followers,
        case
            when platforms.exposure_measure = posts.headline_denominator
                then case when posts.is_other_definition is not true then posts.headline_base end
            when platforms.exposure_measure = 'reach' and posts.is_on_reach_side is not false then posts.reach
            when platforms.exposure_measure = 'views' and posts.is_on_views_side is not false then posts.views
            when platforms.exposure_measure = 'impressions' and posts.is_on_impressions_side is not false then posts.impressions
        end as exposures,
        case when posts.headline_rate is not null then posts.headline_engagements end as engagements
    from intermediate.int_window_posts as posts
    inner join intermediate.int_offer_accounts as accounts on posts.account_key = accounts.account_key
    inner join reference.platforms as platforms on posts.platform = platforms.platform
),

logs as (
    select
        account_key,
        platform,
        'exposures' as measure,
        cast(ln((exposures + 0.5) / followers) as decimal(18, 9)) as log_value
    from posts
    where exposures is not null and followers is not null

    union all

    select
        account_key,
        platform,
        'engagements' as measure,
        cast(ln((engagements + 0.5) / followers) as decimal(18, 9)) as log_value
    from posts
    where engagements is not null and followers is not null
),

summed as (
    select
        account_key, platform, measure,
        count(*) as posts,
        cast(sum(log_value) as double) / count(*) as log_mean,
        greatest(
            cast(sum(log_value * log_value) as double)
            - cast(sum(log_value) as double) * cast(sum(log_value) as double) / count(*),
            0
        ) as squares
    from logs
    group by account_key, platform, measure
),

smeared as (
    select
        logs.measure,
        logs.platform,
        sum(
            cast(
                exp((logs.log_value - summed.log_mean) * sqrt(summed.posts / (summed.posts - 1.0))) as decimal(38, 9)
            )
        ) as factors,
        count(*) as posts
    from logs
    inner join summed using (account_key, measure)
    where summed.posts > 1
    group by logs.measure, logs.platform
),

pooled as (
    select
        summed.measure,
        summed.platform,
        cast(sum(cast(summed.squares as decimal(38, 9))) as double) as squares,
        sum(summed.posts - 1) as degrees_of_freedom,
        max(smeared.factors) as factors,
        max(smeared.posts) as posts
    from summed
    left join smeared using (measure, platform)
    group by summed.measure, summed.platform
),

everywhere as (
    select
        measure,
        cast(sum(cast(squares as decimal(38, 9))) as double) as squares,
        sum(degrees_of_freedom) as degrees_of_freedom,
        sum(factors) as factors,
        sum(posts) as posts
    from pooled
    group by measure
)

select
    summed.account_key, summed.platform, summed.measure, summed.posts, summed.log_mean,
    case
        when pooled.degrees_of_freedom >= 3 then pooled.squares / pooled.degrees_of_freedom
        else everywhere.squares / nullif(everywhere.degrees_of_freedom, 0)
    end as log_variance_within,
    case
        when pooled.degrees_of_freedom >= 3 then cast(pooled.factors as double) / pooled.posts
        else cast(everywhere.factors as double) / everywhere.posts
    end as mean_factor
from summed
inner join pooled using (measure, platform)
inner join everywhere on summed.measure = everywhere.measure
order by summed.account_key, summed.measure
