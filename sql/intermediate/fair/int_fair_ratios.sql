-- One row per measure, platform and campaign (and 'all'), and ordered pair of tiers: how sure it is that the one returns more.
--
-- Beyond the noise of the counts creators of both tiers are taken to spread alike, unless one's spread more. Beforehand it is
-- believed alike that the one returns more, that the other does, and that neither does; ratios that differ lie from 1/2.7 to
-- 2.7 in 95 of 100 cases. So the probability may be looked at as often as one likes. It needs five creators of each tier.

with
sides as (select * from intermediate.int_fair_sides),

pairs as (
    select
        one.measure, one.platform, one.campaign_id, one.tier, one.other_tier, one.fair_ratio,
        one.creators as fair_creators,
        other.creators as other_fair_creators,
        one.deals as fair_deals,
        other.deals as other_fair_deals,
        cast(one.cost + other.cost as decimal(38, 4)) as compared_cost,
        ln(one.fair_ratio) as log_ratio,
        one.creators_worth, one.cost_unevenness as unevenness, one.count_variance, one.count_variance_if_alike,
        other.creators_worth as other_creators_worth,
        other.cost_unevenness as other_unevenness,
        other.count_variance as other_count_variance,
        other.count_variance_if_alike as other_count_variance_if_alike,
        greatest(one.own_variance - one.count_variance, 0) as spread,
        greatest(other.own_variance - other.count_variance, 0) as other_spread,
        greatest(one.creators_worth - 1, 0.01) as degrees,
        greatest(other.creators_worth - 1, 0.01) as other_degrees
    from sides as one
    inner join sides as other
        on
            one.measure = other.measure
            and one.platform = other.platform
            and one.campaign_id = other.campaign_id
            and one.tier = other.other_tier
            and one.other_tier = other.tier
),

pooled as (
    select
        *,
        (degrees * creators_worth * spread + other_degrees * other_creators_worth * other_spread)
        / (degrees + other_degrees) as creator_spread,
        -- the spread of few is more often below the true one than above
        1 + 5 / (degrees + other_degrees) as doubt_of_few
    from pairs
),

variances as (
    select
        *,
        greatest(spread, creator_spread / creators_worth) as side_variance,
        greatest(other_spread, creator_spread / other_creators_worth) as other_side_variance
    from pooled
),

freed as (
    -- degrees of freedom by Welch and Satterthwaite
    select
        * exclude (degrees, other_degrees),
        side_variance + other_side_variance + count_variance_if_alike + other_count_variance_if_alike as log_variance,
        side_variance + other_side_variance + count_variance + other_count_variance as log_variance_of_bounds,
        greatest(
            power(side_variance + other_side_variance + count_variance_if_alike + other_count_variance_if_alike, 2) / (
                power(side_variance + count_variance_if_alike, 2) / greatest(degrees, 0.5)
                + power(other_side_variance + other_count_variance_if_alike, 2) / greatest(other_degrees, 0.5)
            ), 1
        ) as degrees
    from variances
),

placed as (
    -- standard errors from no difference, as of a normal distribution (Wallace 1959)
    select
        *,
        sign(log_ratio) * (8 * degrees + 1) / (8 * degrees + 3)
        * sqrt(degrees * ln(1 + log_ratio * log_ratio / log_variance / degrees)) as errors,
        0.25 / log_variance as gain
    from freed
),

believed as (
    select
        *,
        -- log odds of a difference: 2 to 1 beforehand
        ln(2) - ln(1 + gain) / 2 + errors * errors / 2 * gain / (1 + gain) as log_odds,
        greatest(least(errors * sqrt(gain / (1 + gain)), 8), -8) as place
    from placed
)

select
    believed.measure, believed.platform, believed.campaign_id, believed.tier, believed.other_tier,
    believed.fair_creators, believed.other_fair_creators, believed.fair_deals, believed.other_fair_deals,
    believed.compared_cost, believed.fair_ratio,
    believed.log_variance as log_ratio_variance,
    believed.degrees as log_ratio_degrees,
    believed.doubt_of_few * (
        believed.unevenness * (believed.creator_spread + believed.creators_worth * believed.count_variance)
        + believed.other_unevenness
        * (believed.creator_spread + believed.other_creators_worth * believed.other_count_variance)
    ) / 2 as creator_variance,
    (believed.unevenness + believed.other_unevenness) / 2 as cost_unevenness,
    case
        when least(believed.fair_creators, believed.other_fair_creators) >= 5
            then
                (normal.probability_below + normal.probability_below_step * (1000 * believed.place - normal.thousandth))
                / (1 + exp(-believed.log_odds))
    end as fair_probability_beats,
    case
        when least(believed.fair_creators, believed.other_fair_creators) >= 5
            then
                sqrt(believed.log_variance_of_bounds)
                * (quantiles.t_quantile + quantiles.t_quantile_step * (1000 / believed.degrees - quantiles.thousandth))
    end as log_ratio_half_width
from believed
inner join meta.normal_distribution as normal on normal.thousandth = cast(floor(1000 * believed.place) as bigint)
inner join meta.t_quantiles as quantiles
    on quantiles.comparisons = 1 and quantiles.thousandth = cast(floor(1000 / believed.degrees) as bigint)
order by believed.measure, believed.platform, believed.campaign_id, believed.tier, believed.other_tier
