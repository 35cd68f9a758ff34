-- One row per group of deals (tier, tier and platform, campaign, ...), measure and slot: what the bootstrap draws together.
--
-- What is drawn is a creator: all that the creator cost and brought in the group, because deals of a creator resemble
-- each other. Groups of fewer than five creators have no slots: no interval is honest there. A group of more than 64
-- has several creators in a slot. A measure is a result for the money spent: of costs per result, the reciprocal.
-- Of deals without orders or revenue the result is 0; a tier whose posts report no views, engagements or clicks at all
-- has none, and so has the profit of a group of which a part has no margin.

with
returns as (
    select
        returns.influencer_id, returns.campaign_id, returns.tier, returns.platform,
        -- decimals, whose sums are equal in any order
        coalesce(returns.cost, 0) as cost,
        coalesce(returns.net_revenue, 0) as net_revenue,
        coalesce(returns.margin_revenue, 0) as margin_revenue,
        returns.views, returns.engagements, returns.clicks,
        coalesce(returns.orders, 0) as orders,
        cast(coalesce(drawn.net_revenue_variance, 0) as decimal(38, 6)) as net_revenue_variance,
        cast(coalesce(
            drawn.net_revenue_variance
            * power(cast(returns.margin_revenue as double) / nullif(cast(returns.net_revenue as double), 0), 2), 0
        ) as decimal(38, 6)) as margin_revenue_variance,
        drawn.dispersion,
        returns.net_revenue is not null and returns.margin_revenue is null as has_no_margin
    from intermediate.int_returns as returns
    left join intermediate.int_drawn_orders as drawn using (influencer_id, campaign_id, deal_id)
    where returns.cost is not null or returns.net_revenue is not null
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
        returns.influencer_id,
        returns.* exclude (influencer_id, campaign_id, tier, platform)
    from returns
    cross join levels
),

numbered as (
    select
        *,
        dense_rank() over (partition by grouping_level, campaign_id, tier, platform order by influencer_id) as number,
        max(has_no_margin) over (partition by grouping_level, campaign_id, tier, platform) as has_parts_without_margin
    from drawn
),

counted as (
    select *, max(number) over (partition by grouping_level, campaign_id, tier, platform) as units
    from numbered
),

slots as (
    select
        grouping_level, campaign_id, tier, platform, units,
        (number - 1) % 64 + 1 as slot,
        max(dispersion) as dispersion,
        max(has_parts_without_margin) as has_parts_without_margin,
        sum(cost) as cost,
        sum(net_revenue) as net_revenue,
        sum(net_revenue_variance) as net_revenue_variance,
        sum(margin_revenue) as margin_revenue,
        sum(margin_revenue_variance) as margin_revenue_variance,
        sum(views) as views,
        sum(engagements) as engagements,
        sum(clicks) as clicks,
        sum(orders) as orders
    from counted
    where units >= 5
    group by all
),

measured as (
    select
        slots.grouping_level, slots.campaign_id, slots.tier, slots.platform, measures.measure,
        slots.slot, slots.units, slots.dispersion,
        cast(slots.cost as double) as cost,
        case measures.measure
            when 'return_on_ad_spend' then cast(slots.net_revenue as double)
            when 'margin_roi' then case when not slots.has_parts_without_margin then cast(slots.margin_revenue as double) end
            when 'cost_per_engagement' then cast(slots.engagements as double)
            when 'cost_per_thousand_views' then cast(slots.views as double)
            when 'cost_per_click' then cast(slots.clicks as double)
            when 'cost_per_order' then cast(slots.orders as double)
        end as result,
        -- counts vary by themselves, as Poisson numbers do
        case measures.measure
            when 'return_on_ad_spend' then cast(slots.net_revenue_variance as double)
            when 'margin_roi' then cast(slots.margin_revenue_variance as double)
        end as revenue_variance
    from slots
    cross join (
        values
        ('return_on_ad_spend'), ('margin_roi'), ('cost_per_engagement'), ('cost_per_thousand_views'),
        ('cost_per_click'), ('cost_per_order')
    ) as measures (measure)
    where measures.measure in ('return_on_ad_spend', 'margin_roi') or slots.grouping_level <> 'campaign'
)

select
    dense_rank() over (order by grouping_level, campaign_id, tier, platform, measure) as group_number,
    * exclude (revenue_variance, result),
    coalesce(result, 0) as result,
    coalesce(revenue_variance, result, 0) as result_variance
from measured
qualify count(result) over (partition by grouping_level, campaign_id, tier, platform, measure) > 0
order by group_number, slot
