-- One row per post in its creator's engagement window on a platform, with the platform's headline rate.
--
-- The window is the last posts (settings: how many), at most so many days before the newest
-- observation of the creator there. It ends with the data and not today, so an old export keeps its rate.
-- Posts known to be boosted are left out: what was paid for says nothing about the creator.

with
posts as (
    select * from intermediate.int_post_performance
    where posted_at is not null and influencer_id is not null
),

platforms as (select * from reference.platforms),
settings as (select * from meta.settings),

ends as (
    select
        influencer_id, platform,
        max(captured_at) as window_ends_at
    from posts
    group by influencer_id, platform
)

select
    posts.influencer_id, posts.platform, posts.post_key, posts.account_key, posts.niche,
    posts.posted_at, ends.window_ends_at, platforms.headline_denominator, posts.views,
    posts.impressions, posts.reach, posts.likes, posts.comments, posts.shares, posts.saves,
    posts.engagements, posts.engagements_known, posts.followers_at_post,
    posts.engagement_rate_by_followers, posts.engagement_rate_by_views,
    posts.engagement_rate_by_reach, posts.engagement_rate_by_impressions,
    case platforms.headline_denominator
        when 'followers' then posts.followers_at_post
        when 'views' then posts.views
        when 'reach' then posts.reach
        when 'impressions' then posts.impressions
    end as headline_base,
    case platforms.headline_denominator
        when 'followers' then posts.engagement_rate_by_followers
        when 'views' then posts.engagement_rate_by_views
        when 'reach' then posts.engagement_rate_by_reach
        when 'impressions' then posts.engagement_rate_by_impressions
    end as headline_rate
from posts
cross join settings
inner join ends using (influencer_id, platform)
inner join platforms using (platform)
where
    posts.is_boosted is not true
    and posts.posted_at <= ends.window_ends_at
    and posts.posted_at > ends.window_ends_at - to_days(cast(settings.engagement_window_days as integer))
qualify
    row_number()
        over (
            partition by posts.influencer_id, posts.platform order by posts.posted_at desc, posts.post_key asc
        )
    <= max(settings.engagement_window_posts) over (partition by posts.influencer_id, posts.platform)
