-- One row per creator (tier 'all') or tier (influencer_id 'all'), platform and month: engagement, cost and results of it.
--
-- Engagement of a tier is by the followers at posting, and headline_rate_median the median over its creators of the median
-- of their posts there. Cost and results (from deals_active on) are by the tier of the deal (int_return_placements).

with
creators as (select * from intermediate.int_month_creators),

posts as (
    select
        *,
        1 as creators,
        cast(headline_rate_median is not null as bigint) as creators_with_rate
    from creators
    where tier = 'all'

    union all by name

    select
        'all' as influencer_id,
        tier, platform, month_starts_on, is_dated,
        count(*) as creators,
        count(headline_rate_median) as creators_with_rate,
        min(first_posted_at) as first_posted_at,
        max(last_posted_at) as last_posted_at,
        min(headline_denominator) as headline_denominator,
        min(headline_definition) as headline_definition,
        cast(sum(posts_other_definition) as bigint) as posts_other_definition,
        median(headline_rate_median) as headline_rate_median,
        cast(sum(posts) as bigint) as posts,
        cast(sum(boosted_posts) as bigint) as boosted_posts,
        cast(sum(posts_with_rate) as bigint) as posts_with_rate,
        cast(sum(headline_engagements) as bigint) as headline_engagements,
        cast(sum(headline_base) as bigint) as headline_base,
        cast(sum(views) as bigint) as views,
        cast(sum(views_reported_posts) as bigint) as views_reported_posts,
        cast(sum(comparable_views) as bigint) as comparable_views,
        cast(sum(comparable_views_reported_posts) as bigint) as comparable_views_reported_posts,
        cast(sum(impressions) as bigint) as impressions,
        cast(sum(impressions_reported_posts) as bigint) as impressions_reported_posts,
        cast(sum(reach) as bigint) as reach,
        cast(sum(reach_reported_posts) as bigint) as reach_reported_posts,
        cast(sum(likes) as bigint) as likes,
        cast(sum(likes_reported_posts) as bigint) as likes_reported_posts,
        cast(sum(comments) as bigint) as comments,
        cast(sum(comments_reported_posts) as bigint) as comments_reported_posts,
        cast(sum(engagements) as bigint) as engagements,
        cast(sum(engagements_reported_posts) as bigint) as engagements_reported_posts,
        cast(sum(public_engagements) as bigint) as public_engagements,
        cast(sum(public_engagements_reported_posts) as bigint) as public_engagements_reported_posts,
        cast(sum(engagements_known) as bigint) as engagements_known
    from creators
    where tier <> 'all'
    group by tier, platform, month_starts_on, is_dated
),

results as (
    select
        coalesce(influencer_id, 'all') as influencer_id,
        coalesce(tier, 'all') as tier,
        platform, month_starts_on, is_dated,
        count(distinct case when deal_id <> 'unassigned' then deal_id end) as deals_active,
        cast(sum(cost) as decimal(38, 4)) as cost,
        cast(sum(delivered_posts) as bigint) as delivered_posts,
        cast(sum(delivered_views) as bigint) as delivered_views,
        cast(sum(delivered_views_reported_posts) as bigint) as delivered_views_reported_posts,
        cast(sum(delivered_engagements) as bigint) as delivered_engagements,
        cast(sum(delivered_engagements_reported_posts) as bigint) as delivered_engagements_reported_posts,
        cast(sum(clicks) as bigint) as clicks,
        cast(sum(orders) as bigint) as orders,
        cast(sum(orders_pending) as bigint) as orders_pending,
        cast(sum(orders_cancelled) as bigint) as orders_cancelled,
        cast(sum(orders_new_customers) as bigint) as orders_new_customers,
        cast(sum(gross_revenue) as decimal(38, 4)) as gross_revenue,
        cast(sum(net_revenue) as decimal(38, 4)) as net_revenue
    from intermediate.int_month_results
    group by
        grouping sets (
            (influencer_id, platform, month_starts_on, is_dated),
            (tier, platform, month_starts_on, is_dated)
        )
),

keys as (
    select influencer_id, tier, platform, month_starts_on, is_dated from posts
    union
    select influencer_id, tier, platform, month_starts_on, is_dated from results
)

select
    keys.*,
    coalesce(posts.creators, 0) as creators,
    coalesce(posts.creators_with_rate, 0) as creators_with_rate,
    coalesce(posts.posts, 0) as posts,
    coalesce(posts.boosted_posts, 0) as boosted_posts,
    posts.first_posted_at, posts.last_posted_at,
    coalesce(posts.posts_with_rate, 0) as posts_with_rate,
    posts.headline_denominator, posts.headline_definition,
    coalesce(posts.posts_other_definition, 0) as posts_other_definition,
    posts.headline_rate_median,
    cast(posts.headline_engagements as double) / nullif(posts.headline_base, 0) as headline_rate_pooled,
    posts.headline_engagements, posts.headline_base, posts.views,
    coalesce(posts.views_reported_posts, 0) as views_reported_posts,
    posts.comparable_views,
    coalesce(posts.comparable_views_reported_posts, 0) as comparable_views_reported_posts,
    posts.impressions,
    coalesce(posts.impressions_reported_posts, 0) as impressions_reported_posts,
    posts.reach,
    coalesce(posts.reach_reported_posts, 0) as reach_reported_posts,
    posts.likes,
    coalesce(posts.likes_reported_posts, 0) as likes_reported_posts,
    posts.comments,
    coalesce(posts.comments_reported_posts, 0) as comments_reported_posts,
    posts.engagements,
    coalesce(posts.engagements_reported_posts, 0) as engagements_reported_posts,
    posts.public_engagements,
    coalesce(posts.public_engagements_reported_posts, 0) as public_engagements_reported_posts,
    posts.engagements_known,
    coalesce(results.deals_active, 0) as deals_active,
    results.cost,
    coalesce(results.delivered_posts, 0) as delivered_posts,
    results.delivered_views,
    coalesce(results.delivered_views_reported_posts, 0) as delivered_views_reported_posts,
    results.delivered_engagements,
    coalesce(results.delivered_engagements_reported_posts, 0) as delivered_engagements_reported_posts,
    cast(results.cost as double) / nullif(results.delivered_engagements, 0) as cost_per_delivered_engagement,
    cast(results.cost as double) / nullif(results.delivered_views, 0) * 1000 as cost_per_thousand_delivered_views,
    results.clicks, results.orders, results.orders_pending, results.orders_cancelled, results.orders_new_customers,
    results.gross_revenue, results.net_revenue
from keys
left join posts using (influencer_id, tier, platform, month_starts_on, is_dated)
left join results using (influencer_id, tier, platform, month_starts_on, is_dated)
order by keys.influencer_id, keys.tier, keys.platform, keys.month_starts_on, keys.is_dated
