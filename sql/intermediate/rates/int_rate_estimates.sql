-- One row per influencer and platform with a known headline rate: the rate estimated with its peers, and 95 % bounds.
--
-- What is estimated is the median rate of the creator's posts, past and to come, those without engagements among
-- them. The mean of its logs is drawn towards its cell's (int_rate_nearest) by as much as its own posts leave open
-- (own_weight is what stays its own), but by no more than if it lay one deviation of the cell away. From that mean the
-- median is as far as int_rate_middles says. The error counts what its own posts scatter and how they resemble their
-- neighbours, what its peers differ, that the cell's mean, shape and share of posts without engagements are estimated
-- (docs/decisions/0020-uncertainty-of-a-rate.md, 0130, 0131, 0134).

with
nearest as (
    select
        nearest.*, samples.engagements_median, samples.is_other_definition,
        samples.tier as peer_tier
    from intermediate.int_rate_nearest as nearest
    inner join intermediate.int_rate_samples as samples using (influencer_id, platform)
),

varied as (
    -- how far to draw is decided by the variance with all that the cell knows of it; the error is
    -- reckoned with the creator's own, up to the degrees of freedom that its posts lack of four
    select
        *,
        coalesce(
            (cell_degrees_of_freedom * within_creators + degrees_of_freedom * coalesce(log_rate_variance, 0))
            / (cell_degrees_of_freedom + degrees_of_freedom),
            log_rate_variance
        ) as usual_variance,
        greatest(least(cell_degrees_of_freedom, 4 - degrees_of_freedom), 0) as lent_df,
        greatest(posts_worth, 1) as worth
    from nearest
),

drawn as (
    select
        *,
        usual_variance / worth as usual_error,
        (lent_df * coalesce(within_creators, 0) + degrees_of_freedom * coalesce(log_rate_variance, 0))
        / nullif(lent_df + degrees_of_freedom, 0) / worth as own_error,
        coalesce(log_rate_mean - cell_mean, 0) as apart,
        case
            when creators is null then 0
            when log_rate_mean is null then 1
            else
                (creators - 3) / cast(creators - 1 as double)
                * usual_variance / (usual_variance + between_creators * worth)
                * least(1, sqrt(usual_variance / worth + between_creators) / nullif(abs(log_rate_mean - cell_mean), 0))
        end as drawn_share
    from varied
),

centred as (
    select
        drawn.*, middles.* exclude (influencer_id, platform),
        coalesce(cell_mean, log_rate_mean) + (1 - drawn_share) * apart as log_centre,
        sqrt(usual_variance / neighbour_widening) as deviation,
        power(1 - drawn_share, 2) * own_error as error_of_own_posts,
        power(1 - drawn_share, 2) * coalesce(own_error, 0)
        + coalesce(
            power(drawn_share, 2)
            * (between_creators + cell_mean_variance + 2 * power(apart, 2) / (creators - 3)),
            0
        ) as error_of_centre
    from drawn
    inner join intermediate.int_rate_middles as middles using (influencer_id, platform)
),

estimated as (
    select
        *,
        log_centre + coalesce(deviation * middle_place, 0) as log_estimate,
        error_of_centre + power(deviation, 2) * (
            middle_place_variance
            + power(middle_place - even_place, 2) / (2 * nullif(cell_degrees_of_freedom + degrees_of_freedom, 0))
        ) as error
    from centred
),

reckoned as (
    -- the part of the error that comes from a few posts has their degrees of freedom, the rest is known
    select
        *,
        case
            when creators is not null or degrees_of_freedom >= 2
                then least(error_of_own_posts / ((lent_df + degrees_of_freedom_worth) * error), 1)
        end as per_df
    from estimated
),

bounded as (
    select
        reckoned.*,
        (t.t_quantile + t.t_quantile_step * (1000 * reckoned.per_df - t.thousandth)) * sqrt(reckoned.error) as reach
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
                        - sqrt(power(reach, 2) + power(deviation * (middle_place - middle_place_low), 2))
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
                        * sqrt(power(reach, 2) + power(deviation * (middle_place_high - middle_place), 2)),
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
    coalesce(posts_with_rate * usual_error / neighbour_widening / error, posts_with_rate) as posts_effective,
    evidence, is_other_definition, estimate_cell,
    creators as estimate_cell_creators,
    1 - drawn_share as own_weight,
    zero_rate_posts,
    case when peer_tier is not null and is_other_definition is not true then others end as peers,
    case when peer_tier is not null and is_other_definition is not true then (below + equals / 2.0) / nullif(others, 0) end as peer_percentile
from graded
order by influencer_id, platform
