-- One row per order (or row that sums orders) and influencer it belongs to, whole: whether it counts.
--
-- An order counts once: of several rows with the same order number in a brand (int_order_numbers), the one
-- of the first method in reference.attribution_priority. A row without an order number may hold orders that count
-- already: it counts unless an order with a number, or such a row of a better method, can be of the same creator,
-- deal or campaign, brand and days (decision 0153).
--
-- A shop's order that was found by code or link counts within the window of its deal
-- (int_deal_windows; a day of grace before it, for zones). A row that names the creator, or has no order
-- number, comes from somebody who has applied a window already, and counts as stated.
--
-- Where the brand's shop reports a tracker's order (int_order_settlements), the shop's amounts and state
-- count, whichever method tells whose order it is.

with
orders as (select * from staging.stg_orders),
owners as (select * from intermediate.int_order_owners),
priorities as (select * from reference.attribution_priority),
numbers as (select * from intermediate.int_order_numbers),
folders as (select * from staging.stg_brand_folders),
settled as (select * from intermediate.int_order_settlements),
windows as (select * from intermediate.int_deal_windows),

claimed as (
    select
        orders.load_id, orders.source_record, orders.record_key, owners.influencer_id,
        coalesce(owners.campaign_id, 'unassigned') as campaign_id,
        owners.deal_id, owners.holder, owners.holders, owners.attribution_method,
        coalesce(priorities.priority, 99) as priority,
        numbers.brand, numbers.order_number, numbers.shop_system, orders.dataset,
        coalesce(cast(orders.ordered_at as date), cast(orders.captured_at as date)) as order_day,
        orders.ordered_at is not null as is_dated,
        case when not folders.is_brand_by_codes then folders.brand end as sheet_brand,
        orders.country,
        orders.is_new_customer,
        coalesce(settled.order_meaning, orders.order_meaning) as order_meaning,
        orders.orders,
        coalesce(settled.gross_revenue_reporting, orders.gross_revenue_reporting) as gross_revenue,
        case
            when settled.order_meaning is null then orders.net_revenue_reporting
            when settled.order_meaning <> 'sale' then 0
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
    inner join folders on orders.dataset = folders.dataset
    left join numbers using (load_id, source_record)
    left join priorities on owners.attribution_method = priorities.attribution_method
    left join settled using (load_id, source_record)
    left join windows on owners.deal_id = windows.deal_id
),

owned as (select *, case when is_outside_window then 1000 else 0 end + priority as place from claimed),

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

reports as (
    -- what somebody reports, by day and not by row; a row without a day sums what came before its capture
    select distinct
        influencer_id, campaign_id, deal_id, sheet_brand, priority,
        order_number is not null as is_numbered,
        case when is_dated then order_day else date '1900-01-01' end as first_day,
        order_day as last_day
    from owned
    where not is_outside_window
),

covered as (
    -- a sum that states its day may be of a month before or after it
    select distinct sums.*
    from reports as sums
    inner join reports as others
        on
            sums.influencer_id = others.influencer_id
            and sums.first_day - 31 <= others.last_day
            and sums.last_day + case when sums.first_day = sums.last_day then 31 else 0 end >= others.first_day
            and (others.is_numbered or sums.priority > others.priority)
            and coalesce(sums.sheet_brand = others.sheet_brand, true)
            and coalesce(
                sums.deal_id = others.deal_id,
                sums.campaign_id = others.campaign_id or 'unassigned' in (sums.campaign_id, others.campaign_id)
            )
    where not sums.is_numbered
)

select
    owned.* exclude (brand, dataset, shop_system, priority, place, is_dated, sheet_brand),
    repeated.load_id is not null as is_repeated,
    case
        when owned.is_outside_window then false
        when owned.order_number is not null then repeated.load_id is null
        else covered.influencer_id is null
    end as is_counted
from owned
left join repeated using (load_id, source_record)
left join covered
    on
        owned.order_number is null
        and owned.influencer_id = covered.influencer_id
        and owned.campaign_id = covered.campaign_id
        and owned.deal_id is not distinct from covered.deal_id
        and owned.sheet_brand is not distinct from covered.sheet_brand
        and owned.priority = covered.priority
        and owned.order_day = covered.last_day
        and owned.is_dated = (covered.first_day = covered.last_day)
order by owned.load_id, owned.source_record, owned.holder
