-- One row per measure (clicks, orders, order_value) and tier with deals: the log of its rate, its error, and how creators differ.
--
-- Gamma-Poisson by the method of moments: a tier's rate is the ratio of sums, a result is a Poisson number around base
-- x the creator's rate, and rates of a tier's creators scatter around the tier's with variance creators_variance x rate
-- squared (one figure for all tiers), apart from what the luck of their deals makes of it (int_response_scatter). The
-- value of an order scatters about as much as it is high, so that n orders tell as much as a Poisson number of n. A tier
-- without any result is taken to have had half a one, or fewer where the rate of all makes fewer of its base: its log is
-- not that of 0 (docs/decisions/0052-clicks-orders-and-revenue.md).

with
units as (select * from intermediate.int_deal_responses),
scatter as (select * from intermediate.int_response_scatter),

overall as (
    select
        measure,
        cast(sum(cast(response_result as decimal(38, 9))) as double)
        / cast(sum(cast(response_base as decimal(38, 9))) as double) as rate,
        min(response_unit) as response_unit
    from units
    group by measure
    having sum(response_result) > 0
),

first_rates as (
    select
        units.measure,
        units.tier,
        case
            when sum(units.response_result) > 0
                then
                    cast(sum(cast(units.response_result as decimal(38, 9))) as double)
                    / cast(sum(cast(units.response_base as decimal(38, 9))) as double)
            else least(min(overall.rate), 0.5 / cast(sum(cast(units.response_base as decimal(38, 9))) as double))
        end as rate
    from units
    inner join overall on units.measure = overall.measure
    group by units.measure, units.tier
),

relative as (
    -- expected is what the tier's rate makes of the base, ratio how many times as much came. Squares are weighed by
    -- how exact they would be if creators differed by as much as their rate is high: few expected results say little
    select
        units.measure, units.tier, first_rates.rate,
        units.response_base * first_rates.rate as expected,
        units.response_result / (units.response_base * first_rates.rate) as ratio,
        coalesce(scatter.deals_variance / units.deals_effective, 0) as luck,
        power(units.response_base * first_rates.rate / (1 + units.response_base * first_rates.rate), 2) as weight
    from units
    inner join first_rates using (measure, tier)
    left join scatter on units.measure = scatter.measure
),

tier_sums as (
    select
        measure,
        tier,
        count(*) as n,
        cast(sum(cast(weight as decimal(38, 12))) as double) as w,
        cast(sum(cast(weight * weight as decimal(38, 12))) as double) as ww,
        cast(sum(cast(weight * ratio as decimal(38, 12))) as double) as wx,
        cast(sum(cast(weight * ratio * ratio as decimal(38, 12))) as double) as wxx,
        cast(sum(cast(weight * (1 / expected + luck) as decimal(38, 12))) as double) as we,
        cast(sum(cast(weight * weight * (1 / expected + luck) as decimal(38, 12))) as double) as wwe
    from relative
    group by measure, tier
),

moments as (
    select
        measure,
        sum(n) as n,
        count(*) as tiers,
        cast(sum(cast(wxx - wx * wx / w as decimal(38, 12))) as double) as squares,
        cast(sum(cast(we - wwe / w as decimal(38, 12))) as double) as noise,
        cast(sum(cast(w - ww / w as decimal(38, 12))) as double) as factor
    from tier_sums
    group by measure
    having sum(n) - count(*) >= 3
),

scattered as (
    -- below 0 by chance: the upper branch of a hyperbola, as in int_offer_spreads
    select
        measure,
        tiers,
        (
            (squares - noise) / factor
            + sqrt(
                power((squares - noise) / factor, 2)
                + 2.546479089 * 2 / (n - tiers) * power(greatest(squares, noise) / factor, 2)
            )
        ) / 2 as creators_variance
    from moments
)

-- the tier's rate is the ratio of sums; its error counts that a creator with many expected results weighs more, and
-- two creators' worth of doubt: the log of few skewed results scatters beyond it
select
    relative.measure,
    relative.tier,
    count(*) as creators,
    min(scattered.creators_variance) as creators_variance,
    ln(min(relative.rate)) as log_mean,
    (1 + 2.0 / count(*))
    * (
        cast(
            sum(cast((scattered.creators_variance + relative.luck) * power(relative.expected, 2) as decimal(38, 9))) as double
        )
        + cast(sum(cast(relative.expected as decimal(38, 9))) as double)
    )
    / power(cast(sum(cast(relative.expected as decimal(38, 9))) as double), 2) as log_mean_error
from relative
inner join scattered on relative.measure = scattered.measure
group by relative.measure, relative.tier
order by relative.measure, relative.tier
