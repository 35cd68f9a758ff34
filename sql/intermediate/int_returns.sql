-- One row per creator, campaign, platform and deal: costs beside results, the sums under every return.
--
-- The platform is the deal's, else the only one of its posts, else the only one of the creator's
-- deals, else the creator's main platform, else 'unknown'. The tier is the creator's current one there.

with

costs as (

    select * from intermediate.int_costs
    where influencer_id is not null

),

results as (

    select * from intermediate.int_results

),

deals as (

    select * from staging.stg_deals

),

campaigns as (

    select * from staging.stg_campaigns

),

influencers as (

    select * from marts.influencers

),

post_platforms as (

    select
        deal_id,
        min(platform) as platform
    from intermediate.int_delivered_posts
    group by deal_id
    having count(distinct platform) = 1

),

deal_platforms as (

    select
        influencer_id,
        min(platform) as platform
    from deals
    group by influencer_id
    having count(distinct platform) = 1

),

tiers as (

    select
        account_tiers.influencer_id,
        account_tiers.platform,
        account_tiers.tier
    from intermediate.int_account_tiers as account_tiers
    inner join intermediate.int_account_standing as standing on account_tiers.account_key = standing.account_key
    inner join meta.settings as settings on account_tiers.scheme = settings.tier_scheme
    qualify
        row_number() over (
            partition by account_tiers.influencer_id, account_tiers.platform
            order by standing.followers desc, account_tiers.account_key asc
        ) = 1

),

cost_facts as (

    select
        influencer_id,
        campaign_id,
        coalesce(deal_id, 'unassigned') as deal_id,
        min(platform) as platform,
        sum(case when cost_source = 'deal' then 1 else 0 end) as deals,
        sum(case when cost_source = 'deal' and cost is not null then 1 else 0 end) as deals_with_cost,
        sum(fee) as fee,
        sum(product_cost) as product_cost,
        sum(shipping_cost) as shipping_cost,
        sum(agency_cost) as agency_cost,
        sum(boosting_cost) as boosting_cost,
        sum(commission) as commission,
        sum(cost) as cost
    from costs
    group by influencer_id, campaign_id, coalesce(deal_id, 'unassigned')

),

keys as (

    select
        influencer_id,
        campaign_id,
        deal_id
    from cost_facts
    union
    select
        influencer_id,
        campaign_id,
        deal_id
    from results

)

select
    keys.influencer_id,
    keys.campaign_id,
    coalesce(
        deals.platform, cost_facts.platform, post_platforms.platform, deal_platforms.platform,
        influencers.main_platform, 'unknown'
    ) as platform,
    keys.deal_id,
    coalesce(tiers.tier, 'unknown') as tier,
    cast(coalesce(cost_facts.deals, 0) as bigint) as deals,
    cast(coalesce(cost_facts.deals_with_cost, 0) as bigint) as deals_with_cost,
    cast(cost_facts.fee as decimal(18, 4)) as fee,
    cast(cost_facts.product_cost as decimal(18, 4)) as product_cost,
    cast(cost_facts.shipping_cost as decimal(18, 4)) as shipping_cost,
    cast(cost_facts.agency_cost as decimal(18, 4)) as agency_cost,
    cast(cost_facts.boosting_cost as decimal(18, 4)) as boosting_cost,
    cast(cost_facts.commission as decimal(18, 4)) as commission,
    cast(cost_facts.cost as decimal(18, 4)) as cost,
    results.posts,
    results.views,
    results.views_reported_posts,
    results.impressions,
    results.impressions_reported_posts,
    results.reach,
    results.reach_reported_posts,
    results.engagements,
    results.engagements_reported_posts,
    results.post_clicks,
    results.post_clicks_reported_posts,
    results.clicks,
    results.orders,
    results.orders_cancelled,
    results.orders_new_customers,
    results.gross_revenue,
    results.net_revenue,
    results.revenue_union_high,
    results.orders_by_link_click,
    results.net_revenue_by_link_click,
    results.orders_by_promo_code,
    results.net_revenue_by_promo_code,
    results.orders_by_platform,
    results.net_revenue_by_platform,
    results.orders_by_survey,
    results.net_revenue_by_survey,
    results.orders_by_manual,
    results.net_revenue_by_manual,
    cast(round(cast(results.net_revenue as double) * campaigns.margin_rate, 4) as decimal(18, 4)) as margin_revenue,
    settings.reporting_currency as currency
from keys
cross join meta.settings as settings
left join cost_facts
    on
        keys.influencer_id = cost_facts.influencer_id
        and keys.campaign_id = cost_facts.campaign_id
        and keys.deal_id = cost_facts.deal_id
left join results
    on
        keys.influencer_id = results.influencer_id
        and keys.campaign_id = results.campaign_id
        and keys.deal_id = results.deal_id
left join deals on keys.deal_id = deals.deal_id
left join campaigns on keys.campaign_id = campaigns.campaign_id
left join post_platforms on keys.deal_id = post_platforms.deal_id
left join deal_platforms on keys.influencer_id = deal_platforms.influencer_id
left join influencers on keys.influencer_id = influencers.influencer_id
left join tiers
    on
        keys.influencer_id = tiers.influencer_id
        and tiers.platform = coalesce(
            deals.platform, cost_facts.platform, post_platforms.platform, deal_platforms.platform,
            influencers.main_platform, 'unknown'
        )
order by keys.influencer_id, keys.campaign_id, keys.deal_id
