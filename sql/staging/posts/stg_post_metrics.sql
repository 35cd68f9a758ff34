-- One row per post and moment it was captured: its lifetime counts.
--
-- Exports by day are left out: a day's counts and the counts since posting must not be added up.
-- One viewer can act several times, so that engagements above impressions are kept and flagged.
-- Reach is Meta's reach or, under its newer name, viewers. Records that hold one post under several keys
-- at the same moment are one observation: of each count the most trusted record's value, of equals the later one's.
-- create-as: view

with
under_several as (
    select
        keys.post_key as one_key,
        posts.*,
        (posts.precedence, posts.loaded_at, posts.load_id, posts.source_record) as trust
    from known.posts as posts
    inner join staging.stg_post_keys as keys on posts.platform = keys.platform and posts.post_key = keys.known_as
    where posts.period = 'lifetime'
)

select
    posts.platform, posts.post_key, posts.captured_at, posts.precedence, posts.views,
    posts.engaged_views, posts.impressions, posts.thumbnail_impressions,
    posts.thumbnail_click_through_rate,
    coalesce(posts.reach, posts.viewers) as reach,
    posts.organic_reach, posts.paid_reach, posts.promoted_impressions, posts.promoted_engagements,
    posts.likes, posts.reactions, posts.dislikes, posts.comments, posts.shares, posts.reposts,
    posts.saves, posts.clicks, posts.link_clicks, posts.follows, posts.unfollows,
    posts.net_follows, posts.profile_visits, posts.video_views_3s, posts.video_views_60s,
    posts.watch_seconds, posts.average_watch_seconds, posts.average_watched_rate,
    posts.engagements_reported,
    coalesce(posts.engagements_reported > posts.impressions, false) as has_engagements_above_impressions,
    posts.data_comment, posts.load_id, posts.source_record
from known.posts as posts
-- quicker than not exists; not as a CTE of both halves: DuckDB 2.0 then loses the limit of a query over this view
left join staging.stg_post_keys as keys on posts.platform = keys.platform and posts.post_key = keys.known_as
where posts.period = 'lifetime' and keys.known_as is null

union all

select
    platform,
    one_key as post_key,
    captured_at,
    max(precedence) as precedence,
    max_by(views, trust) filter (where views is not null) as views,
    max_by(engaged_views, trust) filter (where engaged_views is not null) as engaged_views,
    max_by(impressions, trust) filter (where impressions is not null) as impressions,
    max_by(thumbnail_impressions, trust) filter (where thumbnail_impressions is not null) as thumbnail_impressions,
    max_by(thumbnail_click_through_rate, trust) filter (where thumbnail_click_through_rate is not null) as thumbnail_click_through_rate,
    max_by(coalesce(reach, viewers), trust) filter (where coalesce(reach, viewers) is not null) as reach,
    max_by(organic_reach, trust) filter (where organic_reach is not null) as organic_reach,
    max_by(paid_reach, trust) filter (where paid_reach is not null) as paid_reach,
    max_by(promoted_impressions, trust) filter (where promoted_impressions is not null) as promoted_impressions,
    max_by(promoted_engagements, trust) filter (where promoted_engagements is not null) as promoted_engagements,
    max_by(likes, trust) filter (where likes is not null) as likes,
    max_by(reactions, trust) filter (where reactions is not null) as reactions,
    max_by(dislikes, trust) filter (where dislikes is not null) as dislikes,
    max_by(comments, trust) filter (where comments is not null) as comments,
    max_by(shares, trust) filter (where shares is not null) as shares,
    max_by(reposts, trust) filter (where reposts is not null) as reposts,
    max_by(saves, trust) filter (where saves is not null) as saves,
    max_by(clicks, trust) filter (where clicks is not null) as clicks,
    max_by(link_clicks, trust) filter (where link_clicks is not null) as link_clicks,
    max_by(follows, trust) filter (where follows is not null) as follows,
    max_by(unfollows, trust) filter (where unfollows is not null) as unfollows,
    max_by(net_follows, trust) filter (where net_follows is not null) as net_follows,
    max_by(profile_visits, trust) filter (where profile_visits is not null) as profile_visits,
    max_by(video_views_3s, trust) filter (where video_views_3s is not null) as video_views_3s,
    max_by(video_views_60s, trust) filter (where video_views_60s is not null) as video_views_60s,
    max_by(watch_seconds, trust) filter (where watch_seconds is not null) as watch_seconds,
    max_by(average_watch_seconds, trust) filter (where average_watch_seconds is not null) as average_watch_seconds,
    max_by(average_watched_rate, trust) filter (where average_watched_rate is not null) as average_watched_rate,
    max_by(engagements_reported, trust) filter (where engagements_reported is not null) as engagements_reported,
    coalesce(
        max_by(engagements_reported, trust) filter (where engagements_reported is not null)
        > max_by(impressions, trust) filter (where impressions is not null),
        false
    ) as has_engagements_above_impressions,
    max_by(data_comment, trust) filter (where data_comment is not null) as data_comment,
    max_by(load_id, trust) as load_id,
    max_by(source_record, trust) as source_record
from under_several
group by platform, one_key, captured_at
