-- One row per post: all that marts.post_performance shows, for the steps that need it.

with
posts as (select * from staging.stg_posts),
metrics as (select * from intermediate.int_latest_post_metrics),
ages as (select * from intermediate.int_post_metrics_at_ages),
corrections as (select * from intermediate.int_post_corrections),
followers as (select * from intermediate.int_post_followers),

definitions as (
    select * exclude (comparable_views), comparable_views as comparable_views_told
    from intermediate.int_post_definitions
),

accounts as (select * from intermediate.int_account_standing),

hashtags as (
    select
        platform, post_key,
        string_agg(tag, ' ' order by tag) as hashtags
    from intermediate.int_post_hashtags
    group by platform, post_key
),

tiers as (
    select post_tiers.*
    from intermediate.int_post_tiers as post_tiers
    inner join meta.settings as settings on post_tiers.scheme = settings.tier_scheme
)

select
    posts.platform, posts.account_key, posts.account_id, posts.handle, accounts.influencer_id,
    posts.post_key, posts.post_id, posts.permalink, posts.posted_at, posts.posted_at_source,
    posts.posted_at_precision, posts.caption,
    case when posts.caption is not null then coalesce(hashtags.hashtags, '') end as hashtags,
    coalesce(metrics.captured_at, posts.captured_at) as captured_at,
    posts.format, posts.duration_seconds, posts.is_sponsored, posts.collaborators, accounts.niche,
    metrics.* exclude (
        platform, post_key, captured_at, promoted_impressions, promoted_engagements, is_boosted, observations,
        load_id, source_record
    ),
    case when definitions.post_key is null then metrics.views else definitions.comparable_views_told end as comparable_views,
    case
        when definitions.post_key is not null then definitions.comparable_views_metric
        when metrics.views is not null then 'views'
    end as comparable_views_metric,
    coalesce(definitions.views_definition, 'original') as views_definition,
    coalesce(definitions.spans_definition_break, false) as spans_definition_break,
    definitions.definitions_spanned,
    followers.followers_at_post,
    followers.followers_at_post_gap_hours,
    coalesce(followers.followers_at_post_source, 'missing') as followers_at_post_source,
    tiers.tier, tiers.is_near_boundary,
    cast(metrics.engagements as double) / nullif(followers.followers_at_post, 0) as engagement_rate_by_followers,
    cast(metrics.engagements as double) / nullif(metrics.views, 0) as engagement_rate_by_views,
    cast(metrics.engagements as double) / nullif(comparable_views, 0) as engagement_rate_by_comparable_views,
    cast(metrics.engagements as double) / nullif(metrics.reach, 0) as engagement_rate_by_reach,
    cast(metrics.engagements as double) / nullif(metrics.impressions, 0) as engagement_rate_by_impressions,
    cast(metrics.public_engagements as double) / nullif(followers.followers_at_post, 0)
        as public_engagement_rate_by_followers,
    cast(metrics.public_engagements as double) / nullif(metrics.views, 0) as public_engagement_rate_by_views,
    cast(metrics.public_engagements as double) / nullif(metrics.reach, 0) as public_engagement_rate_by_reach,
    cast(metrics.public_engagements as double) / nullif(metrics.impressions, 0)
        as public_engagement_rate_by_impressions,
    cast(metrics.views as double) / nullif(followers.followers_at_post, 0) as view_rate,
    cast(metrics.comments as double) / nullif(metrics.likes, 0) as comment_like_ratio,
    metrics.is_boosted, metrics.promoted_impressions, metrics.promoted_engagements,
    case
        when metrics.promoted_impressions <= metrics.impressions
            then metrics.impressions - metrics.promoted_impressions
    end as impressions_organic,
    case
        when metrics.promoted_engagements <= metrics.engagements
            then metrics.engagements - metrics.promoted_engagements
    end as engagements_organic,
    cast(engagements_organic as double) / nullif(impressions_organic, 0) as engagement_rate_by_impressions_organic,
    cast(engagements_organic as double) / nullif(metrics.organic_reach, 0) as engagement_rate_by_reach_organic,
    ages.* exclude (platform, post_key),
    cast(ages.engagements_at_7d as double) / nullif(ages.views_at_7d, 0) as engagement_rate_by_views_at_7d,
    cast(ages.engagements_at_7d as double) / nullif(followers.followers_at_post, 0)
        as engagement_rate_by_followers_at_7d,
    cast(ages.public_engagements_at_7d as double) / nullif(ages.views_at_7d, 0)
        as public_engagement_rate_by_views_at_7d,
    cast(ages.public_engagements_at_7d as double) / nullif(followers.followers_at_post, 0)
        as public_engagement_rate_by_followers_at_7d,
    corrections.post_key is not null as has_count_correction,
    corrections.counts_corrected, corrections.count_corrected_at,
    coalesce(metrics.engagements_reported > metrics.impressions, false) as has_engagements_above_impressions,
    coalesce(metrics.observations, 0) as observations,
    coalesce(metrics.load_id, posts.load_id) as load_id,
    coalesce(metrics.source_record, posts.source_record) as source_record
from posts
left join metrics using (platform, post_key)
left join ages using (platform, post_key)
left join corrections using (platform, post_key)
left join followers using (platform, post_key)
left join definitions using (platform, post_key)
left join accounts on posts.account_key = accounts.account_key
left join tiers using (platform, post_key)
left join hashtags using (platform, post_key)
order by posts.platform, posts.post_key
