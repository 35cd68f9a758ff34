-- One row per cell of creators: what their log rates have in common.
--
-- The variance between creators and their mean are by the method of moments, in closed form
-- (docs/decisions/0020-uncertainty-of-a-rate.md). Sums are over decimals: exact, so equal in any order.

with
peers as (select * from intermediate.int_rate_peers where degrees_of_freedom > 0),
variances as (select * from intermediate.int_rate_variances),

weighted as (
    select
        variances.platform, variances.tier, variances.niche,
        peers.log_rate_mean as mean,
        cast(peers.degrees_of_freedom as double) as df,
        peers.log_rate_variance / peers.posts_worth as error,
        variances.variance_within_mean / peers.posts_worth as usual_error,
        1 / (variances.variance_between_first + variances.variance_within_mean / peers.posts_worth) as weight
    from variances
    inner join peers using (platform, tier, niche)
),

moments as (
    select
        platform, tier, niche,
        cast(sum(cast(weight as decimal(38, 12))) as double) as weight,
        cast(sum(cast(power(weight, 2) as decimal(38, 12))) as double) as weight_2,
        cast(sum(cast(weight * mean as decimal(38, 12))) as double) as weight_mean,
        cast(sum(cast(weight * mean * mean as decimal(38, 12))) as double) as weight_mean_2,
        cast(sum(cast(weight * error as decimal(38, 12))) as double) as weight_error,
        cast(sum(cast(power(weight, 2) * error as decimal(38, 12))) as double) as weight_2_error,
        cast(sum(cast(power(weight, 2) * usual_error as decimal(38, 12))) as double) as weight_2_usual,
        cast(sum(cast(power(weight * usual_error, 2) as decimal(38, 12))) as double) as weight_2_usual_2,
        cast(sum(cast(2 * power(weight * error, 2) / df as decimal(38, 12))) as double) as doubt
    from weighted
    group by platform, tier, niche
),

raw_between as (
    -- between creators: what their means scatter beyond the error of a mean (DerSimonian and Kacker,
    -- two steps), which may come out below 0
    select
        *,
        (weight_mean_2 - weight_mean * weight_mean / weight - weight_error + weight_2_error / weight)
        / (weight - weight_2 / weight) as between_raw
    from moments
),

between_error as (
    select
        platform, tier, niche, between_raw,
        sqrt(
            2 * power(greatest(between_raw, 0), 2) * weight_2
            + 4 * greatest(between_raw, 0) * weight_2_usual
            + 2 * weight_2_usual_2
            + doubt
        )
        / (weight - weight_2 / weight) as between_error
    from raw_between
),

placed as (
    select
        platform, tier, niche, between_error,
        greatest(between_raw / between_error, -4) as place
    from between_error
),

settled as (
    -- it cannot be below 0: its mean, given that; beyond 8 errors nothing is cut off
    select
        placed.platform, placed.tier, placed.niche,
        placed.between_error * (
            normal.mean_above_zero
            + normal.mean_above_zero_step * (1000 * least(placed.place, 8) - normal.thousandth)
            + greatest(placed.place - 8, 0)
        ) as between_creators
    from placed
    left join meta.normal_distribution as normal
        on normal.thousandth = cast(floor(1000 * least(placed.place, 8)) as bigint)
),

centred as (
    select
        settled.platform, settled.tier, settled.niche, settled.between_creators,
        sum(cast(1 / (settled.between_creators + weighted.usual_error) as decimal(38, 12))) as weight,
        sum(cast(weighted.mean / (settled.between_creators + weighted.usual_error) as decimal(38, 12))) as weight_mean
    from settled
    inner join weighted using (platform, tier, niche)
    group by settled.platform, settled.tier, settled.niche, settled.between_creators
)

select
    variances.platform, variances.tier, variances.niche, variances.creators,
    cast(centred.weight_mean as double) / cast(centred.weight as double) as log_rate_mean,
    1 / cast(centred.weight as double) as log_rate_mean_variance,
    centred.between_creators as variance_between_creators,
    variances.variance_within_creators, variances.variance_degrees_of_freedom
from variances
inner join centred using (platform, tier, niche)
order by variances.platform, variances.tier, variances.niche
