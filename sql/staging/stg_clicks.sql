-- One row per tracked link, day and country: what came through the link, from its newest capture.
--
-- A link is the creator's that the row names, else that of the deal with its tracking code.
-- create-as: view

with

clicks as (

    select *
    from known.clicks
    qualify dense_rank() over (partition by dataset, record_key order by captured_at desc) = 1

),

creator_refs as (

    select * from staging.stg_creator_refs

),

campaign_ids as (

    select * from staging.stg_local_ids
    where kind = 'campaign'

),

country_names as (

    select * from reference.country_names

),

holders as (

    select
        deal_id,
        influencer_id,
        campaign_id,
        starts_on,
        tracking_code
    from staging.stg_deals
    union all
    select
        deals.deal_id,
        allocations.influencer_id,
        deals.campaign_id,
        deals.starts_on,
        allocations.tracking_code
    from staging.stg_deal_allocations as allocations
    inner join staging.stg_deals as deals on allocations.deal_id = deals.deal_id

),

deals as (

    select
        tracking_code,
        min_by(deal_id, (coalesce(starts_on, date '1900-01-01'), deal_id)) as deal_id,
        min(influencer_id) as influencer_id,
        case when count(distinct campaign_id) = 1 then min(campaign_id) end as campaign_id
    from holders
    where tracking_code is not null
    group by tracking_code
    having count(distinct influencer_id) = 1

)

select
    clicks.dataset,
    clicks.record_key,
    clicks.occurrence,
    clicks.day,
    lower(trim(clicks.tracking_code)) as tracking_code,
    coalesce(creator_refs.influencer_id, deals.influencer_id) as influencer_id,
    coalesce(campaign_ids.local_id, deals.campaign_id) as campaign_id,
    deals.deal_id,
    coalesce(country_names.country_code, clicks.country) as country,
    clicks.sessions,
    clicks.clicks,
    clicks.captured_at,
    clicks.load_id,
    clicks.source_record
from clicks
left join creator_refs on clicks.dataset = creator_refs.dataset and clicks.creator_ref = creator_refs.creator_ref
left join campaign_ids on clicks.dataset = campaign_ids.dataset and clicks.campaign_ref = campaign_ids.local_ref
left join deals on lower(trim(clicks.tracking_code)) = deals.tracking_code
left join country_names on lower(trim(clicks.country)) = lower(country_names.country_name)
