-- One row per order (or row that sums orders) and influencer it belongs to, its part of it, and whether it counts.
--
-- Whether it counts is int_counted_orders. orders are kept ones; those that are pending, and those that were
-- cancelled or came back, stand apart. An order of several holders is divided equally: its amounts in cents, the
-- orders of the same holders whole and in turn.

with
counts as (
    select
        *,
        case when orders is not null then case when order_meaning = 'sale' then orders else 0 end end as kept,
        case when orders is not null then case when order_meaning = 'pending' then orders else 0 end end as pending,
        case when orders is not null then case when order_meaning in ('none', 'returned') then orders else 0 end end
            as cancelled,
        string_agg(coalesce(deal_id, '') || '|' || influencer_id, chr(10)) over (
            partition by load_id, source_record
            order by holder rows between unbounded preceding and unbounded following
        ) as sharers
    from intermediate.int_counted_orders
),

until as (
    -- how many orders of the same holders there are up to this one
    select
        *,
        cast(sum(kept) over up_to_here as double) as kept_until,
        cast(sum(pending) over up_to_here as double) as pending_until,
        cast(sum(cancelled) over up_to_here as double) as cancelled_until
    from counts
    window up_to_here as (partition by sharers, holder order by order_day, load_id, source_record)
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
            else cast(round(cast(gross_revenue as double) * holder / holders, 2) as decimal(38, 4))
        end
        - cast(round(cast(gross_revenue as double) * (holder - 1) / holders, 2) as decimal(38, 4)) as own_gross_revenue,
        case
            when holder = holders then net_revenue
            else cast(round(cast(net_revenue as double) * holder / holders, 2) as decimal(38, 4))
        end
        - cast(round(cast(net_revenue as double) * (holder - 1) / holders, 2) as decimal(38, 4)) as own_net_revenue
    from until
)

select
    load_id, source_record, record_key, influencer_id, campaign_id, deal_id, attribution_method, order_number, order_day,
    country, is_new_customer, order_meaning,
    holders > 1 as is_ambiguous,
    orders as orders_placed,
    cast(own_kept as bigint) as orders,
    cast(own_pending as bigint) as orders_pending,
    cast(own_cancelled as bigint) as orders_cancelled,
    cast(own_gross_revenue as decimal(38, 4)) as gross_revenue,
    cast(own_net_revenue as decimal(38, 4)) as net_revenue,
    currency, is_captured_late, captured_at, is_outside_window, is_repeated, is_counted
from dealt
order by load_id, source_record, holder
