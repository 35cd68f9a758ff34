-- One row per platform, measure and breakpoint: its change and step with 95 % bounds, for itself and for a search.
--
-- is_break says whether a step there is more than a smooth curve makes (docs/decisions/0132): it must exclude 0 beside
-- a cubic, and slope and step must leave so much less than the best smooth curve that the likelihoods differ by e.
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
    union all
    select
        searched.platform, searched.measure, searched.breakpoint, searched.breakpoints_tried, 'beside a curve',
        curves.step_beside_curve_error, 1.0 / (searched.accounts - 5)
    from searched
    inner join intermediate.int_breakpoint_curves as curves using (platform, measure, breakpoint)
    where curves.step_beside_curve_error is not null
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
        max(reach) filter (where what = 'step') as step_reach_searched,
        min(reach) filter (where what = 'beside a curve') as curve_reach,
        max(reach) filter (where what = 'beside a curve') as curve_reach_searched
    from reaches
    group by platform, measure, breakpoint
)

select
    searched.platform, searched.measure, searched.breakpoint, searched.is_claimed,
    searched.is_best, searched.breakpoints_tried, searched.accounts_before,
    searched.accounts_past, searched.change, bounds.change_reach, bounds.change_reach_searched,
    searched.step, bounds.step_reach, bounds.step_reach_searched,
    coalesce(abs(curves.step_beside_curve) > bounds.curve_reach, false)
    and searched.accounts * ln(greatest(curves.unexplained_by_curve, 1e-12) / greatest(searched.unexplained, 1e-12)) > 2 as is_break,
    coalesce(abs(curves.step_beside_curve) > bounds.curve_reach_searched, false)
    and searched.accounts * ln(greatest(curves.unexplained_by_curve, 1e-12) / greatest(searched.unexplained, 1e-12)) > 2
        as is_break_searched
from searched
inner join bounds using (platform, measure, breakpoint)
inner join intermediate.int_breakpoint_curves as curves using (platform, measure, breakpoint)
order by searched.platform, searched.measure, searched.breakpoint
