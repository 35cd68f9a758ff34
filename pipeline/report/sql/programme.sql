-- What the report rests on, as one row.
select
    (select count(*) from marts.influencers) as influencers,
    (select count(*) from marts.influencer_engagement) as accounts,
    (select count(*) from marts.post_performance) as posts,
    (select min(posted_at) from marts.post_performance) as first_posted_at,
    (select max(posted_at) from marts.post_performance) as last_posted_at,
    sum(deals)::bigint as deals,
    sum(deals_with_cost)::bigint as deals_with_cost,
    sum(cost) as cost,
    sum(orders)::bigint as orders,
    sum(orders_under_review)::bigint as orders_under_review,
    sum(net_revenue) as net_revenue,
    sum(net_revenue_under_review) as net_revenue_under_review,
    (select reporting_currency from meta.settings) as currency
from marts.tier_roi
where platform = 'all' and campaign_id = 'all'
