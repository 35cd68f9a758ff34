-- One row per order, or per row of a sheet that sums orders, from its newest capture.
--
-- The lines of an order are one row, known by folder, number and time. Rows without an order's number are rows of
-- their own, however alike they look. Amounts are of goods, before tax and shipping (stg_order_amounts); net revenue
-- is what is left after refunds, and 0 unless the order is a sale. An order is captured late where an earlier export of its
-- folder, made after the day of the order, did not have it yet.

with
heads as (select * from staging.stg_order_heads),
amounts as (select * from staging.stg_order_amounts),

exports_before as (
    -- the moments at which a folder was exported, each with the one before it
    select
        attribution_method, dataset, captured_at,
        lag(captured_at) over (partition by attribution_method, dataset order by captured_at) as previous_captured_at
    from (select distinct attribution_method, dataset, captured_at from known.orders) as captures
),

settings as (select * from meta.settings),

rated as (
    select
        heads.*,
        amounts.order_meaning, amounts.is_state_unknown, amounts.is_tax_included,
        amounts.gross_revenue, amounts.discount, amounts.refund, amounts.refund_of,
        amounts.goods_refund, amounts.net_revenue,
        coalesce(heads.currency, settings.reporting_currency) as known_currency,
        coalesce(cast(heads.ordered_at as date), cast(heads.captured_at as date)) as rate_day,
        settings.reporting_currency,
        settings.exchange_rate_max_age_days
    from heads
    cross join settings
    inner join amounts
        on
            heads.dataset = amounts.dataset
            and heads.attribution_method is not distinct from amounts.attribution_method
            and heads.order_key = amounts.order_key
),

priced as (
    select
        rated.*,
        case
            when rated.known_currency = rated.reporting_currency then 1.0
            when rated.rate_day - rates.exchange_rate_date <= rated.exchange_rate_max_age_days
                then rates.exchange_rate
        end as exchange_rate,
        case
            when rated.known_currency = rated.reporting_currency then rated.rate_day
            else rates.exchange_rate_date
        end as rate_date,
        case
            when rated.currency is null then 'currency assumed'
            when rated.known_currency = rated.reporting_currency then 'same currency'
            else rates.exchange_rate_source
        end as rate_source
    from rated
    asof left join staging.stg_exchange_rates as rates
        on rated.known_currency = rates.currency and rated.rate_day >= rates.exchange_rate_date
)

select
    priced.attribution_method, priced.record_key, priced.occurrence, priced.dataset,
    priced.shop_system, priced.order_id, priced.ordered_at, priced.creator_ref,
    priced.campaign_ref, priced.promo_code, priced.tracking_code, priced.channel,
    coalesce(country_names.country_code, priced.country) as country,
    priced.customer_id, priced.is_new_customer, priced.orders, priced.gross_revenue,
    priced.discount, priced.is_tax_included, priced.refund, priced.refund_of, priced.goods_refund,
    priced.net_revenue,
    priced.known_currency as currency,
    cast(round(cast(priced.gross_revenue as double) * priced.exchange_rate, 4) as decimal(38, 4))
        as gross_revenue_reporting,
    cast(round(cast(priced.net_revenue as double) * priced.exchange_rate, 4) as decimal(38, 4))
        as net_revenue_reporting,
    priced.reporting_currency,
    priced.exchange_rate,
    case when priced.exchange_rate is not null then priced.rate_date end as exchange_rate_date,
    case when priced.exchange_rate is not null then priced.rate_source end as exchange_rate_source,
    priced.order_status, priced.order_meaning, priced.is_state_unknown,
    priced.order_meaning in ('none', 'returned') as is_cancelled,
    priced.first_captured_at,
    coalesce(
        priced.order_id is not null
        and cast(exports_before.previous_captured_at as date) > cast(priced.ordered_at as date),
        false
    ) as is_captured_late,
    priced.captured_at, priced.load_id, priced.source_record
from priced
left join exports_before
    on
        coalesce(priced.attribution_method, '') = coalesce(exports_before.attribution_method, '')
        and priced.dataset = exports_before.dataset
        and priced.first_captured_at = exports_before.captured_at
left join reference.country_names as country_names on lower(trim(priced.country)) = lower(country_names.country_name)
order by priced.attribution_method, priced.record_key, priced.occurrence
