-- One row per tier scheme, platform, tier, niche and creator: what the creator's posts of that tier add up to.
--
-- Of the posts in the creators' windows. A post's tier is that of the followers at posting, so a creator who grew is
-- in two tiers; where these are not known it is 'unknown'. A creator of whom no rate is known on the platform has a row
-- (is_without_rate) in the tier of the largest account there, with or without posts: nobody is dropped in silence. A
-- creator whose headline rate is of another definition than the platform's (int_common_definitions) has none here.

with
posts as (select * from intermediate.int_window_posts),
tiers as (select * from intermediate.int_post_tiers),
influencers as (select influencer_id, coalesce(niche, 'unknown') as niche from intermediate.int_influencers),

schemes as (
    select distinct schemes.scheme, platforms.platform, platforms.headline_numerator, platforms.headline_denominator
    from reference.tier_schemes as schemes
    inner join reference.platforms as platforms
        on coalesce(schemes.platform, platforms.platform) = platforms.platform
),

rated as (
    select
        influencer_id, platform,
        count(headline_rate) > 0 as has_rate,
        count(
            coalesce(
                public_engagement_rate_by_followers, public_engagement_rate_by_views,
                public_engagement_rate_by_reach, public_engagement_rate_by_impressions
            )
        ) > 0 as has_other_rate
    from posts
    group by influencer_id, platform
),

without_rate as (
    select distinct standing.influencer_id, standing.platform, coalesce(rated.has_other_rate, false) as has_other_rate
    from intermediate.int_account_standing as standing
    left join rated using (influencer_id, platform)
    where standing.influencer_id is not null and rated.has_rate is not true
),

members as (
    select posts.*, schemes.scheme, coalesce(tiers.tier, 'unknown') as tier
    from posts
    inner join schemes using (platform)
    left join tiers using (platform, post_key, scheme)
    union all by name
    select
        without_rate.influencer_id, without_rate.platform, without_rate.has_other_rate, schemes.scheme,
        coalesce(tiers.tier, 'unknown') as tier
    from without_rate
    inner join schemes using (platform)
    left join intermediate.int_creator_tiers as tiers using (influencer_id, platform, scheme)
)

select
    members.scheme, members.platform, members.tier, influencers.niche, members.influencer_id,
    bool_or(members.post_key is null) as is_without_rate,
    coalesce(bool_or(members.has_other_rate), false) as has_other_rate,
    count(members.post_key) as posts,
    count(members.full_rate) filter (where members.is_other_definition is not true) as posts_with_full_rate,
    min(schemes.headline_numerator) as headline_numerator,
    min(schemes.headline_denominator) as headline_denominator,
    median(members.full_rate) filter (where members.is_other_definition is not true) as full_rate_median,
    cast(sum(members.engagements) filter (
        where members.full_rate is not null and members.is_other_definition is not true
    ) as bigint) as full_engagements,
    cast(sum(members.headline_base) filter (
        where members.full_rate is not null and members.is_other_definition is not true
    ) as bigint) as full_base,
    median(members.public_engagement_rate_by_followers) filter (where members.is_on_followers_side is not false)
        as public_engagement_rate_by_followers_median,
    median(members.public_engagement_rate_by_views) filter (where members.is_on_views_side is not false)
        as public_engagement_rate_by_views_median,
    median(members.public_engagement_rate_by_reach) filter (where members.is_on_reach_side is not false)
        as public_engagement_rate_by_reach_median,
    median(members.public_engagement_rate_by_impressions) filter (where members.is_on_impressions_side is not false)
        as public_engagement_rate_by_impressions_median,
    count(members.headline_rate) filter (where members.is_other_definition is not true) as posts_with_rate,
    coalesce(bool_or(members.headline_rate is not null and members.is_other_definition), false) as is_other_definition,
    min(members.headline_definition) filter (where members.is_other_definition is not true) as headline_definition,
    string_agg(distinct members.headline_base_metric, ', ' order by members.headline_base_metric)
    filter (where members.is_other_definition is not true) as headline_base_metric,
    median(members.headline_rate) filter (where members.is_other_definition is not true) as headline_rate_median,
    median(members.engagement_rate_by_followers) filter (where members.is_on_followers_side is not false)
        as engagement_rate_by_followers_median,
    median(members.engagement_rate_by_views) filter (where members.is_on_views_side is not false)
        as engagement_rate_by_views_median,
    median(members.engagement_rate_by_reach) filter (where members.is_on_reach_side is not false)
        as engagement_rate_by_reach_median,
    median(members.engagement_rate_by_impressions) filter (where members.is_on_impressions_side is not false)
        as engagement_rate_by_impressions_median,
    cast(sum(members.headline_engagements) filter (
        where members.headline_rate is not null and members.is_other_definition is not true
    ) as bigint) as headline_engagements,
    cast(sum(members.headline_base) filter (
        where members.headline_rate is not null and members.is_other_definition is not true
    ) as bigint) as headline_base,
    cast(sum(members.views) as bigint) as views,
    count(members.views) as views_reported_posts,
    cast(sum(members.engaged_views) as bigint) as engaged_views,
    count(members.engaged_views) as engaged_views_reported_posts,
    cast(sum(members.impressions) as bigint) as impressions,
    count(members.impressions) as impressions_reported_posts,
    cast(sum(members.reach) as bigint) as reach,
    count(members.reach) as reach_reported_posts,
    cast(sum(members.engagements) as bigint) as engagements,
    count(members.engagements) as engagements_reported_posts,
    cast(sum(members.public_engagements) as bigint) as public_engagements,
    count(members.public_engagements) as public_engagements_reported_posts
from members
inner join schemes using (scheme, platform)
inner join influencers using (influencer_id)
group by members.scheme, members.platform, members.tier, influencers.niche, members.influencer_id
order by members.scheme, members.platform, members.tier, influencers.niche, members.influencer_id
