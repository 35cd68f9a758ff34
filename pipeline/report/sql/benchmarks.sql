-- Published rates of the same numerator and denominator and of the same sizes as a tier's own.
select
    platforms.name as platform_name,
    benchmark_comparison.platform,
    tier,
    own_rate_compared,
    own_to_benchmark_ratio,
    benchmark_rate,
    benchmark_numerator,
    benchmark_denominator,
    benchmark_aggregation,
    benchmark_lower_bound,
    benchmark_upper_bound,
    benchmark_components,
    benchmark_population,
    benchmark_source,
    benchmark_publisher,
    benchmark_year,
    benchmark_url
from marts.benchmark_comparison
left join reference.platforms on benchmark_comparison.platform = platforms.platform
where is_chosen and niche = 'all' and scheme = (select tier_scheme from meta.settings)
order by benchmark_comparison.platform, lower_bound, tier
