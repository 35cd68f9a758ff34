-- One row per tier scheme, platform, tier and niche, and one over all niches ('all'): how a tier engages.
--
-- Of the posts in the creators' windows. A post's tier is that of the followers at posting, so a
-- creator who grew is in two tiers. headline_rate_median is the median of the creators' medians,
-- headline_rate_pooled the ratio of sums; neither is a mean of rates. headline_rate_low and _high are
-- about the tier's median creator: each creator counts once, however many posts it has. Beside them the
-- published benchmark that fits best; one of another numerator or denominator, or of accounts of other sizes, never
-- stands there. full_rate is the rate of engagements with all that an owner sees, of posts that report all of it.
-- Tier 'unknown' has the posts and rates whose followers at posting are not known; creators_without_rate are accounts of
-- the tier, as it is now, of which no rate is known: each creator of a platform is in one or the other.

with
rates as (select * from intermediate.int_tier_rates),
ranks as (select * from intermediate.int_tier_ranks),
benchmarks as (select * from intermediate.int_benchmark_comparisons where is_chosen)

select
    rates.*, benchmarks.benchmark_rate, benchmarks.benchmark_numerator, benchmarks.benchmark_denominator,
    benchmarks.benchmark_aggregation, benchmarks.benchmark_population, benchmarks.benchmark_overlap,
    benchmarks.benchmark_source, benchmarks.benchmark_publisher, benchmarks.benchmark_year,
    benchmarks.benchmark_url, benchmarks.own_rate_compared, benchmarks.own_to_benchmark_ratio,
    ranks.tier_rank
from rates
left join benchmarks using (scheme, platform, tier, niche)
left join ranks using (scheme, tier)
order by rates.scheme, rates.platform, rates.tier, rates.niche
