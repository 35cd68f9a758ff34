-- One row per line of an order, or per row of a sheet that sums orders, from the newest capture of the order.
--
-- The lines of an order are known by folder, number and time: two shops may use the same number. What a state
-- means is reference.order_states: that of the shop's system, else that of any, else the only meaning that it has
-- in all of them. A state that is not there is unknown and counts as none; a blank one says nothing.

with
written as (
    select
        known_orders.*,
        min(known_orders.ordered_at) over (
            partition by known_orders.dataset, known_orders.attribution_method, known_orders.record_key
        ) as record_ordered_at,
        case when priority.amounts_on = 'line' then known_orders.occurrence else 1 end as amount_part,
        nullif(trim(regexp_replace(lower(known_orders.order_status), '[\s_-]+', ' ', 'g')), '') as order_state
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
    from written
),

latest as (
    select
        *,
        min(captured_at) over (partition by dataset, attribution_method, capture_key) as first_captured_at
    from keyed
    qualify dense_rank() over (partition by dataset, attribution_method, capture_key order by captured_at desc) = 1
),

states as (
    select
        lower(shop_system) as shop_system,
        trim(regexp_replace(lower(order_state), '[\s_-]+', ' ', 'g')) as order_state,
        min(meaning) as meaning
    from reference.order_states
    group by all
),

only_meanings as (
    select order_state, min(meaning) as meaning
    from states
    group by order_state
    having count(distinct meaning) = 1
),

told as (
    select latest.*, coalesce(own_states.meaning, any_states.meaning, only_meanings.meaning) as state_meaning
    from latest
    left join states as own_states
        on lower(latest.shop_system) = own_states.shop_system and latest.order_state = own_states.order_state
    left join states as any_states on any_states.shop_system is null and latest.order_state = any_states.order_state
    left join only_meanings on latest.order_state = only_meanings.order_state
)

select
    dataset, attribution_method, order_key, record_key, occurrence, amount_part, shop_system,
    order_id, ordered_at, creator_ref, campaign_ref,
    lower(trim(promo_code)) as promo_code,
    lower(trim(tracking_code)) as tracking_code,
    channel, country, customer_id, is_new_customer, orders, gross_revenue, discount, subtotal,
    shipping, tax, order_total, refund, currency, order_status, cancelled_at,
    case
        when cancelled_at is not null then 'none'
        when is_fully_returned then 'returned'
        when order_state is not null then coalesce(state_meaning, 'none')
    end as order_meaning,
    coalesce(
        order_state is not null and state_meaning is null and cancelled_at is null and not coalesce(is_fully_returned, false),
        false
    ) as is_state_unknown,
    first_captured_at, captured_at, load_id, source_record
from told
