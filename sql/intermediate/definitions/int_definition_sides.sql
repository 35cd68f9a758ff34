-- One row per creator, platform with a break, measure and definition: the recent posts that can be counted under it.
--
-- 'headline' is the platform's headline rate; where that is by views it can also be counted by comparable_views. Other measures are the
-- rates by a denominator as it is reported.

with
posts as (
    select * from intermediate.int_recent_posts
    where platform in (select platform from reference.metric_definition_breaks)
),

measured as (
    select
        influencer_id, platform, posted_at,
        'headline' as side_measure, headline_side as side, false as is_continued
    from posts
    where denominator_reported is not null and headline_side is distinct from continued_side
    union all
    select influencer_id, platform, posted_at, 'headline', continued_side, comparable_views_metric <> 'views'
    from posts
    where continued_side is not null
    union all
    select influencer_id, platform, posted_at, 'followers', followers_side, false
    from posts
    where followers_at_post is not null
    union all
    select influencer_id, platform, posted_at, 'views', views_side, false from posts where views is not null
    union all
    select influencer_id, platform, posted_at, 'reach', reach_side, false from posts where reach is not null
    union all
    select influencer_id, platform, posted_at, 'impressions', impressions_side, false
    from posts
    where impressions is not null
),

counted as (
    select
        measured.influencer_id, measured.platform, measured.side_measure, measured.side,
        count(*) filter (where measured.is_continued) as continued_posts,
        continued_posts >= max(settings.definition_min_posts) as is_continued,
        count(*) as side_posts,
        max(measured.posted_at) as side_last_posted_at,
        count(*) >= max(settings.definition_min_posts) as has_enough_posts
    from measured
    cross join meta.settings as settings
    group by measured.influencer_id, measured.platform, measured.side_measure, measured.side
)

select
    counted.*,
    contains(counted.side, ', then ') or contains(counted.side, 'not told') as is_mixed,
    coalesce(max(breaks.day), date '0001-01-01') as side_since
from counted
left join reference.metric_definition_breaks as breaks
    on counted.platform = breaks.platform and contains(counted.side, breaks.definition)
group by all
order by counted.influencer_id, counted.platform, counted.side_measure, counted.side
