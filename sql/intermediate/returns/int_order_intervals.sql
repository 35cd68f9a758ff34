-- One row per deal, creator and campaign, or creator, with at least five orders, and measure: the bounds of the return.
--
-- The cost is fixed; the number of orders is as much chance as their amounts. What such deals bring in the long run is
-- what these brought, times a gamma number for the orders and over another for how deals differ (int_drawn_orders): a
-- ratio with the distribution of F. Its bounds and the probability that it exceeds the cost are Paulson's: cube roots
-- of gamma numbers are nearly normal. Several deals are as many draws, by their part of the cost.

with
groups as (
    select
        case
            when grouping(deal_id) = 0 then 'deal'
            when grouping(campaign_id) = 0 then 'influencer_campaign'
            else 'influencer'
        end as grouping_level,
        coalesce(influencer_id, 'all') as influencer_id,
        coalesce(campaign_id, 'all') as campaign_id,
        coalesce(deal_id, 'all') as deal_id,
        cast(sum(orders) as bigint) as orders,
        cast(sum(net_revenue) as double) as net_revenue,
        power(cast(sum(net_revenue) as double), 2) / nullif(cast(sum(cast(net_revenue_variance as decimal(38, 6))) as double), 0)
            as equal_orders,
        -- a deal whose dispersion is unknown leaves that of its group unknown
        case
            when count(cost) filter (where dispersion is null) = 0
                then cast(sum(cast(dispersion * power(cast(cost as double), 2) as decimal(38, 6))) as double)
        end / nullif(power(cast(sum(cost) as double), 2), 0) as dispersion
    from intermediate.int_drawn_orders
    group by grouping sets ((deal_id), (influencer_id, campaign_id), (influencer_id))
),

ratios as (
    -- what the cube roots of both gamma numbers vary by, around 1 less the same
    select
        groups.grouping_level, groups.influencer_id, groups.campaign_id, groups.deal_id, measures.measure,
        groups.orders as units,
        1 / (9 * (groups.equal_orders + 0.5)) as order_variance,
        groups.dispersion / 9 as deal_variance,
        (1 + 0.5 / groups.equal_orders) / cast(sums.cost as double) * case measures.measure
            when 'margin_roi' then cast(sums.margin_revenue as double) else groups.net_revenue
        end as scale
    from groups
    inner join intermediate.int_return_sums as sums using (grouping_level, influencer_id, campaign_id, deal_id)
    cross join (values ('return_on_ad_spend'), ('margin_roi')) as measures (measure)
    where
        groups.orders >= 5 and sums.cost > 0 and groups.equal_orders > 0
        -- revenue that no order stands behind cannot be drawn, so the whole has no bounds
        and abs(groups.net_revenue - cast(sums.net_revenue as double)) < 0.005
),

roots as (
    -- the root at a bound solves: normal deviate = (root x (1 - deal_variance) - (1 - order_variance)) / its error
    select
        *,
        (1 - order_variance) * (1 - deal_variance) as middle,
        power(1 - deal_variance, 2) - power(1.959963984540054, 2) * deal_variance as divisor,
        1.959963984540054 * sqrt(
            greatest(
                power(1 - deal_variance, 2) * order_variance + power(1 - order_variance, 2) * deal_variance
                - power(1.959963984540054, 2) * order_variance * deal_variance, 0
            )
        ) as reach,
        power(1 / scale, 1.0 / 3) as root_of_cost
    from ratios
    where scale > 0
),

placed as (
    select
        *,
        -- how many normal deviates what is expected lies above the cost; least and greatest would pass over a null
        case
            when deal_variance is not null
                then least(greatest(
                    ((1 - order_variance) - root_of_cost * (1 - deal_variance))
                    / sqrt(order_variance + deal_variance * power(root_of_cost, 2)), -7.999
                ), 7.999) * 1000
        end as place
    from roots
)

select
    placed.grouping_level, placed.influencer_id, placed.campaign_id, placed.deal_id, placed.measure, placed.units,
    case when placed.divisor > 0 then placed.scale * power(greatest(placed.middle - placed.reach, 0) / placed.divisor, 3) end
        as ratio_low,
    case when placed.divisor > 0 then placed.scale * power((placed.middle + placed.reach) / placed.divisor, 3) end
        as ratio_high,
    normal.probability_below + normal.probability_below_step * (placed.place - normal.thousandth)
        as above_cost_probability
from placed
left join meta.normal_distribution as normal on normal.thousandth = cast(floor(placed.place) as bigint)
order by placed.grouping_level, placed.influencer_id, placed.campaign_id, placed.deal_id, placed.measure
