-- One row per creator, campaign and deal with cost or result: the platform and the tier it belongs to.
--
-- The platform is that of int_return_platforms. The tier is that of the followers at the deal's first delivered post
-- there; without one, at the creator's post nearest to the deal's first day; else the creator's current tier, else
-- 'unknown'.

with
posts as (select * from intermediate.int_post_performance where tier is not null and posted_at is not null),

delivered as (
    select deal_id, influencer_id, platform, min_by(tier, (posted_at, post_key)) as tier
    from intermediate.int_delivered_posts
    where tier is not null and posted_at is not null
    group by deal_id, influencer_id, platform
),

tiered as (
    select
        placed.*, delivered.tier,
        coalesce(deals.starts_on, deals.agreed_on, cast(deals.captured_at as date)) as first_day
    from intermediate.int_return_platforms as placed
    left join delivered using (deal_id, influencer_id, platform)
    left join staging.stg_deals as deals on placed.deal_id = deals.deal_id
),

nearest as (
    select
        tiered.influencer_id, tiered.deal_id, tiered.platform,
        min_by(posts.tier, (abs(cast(posts.posted_at as date) - tiered.first_day), posts.posted_at, posts.post_key))
            as tier
    from tiered
    inner join posts using (influencer_id, platform)
    where tiered.tier is null and tiered.first_day is not null
    group by tiered.influencer_id, tiered.deal_id, tiered.platform
),

current_tiers as (
    select account_tiers.influencer_id, account_tiers.platform, account_tiers.tier
    from intermediate.int_account_tiers as account_tiers
    inner join intermediate.int_account_standing as standing using (account_key)
    inner join meta.settings as settings on account_tiers.scheme = settings.tier_scheme
    qualify
        row_number() over (
            partition by account_tiers.influencer_id, account_tiers.platform
            order by standing.followers desc, account_tiers.account_key asc
        ) = 1
)

select
    tiered.influencer_id, tiered.campaign_id, tiered.deal_id, tiered.platform,
    coalesce(tiered.tier, nearest.tier, current_tiers.tier, 'unknown') as tier,
    case
        when tiered.tier is not null then 'delivered post'
        when nearest.tier is not null then 'nearest post'
        when current_tiers.tier is not null then 'current'
        else 'unknown'
    end as tier_source
from tiered
left join nearest using (influencer_id, deal_id, platform)
left join current_tiers using (influencer_id, platform)
order by tiered.influencer_id, tiered.campaign_id, tiered.deal_id
