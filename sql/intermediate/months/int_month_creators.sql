-- One row per creator, tier ('all' over tiers), platform and month: what the creator's posts of the month add up to.
--
-- The tier is that of the followers at posting. A month's rates are under one definition of their base: over all tiers
-- that of most of the creator's posts, in a tier that of most of its creators; else the old meaning. Posts under another
-- are counted in posts_other_definition.

with
posts as (
    select * replace ('all' as tier), influencer_id as whose_definition from intermediate.int_month_posts
    union all
    select *, 'all' from intermediate.int_month_posts
),

definitions as (
    select tier, whose_definition, platform, month_starts_on, is_dated, headline_definition
    from posts
    where headline_definition is not null
    group by tier, whose_definition, platform, month_starts_on, is_dated, headline_definition
    qualify
        row_number() over (
            partition by tier, whose_definition, platform, month_starts_on, is_dated
            order by count(distinct influencer_id) desc, count(*) desc, headline_definition <> 'original', headline_definition
        ) = 1
),

rated as (
    select
        posts.* exclude (headline_engagements, headline_base, headline_definition),
        definitions.headline_definition,
        coalesce(posts.headline_definition <> definitions.headline_definition, false) as is_other_definition,
        case when posts.headline_definition = definitions.headline_definition then posts.headline_engagements end
            as headline_engagements,
        case when posts.headline_definition = definitions.headline_definition then posts.headline_base end
            as headline_base
    from posts
    left join definitions using (tier, whose_definition, platform, month_starts_on, is_dated)
)

select
    tier, platform, month_starts_on, is_dated, influencer_id,
    count(*) as posts,
    count(*) filter (where is_boosted) as boosted_posts,
    min(posted_at) as first_posted_at,
    max(posted_at) as last_posted_at,
    count(headline_base) as posts_with_rate,
    min(headline_denominator) as headline_denominator,
    min(headline_definition) as headline_definition,
    count(*) filter (where is_other_definition) as posts_other_definition,
    median(cast(headline_engagements as double) / headline_base) as headline_rate_median,
    cast(sum(headline_engagements) as bigint) as headline_engagements,
    cast(sum(headline_base) as bigint) as headline_base,
    cast(sum(views) as bigint) as views,
    count(views) as views_reported_posts,
    cast(sum(comparable_views) as bigint) as comparable_views,
    count(comparable_views) as comparable_views_reported_posts,
    cast(sum(impressions) as bigint) as impressions,
    count(impressions) as impressions_reported_posts,
    cast(sum(reach) as bigint) as reach,
    count(reach) as reach_reported_posts,
    cast(sum(likes) as bigint) as likes,
    count(likes) as likes_reported_posts,
    cast(sum(comments) as bigint) as comments,
    count(comments) as comments_reported_posts,
    cast(sum(engagements) as bigint) as engagements,
    count(engagements) as engagements_reported_posts,
    cast(sum(public_engagements) as bigint) as public_engagements,
    count(public_engagements) as public_engagements_reported_posts,
    cast(sum(engagements_known) as bigint) as engagements_known
from rated
group by tier, platform, month_starts_on, is_dated, influencer_id
order by tier, platform, month_starts_on, is_dated, influencer_id
