-- One row per shop system, state and what became of its orders: how many there are, and whether the state is known.
--
-- A state that reference.order_states does not have is unknown: its orders count as none until a row there says
-- what it means. Orders without a state are left out.

with
orders as (
    select
        coalesce(shop_system, 'not told') as shop_system,
        trim(regexp_replace(lower(order_status), '[\s_-]+', ' ', 'g')) as order_state,
        order_meaning, is_state_unknown, orders, gross_revenue_reporting, load_id, source_record
    from staging.stg_orders
    where trim(order_status) <> ''
)

select
    shop_system, order_state, order_meaning, is_state_unknown,
    cast(sum(coalesce(orders, 1)) as bigint) as orders_placed,
    cast(sum(gross_revenue_reporting) as decimal(38, 4)) as gross_revenue,
    min_by(load_id, (load_id, source_record)) as load_id,
    min_by(source_record, (load_id, source_record)) as source_record
from orders
group by shop_system, order_state, order_meaning, is_state_unknown
order by shop_system, order_state, order_meaning, is_state_unknown
