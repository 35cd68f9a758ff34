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

slots as (
    select slots.*, cast(sums.cost as double) as cost
    from intermediate.int_order_slots as slots
    inner join intermediate.int_return_sums as sums using (grouping_level, influencer_id, campaign_id, deal_id)
    where
        sums.cost > 0
        -- revenue that no order stands behind cannot be drawn, so the whole has no bounds
        and abs(slots.net_revenue - cast(sums.net_revenue as double)) < 0.005
),

draws as (
    select
        replicate,
        sum(case when slot = 1 then weight - 1.0 end) as weight_01,
        sum(case when slot = 2 then weight - 1.0 end) as weight_02,
        sum(case when slot = 3 then weight - 1.0 end) as weight_03,
        sum(case when slot = 4 then weight - 1.0 end) as weight_04,
        sum(case when slot = 5 then weight - 1.0 end) as weight_05,
        sum(case when slot = 6 then weight - 1.0 end) as weight_06,
        sum(case when slot = 7 then weight - 1.0 end) as weight_07,
        sum(case when slot = 8 then weight - 1.0 end) as weight_08,
        sum(case when slot = 9 then weight - 1.0 end) as weight_09,
        sum(case when slot = 10 then weight - 1.0 end) as weight_10,
        sum(case when slot = 11 then weight - 1.0 end) as weight_11,
        sum(case when slot = 12 then weight - 1.0 end) as weight_12,
        sum(case when slot = 13 then weight - 1.0 end) as weight_13,
        sum(case when slot = 14 then weight - 1.0 end) as weight_14,
        sum(case when slot = 15 then weight - 1.0 end) as weight_15,
        sum(case when slot = 16 then weight - 1.0 end) as weight_16
    from meta.bootstrap_weights
    where slot <= 16
    group by replicate
),

drawn as (
    select
        slots.grouping_level, slots.influencer_id, slots.campaign_id, slots.deal_id, slots.orders,
        slots.net_revenue, slots.cost,
        greatest(
            slots.net_revenue
            + slots.deviation_01 * draws.weight_01 + slots.deviation_02 * draws.weight_02
            + slots.deviation_03 * draws.weight_03 + slots.deviation_04 * draws.weight_04
            + slots.deviation_05 * draws.weight_05 + slots.deviation_06 * draws.weight_06
            + slots.deviation_07 * draws.weight_07 + slots.deviation_08 * draws.weight_08
            + slots.deviation_09 * draws.weight_09 + slots.deviation_10 * draws.weight_10
            + slots.deviation_11 * draws.weight_11 + slots.deviation_12 * draws.weight_12
            + slots.deviation_13 * draws.weight_13 + slots.deviation_14 * draws.weight_14
            + slots.deviation_15 * draws.weight_15 + slots.deviation_16 * draws.weight_16,
            0
        ) as revenue
    from slots
    cross join draws
),

returned as (
    select
        grouping_level, influencer_id, campaign_id, deal_id, orders,
        net_revenue / cost as estimate,
        case
            when revenue > net_revenue
                then net_revenue * power(revenue / net_revenue, 1 + 1 / sqrt(orders))
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
