-- One row per measure (clicks, orders, order_value), delivered deal and creator: what it brought, and from how much.
--
-- Clicks and orders stand beside the exposures of the deal's posts (int_deal_outcomes); the value of orders beside the
-- orders, in units of the average order.

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
        deal_id, influencer_id, campaign_id, platform, tier,
        cast(clicks as double) as response_result,
        exposures as response_base,
        cast(1 as double) as response_unit
    from deals
    union all
    select
        'orders' as measure,
        deal_id, influencer_id, campaign_id, platform, tier,
        cast(orders as double) as response_result,
        exposures as response_base,
        cast(1 as double) as response_unit
    from deals
    union all
    select
        'order_value' as measure,
        deals.deal_id, deals.influencer_id, deals.campaign_id, deals.platform, deals.tier,
        cast(deals.net_revenue as double) / nullif(order_value.average, 0) as response_result,
        cast(deals.orders as double) as response_base,
        order_value.average as response_unit
    from deals
    cross join order_value
)

select *
from measured
where response_result is not null and response_base > 0
order by measure, deal_id, influencer_id, campaign_id
