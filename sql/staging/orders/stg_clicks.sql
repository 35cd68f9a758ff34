-- One row per tracked link, day and country: what came through the link, from its newest capture.
--
-- A link is the creator's that the row names, else that of the deal with its tracking code, of the same brand where
-- there is one; nobody's where deals of several creators have it.
-- create-as: view

with
clicks as (
    select *
    from known.clicks
    qualify dense_rank() over (partition by dataset, record_key order by captured_at desc) = 1
),

creator_refs as (select * from staging.stg_creator_refs),
campaign_ids as (select * from staging.stg_local_ids where kind = 'campaign'),
country_names as (select * from reference.country_names),

holders as (
    select
        codes.method, codes.code, deals.deal_id, codes.influencer_id, deals.campaign_id,
        deals.starts_on, folders.brand
    from staging.stg_deal_codes as codes
    inner join staging.stg_deals as deals on codes.deal_id = deals.deal_id
    left join staging.stg_brand_folders as folders on deals.dataset = folders.dataset
    where codes.method = 'link_click' and not codes.is_word
),

links as (
    select distinct clicks.dataset, lower(trim(clicks.tracking_code)) as tracking_code, folders.brand
    from clicks
    left join staging.stg_brand_folders as folders on clicks.dataset = folders.dataset
    where clicks.tracking_code is not null
),

claims as (
    -- the brand's own deals with the code of the link, else those of others
    select
        links.dataset, links.tracking_code, holders.deal_id, holders.influencer_id,
        holders.campaign_id, holders.starts_on
    from links
    inner join staging.stg_codes as codes on codes.method = 'link_click' and links.tracking_code = codes.written
    inner join holders on codes.code = holders.code
    qualify
        dense_rank() over (
            partition by links.dataset, links.tracking_code
            order by codes.reading, holders.brand is not distinct from links.brand desc, codes.position
        ) = 1
),

deals as (
    select
        dataset,
        tracking_code,
        min_by(deal_id, (coalesce(starts_on, date '1900-01-01'), deal_id)) as deal_id,
        min(influencer_id) as influencer_id,
        case when count(distinct campaign_id) = 1 then min(campaign_id) end as campaign_id
    from claims
    group by dataset, tracking_code
    having count(distinct influencer_id) = 1
)

select
    clicks.dataset, clicks.record_key, clicks.occurrence, clicks.day,
    lower(trim(clicks.tracking_code)) as tracking_code,
    coalesce(creator_refs.influencer_id, deals.influencer_id) as influencer_id,
    coalesce(campaign_ids.local_id, deals.campaign_id) as campaign_id,
    deals.deal_id,
    coalesce(country_names.country_code, clicks.country) as country,
    clicks.sessions, clicks.clicks, clicks.captured_at, clicks.load_id, clicks.source_record
from clicks
left join creator_refs using (dataset, creator_ref)
left join campaign_ids on clicks.dataset = campaign_ids.dataset and clicks.campaign_ref = campaign_ids.local_ref
left join deals on clicks.dataset = deals.dataset and lower(trim(clicks.tracking_code)) = deals.tracking_code
left join country_names on lower(trim(clicks.country)) = lower(country_names.country_name)
