-- One row per cost (or deal's posts) and week: what was spent and shown, at the dates of delivery.
--
-- A deal's cost falls on the weeks in which its posts appeared, each post an equal part; a deal without a
-- post on the first day that is known of it (start, agreement, end, start of the campaign). Advertising falls on the
-- days of its bills. What has no date at all falls on the week its sheet was captured, with is_dated false.
-- Parts add up to the cost exactly. Views and impressions are those of the posts' whole life.
-- Weeks begin on Monday, in UTC.

with
costs as (
    select
        *,
        cost_source || '|' || coalesce(influencer_id, '') || '|' || campaign_id || '|' || coalesce(platform, '') || '|'
        || coalesce(deal_id, '') as media_key
    from intermediate.int_costs
    where cost is not null
),

deals as (select * from staging.stg_deals),
campaigns as (select * from staging.stg_campaigns),
placed as (select influencer_id, campaign_id, deal_id, platform, tier from intermediate.int_returns),

deal_creators as (
    -- a deal's orders may name another campaign than the deal's, and stand there in int_returns
    select distinct influencer_id, deal_id from placed
),

posts as (
    select
        delivered.deal_id,
        coalesce(deal_creators.influencer_id, deals.influencer_id) as influencer_id,
        coalesce(deals.campaign_id, 'unassigned') as campaign_id,
        delivered.platform,
        delivered.posted_at is not null as is_dated,
        cast(date_trunc('week', coalesce(delivered.posted_at, delivered.captured_at)) as date) as week_starts_on,
        count(*) as posts,
        sum(delivered.impressions) as impressions,
        sum(delivered.views) as views
    from intermediate.int_delivered_posts as delivered
    -- a post of one of several creators of a deal is this creator's
    left join deal_creators using (deal_id, influencer_id)
    inner join deals on delivered.deal_id = deals.deal_id
    group by all
),

bills as (
    select
        'advertising|' || coalesce(influencer_id, '') || '|' || coalesce(campaign_id, 'unassigned') || '|'
        || coalesce(platform, '') || '|' || coalesce(deal_id, '') as media_key,
        cast(date_trunc('week', day) as date) as week_starts_on,
        sum(spend_reporting) as parts
    from staging.stg_ad_spend
    where spend_reporting is not null
    group by all
),

dated_parts as (
    select media_key, week_starts_on, true as is_dated, cast(parts as double) as parts from bills

    union all

    select costs.media_key, posts.week_starts_on, true as is_dated, cast(sum(posts.posts) as double) as parts
    from costs
    inner join posts on costs.deal_id = posts.deal_id
    where costs.cost_source = 'deal' and posts.is_dated
    group by costs.media_key, posts.week_starts_on

    union all

    select
        costs.media_key,
        cast(date_trunc('week', coalesce(
            deals.starts_on, deals.agreed_on, deals.ends_on, campaigns.starts_on, cast(deals.captured_at as date)
        )) as date) as week_starts_on,
        coalesce(deals.starts_on, deals.agreed_on, deals.ends_on, campaigns.starts_on) is not null as is_dated,
        1.0 as parts
    from costs
    inner join deals on costs.deal_id = deals.deal_id
    left join campaigns on deals.campaign_id = campaigns.campaign_id
    where costs.cost_source = 'deal' and costs.deal_id not in (
        select posts.deal_id from posts
        where posts.is_dated
    )
),

parts as (
    select * from dated_parts

    union all

    -- a cost that neither a post, a bill nor a deal dates
    select
        costs.media_key,
        cast(date_trunc('week', coalesce(campaigns.starts_on, cast(captures.captured_at as date))) as date)
            as week_starts_on,
        campaigns.starts_on is not null as is_dated,
        1.0 as parts
    from costs
    cross join (
        select max(captured_at) as captured_at
        from (
            select captured_at from staging.stg_deals
            union all
            select captured_at from staging.stg_ad_spend
        ) as sheets
    ) as captures
    left join campaigns on costs.campaign_id = campaigns.campaign_id
    where costs.media_key not in (select dated_parts.media_key from dated_parts)
),

running as (
    select
        costs.media_key, costs.influencer_id, costs.campaign_id, costs.deal_id, costs.platform,
        parts.week_starts_on, parts.is_dated, costs.cost,
        sum(parts.parts)
            over (
                partition by parts.media_key order by parts.week_starts_on rows between unbounded preceding and current row
            )
        / nullif(sum(parts.parts) over (partition by parts.media_key), 0) as share_so_far,
        lead(parts.week_starts_on) over (partition by parts.media_key order by parts.week_starts_on) is null as is_last
    from costs
    inner join parts on costs.media_key = parts.media_key
),

cost_so_far as (
    select
        *,
        case
            when is_last then cost
            else cast(round(cast(cost as double) * coalesce(share_so_far, 0), 4) as decimal(18, 4))
        end as so_far
    from running
),

media as (
    select
        media_key, influencer_id, campaign_id, deal_id, platform, week_starts_on, is_dated,
        so_far - coalesce(lag(so_far) over (partition by media_key order by week_starts_on), 0) as media_spend,
        cast(null as bigint) as posts,
        cast(null as bigint) as impressions,
        cast(null as bigint) as views
    from cost_so_far

    union all

    select
        'posts|' || deal_id || '|' || platform || '|' || influencer_id as media_key,
        influencer_id, campaign_id, deal_id, platform, week_starts_on, is_dated,
        cast(null as decimal(18, 4)) as media_spend,
        posts, impressions, views
    from posts
)

select
    media.media_key,
    coalesce(media.influencer_id, 'unassigned') as influencer_id,
    coalesce(media.platform, placed.platform, 'unknown') as platform,
    coalesce(placed.tier, 'unknown') as tier,
    media.week_starts_on,
    media.is_dated,
    cast(media.media_spend as decimal(18, 4)) as media_spend,
    cast(media.posts as bigint) as posts,
    cast(media.impressions as bigint) as impressions,
    cast(media.views as bigint) as views
from media
left join placed
    on
        media.influencer_id = placed.influencer_id
        and media.campaign_id = placed.campaign_id
        and coalesce(media.deal_id, 'unassigned') = placed.deal_id
order by media.media_key, media.week_starts_on, media.is_dated
