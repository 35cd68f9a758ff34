-- One row per order (or row that sums orders), deal and creator that holds its code, once clicks have decided.
--
-- Where deals share a code at the same time (int_order_claims), a click decides: the order's own tracking code, or a
-- tracked row of the same order; else they all hold it.

with
orders as (select * from staging.stg_orders),
creator_refs as (select * from staging.stg_creator_refs),
numbers as (select * from intermediate.int_order_numbers),

claims as (
    select *, count(*) over (partition by load_id, source_record) as holders
    from intermediate.int_order_claims
),

shared as (
    -- codes that several hold at the same time
    select * from claims
    where holders > 1 and method = 'promo_code'
),

own_links as (
    -- the link on the order itself
    select shared.load_id, shared.source_record, shared.deal_id, shared.influencer_id
    from shared
    inner join orders using (load_id, source_record)
    inner join staging.stg_codes as codes on codes.method = 'link_click' and orders.tracking_code = codes.written
    inner join staging.stg_deal_codes as deal_codes
        on
            deal_codes.method = 'link_click'
            and codes.code = deal_codes.code
            and shared.deal_id = deal_codes.deal_id
            and shared.influencer_id = deal_codes.influencer_id
),

tracked as (
    -- what a tracked row says of the same order
    select
        ambiguous.load_id,
        ambiguous.source_record,
        orders.load_id as tracked_load_id,
        orders.source_record as tracked_source_record,
        orders.dataset,
        orders.creator_ref
    from (select distinct load_id, source_record from shared) as ambiguous
    inner join numbers as own using (load_id, source_record)
    inner join numbers as others
        on
            own.brand = others.brand
            and own.order_number = others.order_number
            and abs(own.order_day - others.order_day) <= 3
    inner join orders
        on
            others.load_id = orders.load_id
            and others.source_record = orders.source_record
            and orders.attribution_method = 'link_click'
),

tracked_links as (
    select claims.load_id, claims.source_record, claims.deal_id, claims.influencer_id
    from claims
    inner join tracked using (load_id, source_record)
    left join creator_refs using (dataset, creator_ref)
    left join claims as linked
        on
            tracked.tracked_load_id = linked.load_id
            and tracked.tracked_source_record = linked.source_record
            and claims.deal_id = linked.deal_id
            and claims.influencer_id = linked.influencer_id
    where linked.deal_id is not null or creator_refs.influencer_id = claims.influencer_id
),

clicked as (
    select * from own_links
    union
    select * from tracked_links
)

select claims.load_id, claims.source_record, claims.method, claims.deal_id, claims.influencer_id, claims.campaign_id
from claims
left join clicked using (load_id, source_record, deal_id, influencer_id)
qualify
    clicked.deal_id is not null
    or count(clicked.deal_id) over (partition by claims.load_id, claims.source_record) = 0
order by claims.load_id, claims.source_record, claims.deal_id, claims.influencer_id
