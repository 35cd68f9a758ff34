-- One row per tier scheme, platform, tier and niche, and one over all niches ('all'): the rates of a tier's creators.
--
-- headline_rate_median is the median of the creators' medians, headline_rate_pooled the ratio of sums; neither is
-- a mean of rates. full_rate is the same over all that an owner sees. In tier 'unknown' are the posts whose followers are
-- not known; creators_without_rate are the accounts of the tier without a rate. headline_rate_low and _high are about the tier's median creator (int_tier_intervals).

with
creators as (select * from intermediate.int_tier_creators),
intervals as (select * from intermediate.int_tier_intervals where measure = 'headline_rate'),

grouped as (
    select
        scheme, platform, tier,
        case when grouping(niche) = 1 then 'all' else niche end as niche,
        count(distinct case when posts > 0 then influencer_id end) as creators,
        count(distinct case when posts_with_rate > 0 then influencer_id end) as creators_with_rate,
        count(distinct case when is_without_rate then influencer_id end) as creators_without_rate,
        count(distinct case when has_other_rate then influencer_id end) as creators_with_other_rate,
        count(distinct case when is_other_definition then influencer_id end) as creators_other_definition,
        min(headline_definition) as headline_definition,
        string_agg(distinct headline_base_metric, ', ' order by headline_base_metric) as headline_base_metrics,
        cast(sum(posts) as bigint) as posts,
        cast(sum(posts_with_rate) as bigint) as posts_with_rate,
        min(headline_numerator) as headline_numerator,
        min(headline_denominator) as headline_denominator,
        median(headline_rate_median) as headline_rate_median,
        cast(sum(headline_engagements) as bigint) as headline_engagements,
        cast(sum(headline_base) as bigint) as headline_base,
        count(distinct case when posts_with_full_rate > 0 then influencer_id end) as creators_with_full_rate,
        cast(sum(posts_with_full_rate) as bigint) as posts_with_full_rate,
        median(full_rate_median) as full_rate_median,
        cast(sum(full_engagements) as bigint) as full_engagements,
        cast(sum(full_base) as bigint) as full_base,
        cast(sum(views) as bigint) as views,
        cast(sum(views_reported_posts) as bigint) as views_reported_posts,
        cast(sum(engaged_views) as bigint) as engaged_views,
        cast(sum(engaged_views_reported_posts) as bigint) as engaged_views_reported_posts,
        cast(sum(impressions) as bigint) as impressions,
        cast(sum(impressions_reported_posts) as bigint) as impressions_reported_posts,
        cast(sum(reach) as bigint) as reach,
        cast(sum(reach_reported_posts) as bigint) as reach_reported_posts,
        cast(sum(engagements) as bigint) as engagements,
        cast(sum(engagements_reported_posts) as bigint) as engagements_reported_posts,
        cast(sum(public_engagements) as bigint) as public_engagements,
        cast(sum(public_engagements_reported_posts) as bigint) as public_engagements_reported_posts
    from creators
    group by grouping sets ((scheme, platform, tier, niche), (scheme, platform, tier))
)

select
    grouped.scheme, grouped.platform, grouped.tier, grouped.niche, grouped.creators,
    grouped.creators_with_rate, grouped.creators_without_rate, grouped.creators_with_other_rate,
    grouped.creators_other_definition, grouped.posts, grouped.posts_with_rate, grouped.headline_numerator,
    grouped.headline_denominator, grouped.headline_definition,
    array_to_string(list_sort(list_distinct(string_split(grouped.headline_base_metrics, ', '))), ', ')
        as headline_base_metric,
    grouped.headline_rate_median,
    cast(grouped.headline_engagements as double) / nullif(grouped.headline_base, 0) as headline_rate_pooled,
    intervals.median_rate_low as headline_rate_low,
    intervals.median_rate_high as headline_rate_high,
    grouped.headline_engagements, grouped.headline_base, grouped.creators_with_full_rate,
    grouped.posts_with_full_rate, grouped.full_rate_median,
    cast(grouped.full_engagements as double) / nullif(grouped.full_base, 0) as full_rate_pooled,
    grouped.* exclude (
        scheme, platform, tier, niche, creators, creators_with_rate, creators_without_rate, creators_with_other_rate,
        creators_other_definition, posts, posts_with_rate, headline_numerator, headline_denominator, headline_definition,
        headline_base_metrics, headline_rate_median, headline_engagements, headline_base, creators_with_full_rate,
        posts_with_full_rate, full_rate_median
    )
from grouped
left join intervals using (scheme, platform, tier, niche)
order by grouped.scheme, grouped.platform, grouped.tier, grouped.niche
