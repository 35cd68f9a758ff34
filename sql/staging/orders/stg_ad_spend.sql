-- One row per advertisement and day: what boosting cost, from its newest capture; a period is divided over its days.
--
-- A period's spend, impressions and clicks are divided evenly over its days, as far as the capture; the last day has
-- the rest, so that the days add up to the period. A day of an advertisement counts once: as the row that states the day
-- tells it, else as the shortest period with it, then the newest. A row that names no advertisement stands for all of its
-- campaign (decision 0120).
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

periods as (
    select
        * exclude (day),
        least(period_ends_on, greatest(period_starts_on, cast(captured_at as date))) as last_day,
        cast(last_day - period_starts_on + 1 as bigint) as days,
        cast(spend * 10000 as bigint) as spend_units
    from ad_spend
    where day is null
),

dated as (
    select periods.*, cast(moments.moment as date) as day, day = last_day as is_last
    from periods
    cross join unnest(generate_series(period_starts_on, last_day, interval 1 day)) as moments (moment)
),

spread as (
    select
        dated.* exclude (spend, impressions, clicks),
        cast(
            cast(spend_units // days + case when is_last then spend_units % days else 0 end as decimal(18, 0))
            * cast(0.0001 as decimal(5, 4)) as decimal(38, 4)
        ) as spend,
        impressions // days + case when is_last then impressions % days else 0 end as impressions,
        clicks // days + case when is_last then clicks % days else 0 end as clicks
    from dated
),

told as (
    select *, day as first_day, 0 as days from ad_spend where day is not null
    union all by name
    select * exclude (spend_units, last_day, is_last), period_starts_on as first_day from spread
),

counted as (
    select spread.*
    from spread
    anti join told
        on
            spread.dataset = told.dataset
            and spread.day = told.day
            and coalesce(spread.platform, '') = coalesce(told.platform, '')
            and coalesce(spread.campaign_ref, '') = coalesce(told.campaign_ref, '')
            and coalesce(spread.creator_ref, '') = coalesce(told.creator_ref, '')
            and coalesce(spread.deal_ref, '') = coalesce(told.deal_ref, '')
            and (spread.ad_name is null or told.ad_name is null or spread.ad_name = told.ad_name)
            and (told.days, spread.captured_at, told.ad_name is null, spread.period_starts_on)
            < (spread.days, told.captured_at, spread.ad_name is null, told.first_day)
),

daily as (
    select
        dataset, record_key, occurrence, day, ad_name, campaign_ref, creator_ref, deal_ref, platform, spend, currency,
        impressions, clicks, captured_at, load_id, source_record, false as is_spread_over_period
    from ad_spend
    where day is not null
    union all
    select
        dataset, record_key, occurrence, day, ad_name, campaign_ref, creator_ref, deal_ref, platform, spend, currency,
        impressions, clicks, captured_at, load_id, source_record, true as is_spread_over_period
    from counted
),

named as (
    select
        daily.*,
        coalesce(creator_refs.influencer_id, deals.influencer_id) as influencer_id,
        coalesce(campaign_ids.local_id, deals.campaign_id) as campaign_id,
        deals.deal_id,
        coalesce(daily.currency, settings.reporting_currency) as known_currency,
        settings.reporting_currency,
        settings.exchange_rate_max_age_days
    from daily
    cross join settings
    left join creator_refs using (dataset, creator_ref)
    left join local_ids as campaign_ids
        on campaign_ids.kind = 'campaign' and daily.dataset = campaign_ids.dataset and daily.campaign_ref = campaign_ids.local_ref
    left join local_ids as deal_ids
        on deal_ids.kind = 'deal' and daily.dataset = deal_ids.dataset and daily.deal_ref = deal_ids.local_ref
    left join deals on deal_ids.local_id = deals.deal_id
)

select
    named.dataset, named.record_key, named.occurrence, named.day, named.ad_name,
    named.influencer_id, named.campaign_id, named.deal_id, named.platform, named.spend,
    named.known_currency as currency,
    case
        when named.known_currency = named.reporting_currency then named.spend
        when named.day - rates.exchange_rate_date <= named.exchange_rate_max_age_days
            then cast(round(cast(named.spend as double) * rates.exchange_rate, 4) as decimal(38, 4))
    end as spend_reporting,
    named.reporting_currency, named.impressions, named.clicks, named.captured_at, named.load_id,
    named.source_record, named.is_spread_over_period
from named
asof left join rates on named.known_currency = rates.currency and named.day >= rates.exchange_rate_date
