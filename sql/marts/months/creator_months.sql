-- One row per creator, platform and month with a post, cost or result: engagement, cost and results of the month.
--
-- Months are calendar months in UTC. Engagement is that of all posts published in the month, paid for or not, at their
-- newest observation, which for a young month is early. Posts known to be boosted count in the sums and not in the
-- headline rates. delivered_posts are those of deals; cost falls on the days of these posts, as in weekly_media_mix;
-- clicks and orders stand in the month in which they came, which may be later than the post that brought them. So
-- cost and revenue of one month need not belong together: add months up, or ask deal_results.
--
-- Over all months a creator adds up to post_performance and to influencer_roi. What has no date is in rows with is_dated
-- false, in the month of its capture; influencer_id 'unassigned' holds posts and advertising of no known creator.

with
influencers as (select influencer_id, name, niche, country from intermediate.int_influencers),

definitions as (
    -- a month's rate is under one definition: that of most posts, else the old meaning
    select influencer_id, platform, month_starts_on, is_dated, headline_definition
    from intermediate.int_month_posts
    where headline_definition is not null
    group by influencer_id, platform, month_starts_on, is_dated, headline_definition
    qualify
        row_number() over (
            partition by influencer_id, platform, month_starts_on, is_dated
            order by count(*) desc, headline_definition <> 'original', headline_definition
        ) = 1
),

rated as (
    select
        posts.* exclude (headline_engagements, headline_base, headline_definition),
        definitions.headline_definition,
        coalesce(posts.headline_definition <> definitions.headline_definition, false) as is_other_definition,
        case when posts.headline_definition = definitions.headline_definition then posts.headline_engagements end
            as headline_engagements,
        case when posts.headline_definition = definitions.headline_definition then posts.headline_base end
            as headline_base
    from intermediate.int_month_posts as posts
    left join definitions using (influencer_id, platform, month_starts_on, is_dated)
),

posts as (
    select
        influencer_id, platform, month_starts_on, is_dated,
        count(*) as posts,
        count(*) filter (where is_boosted) as boosted_posts,
        min(posted_at) as first_posted_at,
        max(posted_at) as last_posted_at,
        count(headline_base) as posts_with_rate,
        min(headline_denominator) as headline_denominator,
        min(headline_definition) as headline_definition,
        count(*) filter (where is_other_definition) as posts_other_definition,
        median(cast(headline_engagements as double) / headline_base) as headline_rate_median,
        cast(sum(headline_engagements) as bigint) as headline_engagements,
        cast(sum(headline_base) as bigint) as headline_base,
        cast(sum(views) as bigint) as views,
        count(views) as views_reported_posts,
        cast(sum(comparable_views) as bigint) as comparable_views,
        count(comparable_views) as comparable_views_reported_posts,
        cast(sum(impressions) as bigint) as impressions,
        count(impressions) as impressions_reported_posts,
        cast(sum(reach) as bigint) as reach,
        count(reach) as reach_reported_posts,
        cast(sum(likes) as bigint) as likes,
        count(likes) as likes_reported_posts,
        cast(sum(comments) as bigint) as comments,
        count(comments) as comments_reported_posts,
        cast(sum(engagements) as bigint) as engagements,
        count(engagements) as engagements_reported_posts,
        cast(sum(public_engagements) as bigint) as public_engagements,
        count(public_engagements) as public_engagements_reported_posts,
        cast(sum(engagements_known) as bigint) as engagements_known
    from rated
    group by influencer_id, platform, month_starts_on, is_dated
),

results as (
    select
        influencer_id, platform, month_starts_on, is_dated,
        count(distinct case when deal_id <> 'unassigned' then deal_id end) as deals_active,
        cast(sum(cost) as decimal(18, 4)) as cost,
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
        cast(sum(gross_revenue) as decimal(18, 4)) as gross_revenue,
        cast(sum(net_revenue) as decimal(18, 4)) as net_revenue
    from intermediate.int_month_results
    group by influencer_id, platform, month_starts_on, is_dated
),

keys as (
    select influencer_id, platform, month_starts_on, is_dated from posts
    union
    select influencer_id, platform, month_starts_on, is_dated from results
)

select
    keys.influencer_id, keys.platform, keys.month_starts_on, keys.is_dated, influencers.name, influencers.niche,
    influencers.country,
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
    results.gross_revenue, results.net_revenue,
    settings.reporting_currency as currency
from keys
cross join meta.settings as settings
left join posts using (influencer_id, platform, month_starts_on, is_dated)
left join results using (influencer_id, platform, month_starts_on, is_dated)
left join influencers using (influencer_id)
order by keys.influencer_id, keys.platform, keys.month_starts_on, keys.is_dated
