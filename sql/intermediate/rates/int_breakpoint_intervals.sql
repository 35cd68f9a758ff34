-- One row per platform, measure and breakpoint: its change and step with 95 % bounds, for itself and for a search.
--
-- The bounds of the search hold for all breakpoints tried at once (Bonferroni), so they may be read at the
-- best-fitting one (is_best: least left unexplained by slope and step), which was chosen by looking.

with
searched as (
    select
        *,
        count(*) over (partition by platform, measure) as breakpoints_tried,
        row_number() over (partition by platform, measure order by unexplained, breakpoint) = 1 as is_best
    from intermediate.int_breakpoint_fits
),

errors as (
    select
        platform, measure, breakpoint, breakpoints_tried, 'change' as what, change_error as error,
        1 / greatest(change_degrees_of_freedom, 2) as per_df
    from searched
    union all
    select platform, measure, breakpoint, breakpoints_tried, 'step', step_error, 1.0 / (accounts - 3) from searched
),

reaches as (
    -- a bound a thousand times off says nothing, and stays a number
    select
        errors.platform, errors.measure, errors.breakpoint, errors.what, t.comparisons,
        least(
            6.9, errors.error * (t.t_quantile + t.t_quantile_step * (1000 * errors.per_df - t.thousandth))
        ) as reach
    from errors
    inner join meta.t_quantiles as t
        on
            t.comparisons in (1, errors.breakpoints_tried)
            and t.thousandth = cast(floor(1000 * errors.per_df) as bigint)
),

bounds as (
    select
        platform, measure, breakpoint,
        min(reach) filter (where what = 'change') as change_reach,
        max(reach) filter (where what = 'change') as change_reach_searched,
        min(reach) filter (where what = 'step') as step_reach,
        max(reach) filter (where what = 'step') as step_reach_searched
    from reaches
    group by platform, measure, breakpoint
)

select
    searched.platform, searched.measure, searched.breakpoint, searched.is_claimed,
    searched.is_best, searched.breakpoints_tried, searched.accounts_before,
    searched.accounts_past, searched.change, bounds.change_reach, bounds.change_reach_searched,
    searched.step, bounds.step_reach, bounds.step_reach_searched
from searched
inner join bounds using (platform, measure, breakpoint)
order by searched.platform, searched.measure, searched.breakpoint
