-- One row per order, or per row of a sheet that sums orders: what its lines say of the whole, the first that says it.

with
lines as (select *, (occurrence, record_key, load_id, source_record) as line from staging.stg_order_lines)

select
    dataset, attribution_method, order_key,
    min(record_key) as record_key,
    min(case when order_id is null then occurrence else 1 end) as occurrence,
    min_by(shop_system, line) as shop_system,
    min(order_id) as order_id,
    min(ordered_at) as ordered_at,
    min_by(creator_ref, line) filter (where creator_ref is not null) as creator_ref,
    min_by(campaign_ref, line) filter (where campaign_ref is not null) as campaign_ref,
    min_by(promo_code, line) filter (where promo_code is not null) as promo_code,
    min_by(tracking_code, line) filter (where tracking_code is not null) as tracking_code,
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
from lines
group by dataset, attribution_method, order_key
order by dataset, attribution_method, order_key
