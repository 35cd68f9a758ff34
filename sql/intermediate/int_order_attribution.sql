-- One row per order (or row that sums orders) of an influencer, and whether it counts.
--
-- An order counts once: of several rows with the same order number, at most three days apart, the one
-- of the first method in reference.attribution_priority. Rows without an order number cannot be
-- matched: they count unless a better method reports orders of this creator in this campaign.
--
-- A shop's order that was found by code or link counts within the window of its deal
-- (int_deal_windows; a day of grace before it, for zones). A row that names the creator, or has no order
-- number, comes from somebody who has applied a window already, and counts as stated.
--
-- A tracker does not hear of refunds: where the shop reports the same order, the shop's net revenue
-- and cancellation count, whichever method tells whose order it is.

with

orders as (

    select * from staging.stg_orders

),

owners as (

    select * from intermediate.int_order_owners

),

priorities as (

    select * from reference.attribution_priority

),

shop as (

    select
        load_id,
        nullif(lower(ltrim(trim(order_id), '#')), '') as order_number,
        coalesce(cast(ordered_at as date), cast(captured_at as date)) as order_day,
        currency,
        is_cancelled,
        net_revenue_reporting,
        captured_at,
        source_record
    from orders
    where order_status is not null or refund is not null

),

settled as (

    select
        orders.load_id,
        orders.source_record,
        shop.is_cancelled,
        shop.net_revenue_reporting
    from orders
    inner join shop
        on
            nullif(lower(ltrim(trim(orders.order_id), '#')), '') = shop.order_number
            and orders.currency = shop.currency
            and abs(coalesce(cast(orders.ordered_at as date), cast(orders.captured_at as date)) - shop.order_day) <= 3
    where orders.order_status is null and orders.refund is null
    qualify
        row_number() over (
            partition by orders.load_id, orders.source_record
            order by shop.captured_at desc, shop.load_id, shop.source_record
        ) = 1

),

windows as (

    select * from intermediate.int_deal_windows

),

claimed as (

    select
        orders.load_id,
        orders.source_record,
        orders.record_key,
        owners.influencer_id,
        coalesce(owners.campaign_id, 'unassigned') as campaign_id,
        owners.deal_id,
        owners.attribution_method,
        coalesce(priorities.priority, 99) as priority,
        nullif(lower(ltrim(trim(orders.order_id), '#')), '') as order_number,
        coalesce(cast(orders.ordered_at as date), cast(orders.captured_at as date)) as order_day,
        orders.ordered_at,
        orders.country,
        orders.is_new_customer,
        coalesce(settled.is_cancelled, orders.is_cancelled) as is_cancelled,
        orders.orders,
        orders.gross_revenue_reporting as gross_revenue,
        coalesce(settled.net_revenue_reporting, orders.net_revenue_reporting) as net_revenue,
        orders.reporting_currency as currency,
        orders.is_captured_late,
        orders.captured_at,
        coalesce(
            owners.is_found_by_code
            and orders.order_id is not null
            and (
                cast(orders.ordered_at as date) < windows.window_starts_on - 1
                or cast(orders.ordered_at as date) > windows.window_ends_on
            ),
            false
        ) as is_outside_window
    from orders
    inner join owners on orders.load_id = owners.load_id and orders.source_record = owners.source_record
    left join priorities on owners.attribution_method = priorities.attribution_method
    left join settled on orders.load_id = settled.load_id and orders.source_record = settled.source_record
    left join windows on owners.deal_id = windows.deal_id

),

owned as (

    select
        *,
        case when is_outside_window then 1000 else 0 end + priority as place
    from claimed

),

numbered as (

    select
        order_number,
        place,
        order_day,
        load_id,
        source_record
    from owned
    where order_number is not null

),

repeated as (

    select distinct
        later.load_id,
        later.source_record
    from numbered as later
    inner join numbered as better
        on
            later.order_number = better.order_number
            and later.place > better.place
            and abs(later.order_day - better.order_day) <= 3

),

best as (

    select
        influencer_id,
        campaign_id,
        min(priority) as priority
    from owned
    where not is_outside_window
    group by influencer_id, campaign_id

)

select
    owned.load_id,
    owned.source_record,
    owned.record_key,
    owned.influencer_id,
    owned.campaign_id,
    owned.deal_id,
    owned.attribution_method,
    owned.order_number,
    owned.order_day,
    owned.country,
    owned.is_new_customer,
    owned.is_cancelled,
    owned.orders,
    owned.gross_revenue,
    owned.net_revenue,
    owned.currency,
    owned.is_captured_late,
    owned.captured_at,
    owned.is_outside_window,
    repeated.load_id is not null as is_repeated,
    case
        when owned.is_outside_window then false
        when owned.order_number is not null then repeated.load_id is null
        else owned.priority = best.priority
    end as is_counted
from owned
left join repeated on owned.load_id = repeated.load_id and owned.source_record = repeated.source_record
left join best on owned.influencer_id = best.influencer_id and owned.campaign_id = best.campaign_id
order by owned.load_id, owned.source_record
