-- One row per tier and published benchmark that shares sizes with it: own figures and published ones.
--
-- All that marts.benchmark_comparison shows. The chosen one of a tier also stands in marts.tier_engagement.

with
tiers as (select * from intermediate.int_tier_rates),
fits as (select * from intermediate.int_benchmark_fits)

select
    tiers.scheme, tiers.platform, tiers.tier, tiers.niche, fits.lower_bound, fits.upper_bound,
    tiers.creators_with_rate, tiers.posts_with_rate, tiers.headline_numerator, tiers.headline_denominator,
    tiers.headline_definition,
    tiers.headline_rate_median, tiers.headline_rate_pooled, tiers.headline_engagements,
    tiers.headline_base, fits.benchmark_rate, fits.benchmark_numerator, fits.benchmark_denominator,
    fits.benchmark_aggregation, fits.benchmark_lower_bound, fits.benchmark_upper_bound,
    fits.benchmark_niche, fits.benchmark_components, fits.benchmark_population,
    fits.benchmark_source, fits.benchmark_publisher, fits.benchmark_year, fits.benchmark_url,
    fits.benchmark_definition, fits.benchmark_overlap, fits.comparison, fits.is_chosen,
    case
        when fits.comparison <> 'comparable' then null
        when fits.benchmark_aggregation = 'ratio of sums' then tiers.headline_rate_pooled
        else tiers.headline_rate_median
    end as own_rate_compared,
    own_rate_compared / fits.benchmark_rate as own_to_benchmark_ratio
from tiers
inner join fits
    on
        tiers.scheme = fits.scheme
        and tiers.platform = fits.platform
        and tiers.tier = fits.tier
        and lower(tiers.niche) = fits.niche_key
order by
    tiers.scheme, tiers.platform, tiers.tier, tiers.niche, fits.benchmark_year desc, fits.benchmark_source,
    fits.benchmark_publisher, fits.benchmark_lower_bound, fits.benchmark_upper_bound,
    fits.benchmark_denominator, fits.benchmark_aggregation, fits.benchmark_niche
