-- One row per creator, campaign and deal with cost or result: the platform it belongs to.
--
-- The platform is the deal's (in a package, the creator's part of it), else the only one of its posts, else the
-- only one of the creator's deals, else the creator's main platform, else 'unknown'.

with
costs as (select * from intermediate.int_costs where influencer_id is not null),

post_platforms as (
    select deal_id, min(platform) as platform
    from intermediate.int_delivered_posts
    group by deal_id
    having count(distinct platform) = 1
),

deal_platforms as (
    select influencer_id, min(platform) as platform
    from costs
    where cost_source = 'deal'
    group by influencer_id
    having count(distinct platform) = 1
),

cost_platforms as (
    select
        influencer_id,
        campaign_id,
        coalesce(deal_id, 'unassigned') as deal_id,
        coalesce(min(case when cost_source = 'deal' then platform end), min(platform)) as platform
    from costs
    group by influencer_id, campaign_id, coalesce(deal_id, 'unassigned')
),

keys as (
    select influencer_id, campaign_id, deal_id from cost_platforms
    union
    select influencer_id, campaign_id, deal_id from intermediate.int_results
)

select
    keys.influencer_id, keys.campaign_id, keys.deal_id,
    coalesce(
        cost_platforms.platform, deals.platform, post_platforms.platform, deal_platforms.platform,
        influencers.main_platform, 'unknown'
    ) as platform
from keys
left join cost_platforms using (influencer_id, campaign_id, deal_id)
left join post_platforms using (deal_id)
left join deal_platforms using (influencer_id)
left join intermediate.int_influencers as influencers using (influencer_id)
left join staging.stg_deals as deals on keys.deal_id = deals.deal_id
order by keys.influencer_id, keys.campaign_id, keys.deal_id
