-- One row per tier, platform and campaign: what a tier costs and brings, and how likely it is the best.
--
-- platform 'all' sums a tier over platforms, campaign_id 'all' over campaigns. The tier is that of the followers
-- when the deal's first post was published (int_return_placements), under the scheme of the settings; 'unknown'
-- where no file tells them. A best_probability compares tiers of the same platform and campaign that have at
-- least five deals, and is null where there are no two of them.

with
totals as (
    select * from intermediate.int_return_totals
    where grouping_level in ('tier_campaign', 'tier')
),

best as (
    select
        grouping_level, campaign_id, platform, tier,
        max(case when measure = 'return_on_ad_spend' then best_probability end) as return_on_ad_spend,
        max(case when measure = 'cost_per_engagement' then best_probability end) as cost_per_engagement,
        max(case when measure = 'cost_per_thousand_views' then best_probability end) as cost_per_thousand_views,
        max(case when measure = 'cost_per_click' then best_probability end) as cost_per_click,
        max(case when measure = 'cost_per_order' then best_probability end) as cost_per_order
    from intermediate.int_tier_wins
    group by grouping_level, campaign_id, platform, tier
)

select
    totals.tier, totals.platform, totals.campaign_id,
    settings.tier_scheme as scheme,
    totals.creators, totals.deals, totals.deals_with_cost, totals.deals_gifted, totals.fee,
    totals.product_cost, totals.shipping_cost, totals.agency_cost, totals.boosting_cost,
    totals.commission, totals.cost, totals.posts, totals.views, totals.views_reported_posts,
    totals.impressions, totals.impressions_reported_posts, totals.reach,
    totals.reach_reported_posts, totals.engagements, totals.engagements_reported_posts,
    totals.post_clicks, totals.post_clicks_reported_posts, totals.clicks, totals.orders,
    totals.orders_pending, totals.orders_cancelled, totals.orders_ambiguous,
    totals.orders_new_customers, totals.gross_revenue, totals.net_revenue,
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
    totals.return_interval_units,
    best.return_on_ad_spend as return_on_ad_spend_best_probability,
    best.cost_per_engagement as cost_per_engagement_best_probability,
    best.cost_per_thousand_views as cost_per_thousand_views_best_probability,
    best.cost_per_click as cost_per_click_best_probability,
    best.cost_per_order as cost_per_order_best_probability
from totals
cross join meta.settings as settings
left join best using (grouping_level, campaign_id, platform, tier)
order by totals.tier, totals.platform, totals.campaign_id
