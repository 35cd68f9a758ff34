-- One row per tier scheme and tier: its place among the scheme's tiers, the smallest first.
--
-- By the lowest follower count that the tier holds on any platform and in any niche: now, or when it last was a tier.

select
    scheme, tier,
    row_number() over (
        partition by scheme order by coalesce(min(lower_bound) filter (where is_current), min(lower_bound)), tier
    ) as tier_rank
from intermediate.int_tier_bounds
group by scheme, tier
order by scheme, tier_rank
