-- One row per order (or row that sums orders), deal and creator that its code or link leads to.
--
-- Of the deals with the code (int_order_codes): those that run on the day, those whose window holds it (the one that
-- ended last), else the one that started last; a deal that nothing but its first order dates comes after those that
-- run. Deals that are equal in all this share the code at the same time: each is a row.

with
deals as (
    select
        deals.deal_id, deals.campaign_id, deals.starts_on, deals.ends_on, windows.window_starts_on,
        windows.window_ends_on,
        coalesce(windows.window_closes_after, 'first order') = 'first order' as is_end_unknown
    from staging.stg_deals as deals
    inner join intermediate.int_deal_windows as windows on deals.deal_id = windows.deal_id
),

placed as (
    select
        found.load_id, found.source_record, found.method, found.deal_id, found.influencer_id,
        found.holder_rank, found.deal_brand, deals.campaign_id, deals.starts_on, deals.ends_on,
        case
            when found.order_day < deals.window_starts_on - 1 or found.order_day > deals.window_ends_on then 4
            when found.order_day < deals.starts_on or found.order_day > deals.ends_on then 3
            when deals.starts_on is null or deals.is_end_unknown then 2
            else 1
        end as place
    from intermediate.int_order_codes as found
    inner join deals on found.deal_id = deals.deal_id
),

best as (
    select *
    from placed
    qualify
        rank() over (
            partition by load_id, source_record
            order by
                place,
                case when place = 3 then coalesce(ends_on, date '9999-12-31') end desc nulls last,
                case when place = 4 then coalesce(starts_on, date '1900-01-01') end desc nulls last
        ) = 1
)

select
    load_id, source_record, method, deal_id, influencer_id, campaign_id, deal_brand,
    place = 4 as is_outside_window
from best
qualify
    rank() over (partition by load_id, source_record, deal_id order by holder_rank) = 1
    and (place < 4 or row_number() over (partition by load_id, source_record order by deal_id, holder_rank, influencer_id) = 1)
order by load_id, source_record, deal_id, influencer_id
