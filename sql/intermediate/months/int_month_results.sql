-- One row per creator, campaign, deal and month: what the month cost and brought, each on its own date.
--
-- Cost falls on the days of int_cost_days, which are those of weekly_media_mix: in equal parts on the days of the deal's
-- posts, advertising on the days of its bills. Delivered posts count in the month of posting, with all that they
-- have brought since; tracked clicks and counted orders on their own day, so that the orders of a month may come from
-- posts of another. Platform and tier are those of int_return_placements, as in tier_roi. What has no date falls
-- on the month of its capture, with is_dated false. Advertising that names no creator is 'unassigned'.

with
deals as (select * from staging.stg_deals),
shares as (select * from intermediate.int_deal_shares),
placements as (select influencer_id, campaign_id, deal_id, platform, tier from intermediate.int_return_placements),

costs as (
    select
        coalesce(influencer_id, 'unassigned') as influencer_id,
        campaign_id,
        coalesce(deal_id, 'unassigned') as deal_id,
        cast(date_trunc('month', falls_on) as date) as month_starts_on,
        is_dated,
        cast(sum(media_spend) as decimal(38, 4)) as cost
    from intermediate.int_cost_days
    group by
        coalesce(influencer_id, 'unassigned'), campaign_id, coalesce(deal_id, 'unassigned'),
        cast(date_trunc('month', falls_on) as date), is_dated
),

delivered as (
    -- posts of a package are those of the creator who made them
    select
        coalesce(shares.influencer_id, deals.influencer_id) as influencer_id,
        coalesce(deals.campaign_id, 'unassigned') as campaign_id,
        posts.deal_id,
        cast(date_trunc('month', coalesce(posts.posted_at, posts.captured_at)) as date) as month_starts_on,
        posts.posted_at is not null as is_dated,
        count(*) as delivered_posts,
        cast(sum(posts.views) as bigint) as delivered_views,
        count(posts.views) as delivered_views_reported_posts,
        cast(sum(posts.engagements) as bigint) as delivered_engagements,
        count(posts.engagements) as delivered_engagements_reported_posts
    from intermediate.int_delivered_posts as posts
    left join shares using (deal_id, influencer_id)
    inner join deals on posts.deal_id = deals.deal_id
    group by all
),

clicks as (
    select
        influencer_id,
        coalesce(campaign_id, 'unassigned') as campaign_id,
        coalesce(deal_id, 'unassigned') as deal_id,
        cast(date_trunc('month', day) as date) as month_starts_on,
        true as is_dated,
        cast(sum(coalesce(clicks, sessions)) as bigint) as clicks
    from staging.stg_clicks
    where influencer_id is not null
    group by
        influencer_id, coalesce(campaign_id, 'unassigned'), coalesce(deal_id, 'unassigned'),
        cast(date_trunc('month', day) as date)
),

orders as (
    select
        influencer_id, campaign_id,
        coalesce(deal_id, 'unassigned') as deal_id,
        cast(date_trunc('month', order_day) as date) as month_starts_on,
        true as is_dated,
        cast(sum(orders) as bigint) as orders,
        cast(sum(orders_pending) as bigint) as orders_pending,
        cast(sum(orders_cancelled) as bigint) as orders_cancelled,
        cast(sum(orders) filter (where is_new_customer) as bigint) as orders_new_customers,
        cast(sum(gross_revenue) as decimal(38, 4)) as gross_revenue,
        cast(sum(net_revenue) as decimal(38, 4)) as net_revenue
    from intermediate.int_order_attribution
    where is_counted
    group by
        influencer_id, campaign_id, coalesce(deal_id, 'unassigned'), cast(date_trunc('month', order_day) as date)
),

keys as (
    select influencer_id, campaign_id, deal_id, month_starts_on, is_dated from costs
    union
    select influencer_id, campaign_id, deal_id, month_starts_on, is_dated from delivered
    union
    select influencer_id, campaign_id, deal_id, month_starts_on, is_dated from clicks
    union
    select influencer_id, campaign_id, deal_id, month_starts_on, is_dated from orders
)

select
    keys.*,
    coalesce(placements.platform, 'unknown') as platform,
    coalesce(placements.tier, 'unknown') as tier,
    costs.cost,
    coalesce(delivered.delivered_posts, 0) as delivered_posts,
    delivered.delivered_views,
    coalesce(delivered.delivered_views_reported_posts, 0) as delivered_views_reported_posts,
    delivered.delivered_engagements,
    coalesce(delivered.delivered_engagements_reported_posts, 0) as delivered_engagements_reported_posts,
    clicks.* exclude (influencer_id, campaign_id, deal_id, month_starts_on, is_dated),
    orders.* exclude (influencer_id, campaign_id, deal_id, month_starts_on, is_dated)
from keys
left join placements using (influencer_id, campaign_id, deal_id)
left join costs using (influencer_id, campaign_id, deal_id, month_starts_on, is_dated)
left join delivered using (influencer_id, campaign_id, deal_id, month_starts_on, is_dated)
left join clicks using (influencer_id, campaign_id, deal_id, month_starts_on, is_dated)
left join orders using (influencer_id, campaign_id, deal_id, month_starts_on, is_dated)
order by keys.influencer_id, keys.campaign_id, keys.deal_id, keys.month_starts_on, keys.is_dated
