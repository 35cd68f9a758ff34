-- One row per order (or row that sums orders), deal and creator whose code or link it carries.
--
-- The promo code comes before the link, of several codes the first that is known, and deals of the order's brand before
-- those of others. Which of the deals ran on the day is told in int_order_claims.

with
folders as (select * from staging.stg_brand_folders),
deals as (select * from staging.stg_deals),
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
)

select
    found.load_id, found.source_record, found.order_day, found.method, found.deal_id, found.influencer_id,
    found.holder_rank,
    deal_folders.brand as deal_brand
from found
inner join deals on found.deal_id = deals.deal_id
inner join folders as deal_folders on deals.dataset = deal_folders.dataset
qualify
    dense_rank() over (
        partition by found.load_id, found.source_record order by deal_folders.brand = found.brand desc
    ) = 1
order by found.load_id, found.source_record, found.deal_id, found.influencer_id, found.holder_rank
