-- One row per post: the latest observation that speaks for it, whole, with its engagements.
--
-- int_post_counts says which one that is. is_boosted looks at every observation of the post.
-- create-as: view

select
    platform, post_key, captured_at, views, impressions, thumbnail_impressions, reach,
    organic_reach, paid_reach, promoted_impressions, promoted_engagements, likes, reactions,
    comments, shares, reposts, saves, clicks, link_clicks, follows, profile_visits, watch_seconds,
    engagements_reported, engagements, engagements_known, is_boosted, observations, load_id,
    source_record
from intermediate.int_post_counts
where age = 'latest'
