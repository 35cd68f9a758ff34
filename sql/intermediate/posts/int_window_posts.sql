-- One row per post in its creator's engagement window on a platform, with the platform's headline rate.
--
-- The window is the last posts (settings: how many) of int_recent_posts, at most so many days before the newest
-- observation of the creator there. It keeps to one side of a break in the platform's definition (int_creator_definitions):
-- posts that are counted under another are left out. Where the side is the old meaning, headline_base is comparable_views. What is not
-- on a side (is_on_…) counts that figure under another definition than the one by which the platform's creators are compared.

with
posts as (select * from intermediate.int_recent_posts),
settings as (select * from meta.settings),
sides as (select * from intermediate.int_creator_definitions),

common as (
    select
        platform,
        max(side) filter (where side_measure = 'followers') as by_followers,
        max(side) filter (where side_measure = 'views') as by_views,
        max(side) filter (where side_measure = 'reach') as by_reach,
        max(side) filter (where side_measure = 'impressions') as by_impressions
    from intermediate.int_common_definitions
    group by platform
),

based as (
    select
        posts.*,
        coalesce(sides.side, 'original') as headline_definition,
        coalesce(sides.is_other_definition, false) as is_other_definition,
        coalesce(posts.continued_side = coalesce(sides.side, 'original'), false) as is_comparable,
        posts.headline_side = coalesce(sides.side, 'original') as is_as_reported
    from posts
    left join sides using (influencer_id, platform)
),

chosen as (
    select
        *,
        case when is_comparable then comparable_views when is_as_reported then denominator_reported end as headline_base,
        case when is_comparable then comparable_views_metric when is_as_reported then headline_denominator end
            as headline_base_metric,
        count(*) filter (where not is_comparable and not is_as_reported and denominator_reported is not null)
            over (partition by influencer_id, platform) as posts_other_definition
    from based
)

select
    chosen.influencer_id, chosen.platform, chosen.post_key, chosen.account_key, chosen.niche,
    chosen.posted_at, chosen.window_ends_at, chosen.headline_numerator,
    chosen.headline_denominator, chosen.views,
    chosen.engaged_views, chosen.impressions, chosen.reach, chosen.likes, chosen.comments,
    chosen.shares, chosen.saves, chosen.engagements, chosen.engagements_known, chosen.public_engagements,
    chosen.followers_at_post, chosen.spans_definition_break,
    chosen.engagement_rate_by_followers, chosen.engagement_rate_by_views, chosen.engagement_rate_by_reach,
    chosen.engagement_rate_by_impressions,
    chosen.public_engagement_rate_by_followers, chosen.public_engagement_rate_by_views,
    chosen.public_engagement_rate_by_reach, chosen.public_engagement_rate_by_impressions,
    chosen.followers_side = coalesce(common.by_followers, 'original') as is_on_followers_side,
    chosen.views_side = coalesce(common.by_views, 'original') as is_on_views_side,
    chosen.reach_side = coalesce(common.by_reach, 'original') as is_on_reach_side,
    chosen.impressions_side = coalesce(common.by_impressions, 'original') as is_on_impressions_side,
    chosen.headline_definition, chosen.is_other_definition, chosen.posts_other_definition,
    case when chosen.headline_base is not null then chosen.headline_base_metric end as headline_base_metric,
    chosen.headline_engagements, chosen.headline_base,
    cast(chosen.headline_engagements as double) / nullif(chosen.headline_base, 0) as headline_rate,
    cast(chosen.engagements as double) / nullif(chosen.headline_base, 0) as full_rate
from chosen
cross join settings
left join common using (platform)
where chosen.headline_base is not null or chosen.denominator_reported is null
qualify
    row_number()
        over (
            partition by chosen.influencer_id, chosen.platform order by chosen.posted_at desc, chosen.post_key asc
        )
    <= max(settings.engagement_window_posts) over (partition by chosen.influencer_id, chosen.platform)
