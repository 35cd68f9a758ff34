-- One row per compared post, dimension and value: what the post is like (format, weekday, hour, duration, hashtag, disclosure).
--
-- Posts are those of int_lift_posts with a rate that are not known to be boosted. A post of which nobody tells a
-- dimension has no row there; one whose caption has no hashtag has the value 'none', and one with several has each.

with
posts as (
    select platform, post_key, format, is_sponsored
    from intermediate.int_lift_posts
    where log_rate is not null and not is_boosted
),

times as (select * from intermediate.int_post_times where weekday is not null),
facts as (select platform, post_key, caption, duration_seconds from staging.stg_posts),
tags as (select * from intermediate.int_post_hashtags),

described as (
    select
        posts.*,
        times.weekday, times.hour_of_day, facts.duration_seconds,
        facts.caption is not null as has_caption
    from posts
    left join times using (platform, post_key)
    left join facts using (platform, post_key)
)

select platform, post_key, 'format' as content_dimension, format as content_value
from described
where format <> 'unknown'

union all

select platform, post_key, 'weekday', weekday from described where weekday is not null

union all

select platform, post_key, 'hour', lpad(cast(hour_of_day as varchar), 2, '0') from described where hour_of_day is not null

union all

select
    platform, post_key, 'duration',
    case
        when duration_seconds < 15 then '0 to 15 s'
        when duration_seconds < 30 then '15 to 30 s'
        when duration_seconds < 60 then '30 to 60 s'
        when duration_seconds < 180 then '1 to 3 min'
        when duration_seconds < 600 then '3 to 10 min'
        else '10 min and more'
    end
from described
where duration_seconds > 0

union all

select platform, post_key, 'disclosure', case when is_sponsored then 'sponsored' else 'organic' end
from described
where is_sponsored is not null

union all

select described.platform, described.post_key, 'hashtag', coalesce(tags.tag, 'none')
from described
left join tags using (platform, post_key)
where described.has_caption
