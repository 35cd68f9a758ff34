-- Orders after a window that only the deal's first order closes: state the deal's last day or its posts, if they are its own.

select deal_id, name, promo_code, window_ends_on, orders_outside_window, net_revenue_outside_window
from marts.deal_results
where window_closes_after = 'first order' and orders_outside_window > 0
