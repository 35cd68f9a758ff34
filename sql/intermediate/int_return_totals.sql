-- One row per grouping, and group in it: every sum and every return, by the same formulas.
--
-- The marts select from here. A cost over a base of 0 is null; zero_result_cost holds what was paid for deals
-- whose every reported result is 0. The rate of orders by clicks is a binomial and has its Wilson
-- interval; returns have the intervals of int_return_intervals.

with
sums as (select * from intermediate.int_return_sums),
intervals as (select * from intermediate.int_return_intervals),

rates as (
    select
        *,
        cast(orders as double) / nullif(clicks, 0) as order_rate_by_clicks,
        case
            when orders <= clicks
                then 1.959963984540054 * sqrt(
                    cast(orders as double) * (clicks - orders) / nullif(clicks, 0) + 0.9603647051735317
                )
        end as wilson_width
    from sums
)

select
    rates.grouping_level, rates.influencer_id, rates.campaign_id, rates.tier, rates.platform,
    rates.deal_id, rates.creators, rates.deals, rates.deals_with_cost, rates.deals_gifted,
    rates.fee, rates.product_cost, rates.shipping_cost, rates.agency_cost, rates.boosting_cost,
    rates.commission, rates.cost, rates.posts, rates.views, rates.views_reported_posts,
    rates.impressions, rates.impressions_reported_posts, rates.reach, rates.reach_reported_posts,
    rates.engagements, rates.engagements_reported_posts, rates.post_clicks,
    rates.post_clicks_reported_posts, rates.clicks, rates.orders, rates.orders_pending,
    rates.orders_cancelled, rates.orders_ambiguous, rates.orders_new_customers,
    rates.gross_revenue, rates.net_revenue, rates.revenue_deduplicated, rates.revenue_union_high,
    rates.orders_by_link_click, rates.net_revenue_by_link_click, rates.orders_by_promo_code,
    rates.net_revenue_by_promo_code, rates.orders_by_platform, rates.net_revenue_by_platform,
    rates.orders_by_survey, rates.net_revenue_by_survey, rates.orders_by_manual,
    rates.net_revenue_by_manual, rates.orders_outside_window, rates.net_revenue_outside_window,
    rates.orders_without_revenue, rates.orders_captured_late, rates.last_order_captured_at,
    rates.margin_revenue, rates.currency, settings.attribution_window_days,
    cast(rates.cost as double) / nullif(rates.engagements, 0) as cost_per_engagement,
    cast(rates.cost as double) / nullif(rates.views, 0) * 1000 as cost_per_thousand_views,
    cast(rates.cost as double) / nullif(rates.impressions, 0) * 1000 as cost_per_thousand_impressions,
    cast(rates.cost as double) / nullif(rates.reach, 0) * 1000 as cost_per_thousand_reach,
    cast(rates.cost as double) / nullif(rates.clicks, 0) as cost_per_click,
    cast(rates.cost as double) / nullif(rates.orders, 0) as cost_per_order,
    cast(rates.cost as double) / nullif(rates.orders_new_customers, 0) as cost_per_new_customer,
    rates.zero_result_cost,
    cast(rates.post_clicks as double) / nullif(rates.impressions, 0) as click_through_rate_by_impressions,
    cast(rates.post_clicks as double) / nullif(rates.reach, 0) as click_through_rate_by_reach,
    cast(rates.post_clicks as double) / nullif(rates.views, 0) as click_through_rate_by_views,
    rates.order_rate_by_clicks,
    case
        -- the bound of no order is 0 and that of an order for each click 1: in floats they come out a hair beside
        when rates.orders = 0 and rates.wilson_width is not null then 0.0
        when rates.wilson_width is not null
            then greatest(
                (rates.orders + 1.9207294103470634 - rates.wilson_width) / (rates.clicks + 3.8414588206941268), 0
            )
    end as order_rate_by_clicks_low,
    case
        when rates.orders = rates.clicks and rates.wilson_width is not null then 1.0
        when rates.wilson_width is not null
            then least(
                (rates.orders + 1.9207294103470634 + rates.wilson_width) / (rates.clicks + 3.8414588206941268), 1
            )
    end as order_rate_by_clicks_high,
    cast(rates.net_revenue as double) / nullif(cast(rates.cost as double), 0) as return_on_ad_spend,
    intervals.return_on_ad_spend_low,
    intervals.return_on_ad_spend_high,
    cast(rates.net_revenue - rates.cost as double) / nullif(cast(rates.cost as double), 0) as revenue_roi,
    intervals.return_on_ad_spend_low - 1 as revenue_roi_low,
    intervals.return_on_ad_spend_high - 1 as revenue_roi_high,
    intervals.revenue_roi_positive_probability,
    cast(rates.margin_revenue - rates.cost as double) / nullif(cast(rates.cost as double), 0) as margin_roi,
    intervals.return_on_ad_spend_low * rates.margin_revenue / nullif(cast(rates.net_revenue as double), 0) - 1
        as margin_roi_low,
    intervals.return_on_ad_spend_high * rates.margin_revenue / nullif(cast(rates.net_revenue as double), 0) - 1
        as margin_roi_high,
    intervals.return_interval_over,
    intervals.return_interval_units
from rates
cross join meta.settings as settings
left join intervals using (grouping_level, influencer_id, campaign_id, tier, platform, deal_id)
order by rates.grouping_level, rates.influencer_id, rates.campaign_id, rates.tier, rates.platform, rates.deal_id
