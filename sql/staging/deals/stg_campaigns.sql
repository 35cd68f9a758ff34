-- One row per campaign, as its newest sheet states it.

with
campaigns as (select * from known.campaigns),
local_ids as (select * from staging.stg_local_ids where kind = 'campaign'),
settings as (select * from meta.settings),
rates as (select * from staging.stg_exchange_rates),

latest as (
    select
        local_ids.local_id as campaign_id,
        campaigns.*,
        coalesce(campaigns.currency, settings.reporting_currency) as known_currency,
        coalesce(campaigns.starts_on, cast(campaigns.captured_at as date)) as rate_day
    from campaigns
    cross join settings
    inner join local_ids on campaigns.dataset = local_ids.dataset and campaigns.campaign_ref = local_ids.local_ref
    qualify
        row_number() over (
            partition by local_ids.local_id
            order by campaigns.captured_at desc, campaigns.precedence desc, campaigns.load_id asc, campaigns.source_record asc
        ) = 1
),

priced as (
    select
        latest.*,
        settings.reporting_currency,
        case
            when latest.known_currency = settings.reporting_currency then 1.0
            when latest.rate_day - rates.exchange_rate_date <= settings.exchange_rate_max_age_days
                then rates.exchange_rate
        end as exchange_rate
    from latest
    cross join settings
    asof left join rates on latest.known_currency = rates.currency and latest.rate_day >= rates.exchange_rate_date
)

select
    campaign_id, dataset, campaign_ref, name, brand, objective, budget,
    known_currency as currency,
    cast(round(cast(budget as double) * exchange_rate, 4) as decimal(38, 4)) as budget_reporting,
    reporting_currency, starts_on, ends_on, target_countries, target_niches, margin_rate,
    captured_at, load_id, source_record
from priced
order by campaign_id
