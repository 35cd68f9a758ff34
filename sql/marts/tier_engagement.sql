-- One row per tier scheme, platform, tier and niche, and one over all niches ('all'): how a tier engages.
--
-- Of the posts in the creators' windows. A post's tier is that of the followers at posting, so a
-- creator who grew is in two tiers. headline_rate_median is the median of the creators' medians,
-- headline_rate_pooled the ratio of sums; neither is a mean of rates. headline_rate_low and _high are
-- about the tier's median creator: each creator counts once, however many posts it has. Beside them the
-- published benchmark that fits best; one over another denominator, or of accounts of other sizes, never
-- stands there.

with
posts as (select * from intermediate.int_window_posts),
tiers as (select * from intermediate.int_post_tiers),
influencers as (select * from intermediate.int_influencers),

benchmarks as (
    select
        scheme as benchmark_scheme,
        platform as benchmark_platform,
        tier as benchmark_tier,
        niche_key as benchmark_niche_key,
        benchmark_rate, benchmark_denominator, benchmark_aggregation, benchmark_population,
        benchmark_overlap, benchmark_source, benchmark_publisher, benchmark_year, benchmark_url
    from intermediate.int_benchmark_fits
    where is_chosen
),

tiered as (
    select
        tiers.scheme, tiers.tier,
        posts.*,
        coalesce(influencers.niche, 'unknown') as known_niche
    from posts
    inner join tiers using (platform, post_key)
    inner join influencers using (influencer_id)
),

creators as (
    select
        scheme, platform, tier, known_niche, influencer_id,
        count(*) as posts,
        count(headline_rate) as posts_with_rate,
        median(headline_rate) as headline_rate_median,
        sum(engagements) filter (where headline_rate is not null) as headline_engagements,
        sum(headline_base) filter (where headline_rate is not null) as headline_base,
        sum(views) as views,
        count(views) as views_reported_posts,
        sum(impressions) as impressions,
        count(impressions) as impressions_reported_posts,
        sum(reach) as reach,
        count(reach) as reach_reported_posts,
        sum(engagements) as engagements,
        count(engagements) as engagements_reported_posts,
        min(headline_denominator) as headline_denominator
    from tiered
    group by scheme, platform, tier, known_niche, influencer_id
),

grouped as (
    select
        scheme, platform, tier,
        case when grouping(known_niche) = 1 then 'all' else known_niche end as niche,
        count(distinct influencer_id) as creators,
        count(distinct case when posts_with_rate > 0 then influencer_id end) as creators_with_rate,
        sum(posts) as posts,
        sum(posts_with_rate) as posts_with_rate,
        min(headline_denominator) as headline_denominator,
        median(headline_rate_median) as headline_rate_median,
        sum(headline_engagements) as headline_engagements,
        sum(headline_base) as headline_base,
        sum(views) as views,
        sum(views_reported_posts) as views_reported_posts,
        sum(impressions) as impressions,
        sum(impressions_reported_posts) as impressions_reported_posts,
        sum(reach) as reach,
        sum(reach_reported_posts) as reach_reported_posts,
        sum(engagements) as engagements,
        sum(engagements_reported_posts) as engagements_reported_posts
    from creators
    group by grouping sets ((scheme, platform, tier, known_niche), (scheme, platform, tier))
),

intervals as (
    select
        scheme, platform, tier, niche,
        median_rate_low as headline_rate_low,
        median_rate_high as headline_rate_high
    from intermediate.int_tier_intervals
    where measure = 'headline_rate'
)

select
    scheme, platform, tier, niche, creators, creators_with_rate,
    cast(posts as bigint) as posts,
    cast(posts_with_rate as bigint) as posts_with_rate,
    headline_denominator, headline_rate_median,
    cast(headline_engagements as double) / nullif(cast(headline_base as double), 0) as headline_rate_pooled,
    headline_rate_low, headline_rate_high,
    cast(headline_engagements as bigint) as headline_engagements,
    cast(headline_base as bigint) as headline_base,
    cast(views as bigint) as views,
    cast(views_reported_posts as bigint) as views_reported_posts,
    cast(impressions as bigint) as impressions,
    cast(impressions_reported_posts as bigint) as impressions_reported_posts,
    cast(reach as bigint) as reach,
    cast(reach_reported_posts as bigint) as reach_reported_posts,
    cast(engagements as bigint) as engagements,
    cast(engagements_reported_posts as bigint) as engagements_reported_posts,
    benchmarks.benchmark_rate, benchmarks.benchmark_denominator, benchmarks.benchmark_aggregation,
    benchmarks.benchmark_population, benchmarks.benchmark_overlap, benchmarks.benchmark_source,
    benchmarks.benchmark_publisher, benchmarks.benchmark_year, benchmarks.benchmark_url,
    case
        when benchmarks.benchmark_rate is null then null
        when benchmarks.benchmark_aggregation = 'ratio of sums'
            then cast(headline_engagements as double) / nullif(cast(headline_base as double), 0)
        else headline_rate_median
    end as own_rate_compared,
    case
        when benchmarks.benchmark_aggregation = 'ratio of sums'
            then cast(headline_engagements as double) / nullif(cast(headline_base as double), 0)
        else headline_rate_median
    end / benchmarks.benchmark_rate as own_to_benchmark_ratio
from grouped
left join intervals using (scheme, platform, tier, niche)
left join benchmarks
    on
        grouped.scheme = benchmarks.benchmark_scheme
        and grouped.platform = benchmarks.benchmark_platform
        and grouped.tier = benchmarks.benchmark_tier
        and lower(grouped.niche) = benchmarks.benchmark_niche_key
order by scheme, platform, tier, niche
