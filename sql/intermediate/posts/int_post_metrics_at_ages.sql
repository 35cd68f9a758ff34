-- One row per post with an observation near one of the fixed ages: its counts at 24 hours, 7 days and 30 days.
--
-- Each age is one observation, whole (int_post_counts says which); its columns are null where none is near enough.

select
    platform, post_key,
    max(case when age = '24h' then age_hours end) as age_hours_at_24h,
    max(case when age = '24h' then views end) as views_at_24h,
    max(case when age = '24h' then engaged_views end) as engaged_views_at_24h,
    max(case when age = '24h' then impressions end) as impressions_at_24h,
    max(case when age = '24h' then reach end) as reach_at_24h,
    max(case when age = '24h' then likes end) as likes_at_24h,
    max(case when age = '24h' then comments end) as comments_at_24h,
    max(case when age = '24h' then shares end) as shares_at_24h,
    max(case when age = '24h' then saves end) as saves_at_24h,
    max(case when age = '24h' then engagements end) as engagements_at_24h,
    max(case when age = '24h' then public_engagements end) as public_engagements_at_24h,
    max(case when age = '7d' then age_hours end) as age_hours_at_7d,
    max(case when age = '7d' then views end) as views_at_7d,
    max(case when age = '7d' then engaged_views end) as engaged_views_at_7d,
    max(case when age = '7d' then impressions end) as impressions_at_7d,
    max(case when age = '7d' then reach end) as reach_at_7d,
    max(case when age = '7d' then likes end) as likes_at_7d,
    max(case when age = '7d' then comments end) as comments_at_7d,
    max(case when age = '7d' then shares end) as shares_at_7d,
    max(case when age = '7d' then saves end) as saves_at_7d,
    max(case when age = '7d' then engagements end) as engagements_at_7d,
    max(case when age = '7d' then public_engagements end) as public_engagements_at_7d,
    max(case when age = '30d' then age_hours end) as age_hours_at_30d,
    max(case when age = '30d' then views end) as views_at_30d,
    max(case when age = '30d' then engaged_views end) as engaged_views_at_30d,
    max(case when age = '30d' then impressions end) as impressions_at_30d,
    max(case when age = '30d' then reach end) as reach_at_30d,
    max(case when age = '30d' then likes end) as likes_at_30d,
    max(case when age = '30d' then comments end) as comments_at_30d,
    max(case when age = '30d' then shares end) as shares_at_30d,
    max(case when age = '30d' then saves end) as saves_at_30d,
    max(case when age = '30d' then engagements end) as engagements_at_30d,
    max(case when age = '30d' then public_engagements end) as public_engagements_at_30d
from intermediate.int_post_counts
where age in ('24h', '7d', '30d')
group by platform, post_key
