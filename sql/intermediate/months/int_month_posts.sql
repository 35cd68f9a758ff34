-- One row per post: the month in which it was published, in UTC, and what its month adds up.
--
-- The tier is that of the followers at posting, under the scheme of the settings. A post without a date falls on
-- the month in which it was captured, with is_dated false. The parts of the headline rate are null together: for a post
-- that is known to be boosted, and where one of the two is unknown or the base is 0.
-- create-as: view

with
posts as (
    select
        posts.*,
        platforms.headline_denominator,
        -- what the headline counts, and over what: the only place of the months that says so
        posts.engagements as headline_numerator_known,
        case platforms.headline_denominator
            when 'followers' then posts.followers_at_post
            when 'views' then posts.views
            when 'reach' then posts.reach
            when 'impressions' then posts.impressions
        end as headline_base_known
    from intermediate.int_post_performance as posts
    left join reference.platforms as platforms on posts.platform = platforms.platform
),

rated as (
    select
        *,
        is_boosted is not true and headline_numerator_known is not null and coalesce(headline_base_known, 0) > 0 as has_rate
    from posts
)

select
    coalesce(influencer_id, 'unassigned') as influencer_id,
    platform,
    coalesce(tier, 'unknown') as tier,
    cast(date_trunc('month', coalesce(posted_at, captured_at)) as date) as month_starts_on,
    posted_at is not null as is_dated,
    post_key, format, posted_at,
    coalesce(is_boosted, false) as is_boosted,
    headline_denominator,
    case when has_rate then headline_numerator_known end as headline_engagements,
    case when has_rate then headline_base_known end as headline_base,
    views, impressions, reach, likes, comments, engagements, engagements_known
from rated
