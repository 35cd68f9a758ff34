-- One row per measure (clicks, orders, order_value): by which power of its exposures a deal's result grows within a tier.
--
-- 21 exponents about the prior's (0.8, standard deviation 0.25) are weighed by the prior and by how likely each makes the
-- creators' results: a Poisson number around the tier's rate x base, rates of creators scattering by a gamma distribution
-- (response_variance: by the method of moments at the prior's exponent). The exponent is the mean of what remains. The
-- value of orders is in proportion to their number: exponent 1 (docs/decisions/0147-orders-follow-views-to-a-power.md).
--
-- A base to the power is told in exposures of the middle deal, response_reference: there an exposure counts as one.

with
deals as (select * from intermediate.int_response_deals),

priors as (
    select given.measure, given.exponent, given.sd
    from (values ('clicks', 0.8, 0.25), ('orders', 0.8, 0.25), ('order_value', 1, 0)) as given (measure, exponent, sd)
),

middles as (
    select measure, exp(cast(avg(cast(ln(response_base) as decimal(18, 9))) as double)) as response_reference
    from deals
    group by measure
),

grid as (
    select
        middles.measure,
        middles.response_reference,
        steps.step,
        priors.exponent + priors.sd * 0.24 * steps.step as exponent,
        power(0.24 * steps.step, 2) / 2 as prior_cost
    from middles
    inner join priors on middles.measure = priors.measure
    cross join (select unnest(range(-10, 11)) as step) as steps
    where steps.step = 0 or priors.sd > 0
),

units as (
    select
        grid.measure, grid.step, deals.influencer_id, deals.platform, deals.tier,
        cast(sum(cast(deals.response_result as decimal(38, 9))) as double) as result,
        grid.response_reference
        * cast(sum(cast(power(deals.response_base / grid.response_reference, grid.exponent) as decimal(38, 9))) as double)
            as base
    from deals
    inner join grid on deals.measure = grid.measure
    group by grid.measure, grid.step, grid.response_reference, deals.influencer_id, deals.platform, deals.tier
),

tiers as (
    -- a tier without any result is taken to have had half a one
    select
        measure, step, tier,
        greatest(cast(sum(cast(result as decimal(38, 9))) as double), 0.5)
        / cast(sum(cast(base as decimal(38, 9))) as double) as rate
    from units
    group by measure, step, tier
),

expected as (
    select
        units.measure, units.step, units.tier, units.result,
        units.base * tiers.rate as expected,
        power(units.base * tiers.rate / (1 + units.base * tiers.rate), 2) as weight
    from units
    inner join tiers on units.measure = tiers.measure and units.step = tiers.step and units.tier = tiers.tier
),

moments as (
    select
        measure,
        tier,
        count(*) as n,
        cast(sum(cast(weight as decimal(38, 12))) as double) as w,
        cast(sum(cast(weight * weight as decimal(38, 12))) as double) as ww,
        cast(sum(cast(weight * result / expected as decimal(38, 12))) as double) as wx,
        cast(sum(cast(weight * power(result / expected, 2) as decimal(38, 12))) as double) as wxx,
        cast(sum(cast(weight / expected as decimal(38, 12))) as double) as we,
        cast(sum(cast(weight * weight / expected as decimal(38, 12))) as double) as wwe
    from expected
    where step = 0
    group by measure, tier
),

settled as (
    select
        measure,
        sum(n) - count(*) as df,
        cast(sum(cast(wxx - wx * wx / w as decimal(38, 12))) as double) as squares,
        cast(sum(cast(we - wwe / w as decimal(38, 12))) as double) as noise,
        cast(sum(cast(w - ww / w as decimal(38, 12))) as double) as factor
    from moments
    group by measure
    having sum(n) - count(*) >= 3
),

scattered as (
    -- below 0 by chance: the upper branch of a hyperbola, as in int_offer_spreads
    select
        measure,
        (
            squares - noise
            + sqrt(power(squares - noise, 2) + 2.546479089 * 2 / df * power(greatest(squares, noise), 2))
        ) / (2 * factor) as response_variance
    from settled
),

likely as (
    select
        expected.measure,
        expected.step,
        sum(
            cast(
                expected.result * ln(expected.expected)
                - (expected.result + 1 / scattered.response_variance)
                * ln(1 / scattered.response_variance + expected.expected) as decimal(38, 9)
            )
        ) as log_likelihood
    from expected
    inner join scattered on expected.measure = scattered.measure
    group by expected.measure, expected.step
),

weighed as (
    select
        grid.measure, grid.response_reference, grid.exponent,
        coalesce(cast(likely.log_likelihood as double), 0) - grid.prior_cost as log_weight
    from grid
    left join likely on grid.measure = likely.measure and grid.step = likely.step
),

weights as (
    select * exclude (log_weight), exp(log_weight - max(log_weight) over (partition by measure)) as weight
    from weighed
),

summed as (
    select
        measure,
        min(response_reference) as response_reference,
        cast(sum(cast(weight as decimal(38, 12))) as double) as w,
        cast(sum(cast(weight * exponent as decimal(38, 12))) as double) as wx,
        cast(sum(cast(weight * exponent * exponent as decimal(38, 12))) as double) as wxx
    from weights
    group by measure
)

select
    summed.measure,
    summed.wx / summed.w as response_exponent,
    sqrt(greatest(summed.wxx / summed.w - power(summed.wx / summed.w, 2), 0)) as response_exponent_sd,
    summed.response_reference,
    scattered.response_variance
from summed
left join scattered on summed.measure = scattered.measure
order by summed.measure
