-- One row per creator, campaign and deal with cost or result: its orders, and how far chance moves them.
--
-- Orders that differ in amount count for less than as many equal ones: net_revenue_variance is the sum of their squares.
-- A row that sums orders tells no amounts: it counts as so many equal ones. Deals of a tier that cost the
-- same bring more different numbers of orders than chance alone would: their variance is n + dispersion x n^2 (a
-- negative binomial). The dispersion is a mean over the tier's deals of how far their orders are from the tier's orders
-- for their cost, less what chance alone makes of it; a deal of many orders expected tells more of it, but none more
-- than another one of many. It is drawn towards that of all tiers with the weight of ten deals.

with
orders as (
    select
        influencer_id, campaign_id, net_revenue,
        coalesce(deal_id, 'unassigned') as deal_id,
        -- a part of an order is one draw, as small as it is
        cast(case when is_ambiguous then greatest(orders_placed, 1) else coalesce(orders, 1) end as double) as orders
    from intermediate.int_order_attribution
    where
        is_counted and net_revenue is not null and order_meaning = 'sale'
        and case when is_ambiguous then coalesce(orders_placed, 1) else coalesce(orders, 1) end > 0
),

drawn as (
    select
        influencer_id, campaign_id, deal_id,
        cast(sum(orders) as bigint) as orders,
        cast(sum(net_revenue) as decimal(38, 4)) as net_revenue,
        -- decimals, whose sums are equal in any order
        sum(cast(cast(net_revenue as double) * cast(net_revenue as double) / orders as decimal(38, 6))) as variance
    from orders
    group by influencer_id, campaign_id, deal_id
),

deals as (
    select
        returns.influencer_id, returns.campaign_id, returns.deal_id, returns.tier, returns.cost, drawn.orders,
        drawn.net_revenue, drawn.variance,
        cast(returns.cost as double) / sum(returns.cost) over of_tier * sum(coalesce(drawn.orders, 0)) over of_tier
            as expected
    from intermediate.int_returns as returns
    left join drawn using (influencer_id, campaign_id, deal_id)
    window of_tier as (partition by returns.tier, returns.cost > 0 and returns.deal_id <> 'unassigned')
),

tiers as (
    select
        tier,
        count(*) as deals,
        cast(sum(cast(power(expected / (1 + expected), 2) as decimal(30, 9))) as double) as weight,
        cast(
            sum(cast((power(coalesce(orders, 0) - expected, 2)) / power(1 + expected, 2) as decimal(38, 9))) as double
        ) * count(*) / nullif(count(*) - 1, 0) as squares,
        cast(sum(cast(expected / power(1 + expected, 2) as decimal(30, 9))) as double) as chance
    from deals
    where cost > 0 and deal_id <> 'unassigned'
    group by tier
),

pooled as (
    select
        *,
        case
            when sum(deals) over () >= 5
                then greatest(sum(squares - chance) over everywhere / nullif(sum(weight) over everywhere, 0), 0)
        end as dispersion_of_all
    from tiers
    window everywhere as (order by tier rows between unbounded preceding and unbounded following)
),

dispersions as (
    select
        tier,
        (
            deals * greatest(coalesce((squares - chance) / nullif(weight, 0), dispersion_of_all), 0)
            + 10 * dispersion_of_all
        ) / (deals + 10) as dispersion
    from pooled
)

select
    deals.influencer_id, deals.campaign_id, deals.deal_id, deals.tier, deals.cost, deals.orders, deals.net_revenue,
    cast(deals.variance as double) as net_revenue_variance, dispersions.dispersion
from deals
left join dispersions using (tier)
order by deals.influencer_id, deals.campaign_id, deals.deal_id
