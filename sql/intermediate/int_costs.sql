-- One row per deal, or per creator, campaign and platform of advertising without one: cost in the reporting currency.
--
-- Boosting is what the deal states. Only where no deal does so, the advertising bills stand in, so
-- that boosting is not counted twice. Bills that name no creator have no influencer here.
--
-- A commission agreed as a part of revenue is added when it is earned: rate times the net revenue of
-- the deal's orders that count.

with

deals as (

    select * from staging.stg_deals

),

ads as (

    select * from staging.stg_ad_spend

),

orders as (

    select * from intermediate.int_order_attribution

),

revenue as (

    select
        deal_id,
        sum(net_revenue) as net_revenue
    from orders
    where is_counted and deal_id is not null
    group by deal_id

),

earned as (

    select
        deals.deal_id,
        coalesce(
            deals.commission_reporting,
            cast(round(cast(revenue.net_revenue as double) * deals.commission_rate, 4) as decimal(18, 4))
        ) as commission
    from deals
    left join revenue on deals.deal_id = revenue.deal_id

),

boosted as (

    select distinct
        influencer_id,
        coalesce(campaign_id, 'unassigned') as campaign_id
    from deals
    where boosting_cost is not null

),

bills as (

    select
        ads.influencer_id,
        coalesce(ads.campaign_id, 'unassigned') as campaign_id,
        ads.platform,
        ads.deal_id,
        cast(sum(ads.spend_reporting) as decimal(18, 4)) as spend,
        min_by(ads.load_id, (ads.load_id, ads.source_record)) as load_id,
        min_by(ads.source_record, (ads.load_id, ads.source_record)) as source_record
    from ads
    left join deals on ads.deal_id = deals.deal_id
    left join boosted
        on
            ads.influencer_id = boosted.influencer_id
            and coalesce(ads.campaign_id, 'unassigned') = boosted.campaign_id
    where
        ads.spend_reporting is not null
        and case when ads.deal_id is not null then deals.boosting_cost is null else boosted.influencer_id is null end
    group by ads.influencer_id, coalesce(ads.campaign_id, 'unassigned'), ads.platform, ads.deal_id

),

costs as (

    select
        'deal' as cost_source,
        deals.influencer_id,
        coalesce(deals.campaign_id, 'unassigned') as campaign_id,
        deals.platform,
        deals.deal_id,
        deals.fee_reporting as fee,
        deals.product_cost_reporting as product_cost,
        deals.shipping_cost_reporting as shipping_cost,
        deals.agency_cost_reporting as agency_cost,
        deals.boosting_cost_reporting as boosting_cost,
        earned.commission,
        case
            when coalesce(deals.cost_reporting, earned.commission) is not null
                then cast(
                    coalesce(deals.cost_reporting, 0) - coalesce(deals.commission_reporting, 0)
                    + coalesce(earned.commission, 0) as decimal(18, 4)
                )
        end as cost,
        deals.load_id,
        deals.source_record
    from deals
    inner join earned on deals.deal_id = earned.deal_id

    union all

    select
        'advertising' as cost_source,
        influencer_id,
        campaign_id,
        platform,
        deal_id,
        cast(null as decimal(18, 4)) as fee,
        cast(null as decimal(18, 4)) as product_cost,
        cast(null as decimal(18, 4)) as shipping_cost,
        cast(null as decimal(18, 4)) as agency_cost,
        spend as boosting_cost,
        cast(null as decimal(18, 4)) as commission,
        spend as cost,
        load_id,
        source_record
    from bills

)

select *
from costs
order by cost_source, influencer_id, campaign_id, platform, deal_id
