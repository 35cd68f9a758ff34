-- One row per creator, platform and format, and one over all formats ('all'): sponsored posts against organic ones.
--
-- Boosted posts and posts without a rate are counted and left out of the comparison. The lift is the difference of
-- the means of log rates within calendar months, of the months with both kinds, each by how much it can tell
-- (sponsored x organic / both); the post is the unit of its error, which is that of a regression with an effect for
-- each month. lift_months, lift_sponsored_posts and lift_organic_posts are what it rests on.

with
posts as (
    select
        *,
        log_rate is not null and not is_boosted and is_sponsored as is_sponsored_side,
        log_rate is not null and not is_boosted and not is_sponsored as is_organic_side
    from intermediate.int_lift_posts
),

sums as (
    select
        influencer_id, platform,
        coalesce(format, 'all') as format,
        min(headline_numerator) as headline_numerator,
        min(headline_denominator) as headline_denominator,
        min(headline_definition) as headline_definition,
        min(posted_at) as first_posted_at,
        max(posted_at) as last_posted_at,
        count(*) as posts,
        count(*) filter (where is_sponsored is null) as unknown_posts,
        count(*) filter (where is_boosted) as boosted_posts,
        count(*) filter (where is_other_definition) as posts_other_definition,
        count(*) filter (where is_sponsored_side) as sponsored_posts,
        count(*) filter (where is_organic_side) as organic_posts,
        count(*) filter (where is_organic_side and sponsorship_source = 'caption') as organic_undeclared_posts,
        median(headline_rate) filter (where is_sponsored_side) as sponsored_headline_rate_median,
        median(headline_rate) filter (where is_organic_side) as organic_headline_rate_median,
        cast(sum(headline_engagements) filter (where is_sponsored_side) as bigint) as sponsored_engagements,
        cast(sum(headline_base) filter (where is_sponsored_side) as bigint) as sponsored_base,
        cast(sum(headline_engagements) filter (where is_organic_side) as bigint) as organic_engagements,
        cast(sum(headline_base) filter (where is_organic_side) as bigint) as organic_base
    from posts
    group by grouping sets ((influencer_id, platform, format), (influencer_id, platform))
),

compared as (
    select
        influencer_id, platform, format,
        count(*) as lift_months,
        cast(sum(sponsored_posts) as bigint) as lift_sponsored_posts,
        cast(sum(organic_posts) as bigint) as lift_organic_posts,
        cast(sum(cast(month_weight as decimal(38, 12))) as double) as weight,
        cast(sum(cast(month_weight * log_lift as decimal(38, 12))) as double) as weight_lift,
        cast(sum(cast(month_weight * log_lift * log_lift as decimal(38, 12))) as double) as weight_lift_2,
        cast(sum(cast(squares_within as decimal(38, 12))) as double) as squares_within
    from intermediate.int_lift_months
    group by influencer_id, platform, format
),

varied as (
    select
        sums.*,
        coalesce(compared.lift_months, 0) as lift_months,
        coalesce(compared.lift_sponsored_posts, 0) as lift_sponsored_posts,
        coalesce(compared.lift_organic_posts, 0) as lift_organic_posts,
        round(compared.weight_lift / compared.weight, 6) as log_lift,
        cast(
            case
                when least(compared.lift_sponsored_posts, compared.lift_organic_posts) > 1
                    then nullif(
                        compared.lift_sponsored_posts + compared.lift_organic_posts - compared.lift_months - 1, 0
                    )
            end as double
        ) as lift_degrees_of_freedom,
        compared.weight,
        compared.squares_within
        + greatest(compared.weight_lift_2 - power(compared.weight_lift, 2) / compared.weight, 0) as squares_left
    from sums
    left join compared using (influencer_id, platform, format)
)

select
    * exclude (weight, squares_left, lift_degrees_of_freedom),
    squares_left / lift_degrees_of_freedom / weight as lift_log_variance,
    least(lift_sponsored_posts, lift_organic_posts) as lift_units,
    case when squares_left > 0 then lift_degrees_of_freedom end as lift_degrees_of_freedom
from varied
order by influencer_id, platform, format
