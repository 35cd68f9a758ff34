-- Net revenue over all influencers is that of the orders that count.

with
mart as (
    select coalesce(sum(net_revenue), 0) as net_revenue
    from marts.influencer_roi
    where campaign_id = 'all'
),

orders as (
    select coalesce(sum(net_revenue), 0) as net_revenue
    from intermediate.int_order_attribution
    where is_counted
)

select
    mart.net_revenue as mart_net_revenue,
    orders.net_revenue as counted_net_revenue
from mart
cross join orders
where abs(mart.net_revenue - orders.net_revenue) >= 0.005
