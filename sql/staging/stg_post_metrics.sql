-- One row per post and moment it was captured: its lifetime counts.
--
-- Exports by day are left out: a day's counts and the counts since posting must not be added up.
-- One viewer can act several times, so that engagements above impressions are kept and flagged.
-- Reach is Meta's reach or, under its newer name, viewers.
-- create-as: view

select
    platform,
    post_key,
    captured_at,
    precedence,
    views,
    engaged_views,
    impressions,
    thumbnail_impressions,
    thumbnail_click_through_rate,
    coalesce(reach, viewers) as reach,
    organic_reach,
    paid_reach,
    promoted_impressions,
    promoted_engagements,
    likes,
    reactions,
    dislikes,
    comments,
    shares,
    reposts,
    saves,
    clicks,
    link_clicks,
    follows,
    unfollows,
    net_follows,
    profile_visits,
    video_views_3s,
    video_views_60s,
    watch_seconds,
    average_watch_seconds,
    average_watched_rate,
    engagements_reported,
    coalesce(engagements_reported > impressions, false) as has_engagements_above_impressions,
    data_comment,
    load_id,
    source_record
from known.posts
where
    period = 'lifetime'
