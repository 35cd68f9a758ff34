-- One row per campaign: what it was meant to be, what it cost and brought, and how concentrated the spending is.
--
-- Costs and results of creators only; advertising that names no creator is in advertising_unassigned.
-- 'unassigned' holds what names no campaign. Each goal is the sum over the deals that set it, beside the known
-- results of the same deals; how many set it and how many of them report is beside it.

with
totals as (
    select * from intermediate.int_return_totals
    where grouping_level in ('campaign')
),

campaigns as (select * from staging.stg_campaigns),

largest as (
    select campaign_id, max(cost) as largest_creator_cost
    from intermediate.int_return_totals
    where grouping_level = 'influencer_campaign'
    group by campaign_id
),

unassigned as (
    select campaign_id, cast(sum(cost) as decimal(18, 4)) as advertising_unassigned
    from intermediate.int_costs
    where influencer_id is null
    group by campaign_id
),

goals as (
    select * from intermediate.int_goal_columns
    where grouping_level in ('campaign')
),

counts as (
    select
        campaign_id,
        count(*) as goals,
        sum(case when goal_status = 'reached' then 1 else 0 end) as goals_reached,
        sum(case when goal_status in ('behind', 'missed') then 1 else 0 end) as goals_behind,
        sum(case when goal_status = 'unknown' then 1 else 0 end) as goals_unknown
    from intermediate.int_goals
    where grouping_level in ('deal')
    group by campaign_id
),

ids as (
    select campaign_id from totals
    union
    select campaign_id from campaigns
    union
    select campaign_id from unassigned
)

select
    ids.campaign_id, campaigns.name, campaigns.brand, campaigns.objective, campaigns.starts_on,
    campaigns.ends_on, campaigns.target_countries, campaigns.target_niches, campaigns.margin_rate,
    campaigns.budget_reporting as budget,
    unassigned.advertising_unassigned,
    cast(coalesce(totals.cost, 0) + coalesce(unassigned.advertising_unassigned, 0) as double)
    / nullif(cast(campaigns.budget_reporting as double), 0) as budget_used_rate,
    largest.largest_creator_cost,
    cast(largest.largest_creator_cost as double) / nullif(cast(totals.cost as double), 0) as largest_creator_cost_share,
    coalesce(totals.creators, 0) as creators,
    cast(coalesce(counts.goals, 0) as bigint) as goals,
    cast(coalesce(counts.goals_reached, 0) as bigint) as goals_reached,
    cast(coalesce(counts.goals_behind, 0) as bigint) as goals_behind,
    cast(coalesce(counts.goals_unknown, 0) as bigint) as goals_unknown,
    goals.goal_posts, goals.actual_posts, goals.variance_posts, goals.attainment_posts,
    goals.expected_posts, goals.pace_posts, goals.projected_posts, goals.status_posts,
    goals.goal_reach, goals.actual_reach, goals.variance_reach, goals.attainment_reach,
    goals.expected_reach, goals.pace_reach, goals.projected_reach, goals.status_reach,
    goals.goal_impressions, goals.actual_impressions, goals.variance_impressions,
    goals.attainment_impressions, goals.expected_impressions, goals.pace_impressions,
    goals.projected_impressions, goals.status_impressions, goals.goal_views, goals.actual_views,
    goals.variance_views, goals.attainment_views, goals.expected_views, goals.pace_views,
    goals.projected_views, goals.status_views, goals.goal_engagements, goals.actual_engagements,
    goals.variance_engagements, goals.attainment_engagements, goals.expected_engagements,
    goals.pace_engagements, goals.projected_engagements, goals.status_engagements,
    goals.goal_clicks, goals.actual_clicks, goals.variance_clicks, goals.attainment_clicks,
    goals.expected_clicks, goals.pace_clicks, goals.projected_clicks, goals.status_clicks,
    goals.goal_orders, goals.actual_orders, goals.variance_orders, goals.attainment_orders,
    goals.expected_orders, goals.pace_orders, goals.projected_orders, goals.status_orders,
    goals.goal_new_customers, goals.actual_new_customers, goals.variance_new_customers,
    goals.attainment_new_customers, goals.expected_new_customers, goals.pace_new_customers,
    goals.projected_new_customers, goals.status_new_customers, goals.goal_revenue,
    goals.actual_revenue, goals.variance_revenue, goals.attainment_revenue, goals.expected_revenue,
    goals.pace_revenue, goals.projected_revenue, goals.status_revenue, goals.goal_posts_deals,
    goals.actual_posts_deals, goals.goal_reach_deals, goals.actual_reach_deals,
    goals.goal_impressions_deals, goals.actual_impressions_deals, goals.goal_views_deals,
    goals.actual_views_deals, goals.goal_engagements_deals, goals.actual_engagements_deals,
    goals.goal_clicks_deals, goals.actual_clicks_deals, goals.goal_orders_deals,
    goals.actual_orders_deals, goals.goal_new_customers_deals, goals.actual_new_customers_deals,
    goals.goal_revenue_deals, goals.actual_revenue_deals, totals.deals, totals.deals_with_cost,
    totals.deals_gifted, totals.fee, totals.product_cost, totals.shipping_cost, totals.agency_cost,
    totals.boosting_cost, totals.commission, totals.cost, totals.posts, totals.views,
    totals.views_reported_posts, totals.impressions, totals.impressions_reported_posts,
    totals.reach, totals.reach_reported_posts, totals.engagements,
    totals.engagements_reported_posts, totals.post_clicks, totals.post_clicks_reported_posts,
    totals.clicks, totals.orders, totals.orders_pending, totals.orders_cancelled,
    totals.orders_ambiguous, totals.orders_new_customers, totals.gross_revenue, totals.net_revenue,
    totals.revenue_deduplicated, totals.revenue_union_high, totals.orders_by_link_click,
    totals.net_revenue_by_link_click, totals.orders_by_promo_code,
    totals.net_revenue_by_promo_code, totals.orders_by_platform, totals.net_revenue_by_platform,
    totals.orders_by_survey, totals.net_revenue_by_survey, totals.orders_by_manual,
    totals.net_revenue_by_manual, totals.orders_outside_window, totals.net_revenue_outside_window,
    totals.orders_without_revenue, totals.orders_captured_late, totals.last_order_captured_at,
    totals.margin_revenue,
    settings.reporting_currency as currency,
    settings.attribution_window_days, totals.cost_per_engagement, totals.cost_per_thousand_views,
    totals.cost_per_thousand_impressions, totals.cost_per_thousand_reach, totals.cost_per_click,
    totals.cost_per_order, totals.cost_per_new_customer, totals.zero_result_cost,
    totals.click_through_rate_by_impressions, totals.click_through_rate_by_reach,
    totals.click_through_rate_by_views, totals.order_rate_by_clicks,
    totals.order_rate_by_clicks_low, totals.order_rate_by_clicks_high, totals.return_on_ad_spend,
    totals.return_on_ad_spend_low, totals.return_on_ad_spend_high, totals.revenue_roi,
    totals.revenue_roi_low, totals.revenue_roi_high, totals.revenue_roi_positive_probability,
    totals.margin_roi, totals.margin_roi_low, totals.margin_roi_high, totals.return_interval_over,
    totals.return_interval_units
from ids
cross join meta.settings as settings
left join totals on ids.campaign_id = totals.campaign_id
left join campaigns on ids.campaign_id = campaigns.campaign_id
left join largest on ids.campaign_id = largest.campaign_id
left join unassigned on ids.campaign_id = unassigned.campaign_id
left join goals on ids.campaign_id = goals.campaign_id
left join counts on ids.campaign_id = counts.campaign_id
order by ids.campaign_id
