-- One row per creator, campaign, deal and country: cost and reach divided by the audience, clicks and orders where they came from.
--
-- Neither cost nor reach has a country of its own: they are divided by the newest audience shares of the creator on the
-- deal's platform, else they are 'unknown'. The parts of a deal add up to its cost and reach exactly: each is
-- the rounded sum up to it minus the one before. Clicks and orders keep the country that the tracker and the
-- shop report. Each is summed on its own first. Advertising that names no creator is 'unassigned'.

with
keyed as (
    select influencer_id, campaign_id, deal_id, platform, tier, cost, reach from intermediate.int_returns

    union all

    select
        'unassigned' as influencer_id,
        campaign_id,
        'unassigned' as deal_id,
        'unknown' as platform,
        'unknown' as tier,
        cast(sum(cost) as decimal(18, 4)) as cost,
        cast(null as bigint) as reach
    from intermediate.int_costs
    where influencer_id is null
    group by campaign_id
),

divided as (
    select
        keyed.influencer_id, keyed.campaign_id, keyed.deal_id, keyed.cost, keyed.reach,
        coalesce(audience.country, 'unknown') as country,
        least(
            sum(coalesce(audience.audience_share, 1)) over (
                partition by keyed.influencer_id, keyed.campaign_id, keyed.deal_id
                order by audience.country rows between unbounded preceding and current row
            ),
            1
        ) as share_so_far,
        lead(audience.country) over (
            partition by keyed.influencer_id, keyed.campaign_id, keyed.deal_id order by audience.country
        ) is null as is_last
    from keyed
    left join intermediate.int_audience_countries as audience using (influencer_id, platform)
    where keyed.cost is not null or keyed.reach is not null
),

so_far as (
    select
        *,
        case
            when is_last then cost
            else cast(round(cast(cost as double) * share_so_far, 4) as decimal(18, 4))
        end as cost_so_far,
        case when is_last then reach else cast(round(reach * share_so_far) as bigint) end as reach_so_far
    from divided
),

media as (
    select
        influencer_id, campaign_id, deal_id, country,
        cost_so_far - coalesce(
            lag(cost_so_far) over (partition by influencer_id, campaign_id, deal_id order by country), 0
        ) as cost_allocated,
        reach_so_far - coalesce(
            lag(reach_so_far) over (partition by influencer_id, campaign_id, deal_id order by country), 0
        ) as reach_estimated
    from so_far
),

clicks as (
    select
        influencer_id,
        coalesce(campaign_id, 'unassigned') as campaign_id,
        coalesce(deal_id, 'unassigned') as deal_id,
        coalesce(nullif(country, 'ZZ'), 'unknown') as country,
        sum(coalesce(clicks, sessions)) as clicks
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
        sum(orders) filter (where is_counted) as orders,
        sum(orders) filter (where is_counted and is_new_customer) as orders_new_customers,
        sum(net_revenue) filter (where is_counted) as net_revenue,
        sum(orders) filter (where attribution_method = 'link_click' and not is_outside_window) as orders_by_link_click,
        sum(net_revenue) filter (where attribution_method = 'link_click' and not is_outside_window) as net_revenue_by_link_click,
        sum(orders) filter (where attribution_method = 'promo_code' and not is_outside_window) as orders_by_promo_code,
        sum(net_revenue) filter (where attribution_method = 'promo_code' and not is_outside_window) as net_revenue_by_promo_code
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
    coalesce(keyed.tier, 'unknown') as tier,
    cells.country,
    cast(media.cost_allocated as decimal(18, 4)) as cost_allocated,
    cast(media.reach_estimated as bigint) as reach_estimated,
    cast(clicks.clicks as bigint) as clicks,
    cast(orders.orders as bigint) as orders,
    cast(orders.orders_new_customers as bigint) as orders_new_customers,
    cast(orders.net_revenue as decimal(18, 4)) as net_revenue,
    cast(orders.orders_by_link_click as bigint) as orders_by_link_click,
    cast(orders.net_revenue_by_link_click as decimal(18, 4)) as net_revenue_by_link_click,
    cast(orders.orders_by_promo_code as bigint) as orders_by_promo_code,
    cast(orders.net_revenue_by_promo_code as decimal(18, 4)) as net_revenue_by_promo_code
from cells
left join keyed using (influencer_id, campaign_id, deal_id)
left join media using (influencer_id, campaign_id, deal_id, country)
left join clicks using (influencer_id, campaign_id, deal_id, country)
left join orders using (influencer_id, campaign_id, deal_id, country)
order by cells.influencer_id, cells.campaign_id, cells.deal_id, cells.country
