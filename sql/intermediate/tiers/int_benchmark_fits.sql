-- One row per tier scheme, platform, tier, niche and published benchmark that shares sizes with it: whether they compare.
--
-- Comparable is a figure of the platform's headline numerator over its headline denominator whose accounts share enough of the tier's
-- sizes (settings: benchmark_min_overlap) and whose year says that it counts the denominator as the tiers do, measured on the logarithm of followers between 1,000 and 10
-- million, where open ends are taken to lie. Of several, tier_engagement shows that of the niche itself, then
-- the newest, then the one that overlaps most, then the first by source. Over all niches a tier has
-- benchmarks only if its bounds are the same in each.

with
bounds as (
    select
        scheme, platform,
        case niche_key when '' then 'unknown' else niche_key end as niche_key,
        tier, lower_bound, upper_bound
    from intermediate.int_tier_bounds
    where is_current
),

platforms as (select * from reference.platforms),

-- the definition of the tiers' headline rates, of platforms that changed one
common as (
    select platform, side as headline_definition
    from intermediate.int_common_definitions
    where side_measure = 'headline'
),

-- which definition a year's figures are of: not told from the year of the first break to that of the last
breaks as (
    select
        platform, metric,
        year(min(day)) as first_year,
        year(max(day)) as last_year,
        max_by(definition, day) as last_definition
    from reference.metric_definition_breaks
    group by platform, metric
),

benchmarks as (select * from reference.published_benchmarks where metric = 'engagement_rate'),

tiers as (
    select * from bounds

    union all

    select
        scheme, platform,
        'all' as niche_key,
        tier,
        min(lower_bound) as lower_bound,
        min(upper_bound) as upper_bound
    from bounds
    group by scheme, platform, tier
    having
        min(lower_bound) = max(lower_bound)
        and count(distinct coalesce(upper_bound, 9223372036854775807)) = 1
),

paired as (
    select
        tiers.*,
        platforms.headline_numerator,
        platforms.headline_denominator,
        benchmarks.value as benchmark_rate,
        benchmarks.numerator as benchmark_numerator,
        benchmarks.denominator as benchmark_denominator,
        benchmarks.aggregation as benchmark_aggregation,
        benchmarks.lower_bound as benchmark_lower_bound,
        benchmarks.upper_bound as benchmark_upper_bound,
        benchmarks.niche as benchmark_niche,
        benchmarks.components as benchmark_components,
        benchmarks.population as benchmark_population,
        benchmarks.source_title as benchmark_source,
        benchmarks.publisher as benchmark_publisher,
        benchmarks.published_year as benchmark_year,
        benchmarks.url as benchmark_url,
        case
            when breaks.platform is null or benchmarks.published_year < breaks.first_year then 'original'
            when benchmarks.published_year > breaks.last_year then breaks.last_definition
            else 'not told'
        end as benchmark_definition,
        log10(greatest(tiers.lower_bound, 1000)) as tier_from,
        log10(greatest(coalesce(tiers.upper_bound, 10000000), 1000)) as tier_until,
        log10(greatest(benchmarks.lower_bound, 1000)) as benchmark_from,
        log10(greatest(coalesce(benchmarks.upper_bound, 10000000), 1000)) as benchmark_until
    from tiers
    inner join platforms using (platform)
    inner join benchmarks
        on
            tiers.platform = benchmarks.platform
            and (benchmarks.niche is null or tiers.niche_key = lower(benchmarks.niche))
    left join breaks on benchmarks.platform = breaks.platform and benchmarks.denominator = breaks.metric
),

overlapping as (
    select
        *,
        round(
            (least(tier_until, benchmark_until) - greatest(tier_from, benchmark_from))
            / nullif(greatest(tier_until, benchmark_until) - least(tier_from, benchmark_from), 0), 4
        ) as benchmark_overlap
    from paired
),

judged as (
    select
        overlapping.*,
        case
            when overlapping.benchmark_denominator <> overlapping.headline_denominator then 'other denominator'
            when overlapping.benchmark_numerator is null then 'numerator not stated'
            when overlapping.benchmark_numerator <> overlapping.headline_numerator then 'other numerator'
            when overlapping.benchmark_overlap < settings.benchmark_min_overlap then 'other sizes'
            when overlapping.benchmark_definition <> coalesce(common.headline_definition, 'original') then 'other definition'
            else 'comparable'
        end as comparison
    from overlapping
    cross join meta.settings as settings
    left join common using (platform)
    where overlapping.benchmark_overlap > 0
)

select
    scheme, platform, tier, niche_key, lower_bound, upper_bound, headline_numerator, headline_denominator,
    benchmark_rate, benchmark_numerator, benchmark_denominator, benchmark_aggregation, benchmark_lower_bound,
    benchmark_upper_bound, benchmark_niche, benchmark_components, benchmark_population,
    benchmark_source, benchmark_publisher, benchmark_year, benchmark_url, benchmark_definition,
    benchmark_overlap, comparison,
    comparison = 'comparable'
    and row_number() over (
        partition by scheme, platform, tier, niche_key
        order by
            case when comparison = 'comparable' then 0 else 1 end,
            case when benchmark_niche is null then 1 else 0 end,
            benchmark_year desc,
            benchmark_overlap desc,
            benchmark_source, benchmark_publisher, benchmark_aggregation, benchmark_lower_bound
    ) = 1 as is_chosen
from judged
order by scheme, platform, tier, niche_key, benchmark_year desc, benchmark_source, benchmark_lower_bound
