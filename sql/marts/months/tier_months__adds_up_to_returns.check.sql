-- Over all months a tier's cost and results on a platform are those that tier_roi sums, to the cent and the unit.

with
placements as (select influencer_id, campaign_id, deal_id, platform, tier from intermediate.int_return_placements),

facts as (
    select
        tier, platform, cost,
        delivered_posts as posts,
        delivered_engagements as engagements,
        clicks, orders, net_revenue
    from marts.tier_months

    union all

    select
        coalesce(placements.tier, 'unknown') as tier,
        coalesce(placements.platform, 'unknown') as platform,
        -costs.cost as cost,
        0 as posts,
        0 as engagements,
        0 as clicks,
        0 as orders,
        0 as net_revenue
    from intermediate.int_costs as costs
    left join placements
        on
            costs.influencer_id = placements.influencer_id
            and costs.campaign_id = placements.campaign_id
            and coalesce(costs.deal_id, 'unassigned') = placements.deal_id

    union all

    select
        placements.tier, placements.platform,
        0 as cost,
        -results.posts as posts,
        -results.engagements as engagements,
        -results.clicks as clicks,
        -results.orders as orders,
        -results.net_revenue as net_revenue
    from intermediate.int_results as results
    inner join placements using (influencer_id, campaign_id, deal_id)
)

select
    tier, platform,
    sum(cost) as cost_left,
    sum(posts) as posts_left,
    sum(engagements) as engagements_left,
    sum(clicks) as clicks_left,
    sum(orders) as orders_left,
    sum(net_revenue) as net_revenue_left
from facts
group by tier, platform
having
    coalesce(sum(cost), 0) <> 0
    or coalesce(sum(posts), 0) <> 0
    or coalesce(sum(engagements), 0) <> 0
    or coalesce(sum(clicks), 0) <> 0
    or coalesce(sum(orders), 0) <> 0
    or coalesce(sum(net_revenue), 0) <> 0
