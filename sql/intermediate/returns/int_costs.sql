-- One row per deal and creator, or per creator, campaign and platform of advertising: cost in the reporting currency.
--
-- The cost of a package is divided as declared (int_deal_shares).
--
-- Boosting is what the deal states. Only where no deal does so, the advertising bills stand in, so
-- that boosting is not counted twice. Bills that name no creator have no influencer here.
--
-- A commission agreed as a part of revenue is added when it is earned: rate times the net revenue of
-- the deal's orders that count.

with
deals as (select * from staging.stg_deals),
ads as (select * from staging.stg_ad_spend),
orders as (select * from intermediate.int_order_attribution),
shares as (select * from intermediate.int_deal_costs),

revenue as (
    select deal_id, influencer_id, sum(net_revenue) as net_revenue
    from orders
    where is_counted and deal_id is not null
    group by deal_id, influencer_id
),

earned as (
    -- a commission is earned by whose order it is, even where a package's other costs are divided
    select deal_id, influencer_id, commission
    from shares
    where commission is not null
    union all
    select
        revenue.deal_id,
        revenue.influencer_id,
        cast(round(cast(revenue.net_revenue as double) * deals.commission_rate, 4) as decimal(38, 4)) as commission
    from revenue
    inner join deals on revenue.deal_id = deals.deal_id
    where deals.commission_reporting is null and deals.commission_rate is not null
),

agreed as (
    select
        coalesce(shares.deal_id, earned.deal_id) as deal_id,
        coalesce(shares.influencer_id, earned.influencer_id) as influencer_id,
        shares.platform, shares.fee, shares.product_cost, shares.shipping_cost, shares.agency_cost,
        shares.boosting_cost, earned.commission
    from shares
    full outer join earned using (deal_id, influencer_id)
),

boosted as (
    select distinct influencer_id, coalesce(campaign_id, 'unassigned') as campaign_id
    from deals
    where boosting_cost is not null
),

bills as (
    select
        ads.influencer_id,
        coalesce(ads.campaign_id, 'unassigned') as campaign_id,
        ads.platform,
        ads.deal_id,
        cast(sum(ads.spend_reporting) as decimal(38, 4)) as spend,
        min_by(ads.load_id, (ads.load_id, ads.source_record)) as load_id,
        min_by(ads.source_record, (ads.load_id, ads.source_record)) as source_record
    from ads
    left join deals on ads.deal_id = deals.deal_id
    left join boosted
        on ads.influencer_id = boosted.influencer_id and coalesce(ads.campaign_id, 'unassigned') = boosted.campaign_id
    where
        ads.spend_reporting is not null
        and case when ads.deal_id is not null then deals.boosting_cost is null else boosted.influencer_id is null end
    group by ads.influencer_id, coalesce(ads.campaign_id, 'unassigned'), ads.platform, ads.deal_id
),

costs as (
    select
        'deal' as cost_source,
        agreed.influencer_id,
        coalesce(deals.campaign_id, 'unassigned') as campaign_id,
        coalesce(agreed.platform, deals.platform) as platform,
        agreed.deal_id,
        coalesce(coalesce(agreed.fee, 0) = 0 and agreed.product_cost > 0, false) as is_gifted,
        agreed.fee, agreed.product_cost, agreed.shipping_cost, agreed.agency_cost,
        agreed.boosting_cost, agreed.commission,
        case
            when
                coalesce(
                    agreed.fee, agreed.product_cost, agreed.shipping_cost, agreed.agency_cost, agreed.boosting_cost,
                    agreed.commission
                ) is not null
                then cast(
                    coalesce(agreed.fee, 0) + coalesce(agreed.product_cost, 0) + coalesce(agreed.shipping_cost, 0)
                    + coalesce(agreed.agency_cost, 0) + coalesce(agreed.boosting_cost, 0)
                    + coalesce(agreed.commission, 0) as decimal(38, 4)
                )
        end as cost,
        deals.load_id,
        deals.source_record
    from agreed
    inner join deals on agreed.deal_id = deals.deal_id

    union all

    select
        'advertising' as cost_source,
        influencer_id, campaign_id, platform, deal_id,
        false as is_gifted,
        cast(null as decimal(38, 4)) as fee,
        cast(null as decimal(38, 4)) as product_cost,
        cast(null as decimal(38, 4)) as shipping_cost,
        cast(null as decimal(38, 4)) as agency_cost,
        spend as boosting_cost,
        cast(null as decimal(38, 4)) as commission,
        spend as cost,
        load_id,
        source_record
    from bills
)

select *
from costs
order by cost_source, influencer_id, campaign_id, platform, deal_id
