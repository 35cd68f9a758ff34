-- One row per deal, as its newest sheet states it: with whom, what for, at what cost.
--
-- The cost is the sum of the known parts and null only where none is known. A payout per post is
-- the fee, a payout per order the commission. An amount without a currency is in the reporting
-- currency; the rate is that of the day agreed, else of the first day, else of the capture.
--
-- A deal that a later sheet of its folder no longer has stays, and is marked, if that sheet is the same one again
-- (stg_deal_sheets).

with
deals as (
    select
        stated.*,
        sheets.deal_key,
        sheets.not_in_latest_sheet,
        coalesce('id:' || stated.account_id, 'handle:' || lower(stated.handle)) as alias
    from known.deals as stated
    inner join staging.stg_deal_sheets as sheets using (load_id, source_record)
    qualify dense_rank() over (partition by stated.dataset, sheets.deal_key order by stated.captured_at desc) = 1
),

local_ids as (select * from staging.stg_local_ids),
creator_refs as (select * from staging.stg_creator_refs),
only_owners as (select * from staging.stg_alias_owners),
settings as (select * from meta.settings),
rates as (select * from staging.stg_exchange_rates),

owners as (
    select aliases.platform, aliases.alias, creators.influencer_id
    from staging.stg_account_aliases as aliases
    inner join staging.stg_creators as creators using (account_key)
),

named as (
    select
        deals.*,
        coalesce(creator_refs.influencer_id, owners.influencer_id, only_owners.influencer_id, deals.alias)
            as influencer_id,
        campaign_ids.local_id as campaign_id,
        coalesce(deal_ids.local_id, deals.dataset || '/' || deals.deal_key) as plain_id,
        coalesce(deals.fee, case when deals.payout_basis = 'post' then deals.payout_total end) as known_fee,
        case when deals.payout_basis = 'order' then deals.payout_total end as commission,
        coalesce(deals.currency, settings.reporting_currency) as known_currency,
        deals.currency is null as is_currency_assumed,
        coalesce(deals.agreed_on, deals.starts_on, cast(deals.captured_at as date)) as rate_day,
        settings.reporting_currency,
        settings.exchange_rate_max_age_days
    from deals
    cross join settings
    left join creator_refs using (dataset, creator_ref)
    left join owners using (platform, alias)
    left join only_owners on deals.alias = only_owners.alias
    left join local_ids as campaign_ids
        on campaign_ids.kind = 'campaign' and deals.dataset = campaign_ids.dataset and deals.campaign_ref = campaign_ids.local_ref
    left join local_ids as deal_ids
        on deal_ids.kind = 'deal' and deals.dataset = deal_ids.dataset and deals.deal_ref = deal_ids.local_ref
),

rated as (
    select
        named.*,
        case
            when named.known_currency = named.reporting_currency then 1.0
            when named.rate_day - rates.exchange_rate_date <= named.exchange_rate_max_age_days
                then rates.exchange_rate
        end as exchange_rate,
        case
            when named.known_currency = named.reporting_currency then named.rate_day
            else rates.exchange_rate_date
        end as rate_date,
        case
            when named.is_currency_assumed then 'currency assumed'
            when named.known_currency = named.reporting_currency then 'same currency'
            else rates.exchange_rate_source
        end as rate_source
    from named
    asof left join rates on named.known_currency = rates.currency and named.rate_day >= rates.exchange_rate_date
),

numbered as (
    select
        *,
        row_number() over (
            partition by plain_id order by dataset, record_key, occurrence, load_id, source_record
        ) as number
    from rated
)

select
    case when number = 1 then plain_id else plain_id || '#' || number end as deal_id,
    dataset, deal_ref, influencer_id, campaign_id, platform, handle, deliverable, posts_agreed,
    known_fee as fee,
    product_cost, shipping_cost, agency_cost, boosting_cost, commission,
    cast(
        case
            when coalesce(known_fee, product_cost, shipping_cost, agency_cost, boosting_cost, commission) is not null
                then
                    coalesce(known_fee, 0) + coalesce(product_cost, 0) + coalesce(shipping_cost, 0)
                    + coalesce(agency_cost, 0) + coalesce(boosting_cost, 0) + coalesce(commission, 0)
        end
        as decimal(38, 4)
    ) as cost,
    known_currency as currency,
    cast(round(cast(known_fee as double) * exchange_rate, 4) as decimal(38, 4)) as fee_reporting,
    cast(round(cast(product_cost as double) * exchange_rate, 4) as decimal(38, 4)) as product_cost_reporting,
    cast(round(cast(shipping_cost as double) * exchange_rate, 4) as decimal(38, 4)) as shipping_cost_reporting,
    cast(round(cast(agency_cost as double) * exchange_rate, 4) as decimal(38, 4)) as agency_cost_reporting,
    cast(round(cast(boosting_cost as double) * exchange_rate, 4) as decimal(38, 4)) as boosting_cost_reporting,
    cast(round(cast(commission as double) * exchange_rate, 4) as decimal(38, 4)) as commission_reporting,
    cast(
        case
            when cost is not null and exchange_rate is not null
                then
                    coalesce(fee_reporting, 0) + coalesce(product_cost_reporting, 0)
                    + coalesce(shipping_cost_reporting, 0) + coalesce(agency_cost_reporting, 0)
                    + coalesce(boosting_cost_reporting, 0) + coalesce(commission_reporting, 0)
        end
        as decimal(38, 4)
    ) as cost_reporting,
    reporting_currency,
    exchange_rate,
    case when exchange_rate is not null then rate_date end as exchange_rate_date,
    case when exchange_rate is not null then rate_source end as exchange_rate_source,
    payout_basis, payout_rate, commission_rate, agreed_on, starts_on, ends_on,
    lower(trim(promo_code)) as promo_code,
    lower(trim(tracking_code)) as tracking_code,
    goal_reach, goal_impressions, goal_views, goal_engagements, goal_clicks, goal_orders,
    goal_new_customers, goal_revenue,
    cast(round(cast(goal_revenue as double) * exchange_rate, 4) as decimal(38, 4)) as goal_revenue_reporting,
    not_in_latest_sheet, captured_at, load_id, source_record
from numbered
order by deal_id
