-- How each tier engages on each platform: the median creator, with 95 % bounds.
select
    platforms.name as platform_name,
    tier_engagement.platform,
    tier_engagement.tier,
    creators,
    creators_with_rate,
    posts_with_rate,
    tier_engagement.headline_numerator,
    tier_engagement.headline_denominator,
    tier_engagement.headline_definition,
    tier_engagement.headline_base_metric,
    creators_other_definition,
    headline_rate_median,
    headline_rate_low,
    headline_rate_high,
    headline_rate_pooled,
    creators_without_rate,
    posts_with_full_rate,
    full_rate_median,
    full_rate_pooled
from marts.tier_engagement
left join reference.platforms on tier_engagement.platform = platforms.platform
where
    scheme = (select tier_scheme from meta.settings)
    and niche = 'all' and headline_rate_median is not null and tier <> 'unknown'
order by tier_engagement.platform, tier_rank
