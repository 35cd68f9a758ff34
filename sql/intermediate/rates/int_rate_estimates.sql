-- One row per influencer and platform with a known headline rate: the rate estimated with its peers, and 95 % bounds.
--
-- The creator's own mean is drawn towards its cell's by as much as its own posts leave open
-- (own_weight is what stays its own). The cell is platform, tier and niche, else platform and tier,
-- else platform; a creator whose cells are all too small keeps its own mean and t interval. The
-- error counts what its own posts scatter, what its peers differ, and that the cell's mean is
-- estimated (docs/decisions/0020-uncertainty-of-a-rate.md). The bounds are about the median rate of
-- the creator's posts, past and to come.

with
samples as (select * from intermediate.int_rate_samples),
cells as (select * from intermediate.int_rate_cells),

reachable as (
    select influencer_id, platform, tier, niche, 'platform, tier, niche' as estimate_cell, 1 as distance
    from samples
    union all
    select influencer_id, platform, tier, 'all', 'platform, tier', 2 from samples
    union all
    select influencer_id, platform, 'all', 'all', 'platform', 3 from samples
),

nearest as (
    select reachable.influencer_id, reachable.estimate_cell, cells.*
    from reachable
    inner join cells using (platform, tier, niche)
    qualify
        row_number() over (
            partition by reachable.influencer_id, reachable.platform order by reachable.distance
        ) = 1
),

placed as (
    select
        samples.*, nearest.creators,
        coalesce(nearest.estimate_cell, 'own posts') as estimate_cell,
        nearest.log_rate_mean as cell_mean,
        nearest.log_rate_mean_variance as cell_mean_variance,
        nearest.variance_between_creators as between_creators,
        nearest.variance_within_creators as within_creators,
        coalesce(nearest.variance_degrees_of_freedom, 0) as cell_df
    from samples
    left join nearest using (influencer_id, platform)
),

varied as (
    -- how far to draw is decided by the variance with all that the cell knows of it; the error is
    -- reckoned with the creator's own, up to the degrees of freedom that its posts lack of four
    select
        *,
        coalesce(
            (cell_df * within_creators + degrees_of_freedom * coalesce(log_rate_variance, 0))
            / (cell_df + degrees_of_freedom),
            log_rate_variance
        ) / posts_kept as usual_error,
        greatest(least(cell_df, 4 - degrees_of_freedom), 0) as lent_df
    from placed
),

drawn as (
    select
        *,
        coalesce(
            (creators - 3) / cast(creators - 1 as double) * usual_error / (usual_error + between_creators), 0
        ) as drawn_share,
        (lent_df * coalesce(within_creators, 0) + degrees_of_freedom * coalesce(log_rate_variance, 0))
        / nullif(lent_df + degrees_of_freedom, 0) / posts_kept as own_error
    from varied
),

estimated as (
    select
        *,
        log_rate_mean - drawn_share * (log_rate_mean - coalesce(cell_mean, 0)) as log_estimate,
        power(1 - drawn_share, 2) * own_error as error_of_own_posts,
        power(1 - drawn_share, 2) * own_error
        + coalesce(
            power(drawn_share, 2)
            * (between_creators + cell_mean_variance + 2 * power(log_rate_mean - cell_mean, 2) / (creators - 3)),
            0
        ) as error
    from drawn
),

reckoned as (
    -- the part of the error that comes from a few posts has their degrees of freedom, the rest is known
    select
        *,
        case
            when creators is not null or degrees_of_freedom >= 2
                then 1 / greatest((lent_df + degrees_of_freedom) * error / error_of_own_posts, 1)
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
    select
        *,
        exp(log_estimate) as estimate,
        exp(log_estimate - reach) as low,
        exp(case when log_estimate + reach > 700 then 700 else log_estimate + reach end) as high
    from bounded
),

graded as (
    select
        *,
        case
            when low is null or posts_with_rate < 3 then 'insufficient'
            when posts_with_rate >= 10 and engagements_median >= 5 and high <= 2 * low then 'high'
            when posts_with_rate >= 5 and engagements_median >= 5 and high <= 4 * low then 'medium'
            else 'low'
        end as evidence,
        count(*) over (partition by platform, tier) - 1 as others,
        rank() over (partition by platform, tier order by estimate) - 1 as below,
        count(*) over (partition by platform, tier, estimate) - 1 as equals
    from rated
)

select
    influencer_id, platform,
    estimate as headline_rate_pooled_estimate,
    low as headline_rate_low,
    high as headline_rate_high,
    coalesce(posts_with_rate * usual_error / error, posts_with_rate) as posts_effective,
    evidence, estimate_cell,
    creators as estimate_cell_creators,
    1 - drawn_share as own_weight,
    zero_rate_posts,
    case when tier is not null then others end as peers,
    case when tier is not null then (below + equals / 2.0) / nullif(others, 0) end as peer_percentile
from graded
order by influencer_id, platform
