-- How many times as much the median creator of one tier engages as that of another, and how likely it is to be more.
select
    platforms.name as platform_name,
    tier_comparisons.platform,
    tier,
    other_tier,
    creators,
    other_creators,
    rate_ratio,
    rate_ratio_low,
    rate_ratio_high,
    probability_higher
from marts.tier_comparisons
left join reference.platforms on tier_comparisons.platform = platforms.platform
where
    scheme = (select tier_scheme from meta.settings)
    and niche = 'all' and measure = 'headline_rate'
order by tier_comparisons.platform, tier, other_tier
