-- One row per tier scheme, platform, tier, niche and creator: what the creator's posts of that tier add up to.
--
-- Of the posts in the creators' windows. A post's tier is that of the followers at posting, so a creator who grew is
-- in two tiers.

with
posts as (select * from intermediate.int_window_posts),
tiers as (select * from intermediate.int_post_tiers),
influencers as (select influencer_id, coalesce(niche, 'unknown') as niche from intermediate.int_influencers)

select
    tiers.scheme, posts.platform, tiers.tier, influencers.niche, posts.influencer_id,
    count(*) as posts,
    count(posts.headline_rate) as posts_with_rate,
    min(posts.headline_denominator) as headline_denominator,
    median(posts.headline_rate) as headline_rate_median,
    median(posts.engagement_rate_by_followers) as engagement_rate_by_followers_median,
    median(posts.engagement_rate_by_views) as engagement_rate_by_views_median,
    median(posts.engagement_rate_by_reach) as engagement_rate_by_reach_median,
    median(posts.engagement_rate_by_impressions) as engagement_rate_by_impressions_median,
    cast(sum(posts.engagements) filter (where posts.headline_rate is not null) as bigint) as headline_engagements,
    cast(sum(posts.headline_base) filter (where posts.headline_rate is not null) as bigint) as headline_base,
    cast(sum(posts.views) as bigint) as views,
    count(posts.views) as views_reported_posts,
    cast(sum(posts.impressions) as bigint) as impressions,
    count(posts.impressions) as impressions_reported_posts,
    cast(sum(posts.reach) as bigint) as reach,
    count(posts.reach) as reach_reported_posts,
    cast(sum(posts.engagements) as bigint) as engagements,
    count(posts.engagements) as engagements_reported_posts
from posts
inner join tiers using (platform, post_key)
inner join influencers using (influencer_id)
group by tiers.scheme, posts.platform, tiers.tier, influencers.niche, posts.influencer_id
order by tiers.scheme, posts.platform, tiers.tier, influencers.niche, posts.influencer_id
