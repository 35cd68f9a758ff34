-- One row per group of deals (tier, tier and platform, campaign, ...), measure and slot: what the bootstrap draws together.
--
-- What is drawn is a deal, or what a creator cost and brought in a campaign without one. Groups of fewer than
-- five have no slots: no interval is honest there. A group of more than 64 has several deals in a slot. A
-- measure is a result for the money spent: of costs per result, the reciprocal.

with
returns as (
    select
        influencer_id, campaign_id, tier, platform,
        case when deal_id = 'unassigned' then influencer_id || ' / ' || campaign_id else deal_id end as drawn_id,
        cast(coalesce(cost, 0) as double) as cost,
        cast(coalesce(net_revenue, 0) as double) as net_revenue,
        cast(coalesce(views, 0) as double) as views,
        cast(coalesce(engagements, 0) as double) as engagements,
        cast(coalesce(clicks, 0) as double) as clicks,
        cast(coalesce(orders, 0) as double) as orders
    from intermediate.int_returns
    where cost is not null or net_revenue is not null
),

levels as (
    select listed.grouping_level, listed.by_tier, listed.by_platform, listed.by_campaign
    from (
        values
        ('campaign', false, false, true), ('tier', true, false, false), ('tier', true, true, false),
        ('tier_campaign', true, false, true), ('tier_campaign', true, true, true)
    ) as listed (grouping_level, by_tier, by_platform, by_campaign)
),

drawn as (
    select
        levels.grouping_level,
        case when levels.by_campaign then returns.campaign_id else 'all' end as campaign_id,
        case when levels.by_tier then returns.tier else 'all' end as tier,
        case when levels.by_platform then returns.platform else 'all' end as platform,
        returns.drawn_id,
        sum(returns.cost) as cost,
        sum(returns.net_revenue) as net_revenue,
        sum(returns.views) as views,
        sum(returns.engagements) as engagements,
        sum(returns.clicks) as clicks,
        sum(returns.orders) as orders
    from returns
    cross join levels
    group by all
),

numbered as (
    select
        *,
        row_number() over (partition by grouping_level, campaign_id, tier, platform order by drawn_id) as number,
        count(*) over (partition by grouping_level, campaign_id, tier, platform) as units
    from drawn
),

slots as (
    select
        grouping_level, campaign_id, tier, platform, units,
        (number - 1) % 64 + 1 as slot,
        sum(cost) as cost,
        sum(net_revenue) as net_revenue,
        sum(views) as views,
        sum(engagements) as engagements,
        sum(clicks) as clicks,
        sum(orders) as orders
    from numbered
    where units >= 5
    group by all
),

measures as (
    select listed.measure
    from (
        values
        ('return_on_ad_spend'), ('cost_per_engagement'), ('cost_per_thousand_views'), ('cost_per_click'),
        ('cost_per_order')
    ) as listed (measure)
)

select
    dense_rank() over (
        order by slots.grouping_level, slots.campaign_id, slots.tier, slots.platform, measures.measure
    ) as group_number,
    slots.grouping_level, slots.campaign_id, slots.tier, slots.platform, measures.measure,
    slots.slot, slots.units, slots.cost,
    case measures.measure
        when 'return_on_ad_spend' then slots.net_revenue
        when 'cost_per_engagement' then slots.engagements
        when 'cost_per_thousand_views' then slots.views
        when 'cost_per_click' then slots.clicks
        when 'cost_per_order' then slots.orders
    end as result
from slots
cross join measures
where measures.measure = 'return_on_ad_spend' or slots.grouping_level <> 'campaign'
order by group_number, slots.slot
