-- Orders have a state that reference.order_states does not have: they count as none.
--
-- Add the states to <home>/reference/order_states.csv.

select
    shop_system,
    order_state,
    orders_placed
from intermediate.int_order_states
where is_state_unknown
order by orders_placed desc, shop_system, order_state
