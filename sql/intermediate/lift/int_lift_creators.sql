-- One row per creator, platform and format, and one over all formats ('all'): sponsored posts against organic ones.
--
-- Boosted posts and posts without a rate are counted and left out of the comparison. Sums of logs are taken
-- over decimals: exact, and equal in any order. The lift is the difference of the means of log rates; the post is
-- the unit of its error (Welch).

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
        count(*) filter (where is_sponsored is null) as unknown_posts,
        count(*) filter (where is_boosted) as boosted_posts,
        count(*) filter (where is_sponsored_side) as sponsored_posts,
        count(*) filter (where is_organic_side) as organic_posts,
        count(*) filter (where is_organic_side and sponsorship_source = 'caption') as organic_undeclared_posts,
        median(headline_rate) filter (where is_sponsored_side) as sponsored_headline_rate_median,
        median(headline_rate) filter (where is_organic_side) as organic_headline_rate_median,
        cast(sum(engagements) filter (where is_sponsored_side) as bigint) as sponsored_engagements,
        cast(sum(headline_base) filter (where is_sponsored_side) as bigint) as sponsored_base,
        cast(sum(engagements) filter (where is_organic_side) as bigint) as organic_engagements,
        cast(sum(headline_base) filter (where is_organic_side) as bigint) as organic_base,
        cast(sum(log_value) filter (where is_sponsored_side) as double) as sponsored_logs,
        cast(sum(log_value) filter (where is_organic_side) as double) as organic_logs,
        cast(sum(log_value * log_value) filter (where is_sponsored_side) as double) as sponsored_squares,
        cast(sum(log_value * log_value) filter (where is_organic_side) as double) as organic_squares
    from posts
    group by grouping sets ((influencer_id, platform, format), (influencer_id, platform))
),

varied as (
    select
        * exclude (sponsored_logs, organic_logs, sponsored_squares, organic_squares),
        round(sponsored_logs / nullif(sponsored_posts, 0) - organic_logs / nullif(organic_posts, 0), 6) as log_lift,
        case
            when sponsored_posts > 1
                then
                    greatest(sponsored_squares - sponsored_logs * sponsored_logs / sponsored_posts, 0)
                    / (sponsored_posts - 1) / sponsored_posts
        end as sponsored_error,
        case
            when organic_posts > 1
                then
                    greatest(organic_squares - organic_logs * organic_logs / organic_posts, 0)
                    / (organic_posts - 1) / organic_posts
        end as organic_error
    from sums
)

select
    * exclude (sponsored_error, organic_error),
    sponsored_error + organic_error as lift_log_variance,
    least(sponsored_posts, organic_posts) as lift_units,
    case
        when sponsored_error + organic_error > 0
            then
                power(sponsored_error + organic_error, 2)
                / (power(sponsored_error, 2) / (sponsored_posts - 1) + power(organic_error, 2) / (organic_posts - 1))
    end as lift_degrees_of_freedom
from varied
order by influencer_id, platform, format
