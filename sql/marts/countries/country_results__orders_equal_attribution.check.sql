-- Orders, revenue and referrals over all countries are those of the attribution: no order is lost or repeated.

with
mart as (
    select
        campaign_id = 'all' as is_overall,
        coalesce(sum(orders), 0) as orders,
        coalesce(sum(net_revenue), 0) as net_revenue,
        coalesce(sum(orders_by_link_click), 0) as orders_by_link_click
    from marts.country_results
    group by campaign_id = 'all'
),

counted as (
    select
        coalesce(sum(orders) filter (where is_counted), 0) as orders,
        coalesce(sum(net_revenue) filter (where is_counted), 0) as net_revenue,
        coalesce(sum(orders) filter (where attribution_method = 'link_click'), 0) as orders_by_link_click
    from intermediate.int_order_attribution
)

select
    mart.is_overall,
    mart.orders as mart_orders,
    counted.orders as counted_orders,
    mart.net_revenue as mart_net_revenue,
    counted.net_revenue as counted_net_revenue
from mart
cross join counted
where
    mart.orders <> counted.orders
    or abs(mart.net_revenue - counted.net_revenue) >= 0.005
    or mart.orders_by_link_click <> counted.orders_by_link_click
