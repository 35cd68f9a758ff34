-- One row per platform and measure: do smaller accounts engage more here, and does it fall past the claimed breakpoint?
--
-- An account counts once, with the means of the logs of its rates and of its followers at posting.
-- change is the typical rate (geometric mean over accounts) past a breakpoint over that before it,
-- less 1; step is what of it the slope leaves, so a step of none means that the place is nothing
-- special. The claimed breakpoint is reference.breakpoints' (100,000); the best-fitting one was
-- searched for, and its bounds allow for that. The words: "does not hold" where a fall of a tenth
-- (for tenfold followers; past the breakpoint) is outside the bounds, else "holds" where the bounds are all below 0,
-- else "cannot tell"; claim is both (docs/decisions/0023-does-engagement-fall.md). A place is called a break
-- (is_break_at_best, drops_at_claimed) only where a step beats a smooth curve (0132). Tiers: tier_effect_tiers.

with
slopes as (select * from intermediate.int_rate_slopes),
intervals as (select * from intermediate.int_breakpoint_intervals),
claimed as (select * from intervals where is_claimed),

sides as (
    select
        rates.platform, rates.measure, breakpoints.breakpoint,
        count(*) filter (where rates.log_followers_mean < ln(breakpoints.breakpoint)) as accounts_before,
        count(*) filter (where rates.log_followers_mean >= ln(breakpoints.breakpoint)) as accounts_past
    from intermediate.int_account_rates as rates
    cross join reference.breakpoints as breakpoints
    where breakpoints.purpose = 'claimed'
    group by rates.platform, rates.measure, breakpoints.breakpoint
    qualify row_number() over (partition by rates.platform, rates.measure order by breakpoints.breakpoint) = 1
),

best as (select * from intervals where is_best),

sloped as (
    select
        slopes.*,
        slopes.slope_error
        * (t.t_quantile + t.t_quantile_step * (1000.0 / (slopes.accounts - 2) - t.thousandth)) as slope_reach
    from slopes
    left join meta.t_quantiles as t
        on t.comparisons = 1 and t.thousandth = cast(floor(1000.0 / nullif(slopes.accounts - 2, 0)) as bigint)
),

measured as (
    select
        sloped.platform, sloped.measure, sloped.accounts, sloped.posts, sloped.slope,
        sloped.slope - sloped.slope_reach as slope_low,
        sloped.slope + sloped.slope_reach as slope_high,
        sides.breakpoint as claimed_breakpoint,
        sides.accounts_before, sides.accounts_past,
        exp(claimed.change) - 1 as change_past_claimed,
        exp(claimed.change - claimed.change_reach) - 1 as change_past_claimed_low,
        exp(claimed.change + claimed.change_reach) - 1 as change_past_claimed_high,
        exp(claimed.step) - 1 as step_at_claimed,
        exp(claimed.step - claimed.step_reach) - 1 as step_at_claimed_low,
        exp(claimed.step + claimed.step_reach) - 1 as step_at_claimed_high,
        claimed.is_break as is_break_at_claimed,
        best.breakpoint as best_breakpoint,
        best.is_break_searched as is_break_at_best,
        coalesce(best.breakpoints_tried, 0) as breakpoints_tried,
        exp(best.change) - 1 as change_past_best,
        exp(best.change - best.change_reach_searched) - 1 as change_past_best_low,
        exp(best.change + best.change_reach_searched) - 1 as change_past_best_high,
        exp(best.step) - 1 as step_at_best,
        exp(best.step - best.step_reach_searched) - 1 as step_at_best_low,
        exp(best.step + best.step_reach_searched) - 1 as step_at_best_high
    from sloped
    left join sides using (platform, measure)
    left join claimed using (platform, measure, breakpoint)
    left join best using (platform, measure)
),

worded as (
    select
        *,
        exp(slope * ln(10)) - 1 as change_per_tenfold,
        case
            when exp(slope_low * ln(10)) - 1 > -0.1 then 'does not hold'
            when slope_high < 0 then 'holds'
            else 'cannot tell'
        end as smaller_engage_more,
        case
            when change_past_claimed_low > -0.1 then 'does not hold'
            when change_past_claimed_high < 0 then 'holds'
            else 'cannot tell'
        end as falls_past_claimed,
        case
            when step_at_claimed_low > -0.1 then 'does not hold'
            when step_at_claimed_high < 0 and is_break_at_claimed then 'holds'
            else 'cannot tell'
        end as drops_at_claimed
    from measured
)

select
    platform, measure, accounts, posts,
    case
        when smaller_engage_more = 'does not hold' or falls_past_claimed = 'does not hold' then 'does not hold'
        when smaller_engage_more = 'holds' and falls_past_claimed = 'holds' then 'holds'
        else 'cannot tell'
    end as claim,
    smaller_engage_more, slope, slope_low, slope_high, change_per_tenfold, falls_past_claimed,
    claimed_breakpoint, accounts_before, accounts_past, change_past_claimed,
    change_past_claimed_low, change_past_claimed_high, drops_at_claimed, step_at_claimed,
    step_at_claimed_low, step_at_claimed_high, best_breakpoint, breakpoints_tried,
    change_past_best, change_past_best_low, change_past_best_high, step_at_best, step_at_best_low,
    step_at_best_high, is_break_at_best
from worded
order by platform, measure
