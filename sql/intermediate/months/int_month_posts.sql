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
        posts.*, headlines.headline_denominator,
        headlines.headline_engagements as headline_numerator_known,
        case when headlines.continued_side is null then headlines.denominator_reported else posts.comparable_views end
            as headline_base_known,
        coalesce(headlines.continued_side, headlines.headline_side) as headline_definition
    from intermediate.int_post_performance as posts
    left join intermediate.int_post_headlines as headlines using (platform, post_key)
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
