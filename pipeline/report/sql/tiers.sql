-- The tiers of the scheme in use, smallest first, with their bounds (the lowest and highest, where they differ by platform or niche).
select
    tier,
    min(lower_bound) as lower_bound,
    case when count(upper_bound) = count(*) then max(upper_bound) end as upper_bound
from intermediate.int_tier_bounds
where is_current and scheme = (select tier_scheme from meta.settings)
group by tier
order by lower_bound, tier
