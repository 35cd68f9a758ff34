-- One row per grouping, and group in it: the sums of costs and results.
--
-- The groupings are creator x campaign, creator, tier x platform x campaign, tier x platform, campaign
-- and deal; 'all' stands for a key that is summed over, and tiers are summed over platforms too. A deal
-- counts once in a group, however many creators share it.

with
returns as (select * from intermediate.int_returns)

select
    case
        when grouping(deal_id) = 0 then 'deal'
        when grouping(influencer_id) = 0 and grouping(campaign_id) = 0 then 'influencer_campaign'
        when grouping(influencer_id) = 0 then 'influencer'
        when grouping(tier) = 0 and grouping(campaign_id) = 0 then 'tier_campaign'
        when grouping(tier) = 0 then 'tier'
        else 'campaign'
    end as grouping_level,
    coalesce(influencer_id, 'all') as influencer_id,
    coalesce(campaign_id, 'all') as campaign_id,
    coalesce(tier, 'all') as tier,
    coalesce(platform, 'all') as platform,
    coalesce(deal_id, 'all') as deal_id,
    count(distinct influencer_id) as creators,
    count(distinct case when deals > 0 then deal_id end) as deals,
    count(distinct case when deals_with_cost > 0 then deal_id end) as deals_with_cost,
    count(distinct case when deals_gifted > 0 then deal_id end) as deals_gifted,
    cast(sum(fee) as decimal(38, 4)) as fee,
    cast(sum(product_cost) as decimal(38, 4)) as product_cost,
    cast(sum(shipping_cost) as decimal(38, 4)) as shipping_cost,
    cast(sum(agency_cost) as decimal(38, 4)) as agency_cost,
    cast(sum(boosting_cost) as decimal(38, 4)) as boosting_cost,
    cast(sum(commission) as decimal(38, 4)) as commission,
    cast(sum(cost) as decimal(38, 4)) as cost,
    cast(sum(posts) as bigint) as posts,
    cast(sum(views) as bigint) as views,
    cast(sum(views_reported_posts) as bigint) as views_reported_posts,
    cast(sum(engaged_views) as bigint) as engaged_views,
    cast(sum(engaged_views_reported_posts) as bigint) as engaged_views_reported_posts,
    cast(sum(impressions) as bigint) as impressions,
    cast(sum(impressions_reported_posts) as bigint) as impressions_reported_posts,
    cast(sum(reach) as bigint) as reach,
    cast(sum(reach_reported_posts) as bigint) as reach_reported_posts,
    cast(sum(views_compared) as bigint) as views_compared,
    cast(sum(views_compared_posts) as bigint) as views_compared_posts,
    cast(sum(engagements) as bigint) as engagements,
    cast(sum(engagements_reported_posts) as bigint) as engagements_reported_posts,
    cast(sum(public_engagements) as bigint) as public_engagements,
    cast(sum(public_engagements_reported_posts) as bigint) as public_engagements_reported_posts,
    cast(sum(post_clicks) as bigint) as post_clicks,
    cast(sum(post_clicks_reported_posts) as bigint) as post_clicks_reported_posts,
    cast(sum(clicks) as bigint) as clicks,
    cast(sum(orders) as bigint) as orders,
    cast(sum(orders_pending) as bigint) as orders_pending,
    cast(sum(orders_cancelled) as bigint) as orders_cancelled,
    cast(sum(orders_ambiguous) as bigint) as orders_ambiguous,
    cast(sum(orders_under_review) as bigint) as orders_under_review,
    cast(sum(orders_new_customers) as bigint) as orders_new_customers,
    cast(sum(gross_revenue) as decimal(38, 4)) as gross_revenue,
    cast(sum(net_revenue) as decimal(38, 4)) as net_revenue,
    cast(sum(net_revenue_under_review) as decimal(38, 4)) as net_revenue_under_review,
    cast(sum(revenue_deduplicated) as decimal(38, 4)) as revenue_deduplicated,
    cast(sum(revenue_union_high) as decimal(38, 4)) as revenue_union_high,
    cast(sum(orders_by_link_click) as bigint) as orders_by_link_click,
    cast(sum(net_revenue_by_link_click) as decimal(38, 4)) as net_revenue_by_link_click,
    cast(sum(orders_by_promo_code) as bigint) as orders_by_promo_code,
    cast(sum(net_revenue_by_promo_code) as decimal(38, 4)) as net_revenue_by_promo_code,
    cast(sum(orders_by_platform) as bigint) as orders_by_platform,
    cast(sum(net_revenue_by_platform) as decimal(38, 4)) as net_revenue_by_platform,
    cast(sum(orders_by_survey) as bigint) as orders_by_survey,
    cast(sum(net_revenue_by_survey) as decimal(38, 4)) as net_revenue_by_survey,
    cast(sum(orders_by_manual) as bigint) as orders_by_manual,
    cast(sum(net_revenue_by_manual) as decimal(38, 4)) as net_revenue_by_manual,
    cast(sum(orders_outside_window) as bigint) as orders_outside_window,
    cast(sum(net_revenue_outside_window) as decimal(38, 4)) as net_revenue_outside_window,
    cast(sum(orders_without_revenue) as bigint) as orders_without_revenue,
    cast(sum(orders_captured_late) as bigint) as orders_captured_late,
    max(last_order_captured_at) as last_order_captured_at,
    case
        when count(net_revenue) = count(margin_revenue) then cast(sum(margin_revenue) as decimal(38, 4))
    end as margin_revenue,
    cast(sum(zero_result_cost) as decimal(38, 4)) as zero_result_cost
from returns
group by
    grouping sets (
        (influencer_id, campaign_id), (influencer_id), (tier, platform, campaign_id), (tier, platform),
        (tier, campaign_id), (tier), (campaign_id), (deal_id)
    )
order by grouping_level, influencer_id, campaign_id, tier, platform, deal_id
