-- One row per post that is old enough to compare, in its creator's comparison period on a platform: paid for or not, and
-- under which definitions of the headline denominator it is counted.
--
-- Sponsored is what the platform says, what a deal's sheet names, or what discloses itself with a tag of
-- reference.disclosures. Organic is what the platform says is not, or whose caption is there and discloses nothing.
-- A post without either is neither: is_sponsored is null. Boosted posts are marked: an owner's export
-- does not say which engagements were paid for.

with
posts as (
    select
        influencer_id, platform, post_key, format, posted_at, captured_at, is_sponsored,
        is_boosted, engagements, public_engagements, followers_at_post, views, comparable_views, comparable_views_metric, reach, impressions
    from intermediate.int_post_performance
    where posted_at is not null and influencer_id is not null
),

definitions as (select * from intermediate.int_post_definitions),
settings as (select * from meta.settings),
platforms as (select * from reference.platforms),
deal_posts as (select distinct platform, post_key from staging.stg_deal_posts),
captions as (select platform, post_key from staging.stg_posts where caption is not null),

tags as (
    select
        platform, post_key,
        unnest(regexp_extract_all(lower(caption), '#[\p{L}\p{N}_]+')) as tag
    from staging.stg_posts
    where strpos(caption, '#') > 0
),

disclosed as (
    select distinct tags.platform, tags.post_key
    from tags
    inner join reference.disclosures as disclosures on tags.tag = lower(disclosures.tag)
),

ends as (
    select
        influencer_id, platform,
        max(captured_at) as window_ends_at
    from posts
    group by influencer_id, platform
)

select
    posts.influencer_id, posts.platform, posts.post_key,
    coalesce(posts.format, 'unknown') as format,
    posts.posted_at, ends.window_ends_at,
    case
        when deal_posts.post_key is not null then 'deal'
        when posts.is_sponsored then 'platform'
        when disclosed.post_key is not null then 'caption'
        when posts.is_sponsored is not null then 'platform'
        when captions.post_key is not null then 'caption'
    end as sponsorship_source,
    case
        when deal_posts.post_key is not null or posts.is_sponsored or disclosed.post_key is not null then true
        when posts.is_sponsored is not null or captions.post_key is not null then false
    end as is_sponsored,
    coalesce(posts.is_boosted, false) as is_boosted,
    platforms.headline_numerator, platforms.headline_denominator,
    case platforms.headline_numerator
        when 'public_engagements' then posts.public_engagements
        when 'engagements' then posts.engagements
    end as headline_engagements,
    case platforms.headline_denominator
        when 'followers' then posts.followers_at_post
        when 'views' then posts.views
        when 'reach' then posts.reach
        when 'impressions' then posts.impressions
    end as denominator_reported,
    coalesce(
        case platforms.headline_denominator
            when 'followers' then definitions.followers_side
            when 'views' then definitions.views_side
            when 'reach' then definitions.reach_side
            when 'impressions' then definitions.impressions_side
        end,
        'original'
    ) as headline_side,
    case
        when platforms.headline_denominator = 'views' and posts.comparable_views is not null
            then coalesce(definitions.continued_side, 'original')
    end as continued_side,
    posts.comparable_views, posts.comparable_views_metric
from posts
cross join settings
inner join platforms using (platform)
inner join ends using (influencer_id, platform)
left join deal_posts using (platform, post_key)
left join disclosed using (platform, post_key)
left join captions using (platform, post_key)
left join definitions using (platform, post_key)
where
    posts.posted_at > ends.window_ends_at - to_days(cast(settings.lift_window_days as integer))
    and posts.posted_at <= posts.captured_at - to_days(cast(settings.lift_post_age_days as integer))
