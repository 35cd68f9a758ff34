-- One row per post of the days of its creator's engagement window on a platform, with the definitions of its counts.
--
-- The window ends with the newest observation of the creator there and not today, so an old export keeps its rate; where the
-- newest post is older than that, as in a sheet of a campaign that is over, it ends with that post.
-- Posts known to be boosted are left out: what was paid for says nothing about the creator.

with
posts as (
    select * from intermediate.int_post_performance
    where posted_at is not null and influencer_id is not null
),

definitions as (select * from intermediate.int_post_definitions),
headlines as (select * from intermediate.int_post_headlines),
settings as (select * from meta.settings),

ends as (
    select
        posts.influencer_id, posts.platform,
        case
            when max(posts.posted_at) > max(posts.captured_at) - to_days(cast(max(settings.engagement_window_days) as integer))
                then max(posts.captured_at)
            else max(posts.posted_at)
        end as window_ends_at
    from posts
    cross join settings
    group by posts.influencer_id, posts.platform
)

select
    posts.influencer_id, posts.platform, posts.post_key, posts.account_key, posts.niche,
    posts.posted_at, ends.window_ends_at, headlines.headline_numerator,
    headlines.headline_denominator, posts.views,
    posts.engaged_views, posts.comparable_views, posts.comparable_views_metric, posts.impressions,
    posts.reach, posts.likes, posts.comments, posts.shares, posts.saves, posts.engagements,
    posts.engagements_known, posts.public_engagements, posts.followers_at_post, posts.spans_definition_break,
    posts.engagement_rate_by_followers, posts.engagement_rate_by_views,
    posts.engagement_rate_by_reach, posts.engagement_rate_by_impressions,
    posts.public_engagement_rate_by_followers, posts.public_engagement_rate_by_views,
    posts.public_engagement_rate_by_reach, posts.public_engagement_rate_by_impressions,
    headlines.headline_engagements, headlines.denominator_reported, headlines.headline_side,
    coalesce(definitions.followers_side, 'original') as followers_side,
    coalesce(definitions.views_side, 'original') as views_side,
    coalesce(definitions.reach_side, 'original') as reach_side,
    coalesce(definitions.impressions_side, 'original') as impressions_side,
    headlines.continued_side
from posts
cross join settings
inner join ends using (influencer_id, platform)
inner join headlines using (platform, post_key)
left join definitions using (platform, post_key)
where
    posts.is_boosted is not true
    and posts.posted_at <= ends.window_ends_at
    and posts.posted_at > ends.window_ends_at - to_days(cast(settings.engagement_window_days as integer))
