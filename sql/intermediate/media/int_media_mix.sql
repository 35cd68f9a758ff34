-- One row per week, country and tier with any spend, post, click or order: media divided by audience, outcomes where they came from.
--
-- Media are the parts of int_media_parts. Clicks and orders have their own country and day.

with
tiers as (select influencer_id, campaign_id, deal_id, tier from intermediate.int_returns),

outcomes as (
    select
        cast(date_trunc('week', clicks.day) as date) as week_starts_on,
        coalesce(nullif(clicks.country, 'ZZ'), 'unknown') as country,
        coalesce(tiers.tier, 'unknown') as tier,
        sum(coalesce(clicks.clicks, clicks.sessions)) as clicks,
        cast(null as bigint) as orders,
        cast(null as decimal(38, 4)) as net_revenue
    from staging.stg_clicks as clicks
    left join tiers
        on
            clicks.influencer_id = tiers.influencer_id
            and coalesce(clicks.campaign_id, 'unassigned') = tiers.campaign_id
            and coalesce(clicks.deal_id, 'unassigned') = tiers.deal_id
    where clicks.influencer_id is not null
    group by all

    union all

    select
        cast(date_trunc('week', orders.order_day) as date) as week_starts_on,
        coalesce(nullif(orders.country, 'ZZ'), 'unknown') as country,
        coalesce(tiers.tier, 'unknown') as tier,
        cast(null as bigint) as clicks,
        sum(orders.orders) as orders,
        sum(orders.net_revenue) as net_revenue
    from intermediate.int_order_attribution as orders
    left join tiers
        on
            orders.influencer_id = tiers.influencer_id
            and orders.campaign_id = tiers.campaign_id
            and coalesce(orders.deal_id, 'unassigned') = tiers.deal_id
    where orders.is_counted and orders.order_day is not null
    group by all
),

everything as (
    select
        week_starts_on, is_dated, country, tier, media_spend, posts_estimated, impressions_estimated, views_estimated,
        views_compared_estimated,
        cast(null as bigint) as clicks,
        cast(null as bigint) as orders,
        cast(null as decimal(38, 4)) as net_revenue
    from intermediate.int_media_parts

    union all

    select
        week_starts_on,
        true as is_dated,
        country,
        tier,
        cast(null as decimal(38, 4)) as media_spend,
        cast(null as decimal(38, 4)) as posts_estimated,
        cast(null as bigint) as impressions_estimated,
        cast(null as bigint) as views_estimated,
        cast(null as bigint) as views_compared_estimated,
        clicks, orders, net_revenue
    from outcomes
)

select
    week_starts_on, country, tier, is_dated,
    cast(sum(media_spend) as decimal(38, 4)) as media_spend,
    cast(sum(posts_estimated) as decimal(38, 4)) as posts_estimated,
    cast(sum(impressions_estimated) as bigint) as impressions_estimated,
    cast(sum(views_estimated) as bigint) as views_estimated,
    cast(sum(views_compared_estimated) as bigint) as views_compared_estimated,
    cast(sum(clicks) as bigint) as clicks,
    cast(sum(orders) as bigint) as orders,
    cast(sum(net_revenue) as decimal(38, 4)) as net_revenue
from everything
group by week_starts_on, country, tier, is_dated
order by week_starts_on, country, tier, is_dated
