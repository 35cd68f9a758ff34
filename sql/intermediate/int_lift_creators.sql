-- One row per creator, platform and format, and one over all formats ('all'): sponsored posts against organic ones.
--
-- Boosted posts and posts without a rate are counted and left out of the comparison. Sums of logs are taken
-- over decimals: exact, and equal in any order. The lift is the difference of the means of log rates.

with
posts as (
    select
        *,
        cast(log_rate as decimal(18, 6)) as log_value,
        log_rate is not null and not is_boosted and is_sponsored as is_sponsored_side,
        log_rate is not null and not is_boosted and not is_sponsored as is_organic_side
    from intermediate.int_lift_posts
),

sums as (
    select
        influencer_id, platform,
        coalesce(format, 'all') as format,
        min(headline_denominator) as headline_denominator,
        min(posted_at) as first_posted_at,
        max(posted_at) as last_posted_at,
        count(*) as posts,
        sum(case when is_sponsored is null then 1 else 0 end) as unknown_posts,
        sum(case when is_boosted then 1 else 0 end) as boosted_posts,
        sum(case when is_sponsored_side then 1 else 0 end) as sponsored_posts,
        sum(case when is_organic_side then 1 else 0 end) as organic_posts,
        sum(case when is_organic_side and sponsorship_source = 'caption' then 1 else 0 end) as organic_undeclared_posts,
        median(headline_rate) filter (where is_sponsored_side) as sponsored_headline_rate_median,
        median(headline_rate) filter (where is_organic_side) as organic_headline_rate_median,
        sum(engagements) filter (where is_sponsored_side) as sponsored_engagements,
        sum(headline_base) filter (where is_sponsored_side) as sponsored_base,
        sum(engagements) filter (where is_organic_side) as organic_engagements,
        sum(headline_base) filter (where is_organic_side) as organic_base,
        cast(sum(log_value) filter (where is_sponsored_side) as double) as sponsored_logs,
        cast(sum(log_value) filter (where is_organic_side) as double) as organic_logs,
        cast(sum(log_value * log_value) filter (where is_sponsored_side) as double) as sponsored_squares,
        cast(sum(log_value * log_value) filter (where is_organic_side) as double) as organic_squares
    from posts
    group by grouping sets ((influencer_id, platform, format), (influencer_id, platform))
)

select
    influencer_id, platform, format, headline_denominator, first_posted_at, last_posted_at,
    cast(posts as bigint) as posts,
    cast(unknown_posts as bigint) as unknown_posts,
    cast(boosted_posts as bigint) as boosted_posts,
    cast(sponsored_posts as bigint) as sponsored_posts,
    cast(organic_posts as bigint) as organic_posts,
    cast(organic_undeclared_posts as bigint) as organic_undeclared_posts,
    sponsored_headline_rate_median, organic_headline_rate_median,
    cast(sponsored_engagements as bigint) as sponsored_engagements,
    cast(sponsored_base as bigint) as sponsored_base,
    cast(organic_engagements as bigint) as organic_engagements,
    cast(organic_base as bigint) as organic_base,
    round(sponsored_logs / nullif(sponsored_posts, 0) - organic_logs / nullif(organic_posts, 0), 6) as log_lift,
    case
        when sponsored_posts > 1
            then
                greatest(sponsored_squares - sponsored_logs * sponsored_logs / sponsored_posts, 0)
                / (sponsored_posts - 1) / sponsored_posts
    end as sponsored_log_variance,
    case
        when organic_posts > 1
            then
                greatest(organic_squares - organic_logs * organic_logs / organic_posts, 0)
                / (organic_posts - 1) / organic_posts
    end as organic_log_variance
from sums
order by influencer_id, platform, format
