-- A campaign's goals are those of its deals, and its results those of the deals that set a goal: none twice, none lost.

with
results as (
    select * from intermediate.int_return_totals
    where grouping_level in ('deal')
),

deals as (
    select
        coalesce(deals.campaign_id, 'unassigned') as campaign_id,
        sum(deals.goal_views) as goal_views,
        sum(case when deals.goal_views is not null then results.views end) as actual_views,
        sum(deals.goal_clicks) as goal_clicks,
        sum(case when deals.goal_clicks is not null then results.clicks end) as actual_clicks,
        sum(deals.goal_orders) as goal_orders,
        sum(case when deals.goal_orders is not null then results.orders end) as actual_orders,
        sum(deals.goal_revenue_reporting) as goal_revenue,
        sum(case when deals.goal_revenue_reporting is not null then results.net_revenue end) as actual_revenue
    from staging.stg_deals as deals
    left join results on deals.deal_id = results.deal_id
    group by coalesce(deals.campaign_id, 'unassigned')
)

select
    campaigns.campaign_id,
    campaigns.goal_views,
    deals.goal_views as goal_views_of_deals,
    campaigns.actual_revenue,
    deals.actual_revenue as actual_revenue_of_deals
from marts.campaign_results as campaigns
inner join deals on campaigns.campaign_id = deals.campaign_id
where
    coalesce(campaigns.goal_views, -1) <> coalesce(deals.goal_views, -1)
    or coalesce(campaigns.actual_views, -1) <> coalesce(deals.actual_views, -1)
    or coalesce(campaigns.goal_clicks, -1) <> coalesce(deals.goal_clicks, -1)
    or coalesce(campaigns.actual_clicks, -1) <> coalesce(deals.actual_clicks, -1)
    or coalesce(campaigns.goal_orders, -1) <> coalesce(deals.goal_orders, -1)
    or coalesce(campaigns.actual_orders, -1) <> coalesce(deals.actual_orders, -1)
    or abs(coalesce(campaigns.goal_revenue, -1) - coalesce(deals.goal_revenue, -1)) >= 0.005
    or abs(coalesce(campaigns.actual_revenue, -1) - coalesce(deals.actual_revenue, -1)) >= 0.005
