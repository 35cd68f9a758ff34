-- Amounts have no exchange rate of their day: they are unknown in returns, never summed as they stand.
--
-- Add the rates to <home>/reference/exchange_rates.csv.

with
amounts as (
    select
        'deals' as source,
        currency,
        cost is not null and cost_reporting is null as is_missing
    from staging.stg_deals
    union all
    select
        'orders' as source,
        currency,
        net_revenue is not null and net_revenue_reporting is null as is_missing
    from staging.stg_orders
    union all
    select
        'ad_spend' as source,
        currency,
        spend is not null and spend_reporting is null as is_missing
    from staging.stg_ad_spend
)

select
    currency,
    source,
    count(*) as records
from amounts
where is_missing
group by currency, source
order by currency, source
