-- One row per influencer and campaign, and one over all campaigns ('all'): what was spent and what came back.
--
-- 'unassigned' holds what names no campaign; the rows without 'all' add up to it. Where costs name
-- no campaign but orders do, a campaign's row has revenue and no cost, and its returns are null.
-- Revenue counts an order once over all methods of attribution; the columns by method do not add up.

with
totals as (
    select * from intermediate.int_return_totals
    where grouping_level in ('influencer_campaign', 'influencer')
),

influencers as (select * from intermediate.int_influencers)

select
    totals.influencer_id, totals.campaign_id, influencers.name, influencers.tier,
    influencers.niche, influencers.country, totals.deals, totals.deals_with_cost,
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
    totals.margin_revenue, totals.currency, totals.attribution_window_days,
    totals.cost_per_engagement, totals.cost_per_thousand_views,
    totals.cost_per_thousand_impressions, totals.cost_per_thousand_reach, totals.cost_per_click,
    totals.cost_per_order, totals.cost_per_new_customer, totals.zero_result_cost,
    totals.click_through_rate_by_impressions, totals.click_through_rate_by_reach,
    totals.click_through_rate_by_views, totals.order_rate_by_clicks,
    totals.order_rate_by_clicks_low, totals.order_rate_by_clicks_high, totals.return_on_ad_spend,
    totals.return_on_ad_spend_low, totals.return_on_ad_spend_high, totals.revenue_roi,
    totals.revenue_roi_low, totals.revenue_roi_high, totals.revenue_roi_positive_probability,
    totals.margin_roi, totals.margin_roi_low, totals.margin_roi_high, totals.return_interval_over,
    totals.return_interval_units
from totals
left join influencers on totals.influencer_id = influencers.influencer_id
order by totals.influencer_id, totals.campaign_id
