-- One row per order (or row that sums orders) that belongs to an influencer: to whom, by what, and for which deal.
--
-- A row belongs to the creator it names, else to the deal whose promo code it carries (the first
-- code that is known), else to the deal of its tracking code. Of several deals with the code: one of
-- the same folder, one that runs on the day, the one that started last. A row that names only the
-- creator belongs to this creator's only deal of the campaign, else to the only deal at all that
-- has no campaign; if there is none such, to no deal.

with

orders as (

    select
        *,
        coalesce(cast(ordered_at as date), cast(captured_at as date)) as order_day
    from staging.stg_orders

),

creator_refs as (

    select * from staging.stg_creator_refs

),

campaign_ids as (

    select * from staging.stg_local_ids
    where kind = 'campaign'

),

deals as (

    select * from staging.stg_deals

),

packages as (

    select * from staging.stg_deal_allocations

),

code_holders as (

    -- a code of one creator of a package comes before the code of the whole
    select
        deal_id,
        influencer_id,
        promo_code,
        tracking_code,
        1 as holder_rank
    from packages
    union all
    select
        deal_id,
        influencer_id,
        promo_code,
        tracking_code,
        2 as holder_rank
    from deals

),

deal_codes as (

    select
        deal_id,
        influencer_id,
        holder_rank,
        'promo_code' as method,
        trim(unnest(string_split(promo_code, ','))) as code
    from code_holders
    where promo_code is not null

    union all

    select
        deal_id,
        influencer_id,
        holder_rank,
        'link_click' as method,
        tracking_code as code
    from code_holders
    where tracking_code is not null

),

order_codes as (

    select
        load_id,
        source_record,
        dataset,
        order_day,
        'promo_code' as method,
        promo_code as codes,
        trim(unnest(string_split(promo_code, ','))) as code
    from orders
    where promo_code is not null

    union all

    select
        load_id,
        source_record,
        dataset,
        order_day,
        'link_click' as method,
        tracking_code as codes,
        tracking_code as code
    from orders
    where tracking_code is not null

),

by_code as (

    select
        order_codes.load_id,
        order_codes.source_record,
        order_codes.method,
        deals.deal_id,
        deal_codes.influencer_id,
        deals.campaign_id
    from order_codes
    inner join deal_codes on order_codes.method = deal_codes.method and order_codes.code = deal_codes.code
    inner join deals on deal_codes.deal_id = deals.deal_id
    qualify
        row_number() over (
            partition by order_codes.load_id, order_codes.source_record
            order by
                order_codes.method = 'promo_code' desc,
                strpos(order_codes.codes, order_codes.code),
                deals.dataset = order_codes.dataset desc,
                coalesce(order_codes.order_day >= deals.starts_on, true) desc,
                coalesce(order_codes.order_day <= deals.ends_on, true) desc,
                coalesce(deals.starts_on, date '1900-01-01') desc,
                deals.deal_id,
                deal_codes.holder_rank,
                deal_codes.influencer_id
        ) = 1

),

only_deals as (

    select
        influencer_id,
        campaign_id,
        min(deal_id) as deal_id,
        count(*) as deals,
        sum(count(*)) over (partition by influencer_id) as all_deals
    from (
        select
            deal_id,
            influencer_id,
            campaign_id
        from deals
        union
        select
            packages.deal_id,
            packages.influencer_id,
            deals.campaign_id
        from packages
        inner join deals on packages.deal_id = deals.deal_id
    ) as creators_of_deals
    group by influencer_id, campaign_id

),

found as (

    select
        orders.load_id,
        orders.source_record,
        orders.record_key,
        coalesce(creator_refs.influencer_id, by_code.influencer_id) as influencer_id,
        case when coalesce(creator_refs.influencer_id, by_code.influencer_id) = by_code.influencer_id then by_code.deal_id end
            as deal_id,
        coalesce(
            campaign_ids.local_id,
            case
                when coalesce(creator_refs.influencer_id, by_code.influencer_id) = by_code.influencer_id
                    then by_code.campaign_id
            end
        ) as campaign_id,
        creator_refs.influencer_id is null as is_found_by_code,
        coalesce(
            orders.attribution_method,
            case when creator_refs.influencer_id is not null then 'manual' else by_code.method end
        ) as attribution_method
    from orders
    left join creator_refs on orders.dataset = creator_refs.dataset and orders.creator_ref = creator_refs.creator_ref
    left join by_code on orders.load_id = by_code.load_id and orders.source_record = by_code.source_record
    left join campaign_ids on orders.dataset = campaign_ids.dataset and orders.campaign_ref = campaign_ids.local_ref

)

select
    found.load_id,
    found.source_record,
    found.record_key,
    found.influencer_id,
    found.attribution_method,
    found.is_found_by_code,
    coalesce(found.deal_id, same_campaign.deal_id, any_campaign.deal_id) as deal_id,
    coalesce(found.campaign_id, any_campaign.campaign_id) as campaign_id
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
order by found.load_id, found.source_record
