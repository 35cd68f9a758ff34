-- One row per advertisement and day: what boosting cost, from its newest capture.
-- create-as: view

with
ad_spend as (
    select *
    from known.ad_spend
    qualify dense_rank() over (partition by dataset, record_key order by captured_at desc) = 1
),

creator_refs as (select * from staging.stg_creator_refs),
local_ids as (select * from staging.stg_local_ids),
deals as (select * from staging.stg_deals),
settings as (select * from meta.settings),
rates as (select * from staging.stg_exchange_rates),

named as (
    select
        ad_spend.*,
        coalesce(creator_refs.influencer_id, deals.influencer_id) as influencer_id,
        coalesce(campaign_ids.local_id, deals.campaign_id) as campaign_id,
        deals.deal_id,
        coalesce(ad_spend.currency, settings.reporting_currency) as known_currency,
        settings.reporting_currency,
        settings.exchange_rate_max_age_days
    from ad_spend
    cross join settings
    left join creator_refs using (dataset, creator_ref)
    left join local_ids as campaign_ids
        on campaign_ids.kind = 'campaign' and ad_spend.dataset = campaign_ids.dataset and ad_spend.campaign_ref = campaign_ids.local_ref
    left join local_ids as deal_ids
        on deal_ids.kind = 'deal' and ad_spend.dataset = deal_ids.dataset and ad_spend.deal_ref = deal_ids.local_ref
    left join deals on deal_ids.local_id = deals.deal_id
)

select
    named.dataset, named.record_key, named.occurrence, named.day, named.ad_name,
    named.influencer_id, named.campaign_id, named.deal_id, named.platform, named.spend,
    named.known_currency as currency,
    case
        when named.known_currency = named.reporting_currency then named.spend
        when named.day - rates.exchange_rate_date <= named.exchange_rate_max_age_days
            then cast(round(cast(named.spend as double) * rates.exchange_rate, 4) as decimal(18, 4))
    end as spend_reporting,
    named.reporting_currency, named.impressions, named.clicks, named.captured_at, named.load_id,
    named.source_record
from named
asof left join rates on named.known_currency = rates.currency and named.day >= rates.exchange_rate_date
