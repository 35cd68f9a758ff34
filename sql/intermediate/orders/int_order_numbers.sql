-- One row per order with a number: in which brand, and on which day, the number stands for it.
--
-- A number holds within a shop. A shop's order and a row of a tracking sheet are one order where brand and number are the
-- same and the days at most three apart. A folder that no sheet gives to a brand is that of the deal whose
-- code the order carries, else that of most of its orders.

with
orders as (select * from staging.stg_orders),

claims as (
    select load_id, source_record, min(deal_brand) as deal_brand
    from intermediate.int_order_claims
    group by load_id, source_record
)

select
    orders.load_id, orders.source_record, orders.dataset,
    case when folders.is_brand_by_codes then coalesce(claims.deal_brand, folders.brand) else folders.brand end as brand,
    nullif(lower(ltrim(trim(orders.order_id), '#')), '') as order_number,
    coalesce(cast(orders.ordered_at as date), cast(orders.captured_at as date)) as order_day,
    orders.shop_system,
    orders.shop_system is not null or orders.order_status is not null or orders.refund is not null as is_fate_told
from orders
inner join staging.stg_brand_folders as folders on orders.dataset = folders.dataset
left join claims using (load_id, source_record)
where nullif(lower(ltrim(trim(orders.order_id), '#')), '') is not null
order by orders.load_id, orders.source_record
