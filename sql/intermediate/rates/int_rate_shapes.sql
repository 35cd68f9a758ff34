-- One row per cell of creators and fortieth up to the half: where that part of a creator's posts lies about its mean.
--
-- In standard deviations of the creator's own posts, of all posts with engagements in the cell: at the half it is 0
-- where logs are spread evenly to both sides, and below it where a few posts are far better than the rest. The first
-- row is that of half a hundredth. A creator's deviation is moderated by the cell, as in int_rate_estimates.

with
spreads as (
    select
        peers.platform, peers.tier, peers.niche, peers.influencer_id, peers.log_rate_mean,
        sqrt(peers.engaged_posts / greatest(peers.engaged_posts - peers.neighbour_widening, 0.3)) as freed,
        sqrt(
            (
                variances.variance_degrees_of_freedom * variances.variance_within_creators
                + peers.degrees_of_freedom * peers.log_rate_variance
            )
            / (variances.variance_degrees_of_freedom + peers.degrees_of_freedom)
            / peers.neighbour_widening
        ) as deviation
    from intermediate.int_rate_peers as peers
    inner join intermediate.int_rate_variances as variances using (platform, tier, niche)
    where peers.degrees_of_freedom > 0 and peers.engaged_posts > 2
),

residuals as (
    select
        spreads.platform, spreads.tier, spreads.niche,
        (logs.middle_log_rate - spreads.log_rate_mean) / spreads.deviation * spreads.freed as residual
    from spreads
    inner join intermediate.int_rate_logs as logs using (influencer_id, platform)
    where logs.log_rate is not null
),

quantiles as (
    select
        platform, tier, niche,
        count(*) as shape_posts,
        quantile_cont(residual, [
            0.005, 0.025, 0.05, 0.075, 0.1, 0.125, 0.15, 0.175, 0.2, 0.225, 0.25, 0.275, 0.3, 0.325, 0.35, 0.375, 0.4,
            0.425, 0.45, 0.475, 0.5
        ]) as places
    from residuals
    group by platform, tier, niche
),

listed as (
    select
        platform, tier, niche, shape_posts,
        unnest(range(0, 21)) as fortieth,
        unnest(places) as place_in_shape
    from quantiles
)

select
    platform, tier, niche, fortieth, shape_posts, place_in_shape,
    coalesce(
        lead(place_in_shape) over (partition by platform, tier, niche order by fortieth) - place_in_shape, 0
    ) as place_in_shape_step
from listed
order by platform, tier, niche, fortieth
