-- One row per measure (clicks, orders, order_value) and tier: what an exposure, or an order, brings, how creators differ in it, and how sure it is.
--
-- Tiers (int_response_logs) are drawn towards their common mean on logs, each by how sure it is; a tier that nobody is
-- known of takes that mean (docs/decisions/0052-clicks-orders-and-revenue.md).

with
logs as (select *, log_mean as log_rate, log_mean_error as error from intermediate.int_response_logs),

overall as (
    select measure, min(response_unit) as response_unit from intermediate.int_deal_responses group by measure
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
