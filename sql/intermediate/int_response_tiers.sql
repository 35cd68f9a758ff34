-- One row per measure (clicks, orders, order_value) and tier: what an exposure, or an order, brings, how creators differ in it,
-- and how sure it is.
--
-- Gamma-Poisson by the method of moments: a tier's rate is the ratio of sums, a result is a Poisson number around base x the creator's rate, and rates of a tier's
-- creators scatter around the tier's with variance creators_variance x rate squared (one figure for all tiers). The value of an order
-- scatters about as much as it is high, so that n orders tell as much as a Poisson number of n. Tiers are drawn
-- towards their common mean on logs. A tier without any result is taken to have had half a one, or fewer where the rate of
-- all makes fewer of its base: its log is not that of 0 (docs/decisions/0052-clicks-orders-and-revenue.md).

with
units as (select * from intermediate.int_deal_responses),

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
            else least(
                min(overall.rate), 0.5 / cast(sum(cast(units.response_base as decimal(38, 9))) as double)
            )
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
        power(units.response_base * first_rates.rate / (1 + units.response_base * first_rates.rate), 2) as weight
    from units
    inner join first_rates using (measure, tier)
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
        cast(sum(cast(weight / expected as decimal(38, 12))) as double) as we,
        cast(sum(cast(weight * weight / expected as decimal(38, 12))) as double) as wwe,
        cast(sum(cast(1 / expected as decimal(38, 9))) as double) as e
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
),

logs as (
    -- the tier's rate is the ratio of sums; its error counts that a creator with many expected results weighs more, and
    -- two creators' worth of doubt: the log of few skewed results scatters beyond it
    select
        relative.measure,
        relative.tier,
        count(*) as creators,
        min(scattered.creators_variance) as creators_variance,
        ln(min(relative.rate)) as log_rate,
        (1 + 2.0 / count(*))
        * (
            min(scattered.creators_variance) * cast(sum(cast(relative.expected * relative.expected as decimal(38, 9))) as double)
            + cast(sum(cast(relative.expected as decimal(38, 9))) as double)
        )
        / power(cast(sum(cast(relative.expected as decimal(38, 9))) as double), 2) as error
    from relative
    inner join scattered on relative.measure = scattered.measure
    group by relative.measure, relative.tier
),

log_sums as (
    select
        measure,
        count(*) as tiers,
        cast(sum(cast(1 / error as decimal(38, 12))) as double) as w,
        cast(sum(cast(1 / power(error, 2) as decimal(38, 12))) as double) as ww,
        cast(sum(cast(log_rate / error as decimal(38, 12))) as double) as wx,
        cast(sum(cast(log_rate * log_rate / error as decimal(38, 12))) as double) as wxx
    from logs
    group by measure
),

between_tiers as (
    select
        measure,
        tiers,
        case
            when tiers > 1
                then (
                    (wxx - wx * wx / w - (tiers - 1)) / (w - ww / w)
                    + sqrt(
                        power((wxx - wx * wx / w - (tiers - 1)) / (w - ww / w), 2)
                        + 2.546479089 * 2 / (tiers - 1)
                        * power(greatest(wxx - wx * wx / w, tiers - 1) / (w - ww / w), 2)
                    )
                ) / 2
            else 0
        end as tiers_variance
    from log_sums
),

centres as (
    select
        logs.measure,
        min(between_tiers.tiers) as tiers,
        min(between_tiers.tiers_variance) as tiers_variance,
        min(logs.creators_variance) as creators_variance,
        cast(sum(cast(logs.log_rate / (between_tiers.tiers_variance + logs.error) as decimal(38, 12))) as double)
        / cast(sum(cast(1 / (between_tiers.tiers_variance + logs.error) as decimal(38, 12))) as double) as log_rate,
        1 / cast(sum(cast(1 / (between_tiers.tiers_variance + logs.error) as decimal(38, 12))) as double) as error
    from logs
    inner join between_tiers on logs.measure = between_tiers.measure
    group by logs.measure
),

tiers as (
    select distinct tier
    from intermediate.int_offer_accounts
    where tier is not null
    union
    select tier
    from logs
)

select
    centres.measure,
    tiers.tier,
    coalesce(logs.creators, 0) as creators,
    exp(
        coalesce(
            logs.log_rate - logs.error / (logs.error + centres.tiers_variance) * (logs.log_rate - centres.log_rate),
            centres.log_rate
        )
    ) as response_rate,
    coalesce(
        centres.tiers_variance * logs.error / (logs.error + centres.tiers_variance)
        + power(logs.error / (logs.error + centres.tiers_variance), 2) * centres.error,
        centres.tiers_variance + centres.error
    ) as log_mean_variance,
    centres.creators_variance,
    overall.response_unit
from centres
inner join overall on centres.measure = overall.measure
cross join tiers
left join logs on centres.measure = logs.measure and tiers.tier = logs.tier
where logs.tier is not null or centres.tiers > 1
order by centres.measure, tiers.tier
