-- One row per post: the month in which it was published, in UTC, and what its month adds up.
--
-- The tier is that of the followers at posting, under the scheme of the settings. A post without a date falls on
-- the month in which it was captured, with is_dated false. The parts of the headline rate are null together: for a post
-- that is known to be boosted, and where one of the two is unknown or the base is 0. Where views are the base it is
-- comparable_views if they are known; headline_definition says under which definition the base is counted, and a
-- month's rate is over posts of one.
-- create-as: view

with
posts as (
    select
        posts.*,
        platforms.headline_denominator,
        -- what the headline counts, and over what: the only place of the months that says so
        case platforms.headline_numerator
            when 'public_engagements' then posts.public_engagements
            when 'engagements' then posts.engagements
        end as headline_numerator_known,
        platforms.headline_denominator = 'views' and posts.comparable_views is not null as is_comparable,
        case
            when platforms.headline_denominator = 'views' then coalesce(posts.comparable_views, posts.views)
            when platforms.headline_denominator = 'followers' then posts.followers_at_post
            when platforms.headline_denominator = 'reach' then posts.reach
            when platforms.headline_denominator = 'impressions' then posts.impressions
        end as headline_base_known,
        coalesce(
            case
                when is_comparable then definitions.continued_side
                when platforms.headline_denominator = 'followers' then definitions.followers_side
                when platforms.headline_denominator = 'views' then definitions.views_side
                when platforms.headline_denominator = 'reach' then definitions.reach_side
                when platforms.headline_denominator = 'impressions' then definitions.impressions_side
            end,
            'original'
        ) as headline_definition
    from intermediate.int_post_performance as posts
    left join reference.platforms as platforms on posts.platform = platforms.platform
    left join intermediate.int_post_definitions as definitions
        on posts.platform = definitions.platform and posts.post_key = definitions.post_key
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
    case when has_rate then headline_definition end as headline_definition,
    case when has_rate then headline_numerator_known end as headline_engagements,
    case when has_rate then headline_base_known end as headline_base,
    views, comparable_views, impressions, reach, likes, comments, engagements, engagements_known, public_engagements
from rated
