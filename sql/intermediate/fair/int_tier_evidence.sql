-- One row per tier, platform and campaign (and 'all'): what the tier's return rests on.
--
-- The largest deal is the one with most net revenue; a creator's campaign without a deal counts as one. A row that sums
-- orders counts as so many equal ones. A deal without orders is one of which no order counts, reported or not.

with
returns as (
    select
        tier, platform, campaign_id, deals, net_revenue, orders,
        case when deal_id = 'unassigned' then influencer_id || ' / ' || campaign_id else deal_id end as unit_id
    from intermediate.int_returns
),

units as (
    select
        tier, unit_id,
        coalesce(platform, 'all') as platform,
        coalesce(campaign_id, 'all') as campaign_id,
        max(deals) as deals,
        sum(net_revenue) as net_revenue,
        coalesce(sum(orders), 0) as orders
    from returns
    group by
        grouping sets (
            (tier, unit_id, platform, campaign_id), (tier, unit_id, platform), (tier, unit_id, campaign_id), (tier, unit_id)
        )
),

deals as (
    select
        tier, platform, campaign_id,
        max(net_revenue) as largest_deal_net_revenue,
        cast(count(*) filter (where deals > 0 and orders = 0) as bigint) as deals_without_orders
    from units
    group by tier, platform, campaign_id
),

amounts as (
    -- how much each of the row's orders is, and how many larger ones there are in the smallest group
    select
        placements.tier, placements.platform, placements.campaign_id,
        attributed.load_id, attributed.source_record,
        greatest(attributed.orders, 1) as orders,
        cast(attributed.net_revenue as double) / greatest(attributed.orders, 1) as order_revenue
    from intermediate.int_order_attribution as attributed
    inner join intermediate.int_return_placements as placements
        on
            attributed.influencer_id = placements.influencer_id
            and attributed.campaign_id = placements.campaign_id
            and coalesce(attributed.deal_id, 'unassigned') = placements.deal_id
    where attributed.is_counted and attributed.net_revenue > 0
    qualify
        row_number() over (
            partition by placements.tier, placements.platform, placements.campaign_id
            order by order_revenue desc, attributed.load_id, attributed.source_record, attributed.influencer_id
        ) <= 5
),

scoped as (
    select
        tier, order_revenue, orders, load_id, source_record,
        unnest([platform, 'all', platform, 'all']) as platform,
        unnest([campaign_id, campaign_id, 'all', 'all']) as campaign_id
    from amounts
),

counted as (
    select
        *,
        coalesce(sum(orders) over (
            partition by tier, platform, campaign_id
            order by order_revenue desc, load_id, source_record
            rows between unbounded preceding and 1 preceding
        ), 0) as orders_before
    from scoped
),

five as (
    select
        tier, platform, campaign_id,
        sum(cast(order_revenue * least(orders, 5 - orders_before) as decimal(38, 4))) as five_largest_orders_net_revenue
    from counted
    where orders_before < 5
    group by tier, platform, campaign_id
)

select
    deals.tier, deals.platform, deals.campaign_id,
    cast(deals.largest_deal_net_revenue as decimal(38, 4)) as largest_deal_net_revenue,
    cast(five.five_largest_orders_net_revenue as decimal(38, 4)) as five_largest_orders_net_revenue,
    deals.deals_without_orders
from deals
left join five using (tier, platform, campaign_id)
order by deals.tier, deals.platform, deals.campaign_id
