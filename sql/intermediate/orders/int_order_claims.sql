-- One row per order (or row that sums orders), deal and creator that its code or link leads to.
--
-- The promo code comes before the link, of several codes the first that is known. Of the deals with the code:
-- those of the order's brand, those that run on the day, those whose window holds it (the one that ended last), else the
-- one that started last. Deals that are equal in all this share the code at the same time: each is a row.

with
folders as (select * from staging.stg_brand_folders),

deals as (
    select
        deals.deal_id, deals.campaign_id, deals.starts_on, deals.ends_on, windows.window_starts_on,
        windows.window_ends_on, folders.brand
    from staging.stg_deals as deals
    inner join intermediate.int_deal_windows as windows on deals.deal_id = windows.deal_id
    inner join folders on deals.dataset = folders.dataset
),

deal_codes as (select * from staging.stg_deal_codes),

orders as (
    select *, coalesce(cast(ordered_at as date), cast(captured_at as date)) as order_day from staging.stg_orders
),

written as (
    select load_id, source_record, dataset, order_day, 'promo_code' as method, promo_code as written from orders
    union all
    select load_id, source_record, dataset, order_day, 'link_click' as method, tracking_code as written from orders
),

found as (
    select
        written.load_id, written.source_record, written.order_day, folders.brand, codes.method,
        deal_codes.deal_id, deal_codes.influencer_id, deal_codes.holder_rank
    from written
    inner join folders using (dataset)
    inner join staging.stg_codes as codes using (method, written)
    inner join deal_codes using (method, code)
    qualify
        dense_rank() over (
            partition by written.load_id, written.source_record
            order by codes.method = 'promo_code' desc, deal_codes.is_word, codes.reading, codes.position, codes.code
        ) = 1
),

placed as (
    select
        found.load_id, found.source_record, found.method, found.deal_id, found.influencer_id,
        found.holder_rank, deals.campaign_id,
        deals.brand as deal_brand,
        deals.brand = found.brand as is_own_brand,
        deals.starts_on,
        deals.ends_on,
        case
            when found.order_day < deals.window_starts_on - 1 or found.order_day > deals.window_ends_on then 4
            when found.order_day < deals.starts_on or found.order_day > deals.ends_on then 3
            when deals.starts_on is null then 2
            else 1
        end as place
    from found
    inner join deals on found.deal_id = deals.deal_id
),

best as (
    select *
    from placed
    qualify
        rank() over (
            partition by load_id, source_record
            order by
                is_own_brand desc,
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
