-- One row per deal, creator and campaign, or creator: its orders in 16 slots, as the bootstrap over orders draws them.
--
-- Orders are independent and as likely to come twice as not at all, so the sum of a slot varies by the sum of its
-- orders' squares. A row that sums orders tells no amounts: it counts as so many equal ones. Fewer than five
-- orders are no base for an interval.

with
orders as (
    select
        influencer_id,
        campaign_id,
        coalesce(deal_id, 'unassigned') as deal_id,
        -- a part of an order is one draw, as small as it is
        cast(case when is_ambiguous then greatest(orders_placed, 1) else coalesce(orders, 1) end as double) as orders,
        net_revenue,
        -- along a creator's deals, so that a deal's orders lie in different slots, and so do a creator's
        (row_number() over (
            partition by influencer_id
            order by campaign_id, deal_id, order_day, load_id, source_record
        ) - 1) % 16 + 1 as slot
    from intermediate.int_order_attribution
    where
        is_counted
        and net_revenue is not null
        and order_meaning = 'sale'
        and case when is_ambiguous then coalesce(orders_placed, 1) else coalesce(orders, 1) end > 0
),

slots as (
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

spread as (
    select
        grouping_level, influencer_id, campaign_id, deal_id,
        cast(sum(orders) as bigint) as orders,
        cast(sum(net_revenue) as double) as net_revenue,
        sum(case when slot = 1 then variance end) as variance_01,
        sum(case when slot = 2 then variance end) as variance_02,
        sum(case when slot = 3 then variance end) as variance_03,
        sum(case when slot = 4 then variance end) as variance_04,
        sum(case when slot = 5 then variance end) as variance_05,
        sum(case when slot = 6 then variance end) as variance_06,
        sum(case when slot = 7 then variance end) as variance_07,
        sum(case when slot = 8 then variance end) as variance_08,
        sum(case when slot = 9 then variance end) as variance_09,
        sum(case when slot = 10 then variance end) as variance_10,
        sum(case when slot = 11 then variance end) as variance_11,
        sum(case when slot = 12 then variance end) as variance_12,
        sum(case when slot = 13 then variance end) as variance_13,
        sum(case when slot = 14 then variance end) as variance_14,
        sum(case when slot = 15 then variance end) as variance_15,
        sum(case when slot = 16 then variance end) as variance_16
    from slots
    group by grouping_level, influencer_id, campaign_id, deal_id
    having sum(orders) >= 5 and sum(net_revenue) > 0
)

select
    grouping_level, influencer_id, campaign_id, deal_id, orders, net_revenue,
    sqrt(cast(coalesce(variance_01, 0) as double)) as deviation_01,
    sqrt(cast(coalesce(variance_02, 0) as double)) as deviation_02,
    sqrt(cast(coalesce(variance_03, 0) as double)) as deviation_03,
    sqrt(cast(coalesce(variance_04, 0) as double)) as deviation_04,
    sqrt(cast(coalesce(variance_05, 0) as double)) as deviation_05,
    sqrt(cast(coalesce(variance_06, 0) as double)) as deviation_06,
    sqrt(cast(coalesce(variance_07, 0) as double)) as deviation_07,
    sqrt(cast(coalesce(variance_08, 0) as double)) as deviation_08,
    sqrt(cast(coalesce(variance_09, 0) as double)) as deviation_09,
    sqrt(cast(coalesce(variance_10, 0) as double)) as deviation_10,
    sqrt(cast(coalesce(variance_11, 0) as double)) as deviation_11,
    sqrt(cast(coalesce(variance_12, 0) as double)) as deviation_12,
    sqrt(cast(coalesce(variance_13, 0) as double)) as deviation_13,
    sqrt(cast(coalesce(variance_14, 0) as double)) as deviation_14,
    sqrt(cast(coalesce(variance_15, 0) as double)) as deviation_15,
    sqrt(cast(coalesce(variance_16, 0) as double)) as deviation_16
from spread
order by grouping_level, influencer_id, campaign_id, deal_id
