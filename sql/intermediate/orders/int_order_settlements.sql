-- One row per order of a tracker that the brand's shop reports too: what the shop says of it.
--
-- A tracker does not hear of refunds. The same order is the same number in a brand, at most three days apart
-- (int_order_numbers); a shop's word comes before that of a sheet which tells what became of it, and a row in the same
-- currency before one in another.

with
orders as (select * from staging.stg_orders),
numbers as (select * from intermediate.int_order_numbers)

select
    own.load_id, own.source_record, shops.order_meaning, shops.gross_revenue_reporting, shops.net_revenue_reporting
from numbers as own
inner join orders using (load_id, source_record)
inner join numbers as others
    on
        own.brand = others.brand
        and own.order_number = others.order_number
        and abs(own.order_day - others.order_day) <= 3
        and own.shop_system is null
        and (others.shop_system is not null or (others.is_fate_told and not own.is_fate_told))
inner join orders as shops
    on
        others.load_id = shops.load_id
        and others.source_record = shops.source_record
qualify
    row_number() over (
        partition by own.load_id, own.source_record
        order by
            others.shop_system is not null desc,
            orders.currency = shops.currency desc,
            abs(own.order_day - others.order_day),
            shops.captured_at desc,
            shops.load_id,
            shops.source_record
    ) = 1
order by own.load_id, own.source_record
