-- One row per cost (or deal's posts) and week: what was spent and shown, for whose audience.
--
-- Costs fall on the weeks of the days of int_cost_days, posts on those of int_post_weeks; platform and tier are those of
-- int_returns.

with
placed as (select influencer_id, campaign_id, deal_id, platform, tier from intermediate.int_returns),

media as (
    select
        media_key, influencer_id, campaign_id, deal_id, platform,
        cast(date_trunc('week', falls_on) as date) as week_starts_on,
        is_dated,
        cast(sum(media_spend) as decimal(38, 4)) as media_spend,
        cast(null as bigint) as posts,
        cast(null as bigint) as impressions,
        cast(null as bigint) as views,
        cast(null as bigint) as views_compared
    from intermediate.int_cost_days
    group by
        media_key, influencer_id, campaign_id, deal_id, platform, cast(date_trunc('week', falls_on) as date), is_dated

    union all

    select
        'posts|' || deal_id || '|' || platform || '|' || influencer_id as media_key,
        influencer_id, campaign_id, deal_id, platform, week_starts_on, is_dated,
        cast(null as decimal(38, 4)) as media_spend,
        posts, impressions, views, views_compared
    from intermediate.int_post_weeks
)

select
    media.media_key,
    coalesce(media.influencer_id, 'unassigned') as influencer_id,
    coalesce(media.platform, placed.platform, 'unknown') as platform,
    coalesce(placed.tier, 'unknown') as tier,
    media.week_starts_on,
    media.is_dated,
    media.media_spend,
    cast(media.posts as bigint) as posts,
    cast(media.impressions as bigint) as impressions,
    cast(media.views as bigint) as views,
    cast(media.views_compared as bigint) as views_compared
from media
left join placed
    on
        media.influencer_id = placed.influencer_id
        and media.campaign_id = placed.campaign_id
        and coalesce(media.deal_id, 'unassigned') = placed.deal_id
order by media.media_key, media.week_starts_on, media.is_dated
