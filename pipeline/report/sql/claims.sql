-- Does engagement fall with size, and past the claimed breakpoint? Tested on each platform over accounts.
select
    platforms.name as platform_name,
    tier_effect.platform,
    platforms.headline_denominator,
    accounts,
    posts,
    smaller_engage_more,
    change_per_tenfold,
    falls_past_claimed,
    claimed_breakpoint,
    accounts_before,
    accounts_past,
    change_past_claimed,
    change_past_claimed_low,
    change_past_claimed_high,
    case when is_break_at_best then best_breakpoint end as best_breakpoint,
    change_past_best,
    change_past_best_low,
    change_past_best_high
from marts.tier_effect
left join reference.platforms on tier_effect.platform = platforms.platform
where measure = 'headline_rate'
order by tier_effect.platform
