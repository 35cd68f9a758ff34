-- What each tier costs and brings over all platforms and campaigns, whether it is named best, and what that rests on.
select
    tier_roi.tier,
    creators,
    deals,
    deals_with_cost,
    cost,
    engagements,
    clicks,
    orders,
    net_revenue,
    currency,
    attribution_window_days,
    return_on_ad_spend,
    return_on_ad_spend_low,
    return_on_ad_spend_high,
    return_interval_over,
    margin_roi,
    margin_roi_low,
    margin_roi_high,
    cost_per_order,
    cost_per_click,
    cost_per_engagement,
    cost_per_thousand_views,
    return_on_ad_spend_best_probability,
    cost_per_order_best_probability,
    cost_per_click_best_probability,
    cost_per_engagement_best_probability,
    cost_per_thousand_views_best_probability,
    fair_measure,
    fair_best_probability,
    is_named_best,
    return_on_ad_spend_shrunk,
    margin_roi_shrunk,
    largest_deal_revenue_share,
    five_largest_orders_revenue_share,
    deals_without_orders
from marts.tier_roi
left join (
    select
        tier,
        min(lower_bound) as lower_bound
    from intermediate.int_tier_bounds
    where scheme = (select tier_scheme from meta.settings)
    group by tier
) as bounds on tier_roi.tier = bounds.tier
where platform = 'all' and campaign_id = 'all'
order by bounds.lower_bound, tier_roi.tier
