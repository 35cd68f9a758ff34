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
        is_boosted, comparable_views, comparable_views_metric
    from intermediate.int_post_performance
    where posted_at is not null and influencer_id is not null
),

settings as (select * from meta.settings),
headlines as (select * from intermediate.int_post_headlines),
deal_posts as (select distinct platform, post_key from staging.stg_deal_posts),
captions as (select platform, post_key from staging.stg_posts where caption is not null),

disclosed as (
    select distinct tags.platform, tags.post_key
    from intermediate.int_post_hashtags as tags
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
    headlines.* exclude (platform, post_key),
    posts.comparable_views, posts.comparable_views_metric
from posts
cross join settings
inner join headlines using (platform, post_key)
inner join ends using (influencer_id, platform)
left join deal_posts using (platform, post_key)
left join disclosed using (platform, post_key)
left join captions using (platform, post_key)
where
    posts.posted_at > ends.window_ends_at - to_days(cast(settings.lift_window_days as integer))
    and posts.posted_at <= posts.captured_at - to_days(cast(settings.lift_post_age_days as integer))
