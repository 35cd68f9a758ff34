-- One row per creator, campaign, deal and country: cost and reach divided by the audience, clicks and orders where they came from.
--
-- Cost and reach are the parts of int_deal_media_parts. Clicks and orders keep the country that the tracker and the
-- shop report. Each is summed on its own first. Advertising that names no creator is 'unassigned'.

with
media as (select * from intermediate.int_deal_media_parts),
tiers as (select influencer_id, campaign_id, deal_id, tier from intermediate.int_returns),

clicks as (
    select
        influencer_id,
        coalesce(campaign_id, 'unassigned') as campaign_id,
        coalesce(deal_id, 'unassigned') as deal_id,
        coalesce(nullif(country, 'ZZ'), 'unknown') as country,
        cast(sum(coalesce(clicks, sessions)) as bigint) as clicks
    from staging.stg_clicks
    where influencer_id is not null
    group by all
),

orders as (
    select
        influencer_id,
        campaign_id,
        coalesce(deal_id, 'unassigned') as deal_id,
        coalesce(nullif(country, 'ZZ'), 'unknown') as country,
        cast(sum(orders) filter (where is_counted) as bigint) as orders,
        cast(sum(orders) filter (where is_counted and is_new_customer) as bigint) as orders_new_customers,
        cast(sum(net_revenue) filter (where is_counted) as decimal(38, 4)) as net_revenue,
        cast(sum(orders) filter (where attribution_method = 'link_click' and not is_outside_window) as bigint) as orders_by_link_click,
        cast(sum(net_revenue) filter (where attribution_method = 'link_click' and not is_outside_window) as decimal(38, 4)) as net_revenue_by_link_click,
        cast(sum(orders) filter (where attribution_method = 'promo_code' and not is_outside_window) as bigint) as orders_by_promo_code,
        cast(sum(net_revenue) filter (where attribution_method = 'promo_code' and not is_outside_window) as decimal(38, 4)) as net_revenue_by_promo_code
    from intermediate.int_order_attribution
    group by all
),

cells as (
    select influencer_id, campaign_id, deal_id, country from media
    union
    select influencer_id, campaign_id, deal_id, country from clicks
    union
    select influencer_id, campaign_id, deal_id, country from orders
)

select
    cells.influencer_id, cells.campaign_id, cells.deal_id,
    coalesce(tiers.tier, 'unknown') as tier,
    cells.country, media.cost_allocated, media.reach_estimated, clicks.clicks,
    orders.* exclude (influencer_id, campaign_id, deal_id, country)
from cells
left join tiers using (influencer_id, campaign_id, deal_id)
left join media using (influencer_id, campaign_id, deal_id, country)
left join clicks using (influencer_id, campaign_id, deal_id, country)
left join orders using (influencer_id, campaign_id, deal_id, country)
order by cells.influencer_id, cells.campaign_id, cells.deal_id, cells.country
