-- One row per order, or per row of a sheet that sums orders, from its newest capture.
--
-- The lines of an order are one row, known by number and time. A shop's export writes the order's amounts on its first line
-- only; a platform's affiliate export has amounts of each line (reference.attribution_priority says
-- which); different records of an order add up. Rows without an order's number are rows of their own, however alike they look.
-- A refund beyond the goods is shipping and tax: net revenue does not fall below 0. An order is captured late
-- where an earlier export of its folder, made after the day of the order, did not have it yet.

with

records as (

    select
        known_orders.*,
        min(known_orders.ordered_at) over (partition by known_orders.attribution_method, known_orders.record_key)
            as record_ordered_at,
        case when priority.amounts_on = 'line' then known_orders.occurrence else 1 end as amount_part,
        coalesce(
            known_orders.cancelled_at is not null
            or lower(known_orders.order_status) in ('cancelled', 'canceled', 'voided', 'ineligible', 'refunded'),
            false
        ) as is_cancelled
    from known.orders as known_orders
    left join reference.attribution_priority as priority using (attribution_method)

),

keyed as (

    -- a sheet's record_key changes with a restated amount, an order's number and time do not
    select
        *,
        case
            when order_id is not null then 'order:' || order_id || '|' || coalesce(cast(record_ordered_at as varchar), '')
            else 'record:' || record_key
        end as capture_key,
        case
            when order_id is not null then 'order:' || order_id || '|' || coalesce(cast(record_ordered_at as varchar), '')
            else 'record:' || record_key || '|' || occurrence
        end as order_key
    from records

),

lines as (

    select
        *,
        min(captured_at) over (partition by attribution_method, capture_key) as first_captured_at
    from keyed
    qualify dense_rank() over (partition by attribution_method, capture_key order by captured_at desc) = 1

),

exports_before as (

    -- the moments at which a folder was exported, each with the one before it
    select
        attribution_method,
        dataset,
        captured_at,
        lag(captured_at) over (partition by attribution_method, dataset order by captured_at) as previous_captured_at
    from (select distinct
        attribution_method,
        dataset,
        captured_at
    from records) as captures

),

amounts as (

    select
        attribution_method,
        order_key,
        record_key,
        amount_part,
        bool_or(is_cancelled) as is_cancelled,
        min_by(gross_revenue, occurrence) filter (where gross_revenue is not null) as gross_revenue,
        min_by(discount, occurrence) filter (where discount is not null) as discount,
        min_by(subtotal, occurrence) filter (where subtotal is not null) as subtotal,
        min_by(refund, occurrence) filter (where refund is not null) as refund
    from lines
    group by attribution_method, order_key, record_key, amount_part

),

parts as (

    select
        *,
        coalesce(gross_revenue, subtotal + coalesce(discount, 0)) as gross,
        coalesce(subtotal, gross_revenue - coalesce(discount, 0)) - coalesce(refund, 0) as net
    from amounts

),

totals as (

    select
        attribution_method,
        order_key,
        bool_and(is_cancelled) as is_cancelled,
        cast(sum(gross) as decimal(18, 4)) as gross_revenue,
        cast(sum(discount) as decimal(18, 4)) as discount,
        cast(sum(refund) as decimal(18, 4)) as refund,
        cast(sum(case when net is not null and (is_cancelled or net < 0) then 0 else net end) as decimal(18, 4))
            as net_revenue
    from parts
    group by attribution_method, order_key

),

heads as (

    select
        attribution_method,
        order_key,
        min(record_key) as record_key,
        min(case when order_id is null then occurrence else 1 end) as occurrence,
        min_by(dataset, line) as dataset,
        min(order_id) as order_id,
        min(ordered_at) as ordered_at,
        min_by(creator_ref, line) filter (where creator_ref is not null) as creator_ref,
        min_by(campaign_ref, line) filter (where campaign_ref is not null) as campaign_ref,
        min_by(lower(trim(promo_code)), line) filter (where promo_code is not null) as promo_code,
        min_by(lower(trim(tracking_code)), line) filter (where tracking_code is not null) as tracking_code,
        min_by(country, line) filter (where country is not null) as country,
        min_by(channel, line) filter (where channel is not null) as channel,
        min_by(customer_id, line) filter (where customer_id is not null) as customer_id,
        bool_or(is_new_customer) as is_new_customer,
        min_by(currency, line) filter (where currency is not null) as currency,
        min_by(order_status, line) filter (where order_status is not null) as order_status,
        case when min(order_id) is not null then coalesce(max(orders), 1) else max(orders) end as orders,
        max(captured_at) as captured_at,
        min(first_captured_at) as first_captured_at,
        min_by(load_id, line) as load_id,
        min_by(source_record, line) as source_record
    from (select
        *,
        (occurrence, record_key, load_id, source_record) as line
    from lines) as numbered
    group by attribution_method, order_key

),

settings as (

    select * from meta.settings

),

rated as (

    select
        heads.*,
        totals.is_cancelled,
        totals.gross_revenue,
        totals.discount,
        totals.refund,
        totals.net_revenue,
        coalesce(heads.currency, settings.reporting_currency) as known_currency,
        coalesce(cast(heads.ordered_at as date), cast(heads.captured_at as date)) as rate_day,
        settings.reporting_currency,
        settings.exchange_rate_max_age_days
    from heads
    cross join settings
    inner join totals
        on
            heads.attribution_method is not distinct from totals.attribution_method
            and heads.order_key = totals.order_key

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
    priced.attribution_method,
    priced.record_key,
    priced.occurrence,
    priced.dataset,
    priced.order_id,
    priced.ordered_at,
    priced.creator_ref,
    priced.campaign_ref,
    priced.promo_code,
    priced.tracking_code,
    priced.channel,
    coalesce(country_names.country_code, priced.country) as country,
    priced.customer_id,
    priced.is_new_customer,
    priced.orders,
    priced.gross_revenue,
    priced.discount,
    priced.refund,
    priced.net_revenue,
    priced.known_currency as currency,
    cast(round(cast(priced.gross_revenue as double) * priced.exchange_rate, 4) as decimal(18, 4))
        as gross_revenue_reporting,
    cast(round(cast(priced.net_revenue as double) * priced.exchange_rate, 4) as decimal(18, 4))
        as net_revenue_reporting,
    priced.reporting_currency,
    priced.exchange_rate,
    case when priced.exchange_rate is not null then priced.rate_date end as exchange_rate_date,
    case when priced.exchange_rate is not null then priced.rate_source end as exchange_rate_source,
    priced.order_status,
    priced.is_cancelled,
    priced.first_captured_at,
    coalesce(
        priced.order_id is not null
        and cast(exports_before.previous_captured_at as date) > cast(priced.ordered_at as date),
        false
    ) as is_captured_late,
    priced.captured_at,
    priced.load_id,
    priced.source_record
from priced
left join exports_before
    on
        coalesce(priced.attribution_method, '') = coalesce(exports_before.attribution_method, '')
        and priced.dataset = exports_before.dataset
        and priced.first_captured_at = exports_before.captured_at
left join reference.country_names as country_names
    on lower(trim(priced.country)) = lower(country_names.country_name)
order by priced.attribution_method, priced.record_key, priced.occurrence
