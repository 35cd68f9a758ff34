-- One row per deal, creator and campaign, or creator, and one of 16 slots: how far the orders in the slot vary.
--
-- Slots are what the bootstrap over orders draws (int_return_intervals). Orders are independent and as likely to come
-- twice as not at all, so the sum of a slot varies by the sum of its orders' squares. A row that sums orders tells no
-- amounts: it counts as so many equal ones. Fewer than five orders are no base for an interval.

with
slots as (select distinct slot from meta.bootstrap_weights where slot <= 16),

orders as (
    select
        influencer_id, campaign_id, net_revenue,
        coalesce(deal_id, 'unassigned') as deal_id,
        -- a part of an order is one draw, as small as it is
        cast(case when is_ambiguous then greatest(orders_placed, 1) else coalesce(orders, 1) end as double) as orders,
        -- along a creator's deals, so that a deal's orders lie in different slots, and so do a creator's
        (row_number() over (
            partition by influencer_id order by campaign_id, deal_id, order_day, load_id, source_record
        ) - 1) % 16 + 1 as slot
    from intermediate.int_order_attribution
    where
        is_counted and net_revenue is not null and order_meaning = 'sale'
        and case when is_ambiguous then coalesce(orders_placed, 1) else coalesce(orders, 1) end > 0
),

cells as (
    select
        case
            when grouping(deal_id) = 0 then 'deal'
            when grouping(campaign_id) = 0 then 'influencer_campaign'
            else 'influencer'
        end as grouping_level,
        coalesce(influencer_id, 'all') as influencer_id,
        coalesce(campaign_id, 'all') as campaign_id,
        coalesce(deal_id, 'all') as deal_id,
        slot,
        sum(orders) as orders,
        sum(net_revenue) as net_revenue,
        -- decimals, whose sums are equal in any order
        sum(cast(cast(net_revenue as double) * cast(net_revenue as double) / orders as decimal(38, 6))) as variance
    from orders
    group by grouping sets ((deal_id, slot), (influencer_id, campaign_id, slot), (influencer_id, slot))
),

sampled as (
    select
        grouping_level, influencer_id, campaign_id, deal_id,
        cast(sum(orders) as bigint) as orders,
        cast(sum(net_revenue) as double) as net_revenue
    from cells
    group by grouping_level, influencer_id, campaign_id, deal_id
    having sum(orders) >= 5 and sum(net_revenue) > 0
)

select sampled.*, slots.slot, sqrt(cast(coalesce(cells.variance, 0) as double)) as slot_deviation
from sampled
cross join slots
left join cells using (grouping_level, influencer_id, campaign_id, deal_id, slot)
order by sampled.grouping_level, sampled.influencer_id, sampled.campaign_id, sampled.deal_id, slots.slot
