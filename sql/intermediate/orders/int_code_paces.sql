-- One row per deal and day on which its code was redeemed: redemptions of three days, and how many were to be expected.
--
-- Expected is three times the mean of a day before these three, from the first post (else the first redemption) on,
-- over a week at least.

with
days as (
    select deal_id, order_day, sum(coalesce(orders_placed, 1)) as orders
    from intermediate.int_order_attribution
    where attribution_method = 'promo_code' and deal_id is not null and coalesce(orders_placed, 1) > 0
    group by deal_id, order_day
),

paces as (
    select
        days.deal_id,
        days.order_day,
        sum(days.orders) over (
            deal_days range between interval 2 day preceding and current row
        ) as orders_in_three_days,
        coalesce(
            sum(days.orders) over (deal_days range between unbounded preceding and interval 3 day preceding), 0
        ) as orders_before,
        days.order_day - 2 - coalesce(
            windows.first_posted_on, min(days.order_day) over (partition by days.deal_id)
        ) as days_before
    from days
    inner join intermediate.int_deal_windows as windows using (deal_id)
    window deal_days as (partition by days.deal_id order by days.order_day)
)

select
    deal_id, order_day,
    cast(orders_in_three_days as bigint) as orders_in_three_days,
    3.0 * cast(orders_before as double) / greatest(days_before, 7) as orders_expected_in_three_days
from paces
order by deal_id, order_day
