-- One row per order (or row that sums orders) and influencer it belongs to, and whether it counts.
--
-- An order counts once: of several rows with the same order number in a brand (int_order_numbers), the one
-- of the first method in reference.attribution_priority. Rows without an order number cannot be
-- matched: they count unless a better method reports orders of this creator in this campaign.
--
-- A shop's order that was found by code or link counts within the window of its deal
-- (int_deal_windows; a day of grace before it, for zones). A row that names the creator, or has no order
-- number, comes from somebody who has applied a window already, and counts as stated.
--
-- A tracker does not hear of refunds: where the brand's shop reports the same order, the shop's net revenue
-- and state count, whichever method tells whose order it is.
--
-- orders are kept ones; those that are pending, and those that were cancelled or came back, stand apart. An order of
-- several holders is divided equally: its amounts in cents, the orders of the same holders whole and in turn.

with
orders as (select * from staging.stg_orders),
owners as (select * from intermediate.int_order_owners),
priorities as (select * from reference.attribution_priority),
numbers as (select * from intermediate.int_order_numbers),

settled as (
    -- what the shop says of an order that a tracker reports
    select own.load_id, own.source_record, shops.order_meaning, shops.net_revenue_reporting
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
            and orders.currency = shops.currency
    qualify
        row_number() over (
            partition by own.load_id, own.source_record
            order by
                others.shop_system is not null desc,
                abs(own.order_day - others.order_day),
                shops.captured_at desc,
                shops.load_id,
                shops.source_record
        ) = 1
),

windows as (select * from intermediate.int_deal_windows),

claimed as (
    select
        orders.load_id, orders.source_record, orders.record_key, owners.influencer_id,
        coalesce(owners.campaign_id, 'unassigned') as campaign_id,
        owners.deal_id, owners.holder, owners.holders, owners.attribution_method,
        coalesce(priorities.priority, 99) as priority,
        numbers.brand, numbers.order_number, numbers.shop_system, orders.dataset,
        coalesce(cast(orders.ordered_at as date), cast(orders.captured_at as date)) as order_day,
        orders.country,
        orders.is_new_customer,
        coalesce(settled.order_meaning, orders.order_meaning) as order_meaning,
        orders.orders,
        orders.gross_revenue_reporting as gross_revenue,
        case
            when settled.order_meaning is null then orders.net_revenue_reporting
            else coalesce(settled.net_revenue_reporting, orders.net_revenue_reporting)
        end as net_revenue,
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
    inner join owners using (load_id, source_record)
    left join numbers using (load_id, source_record)
    left join priorities on owners.attribution_method = priorities.attribution_method
    left join settled using (load_id, source_record)
    left join windows on owners.deal_id = windows.deal_id
),

owned as (
    select
        *,
        case when is_outside_window then 1000 else 0 end + priority as place,
        string_agg(coalesce(deal_id, '') || '|' || influencer_id, chr(10)) over (
            partition by load_id, source_record
            order by holder rows between unbounded preceding and unbounded following
        ) as sharers
    from claimed
),

numbered as (
    select distinct brand, order_number, dataset, shop_system, place, order_day, load_id, source_record
    from owned
    where order_number is not null
),

repeated as (
    -- two shops of a brand may use the same number
    select distinct later.load_id, later.source_record
    from numbered as later
    inner join numbered as better
        on
            later.brand = better.brand
            and later.order_number = better.order_number
            and later.place > better.place
            and abs(later.order_day - better.order_day) <= 3
            and (later.dataset = better.dataset or later.shop_system is null or better.shop_system is null)
),

best as (
    select influencer_id, campaign_id, min(priority) as priority
    from owned
    where not is_outside_window
    group by influencer_id, campaign_id
),

counts as (
    select
        *,
        case when orders is not null then case when order_meaning = 'sale' then orders else 0 end end as kept,
        case when orders is not null then case when order_meaning = 'pending' then orders else 0 end end as pending,
        case when orders is not null then case when order_meaning in ('none', 'returned') then orders else 0 end end
            as cancelled
    from owned
),

until as (
    -- how many orders of the same holders there are up to this one
    select
        *,
        cast(sum(kept) over (partition by sharers, holder order by order_day, load_id, source_record) as double) as kept_until,
        cast(sum(pending) over (partition by sharers, holder order by order_day, load_id, source_record) as double) as pending_until,
        cast(sum(cancelled) over (partition by sharers, holder order by order_day, load_id, source_record) as double) as cancelled_until
    from counts
),

dealt as (
    -- orders are dealt out whole and in turn, amounts divided in cents, the last holder with what is left
    select
        *,
        floor((kept_until + holders - holder) / holders) - floor((kept_until - kept + holders - holder) / holders) as own_kept,
        floor((pending_until + holders - holder) / holders) - floor((pending_until - pending + holders - holder) / holders) as own_pending,
        floor((cancelled_until + holders - holder) / holders) - floor((cancelled_until - cancelled + holders - holder) / holders) as own_cancelled,
        case
            when holder = holders then gross_revenue
            else cast(round(cast(gross_revenue as double) * holder / holders, 2) as decimal(18, 4))
        end
        - cast(round(cast(gross_revenue as double) * (holder - 1) / holders, 2) as decimal(18, 4)) as own_gross_revenue,
        case
            when holder = holders then net_revenue
            else cast(round(cast(net_revenue as double) * holder / holders, 2) as decimal(18, 4))
        end
        - cast(round(cast(net_revenue as double) * (holder - 1) / holders, 2) as decimal(18, 4)) as own_net_revenue
    from until
)

select
    dealt.load_id, dealt.source_record, dealt.record_key, dealt.influencer_id, dealt.campaign_id,
    dealt.deal_id, dealt.attribution_method, dealt.order_number, dealt.order_day, dealt.country,
    dealt.is_new_customer, dealt.order_meaning,
    dealt.holders > 1 as is_ambiguous,
    dealt.orders as orders_placed,
    cast(dealt.own_kept as bigint) as orders,
    cast(dealt.own_pending as bigint) as orders_pending,
    cast(dealt.own_cancelled as bigint) as orders_cancelled,
    cast(dealt.own_gross_revenue as decimal(18, 4)) as gross_revenue,
    cast(dealt.own_net_revenue as decimal(18, 4)) as net_revenue,
    dealt.currency, dealt.is_captured_late, dealt.captured_at, dealt.is_outside_window,
    repeated.load_id is not null as is_repeated,
    case
        when dealt.is_outside_window then false
        when dealt.order_number is not null then repeated.load_id is null
        else dealt.priority = best.priority
    end as is_counted
from dealt
left join repeated using (load_id, source_record)
left join best using (influencer_id, campaign_id)
order by dealt.load_id, dealt.source_record, dealt.holder
