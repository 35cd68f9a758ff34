-- One row per platform, measure and tier (settings: which scheme): the median creator of the tier, beside tier_effect.
--
-- Over all niches, each creator once with the median of its posts' rates; the bounds are about the median
-- of all creators such as these, and null below three. Other schemes and single niches: tier_comparisons.

with
ranks as (select * from intermediate.int_tier_ranks),

intervals as (
    select intervals.*
    from intermediate.int_tier_intervals as intervals
    inner join meta.settings as settings on intervals.scheme = settings.tier_scheme
),

bounds as (
    select
        scheme, tier,
        min(lower_bound) as lower_bound
    from reference.tier_schemes
    group by scheme, tier
)

select
    intervals.platform, intervals.measure, intervals.tier, intervals.scheme, bounds.lower_bound,
    intervals.creators,
    intervals.median_rate as rate_median,
    intervals.median_rate_low as rate_low,
    intervals.median_rate_high as rate_high,
    ranks.tier_rank
from intervals
left join bounds using (scheme, tier)
left join ranks using (scheme, tier)
where intervals.niche = 'all'
order by intervals.platform, intervals.measure, intervals.tier
