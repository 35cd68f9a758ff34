-- One row per influencer and platform: engagement over the newest posts.
--
-- A window keeps to one side of a break in the platform's definition; headline_definition says which, and
-- posts_other_definition what is left out.
-- The headline is the median of the posts' rates: headline_numerator (public engagements) over
-- headline_denominator. full_rate is the same with all that an owner sees, of posts that report all of it. The pooled
-- rate beside it is headline_engagements / headline_base, summed over the posts that know both. The trimmed mean leaves out a tenth of the posts at either end.
-- headline_rate_pooled_estimate is what to rank by: it leans on the creator's peers where its own posts
-- say little. headline_rate_low and _high hold the creator's true rate 95 times in 100; evidence says
-- how much they rest on. The best of a tier: where evidence in ('high', 'medium'), by the estimate.

with
posts as (select * from intermediate.int_window_posts),
influencers as (select * from intermediate.int_influencers),
settings as (select * from meta.settings),

ranked as (
    select
        influencer_id, platform, headline_rate,
        row_number() over (partition by influencer_id, platform order by headline_rate, post_key) as place,
        count(*) over (partition by influencer_id, platform) as places
    from posts
    where headline_rate is not null
),

trimmed as (
    select
        influencer_id, platform,
        avg(headline_rate) as headline_rate_trimmed_mean
    from ranked
    where place > floor(places * 0.1) and place <= places - floor(places * 0.1)
    group by influencer_id, platform
),

summed as (
    select
        influencer_id, platform,
        min(headline_numerator) as headline_numerator,
        min(headline_denominator) as headline_denominator,
        min(headline_definition) as headline_definition,
        bool_or(is_other_definition) as is_other_definition,
        string_agg(distinct headline_base_metric, ', ' order by headline_base_metric) as headline_base_metric,
        max(posts_other_definition) as posts_other_definition,
        max(window_ends_at) as window_ends_at,
        min(posted_at) as first_posted_at,
        max(posted_at) as last_posted_at,
        count(*) as posts,
        count(headline_rate) as posts_with_rate,
        median(headline_rate) as headline_rate_median,
        avg(headline_rate) as headline_rate_mean,
        cast(sum(headline_engagements) filter (where headline_rate is not null) as bigint) as headline_engagements,
        cast(sum(headline_base) filter (where headline_rate is not null) as bigint) as headline_base,
        count(full_rate) as posts_with_full_rate,
        median(full_rate) as full_rate_median,
        cast(sum(engagements) filter (where full_rate is not null) as bigint) as full_engagements,
        cast(sum(headline_base) filter (where full_rate is not null) as bigint) as full_base,
        cast(sum(views) as bigint) as views,
        count(views) as views_reported_posts,
        cast(sum(engaged_views) as bigint) as engaged_views,
        count(engaged_views) as engaged_views_reported_posts,
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
    from posts
    group by influencer_id, platform
),

tiers as (
    select tiers.*
    from intermediate.int_creator_tiers as tiers
    inner join settings on tiers.scheme = settings.tier_scheme
),

estimates as (select * from intermediate.int_rate_estimates),
rates as (select * from intermediate.int_window_rates)

select
    summed.influencer_id, summed.platform, influencers.name, influencers.niche,
    influencers.country, tiers.followers, tiers.scheme, tiers.tier,
    settings.engagement_window_posts, settings.engagement_window_days, summed.window_ends_at,
    summed.first_posted_at, summed.last_posted_at, summed.posts, summed.posts_with_rate,
    summed.headline_numerator, summed.headline_denominator, summed.headline_definition, summed.headline_base_metric,
    summed.is_other_definition, summed.posts_other_definition, summed.headline_rate_median,
    cast(summed.headline_engagements as double) / nullif(summed.headline_base, 0) as headline_rate_pooled,
    summed.headline_engagements, summed.headline_base, trimmed.headline_rate_trimmed_mean,
    summed.headline_rate_mean / nullif(summed.headline_rate_median, 0) as viral_skew,
    estimates.headline_rate_pooled_estimate, estimates.headline_rate_low,
    estimates.headline_rate_high, estimates.posts_effective,
    coalesce(estimates.evidence, 'insufficient') as evidence,
    estimates.estimate_cell, estimates.estimate_cell_creators, estimates.own_weight,
    estimates.zero_rate_posts, estimates.peers, estimates.peer_percentile,
    summed.posts_with_full_rate, summed.full_rate_median,
    cast(summed.full_engagements as double) / nullif(summed.full_base, 0) as full_rate_pooled,
    summed.full_engagements, summed.full_base,
    rates.* exclude (influencer_id, platform),
    summed.* exclude (
        influencer_id, platform, headline_numerator, headline_denominator, headline_definition, headline_base_metric,
        is_other_definition, posts_other_definition, window_ends_at, first_posted_at, last_posted_at, posts,
        posts_with_rate, headline_rate_median, headline_rate_mean, headline_engagements, headline_base,
        posts_with_full_rate, full_rate_median, full_engagements, full_base
    )
from summed
cross join settings
inner join rates using (influencer_id, platform)
left join trimmed using (influencer_id, platform)
left join tiers using (influencer_id, platform)
left join estimates using (influencer_id, platform)
left join influencers using (influencer_id)
order by summed.influencer_id, summed.platform
