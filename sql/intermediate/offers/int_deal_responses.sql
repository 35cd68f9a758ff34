-- One row per measure (clicks, orders, order_value), creator, platform and tier: what delivered deals brought, and from how much.
--
-- Clicks and orders are counted over the exposures of the deal's posts (int_deal_outcomes); the value of orders over
-- the orders, in units of the average order.

with
deals as (select * from intermediate.int_deal_outcomes),

order_value as (
    select cast(sum(net_revenue) as double) / nullif(cast(sum(orders) as double), 0) as average
    from deals
    where orders > 0 and net_revenue is not null
),

measured as (
    select
        'clicks' as measure,
        influencer_id, platform, tier,
        cast(clicks as double) as result,
        exposures as base,
        cast(1 as double) as response_unit
    from deals
    union all
    select
        'orders' as measure,
        influencer_id, platform, tier,
        cast(orders as double) as result,
        exposures as base,
        cast(1 as double) as response_unit
    from deals
    union all
    select
        'order_value' as measure,
        deals.influencer_id, deals.platform, deals.tier,
        cast(deals.net_revenue as double) / nullif(order_value.average, 0) as result,
        cast(deals.orders as double) as base,
        order_value.average as response_unit
    from deals
    cross join order_value
)

select
    measure, influencer_id, platform, tier,
    count(*) as deals,
    cast(sum(cast(result as decimal(38, 9))) as double) as response_result,
    cast(sum(cast(base as decimal(38, 9))) as double) as response_base,
    min(response_unit) as response_unit
from measured
where result is not null and base > 0
group by measure, influencer_id, platform, tier
order by measure, influencer_id, platform, tier
