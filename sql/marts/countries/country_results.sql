-- One row per campaign, country and tier, and one over all campaigns ('all'): what came from where, and what it was meant to reach.
--
-- Orders and clicks have the country that the shop and the tracker report; orders counts each order once,
-- orders_by_link_click (referrals) and orders_by_promo_code overlap. Reach and cost have none: they are
-- divided by the creators' audiences. What has no country is in the row 'unknown', so that rows add up.
-- Every country that a campaign aims at is a row of each tier it books, also where nothing came: a result is
-- 0 there if the tier's results of the campaign are reported elsewhere, else null; cost and reach are
-- null where no audience of the tier's creators is known.

with
deal_countries as (select * from intermediate.int_deal_countries),
campaigns as (select * from staging.stg_campaigns),

sums as (
    select
        coalesce(campaign_id, 'all') as campaign_id,
        tier,
        case when grouping(country) = 0 then country end as country,
        grouping(country) = 0 as is_cell,
        sum(reach_estimated) as reach_estimated,
        sum(clicks) as clicks,
        sum(orders) as orders,
        sum(orders_new_customers) as orders_new_customers,
        sum(net_revenue) as net_revenue,
        sum(orders_by_link_click) as orders_by_link_click,
        sum(net_revenue_by_link_click) as net_revenue_by_link_click,
        sum(orders_by_promo_code) as orders_by_promo_code,
        sum(net_revenue_by_promo_code) as net_revenue_by_promo_code,
        sum(cost_allocated) as cost_allocated,
        sum(reach_estimated) filter (where country <> 'unknown') as reach_of_known_countries,
        sum(cost_allocated) filter (where country <> 'unknown') as cost_of_known_countries
    from deal_countries
    group by grouping sets ((campaign_id, tier, country), (tier, country), (campaign_id, tier), (tier))
),

cells as (select * from sums where is_cell),
totals as (select * from sums where not is_cell),
targets as (select * from intermediate.int_campaign_countries),

aims as (
    select campaign_id, country from targets
    union
    select 'all' as campaign_id, country from targets
),

aiming as (select distinct campaign_id from aims),

keys as (
    select campaign_id, tier, country from cells
    union
    select totals.campaign_id, totals.tier, targets.country
    from totals
    inner join targets using (campaign_id)
    union
    select 'all' as campaign_id, totals.tier, targets.country
    from totals
    inner join targets using (campaign_id)
)

select
    keys.campaign_id,
    campaigns.name as campaign_name,
    keys.country,
    keys.tier,
    settings.tier_scheme as scheme,
    case when aiming.campaign_id is not null then aims.country is not null end as is_target_country,
    coalesce(cells.clicks, totals.clicks * 0) > 0 as has_clicks,
    coalesce(cells.orders, totals.orders * 0) > 0 as has_orders,
    cast(coalesce(cells.reach_estimated, totals.reach_of_known_countries * 0) as bigint) as reach_estimated,
    cast(coalesce(cells.clicks, totals.clicks * 0) as bigint) as clicks,
    cast(coalesce(cells.orders, totals.orders * 0) as bigint) as orders,
    cast(coalesce(cells.orders_new_customers, totals.orders_new_customers * 0) as bigint) as orders_new_customers,
    cast(coalesce(cells.net_revenue, totals.net_revenue * 0) as decimal(38, 4)) as net_revenue,
    cast(coalesce(cells.orders_by_link_click, totals.orders_by_link_click * 0) as bigint) as orders_by_link_click,
    cast(coalesce(cells.net_revenue_by_link_click, totals.net_revenue_by_link_click * 0) as decimal(38, 4))
        as net_revenue_by_link_click,
    cast(coalesce(cells.orders_by_promo_code, totals.orders_by_promo_code * 0) as bigint) as orders_by_promo_code,
    cast(coalesce(cells.net_revenue_by_promo_code, totals.net_revenue_by_promo_code * 0) as decimal(38, 4))
        as net_revenue_by_promo_code,
    cast(coalesce(cells.cost_allocated, totals.cost_of_known_countries * 0) as decimal(38, 4)) as cost_allocated,
    cast(totals.cost_allocated as decimal(38, 4)) as tier_cost,
    cast(coalesce(cells.cost_allocated, totals.cost_of_known_countries * 0) as double)
    / nullif(cast(totals.cost_allocated as double), 0) as cost_share,
    settings.reporting_currency as currency
from keys
cross join meta.settings as settings
left join cells using (campaign_id, tier, country)
left join aims using (campaign_id, country)
left join aiming using (campaign_id)
left join campaigns using (campaign_id)
inner join totals on keys.campaign_id = totals.campaign_id and keys.tier = totals.tier
order by keys.campaign_id, keys.country, keys.tier
