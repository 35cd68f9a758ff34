-- One row per deal: what was agreed, what was delivered, what it cost and brought, and each goal beside its result.
--
-- Amounts are in the reporting currency. A result is null where nothing was reported for the deal,
-- and so is the variance: actual minus goal.

with

totals as (

    select * from intermediate.int_return_totals
    where grouping_level in ('deal')

),

deals as (

    select * from staging.stg_deals

),

influencers as (

    select * from marts.influencers

),

review as (

    select
        deal_id,
        cast(sum(case when finding = 'needs review' then 1 else 0 end) as bigint) as code_review_signals
    from marts.code_review
    group by deal_id

)

select
    deals.deal_id,
    deals.deal_ref,
    deals.influencer_id,
    influencers.name,
    coalesce(deals.campaign_id, 'unassigned') as campaign_id,
    deals.platform,
    deals.deliverable,
    deals.agreed_on,
    deals.starts_on,
    deals.ends_on,
    deals.promo_code,
    deals.tracking_code,
    deals.posts_agreed,
    deals.goal_views,
    totals.views as actual_views,
    totals.views - deals.goal_views as variance_views,
    deals.goal_engagements,
    totals.engagements as actual_engagements,
    totals.engagements - deals.goal_engagements as variance_engagements,
    deals.goal_clicks,
    totals.clicks as actual_clicks,
    totals.clicks - deals.goal_clicks as variance_clicks,
    deals.goal_orders,
    totals.orders as actual_orders,
    totals.orders - deals.goal_orders as variance_orders,
    deals.goal_revenue_reporting as goal_revenue,
    totals.net_revenue as actual_revenue,
    cast(totals.net_revenue - deals.goal_revenue_reporting as decimal(18, 4)) as variance_revenue,
    totals.deals,
    totals.deals_with_cost,
    totals.deals_gifted,
    totals.fee,
    totals.product_cost,
    totals.shipping_cost,
    totals.agency_cost,
    totals.boosting_cost,
    totals.commission,
    totals.cost,
    totals.posts,
    totals.views,
    totals.views_reported_posts,
    totals.impressions,
    totals.impressions_reported_posts,
    totals.reach,
    totals.reach_reported_posts,
    totals.engagements,
    totals.engagements_reported_posts,
    totals.post_clicks,
    totals.post_clicks_reported_posts,
    totals.clicks,
    totals.orders,
    totals.orders_cancelled,
    totals.orders_new_customers,
    totals.gross_revenue,
    totals.net_revenue,
    totals.revenue_deduplicated,
    totals.revenue_union_high,
    totals.orders_by_link_click,
    totals.net_revenue_by_link_click,
    totals.orders_by_promo_code,
    totals.net_revenue_by_promo_code,
    totals.orders_by_platform,
    totals.net_revenue_by_platform,
    totals.orders_by_survey,
    totals.net_revenue_by_survey,
    totals.orders_by_manual,
    totals.net_revenue_by_manual,
    totals.orders_outside_window,
    totals.net_revenue_outside_window,
    totals.orders_without_revenue,
    totals.orders_captured_late,
    totals.last_order_captured_at,
    totals.margin_revenue,
    totals.currency,
    totals.attribution_window_days,
    totals.cost_per_engagement,
    totals.cost_per_thousand_views,
    totals.cost_per_thousand_impressions,
    totals.cost_per_thousand_reach,
    totals.cost_per_click,
    totals.cost_per_order,
    totals.cost_per_new_customer,
    totals.zero_result_cost,
    totals.click_through_rate_by_impressions,
    totals.click_through_rate_by_reach,
    totals.click_through_rate_by_views,
    totals.order_rate_by_clicks,
    totals.order_rate_by_clicks_low,
    totals.order_rate_by_clicks_high,
    totals.return_on_ad_spend,
    totals.return_on_ad_spend_low,
    totals.return_on_ad_spend_high,
    totals.revenue_roi,
    totals.revenue_roi_low,
    totals.revenue_roi_high,
    totals.revenue_roi_positive_probability,
    totals.margin_roi,
    totals.margin_roi_low,
    totals.margin_roi_high,
    totals.return_interval_over,
    totals.return_interval_units,
    review.code_review_signals,
    deals.load_id,
    deals.source_record
from deals
left join totals on deals.deal_id = totals.deal_id
left join review on deals.deal_id = review.deal_id
left join influencers on deals.influencer_id = influencers.influencer_id
order by deals.deal_id
