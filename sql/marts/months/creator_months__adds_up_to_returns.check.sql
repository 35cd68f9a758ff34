-- Over all months a creator's cost and results are those that influencer_roi sums, to the cent and the unit.

with
facts as (
    select
        influencer_id, cost,
        delivered_posts as posts,
        delivered_views as views,
        delivered_engagements as engagements,
        clicks, orders, orders_pending, orders_cancelled, orders_new_customers, gross_revenue, net_revenue
    from marts.creator_months

    union all

    select
        coalesce(influencer_id, 'unassigned') as influencer_id,
        -cost as cost,
        0 as posts,
        0 as views,
        0 as engagements,
        0 as clicks,
        0 as orders,
        0 as orders_pending,
        0 as orders_cancelled,
        0 as orders_new_customers,
        0 as gross_revenue,
        0 as net_revenue
    from intermediate.int_costs

    union all

    select
        influencer_id,
        0 as cost,
        -posts as posts,
        -views as views,
        -engagements as engagements,
        -clicks as clicks,
        -orders as orders,
        -orders_pending as orders_pending,
        -orders_cancelled as orders_cancelled,
        -orders_new_customers as orders_new_customers,
        -gross_revenue as gross_revenue,
        -net_revenue as net_revenue
    from intermediate.int_results
)

select
    influencer_id,
    sum(cost) as cost_left,
    sum(posts) as posts_left,
    sum(clicks) as clicks_left,
    sum(orders) as orders_left,
    sum(net_revenue) as net_revenue_left
from facts
group by influencer_id
having
    coalesce(sum(cost), 0) <> 0
    or coalesce(sum(posts), 0) <> 0
    or coalesce(sum(views), 0) <> 0
    or coalesce(sum(engagements), 0) <> 0
    or coalesce(sum(clicks), 0) <> 0
    or coalesce(sum(orders), 0) <> 0
    or coalesce(sum(orders_pending), 0) <> 0
    or coalesce(sum(orders_cancelled), 0) <> 0
    or coalesce(sum(orders_new_customers), 0) <> 0
    or coalesce(sum(gross_revenue), 0) <> 0
    or coalesce(sum(net_revenue), 0) <> 0
