-- One row per order (or row that sums orders) and influencer it belongs to: to whom, by what, and for which deal.
--
-- A row belongs to the creator it names, else to the deal whose promo code it carries, else to the deal of its
-- tracking code (int_order_claims). Where deals share the code at the same time, a click decides: the order's own tracking
-- code, or a tracked row of the same order; else they are all its holders, and it is divided equally. A row that
-- names only the creator belongs to this creator's only deal of the campaign, else to the only deal at all
-- that has no campaign; if there is none such, to no deal.

with
orders as (select * from staging.stg_orders),
creator_refs as (select * from staging.stg_creator_refs),

campaign_ids as (
    select * from staging.stg_local_ids
    where kind = 'campaign'
),

deals as (select * from staging.stg_deals),
packages as (select * from staging.stg_deal_allocations),

claims as (
    select *, count(*) over (partition by load_id, source_record) as holders
    from intermediate.int_order_claims
),

numbers as (select * from intermediate.int_order_numbers),

own_links as (
    -- the link on the order itself
    select claims.load_id, claims.source_record, claims.deal_id, claims.influencer_id
    from claims
    inner join orders using (load_id, source_record)
    inner join staging.stg_codes as codes on codes.method = 'link_click' and orders.tracking_code = codes.written
    inner join staging.stg_deal_codes as deal_codes
        on
            deal_codes.method = 'link_click'
            and codes.code = deal_codes.code
            and claims.deal_id = deal_codes.deal_id
            and claims.influencer_id = deal_codes.influencer_id
    where claims.holders > 1 and claims.method = 'promo_code'
),

tracked as (
    -- what a tracked row says of the same order
    select
        shared.load_id,
        shared.source_record,
        orders.load_id as tracked_load_id,
        orders.source_record as tracked_source_record,
        orders.dataset,
        orders.creator_ref
    from (select distinct load_id, source_record
    from claims
    where holders > 1 and method = 'promo_code') as shared
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
),

by_code as (
    select
        claims.load_id, claims.source_record, claims.method, claims.deal_id, claims.influencer_id,
        claims.campaign_id
    from claims
    left join clicked using (load_id, source_record, deal_id, influencer_id)
    qualify
        clicked.deal_id is not null
        or count(clicked.deal_id) over (partition by claims.load_id, claims.source_record) = 0
),

only_deals as (
    select
        influencer_id,
        campaign_id,
        min(deal_id) as deal_id,
        count(*) as deals,
        sum(count(*)) over (partition by influencer_id) as all_deals
    from (
        select deal_id, influencer_id, campaign_id from deals
        union
        select packages.deal_id, packages.influencer_id, deals.campaign_id
        from packages
        inner join deals on packages.deal_id = deals.deal_id
    ) as creators_of_deals
    group by influencer_id, campaign_id
),

named as (
    select
        orders.load_id, orders.source_record, orders.record_key, orders.attribution_method,
        creator_refs.influencer_id,
        campaign_ids.local_id as campaign_id
    from orders
    left join creator_refs using (dataset, creator_ref)
    left join campaign_ids on orders.dataset = campaign_ids.dataset and orders.campaign_ref = campaign_ids.local_ref
),

found as (
    -- a code counts only if it is of the creator that the row names
    select
        named.load_id, named.source_record, named.record_key,
        coalesce(named.influencer_id, by_code.influencer_id) as influencer_id,
        by_code.deal_id,
        coalesce(named.campaign_id, by_code.campaign_id) as campaign_id,
        named.influencer_id is null as is_found_by_code,
        coalesce(
            named.attribution_method,
            case when named.influencer_id is not null then 'manual' else by_code.method end
        ) as attribution_method
    from named
    left join by_code
        on
            named.load_id = by_code.load_id
            and named.source_record = by_code.source_record
            and (named.influencer_id is null or named.influencer_id = by_code.influencer_id)
)

select
    found.load_id, found.source_record, found.record_key, found.influencer_id,
    found.attribution_method, found.is_found_by_code,
    coalesce(found.deal_id, same_campaign.deal_id, any_campaign.deal_id) as deal_id,
    coalesce(found.campaign_id, any_campaign.campaign_id) as campaign_id,
    row_number() over (
        partition by found.load_id, found.source_record order by found.deal_id, found.influencer_id
    ) as holder,
    count(*) over (partition by found.load_id, found.source_record) as holders
from found
left join only_deals as same_campaign
    on
        found.influencer_id = same_campaign.influencer_id
        and found.campaign_id = same_campaign.campaign_id
        and same_campaign.deals = 1
left join only_deals as any_campaign
    on
        found.influencer_id = any_campaign.influencer_id
        and any_campaign.all_deals = 1
        and (found.campaign_id is null or any_campaign.campaign_id is null)
where found.influencer_id is not null
order by found.load_id, found.source_record, holder
