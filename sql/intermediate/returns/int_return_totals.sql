-- One row per grouping, and group in it: every sum and every return, by the same formulas.
--
-- The marts select from here. A cost over a base of 0 is null; zero_result_cost holds what was paid for deals
-- whose every reported result is 0. The rate of orders by clicks has the bounds of int_order_rates, returns those of
-- int_return_intervals; a return that no order is reported for has none. A campaign has a row before anything
-- is spent on creators or comes back.

with
order_rates as (select * from intermediate.int_order_rates),

intervals as (
    select intervals.*
    from intermediate.int_return_intervals as intervals
    inner join intermediate.int_return_sums as sums
        using (grouping_level, influencer_id, campaign_id, tier, platform, deal_id)
    where sums.net_revenue is not null
),

cells as (
    select grouping_level, influencer_id, campaign_id, tier, platform, deal_id from intermediate.int_return_sums
    union
    select
        'campaign' as grouping_level,
        'all' as influencer_id,
        campaign_id,
        'all' as tier,
        'all' as platform,
        'all' as deal_id
    from (
        select campaign_id from staging.stg_campaigns
        union
        select campaign_id from intermediate.int_costs
    ) as campaigns
),

sums as (
    select
        cells.*,
        sums.* exclude (grouping_level, influencer_id, campaign_id, tier, platform, deal_id)
    from cells
    left join intermediate.int_return_sums as sums
        using (grouping_level, influencer_id, campaign_id, tier, platform, deal_id)
)

select
    sums.* exclude (zero_result_cost),
    settings.reporting_currency as currency,
    settings.attribution_window_days,
    cast(sums.cost as double) / nullif(sums.engagements, 0) as cost_per_engagement,
    cast(sums.cost as double) / nullif(sums.public_engagements, 0) as cost_per_public_engagement,
    cast(sums.cost as double) / nullif(sums.views, 0) * 1000 as cost_per_thousand_views,
    cast(sums.cost as double) / nullif(sums.impressions, 0) * 1000 as cost_per_thousand_impressions,
    cast(sums.cost as double) / nullif(sums.reach, 0) * 1000 as cost_per_thousand_reach,
    cast(sums.cost as double) / nullif(sums.clicks, 0) as cost_per_click,
    cast(sums.cost as double) / nullif(sums.orders, 0) as cost_per_order,
    cast(sums.cost as double) / nullif(sums.orders_new_customers, 0) as cost_per_new_customer,
    sums.zero_result_cost,
    cast(sums.post_clicks as double) / nullif(sums.impressions, 0) as click_through_rate_by_impressions,
    cast(sums.post_clicks as double) / nullif(sums.reach, 0) as click_through_rate_by_reach,
    cast(sums.post_clicks as double) / nullif(sums.views, 0) as click_through_rate_by_views,
    cast(sums.orders_by_link_click as double) / nullif(sums.clicks, 0) as order_rate_by_clicks,
    order_rates.order_rate_by_clicks_low,
    order_rates.order_rate_by_clicks_high,
    cast(sums.net_revenue as double) / nullif(cast(sums.cost as double), 0) as return_on_ad_spend,
    intervals.return_on_ad_spend_low,
    intervals.return_on_ad_spend_high,
    cast(sums.net_revenue - sums.net_revenue_under_review as double) / nullif(cast(sums.cost as double), 0)
        as return_on_ad_spend_without_review,
    cast(sums.net_revenue - sums.cost as double) / nullif(cast(sums.cost as double), 0) as revenue_roi,
    intervals.return_on_ad_spend_low - 1 as revenue_roi_low,
    intervals.return_on_ad_spend_high - 1 as revenue_roi_high,
    intervals.revenue_roi_positive_probability,
    cast(sums.margin_revenue - sums.cost as double) / nullif(cast(sums.cost as double), 0) as margin_roi,
    intervals.margin_roi_low,
    intervals.margin_roi_high,
    intervals.margin_roi_positive_probability,
    intervals.return_interval_over,
    intervals.return_interval_units
from sums
cross join meta.settings as settings
left join order_rates using (grouping_level, influencer_id, campaign_id, tier, platform, deal_id)
left join intervals using (grouping_level, influencer_id, campaign_id, tier, platform, deal_id)
order by sums.grouping_level, sums.influencer_id, sums.campaign_id, sums.tier, sums.platform, sums.deal_id
