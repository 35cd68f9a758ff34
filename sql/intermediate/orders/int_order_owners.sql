-- One row per order (or row that sums orders) and influencer it belongs to: to whom, by what, and for which deal.
--
-- A row belongs to the creator it names, else to the deal whose promo code it carries, else to the deal of its
-- tracking code (int_order_code_holders); an order that several hold is divided equally. A row that
-- names only the creator belongs to this creator's only deal of the campaign, else to the only deal at all
-- that has no campaign; if there is none such, to no deal.

with
orders as (select * from staging.stg_orders),
creator_refs as (select * from staging.stg_creator_refs),
campaign_ids as (select * from staging.stg_local_ids where kind = 'campaign'),
deals as (select * from staging.stg_deals),
packages as (select * from staging.stg_deal_allocations),
by_code as (select * from intermediate.int_order_code_holders),

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
