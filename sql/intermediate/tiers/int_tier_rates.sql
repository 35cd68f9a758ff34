-- One row per tier scheme, platform, tier and niche, and one over all niches ('all'): the rates of a tier's creators.
--
-- headline_rate_median is the median of the creators' medians, headline_rate_pooled the ratio of sums; neither is
-- a mean of rates. headline_rate_low and _high are about the tier's median creator (int_tier_intervals).

with
creators as (select * from intermediate.int_tier_creators),
intervals as (select * from intermediate.int_tier_intervals where measure = 'headline_rate'),

grouped as (
    select
        scheme, platform, tier,
        case when grouping(niche) = 1 then 'all' else niche end as niche,
        count(distinct influencer_id) as creators,
        count(distinct case when posts_with_rate > 0 then influencer_id end) as creators_with_rate,
        cast(sum(posts) as bigint) as posts,
        cast(sum(posts_with_rate) as bigint) as posts_with_rate,
        min(headline_denominator) as headline_denominator,
        median(headline_rate_median) as headline_rate_median,
        cast(sum(headline_engagements) as bigint) as headline_engagements,
        cast(sum(headline_base) as bigint) as headline_base,
        cast(sum(views) as bigint) as views,
        cast(sum(views_reported_posts) as bigint) as views_reported_posts,
        cast(sum(impressions) as bigint) as impressions,
        cast(sum(impressions_reported_posts) as bigint) as impressions_reported_posts,
        cast(sum(reach) as bigint) as reach,
        cast(sum(reach_reported_posts) as bigint) as reach_reported_posts,
        cast(sum(engagements) as bigint) as engagements,
        cast(sum(engagements_reported_posts) as bigint) as engagements_reported_posts
    from creators
    group by grouping sets ((scheme, platform, tier, niche), (scheme, platform, tier))
)

select
    grouped.scheme, grouped.platform, grouped.tier, grouped.niche, grouped.creators,
    grouped.creators_with_rate, grouped.posts, grouped.posts_with_rate,
    grouped.headline_denominator, grouped.headline_rate_median,
    cast(grouped.headline_engagements as double) / nullif(grouped.headline_base, 0) as headline_rate_pooled,
    intervals.median_rate_low as headline_rate_low,
    intervals.median_rate_high as headline_rate_high,
    grouped.* exclude (
        scheme, platform, tier, niche, creators, creators_with_rate, posts, posts_with_rate,
        headline_denominator, headline_rate_median
    )
from grouped
left join intervals using (scheme, platform, tier, niche)
order by grouped.scheme, grouped.platform, grouped.tier, grouped.niche
