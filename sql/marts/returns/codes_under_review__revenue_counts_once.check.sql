-- Net revenue under review is that of the counted orders with a signal, each once; and it is the same over all influencers.

with
mart as (
    select coalesce(sum(net_revenue_under_review), 0) as net_revenue, coalesce(sum(orders_under_review), 0) as orders
    from marts.codes_under_review
),

influencers as (
    select coalesce(sum(net_revenue_under_review), 0) as net_revenue, coalesce(sum(orders_under_review), 0) as orders
    from intermediate.int_return_totals
    where grouping_level in ('influencer')
),

counted as (
    select coalesce(sum(net_revenue), 0) as net_revenue, coalesce(sum(orders), 0) as orders
    from intermediate.int_order_attribution
    where
        is_counted
        and (load_id, source_record, deal_id, influencer_id) in (
            select (load_id, source_record, deal_id, influencer_id) from intermediate.int_redemptions_under_review
        )
)

select
    mart.net_revenue as mart_net_revenue,
    influencers.net_revenue as influencers_net_revenue,
    counted.net_revenue as counted_net_revenue,
    mart.orders as mart_orders,
    influencers.orders as influencers_orders,
    counted.orders as counted_orders
from mart
cross join influencers
cross join counted
where
    abs(mart.net_revenue - counted.net_revenue) >= 0.005
    or abs(influencers.net_revenue - counted.net_revenue) >= 0.005
    or mart.orders <> counted.orders
    or influencers.orders <> counted.orders
