-- One row per cost and day on which a part of it falls: how many parts, by the dates of delivery.
--
-- A deal's cost falls on the days on which its posts appeared, each post an equal part; a deal without a
-- post on the first day that is known of it (start, agreement, end, start of the campaign). Advertising falls on the
-- days of its bills, as much as is billed. What has no date at all falls on the day its sheet was captured, with
-- is_dated false. Weeks and months are sums of these days.

with
deals as (select * from staging.stg_deals),
campaigns as (select * from staging.stg_campaigns),

costs as (
    select
        *,
        cost_source || '|' || coalesce(influencer_id, '') || '|' || campaign_id || '|' || coalesce(platform, '') || '|'
        || coalesce(deal_id, '') as media_key
    from intermediate.int_costs
    where cost is not null
),

posts as (
    select deal_id, cast(posted_at as date) as falls_on, count(*) as posts
    from intermediate.int_delivered_posts
    where posted_at is not null
    group by deal_id, cast(posted_at as date)
),

bills as (
    select
        'advertising|' || coalesce(influencer_id, '') || '|' || coalesce(campaign_id, 'unassigned') || '|'
        || coalesce(platform, '') || '|' || coalesce(deal_id, '') as media_key,
        day as falls_on,
        sum(spend_reporting) as parts
    from staging.stg_ad_spend
    where spend_reporting is not null
    group by all
),

dated_parts as (
    select media_key, falls_on, true as is_dated, cast(parts as double) as parts from bills

    union all

    select costs.media_key, posts.falls_on, true as is_dated, cast(posts.posts as double) as parts
    from costs
    inner join posts on costs.deal_id = posts.deal_id
    where costs.cost_source = 'deal'

    union all

    select
        costs.media_key,
        coalesce(
            deals.starts_on, deals.agreed_on, deals.ends_on, campaigns.starts_on, cast(deals.captured_at as date)
        ) as falls_on,
        coalesce(deals.starts_on, deals.agreed_on, deals.ends_on, campaigns.starts_on) is not null as is_dated,
        1.0 as parts
    from costs
    inner join deals on costs.deal_id = deals.deal_id
    left join campaigns on deals.campaign_id = campaigns.campaign_id
    where costs.cost_source = 'deal' and costs.deal_id not in (select posts.deal_id from posts)
),

parts as (
    select * from dated_parts

    union all

    -- a cost that neither a post, a bill nor a deal dates
    select
        costs.media_key,
        coalesce(campaigns.starts_on, cast(captures.captured_at as date)) as falls_on,
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
)

select
    costs.media_key, costs.influencer_id, costs.campaign_id, costs.deal_id, costs.platform, costs.cost,
    parts.falls_on, parts.is_dated, parts.parts as cost_parts
from costs
inner join parts using (media_key)
order by costs.media_key, parts.falls_on, parts.is_dated
