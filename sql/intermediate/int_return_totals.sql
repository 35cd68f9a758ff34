-- One row per grouping, and group in it: every sum and every return, by the same formulas.
--
-- The groupings are creator x campaign, creator, tier x platform x campaign, tier x platform, campaign
-- and deal; the marts of these names select from here. 'all' stands for a key that is summed over.
-- A cost over a base of 0 is null; a group whose every reported result is 0 shows its cost as
-- zero_result_cost, so that totals still add up.

with

returns as (

    select * from intermediate.int_returns

),

sums as (

    select
        case
            when grouping(deal_id) = 0 then 'deal'
            when grouping(influencer_id) = 0 and grouping(campaign_id) = 0 then 'influencer_campaign'
            when grouping(influencer_id) = 0 then 'influencer'
            when grouping(tier) = 0 and grouping(campaign_id) = 0 then 'tier_campaign'
            when grouping(tier) = 0 then 'tier'
            else 'campaign'
        end as grouping_level,
        influencer_id,
        campaign_id,
        tier,
        platform,
        deal_id,
        count(distinct influencer_id) as creators,
        cast(sum(deals) as bigint) as deals,
        cast(sum(deals_with_cost) as bigint) as deals_with_cost,
        cast(sum(fee) as decimal(18, 4)) as fee,
        cast(sum(product_cost) as decimal(18, 4)) as product_cost,
        cast(sum(shipping_cost) as decimal(18, 4)) as shipping_cost,
        cast(sum(agency_cost) as decimal(18, 4)) as agency_cost,
        cast(sum(boosting_cost) as decimal(18, 4)) as boosting_cost,
        cast(sum(commission) as decimal(18, 4)) as commission,
        cast(sum(cost) as decimal(18, 4)) as cost,
        cast(sum(posts) as bigint) as posts,
        cast(sum(views) as bigint) as views,
        cast(sum(views_reported_posts) as bigint) as views_reported_posts,
        cast(sum(impressions) as bigint) as impressions,
        cast(sum(impressions_reported_posts) as bigint) as impressions_reported_posts,
        cast(sum(reach) as bigint) as reach,
        cast(sum(reach_reported_posts) as bigint) as reach_reported_posts,
        cast(sum(engagements) as bigint) as engagements,
        cast(sum(engagements_reported_posts) as bigint) as engagements_reported_posts,
        cast(sum(post_clicks) as bigint) as post_clicks,
        cast(sum(post_clicks_reported_posts) as bigint) as post_clicks_reported_posts,
        cast(sum(clicks) as bigint) as clicks,
        cast(sum(orders) as bigint) as orders,
        cast(sum(orders_cancelled) as bigint) as orders_cancelled,
        cast(sum(orders_new_customers) as bigint) as orders_new_customers,
        cast(sum(gross_revenue) as decimal(18, 4)) as gross_revenue,
        cast(sum(net_revenue) as decimal(18, 4)) as net_revenue,
        cast(sum(revenue_union_high) as decimal(18, 4)) as revenue_union_high,
        cast(sum(orders_by_link_click) as bigint) as orders_by_link_click,
        cast(sum(net_revenue_by_link_click) as decimal(18, 4)) as net_revenue_by_link_click,
        cast(sum(orders_by_promo_code) as bigint) as orders_by_promo_code,
        cast(sum(net_revenue_by_promo_code) as decimal(18, 4)) as net_revenue_by_promo_code,
        cast(sum(orders_by_platform) as bigint) as orders_by_platform,
        cast(sum(net_revenue_by_platform) as decimal(18, 4)) as net_revenue_by_platform,
        cast(sum(orders_by_survey) as bigint) as orders_by_survey,
        cast(sum(net_revenue_by_survey) as decimal(18, 4)) as net_revenue_by_survey,
        cast(sum(orders_by_manual) as bigint) as orders_by_manual,
        cast(sum(net_revenue_by_manual) as decimal(18, 4)) as net_revenue_by_manual,
        case
            when count(net_revenue) = count(margin_revenue) then cast(sum(margin_revenue) as decimal(18, 4))
        end as margin_revenue,
        min(currency) as currency
    from returns
    group by grouping sets (
        (influencer_id, campaign_id), (influencer_id), (tier, platform, campaign_id), (tier, platform),
        (campaign_id), (deal_id)
    )

)

select
    grouping_level,
    coalesce(influencer_id, 'all') as influencer_id,
    coalesce(campaign_id, 'all') as campaign_id,
    coalesce(tier, 'all') as tier,
    coalesce(platform, 'all') as platform,
    coalesce(deal_id, 'all') as deal_id,
    creators,
    deals,
    deals_with_cost,
    fee,
    product_cost,
    shipping_cost,
    agency_cost,
    boosting_cost,
    commission,
    cost,
    posts,
    views,
    views_reported_posts,
    impressions,
    impressions_reported_posts,
    reach,
    reach_reported_posts,
    engagements,
    engagements_reported_posts,
    post_clicks,
    post_clicks_reported_posts,
    clicks,
    orders,
    orders_cancelled,
    orders_new_customers,
    gross_revenue,
    net_revenue,
    revenue_union_high,
    orders_by_link_click,
    net_revenue_by_link_click,
    orders_by_promo_code,
    net_revenue_by_promo_code,
    orders_by_platform,
    net_revenue_by_platform,
    orders_by_survey,
    net_revenue_by_survey,
    orders_by_manual,
    net_revenue_by_manual,
    margin_revenue,
    currency,
    cast(cost as double) / nullif(engagements, 0) as cost_per_engagement,
    cast(cost as double) / nullif(views, 0) * 1000 as cost_per_thousand_views,
    cast(cost as double) / nullif(impressions, 0) * 1000 as cost_per_thousand_impressions,
    cast(cost as double) / nullif(reach, 0) * 1000 as cost_per_thousand_reach,
    cast(cost as double) / nullif(clicks, 0) as cost_per_click,
    cast(cost as double) / nullif(orders, 0) as cost_per_order,
    cast(cost as double) / nullif(orders_new_customers, 0) as cost_per_new_customer,
    case
        when
            coalesce(views, impressions, reach, engagements, post_clicks, clicks, orders) is not null
            and coalesce(views, 0) + coalesce(impressions, 0) + coalesce(reach, 0) + coalesce(engagements, 0)
            + coalesce(post_clicks, 0) + coalesce(clicks, 0) + coalesce(orders, 0) = 0
            then cost
    end as zero_result_cost,
    cast(post_clicks as double) / nullif(impressions, 0) as click_through_rate_by_impressions,
    cast(post_clicks as double) / nullif(reach, 0) as click_through_rate_by_reach,
    cast(post_clicks as double) / nullif(views, 0) as click_through_rate_by_views,
    cast(orders as double) / nullif(clicks, 0) as order_rate_by_clicks,
    cast(net_revenue as double) / nullif(cast(cost as double), 0) as return_on_ad_spend,
    cast(net_revenue - cost as double) / nullif(cast(cost as double), 0) as revenue_roi,
    cast(margin_revenue - cost as double) / nullif(cast(cost as double), 0) as margin_roi
from sums
order by grouping_level, influencer_id, campaign_id, tier, platform, deal_id
