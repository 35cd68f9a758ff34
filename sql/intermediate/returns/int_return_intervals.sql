-- One row per group with enough deals or orders: between what its return lies in 95 of 100 cases, and how likely it pays.
--
-- Tiers and campaigns draw deals anew (int_return_replicates). Deals and creators draw orders anew: the cost is
-- fixed, and the number of orders is as much chance as their amounts. There, too, replicates above the
-- estimate are moved up by 1 + 1 / sqrt(orders) on the scale of logarithms.

with
over_deals as (
    select
        grouping_level, campaign_id, tier, platform,
        min(units) as units,
        least(quantile_cont(drawn_value, 0.025), min(estimate)) as low,
        greatest(quantile_cont(drawn_value, 0.975), min(estimate)) as high,
        avg(case when drawn_value > 1 then 1.0 else 0.0 end) as probability
    from intermediate.int_return_replicates
    where measure = 'return_on_ad_spend'
    group by grouping_level, campaign_id, tier, platform
),

revenues as (
    -- what a draw adds up: the revenue itself, then the deviation of each slot
    select
        slots.grouping_level, slots.influencer_id, slots.campaign_id, slots.deal_id, slots.orders, slots.net_revenue,
        cast(min(sums.cost) as double) as cost,
        list_prepend(min(slots.net_revenue), list(slots.slot_deviation order by slots.slot)) as terms
    from intermediate.int_order_slots as slots
    inner join intermediate.int_return_sums as sums using (grouping_level, influencer_id, campaign_id, deal_id)
    where
        sums.cost > 0
        -- revenue that no order stands behind cannot be drawn, so the whole has no bounds
        and abs(slots.net_revenue - cast(sums.net_revenue as double)) < 0.005
    group by
        slots.grouping_level, slots.influencer_id, slots.campaign_id, slots.deal_id, slots.orders, slots.net_revenue
),

draws as (
    select replicate, list_prepend(1.0, list(cast(weight - 1 as double) order by slot)) as factors
    from meta.bootstrap_weights
    where slot <= 16
    group by replicate
),

drawn as (
    -- along the list, so that the sum of floats is the same on every machine
    select
        revenues.*,
        greatest(
            list_sum(list_transform(list_zip(revenues.terms, draws.factors), lambda pair: pair[1] * pair[2])), 0
        ) as revenue
    from revenues
    cross join draws
),

returned as (
    select
        grouping_level, influencer_id, campaign_id, deal_id, orders,
        net_revenue / cost as estimate,
        case
            when revenue > net_revenue then net_revenue * power(revenue / net_revenue, 1 + 1 / sqrt(orders))
            else revenue
        end / cost as drawn_value
    from drawn
),

over_orders as (
    select
        grouping_level, influencer_id, campaign_id, deal_id,
        min(orders) as units,
        least(quantile_cont(drawn_value, 0.025), min(estimate)) as low,
        greatest(quantile_cont(drawn_value, 0.975), min(estimate)) as high,
        avg(case when drawn_value > 1 then 1.0 else 0.0 end) as probability
    from returned
    group by grouping_level, influencer_id, campaign_id, deal_id
)

select
    grouping_level,
    'all' as influencer_id,
    campaign_id, tier, platform,
    'all' as deal_id,
    'deals' as return_interval_over,
    units as return_interval_units,
    low as return_on_ad_spend_low,
    high as return_on_ad_spend_high,
    cast(probability as double) as revenue_roi_positive_probability
from over_deals

union all

select
    grouping_level, influencer_id, campaign_id,
    'all' as tier,
    'all' as platform,
    deal_id,
    'orders' as return_interval_over,
    units as return_interval_units,
    low as return_on_ad_spend_low,
    high as return_on_ad_spend_high,
    cast(probability as double) as revenue_roi_positive_probability
from over_orders
order by grouping_level, influencer_id, campaign_id, tier, platform, deal_id
