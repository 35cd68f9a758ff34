-- One row per influencer and platform with a known headline rate: the rate estimated with its peers, and 95 % bounds.
--
-- What is estimated is the median rate of the creator's posts, past and to come, those without engagements among
-- them (int_rate_centres, on the scale of logs). peers are the other creators
-- of its platform and tier, peer_percentile its place among them.

with
centres as (
    select
        centres.*,
        samples.posts_with_rate, samples.zero_rate_posts, samples.engagements_median, samples.is_other_definition,
        samples.tier as peer_tier,
        nearest.estimate_cell, nearest.creators, nearest.degrees_of_freedom, nearest.degrees_of_freedom_worth,
        nearest.neighbour_widening,
        middles.* exclude (influencer_id, platform)
    from intermediate.int_rate_centres as centres
    inner join intermediate.int_rate_samples as samples using (influencer_id, platform)
    inner join intermediate.int_rate_nearest as nearest using (influencer_id, platform)
    inner join intermediate.int_rate_middles as middles using (influencer_id, platform)
),

reckoned as (
    -- the part of the error that comes from a few posts has their degrees of freedom, the rest is known
    select
        *,
        case
            when creators is not null or degrees_of_freedom >= 2
                then
                    least(
                        error_of_own_posts
                        / ((lent_degrees_of_freedom + degrees_of_freedom_worth) * log_estimate_error),
                        1
                    )
        end as per_df
    from centres
),

bounded as (
    select
        reckoned.*,
        (t.t_quantile + t.t_quantile_step * (1000 * reckoned.per_df - t.thousandth)) * sqrt(reckoned.log_estimate_error) as reach
    from reckoned
    left join meta.t_quantiles as t
        on t.comparisons = 1 and t.thousandth = cast(floor(1000 * reckoned.per_df) as bigint)
),

rated as (
    -- where the low bound is 0 no truth lies below it, so that all of the 5 % may lie above: 1.645 errors, not 1.96
    select
        *,
        case when zero_share < 0.5 then exp(log_estimate) else 0 end as estimate,
        case
            when zero_share_high < 0.5
                then
                    exp(
                        log_estimate
                        - sqrt(power(reach, 2) + power(posts_deviation * (middle_place - middle_place_low), 2))
                    )
            when reach is not null then 0
        end as low,
        case
            when reach is null then null
            when zero_share_low < 0.5
                then
                    exp(least(
                        log_estimate
                        + case when zero_share_high < 0.5 then 1 else 0.84 end
                        * sqrt(power(reach, 2) + power(posts_deviation * (middle_place_high - middle_place), 2)),
                        700
                    ))
            else 0
        end as high
    from bounded
),

graded as (
    select
        *,
        case
            when low is null or posts_with_rate < 3 then 'insufficient'
            when low = 0 then 'low'
            when posts_with_rate >= 10 and engagements_median >= 5 and high <= 2 * low then 'high'
            when posts_with_rate >= 5 and engagements_median >= 5 and high <= 4 * low then 'medium'
            else 'low'
        end as evidence,
        count(*) over (partition by platform, peer_tier, is_other_definition) - 1 as others,
        rank() over (partition by platform, peer_tier, is_other_definition order by estimate) - 1 as below,
        count(*) over (partition by platform, peer_tier, is_other_definition, estimate) - 1 as equals
    from rated
)

select
    influencer_id, platform,
    estimate as headline_rate_pooled_estimate,
    low as headline_rate_low,
    high as headline_rate_high,
    coalesce(posts_with_rate * usual_error / neighbour_widening / log_estimate_error, posts_with_rate) as posts_effective,
    evidence, is_other_definition, estimate_cell,
    creators as estimate_cell_creators,
    own_weight,
    zero_rate_posts,
    case when peer_tier is not null and is_other_definition is not true then others end as peers,
    case when peer_tier is not null and is_other_definition is not true then (below + equals / 2.0) / nullif(others, 0) end as peer_percentile
from graded
order by influencer_id, platform
