-- One row per platform, measure and breakpoint of int_breakpoint_fits: what a step there has over smooth curves.
--
-- step_beside_curve is the step that a cubic in log followers leaves, errors robust as in int_rate_slopes.
-- unexplained_by_curve is what the best smooth curve leaves: a cubic, or a slope with a gradual passage (logistic, two
-- thirds of it within a factor of two to either side) about any of the breakpoints. Sums are over decimals.

with
accounts as (select * from intermediate.int_account_curves),
fits as (select platform, measure, breakpoint from intermediate.int_breakpoint_fits),

sided as (
    select
        accounts.*, fits.breakpoint, slopes.slope,
        case when accounts.size + slopes.log_followers_mean >= ln(fits.breakpoint) then 1.0 else 0 end as past,
        1 / (1 + exp(-2 * (accounts.size + slopes.log_followers_mean - ln(fits.breakpoint)))) as passed
    from accounts
    inner join fits using (platform, measure)
    inner join intermediate.int_rate_slopes as slopes using (platform, measure)
),

summed as (
    select
        platform, measure, breakpoint,
        max(accounts) as accounts,
        max(squared_sizes) as squared_sizes,
        max(squared_curves) as squared_curves,
        max(squared_bends) as squared_bends,
        cast(sum(cast(past as decimal(38, 12))) as double) as past,
        cast(sum(cast(past * size as decimal(38, 12))) as double) as past_size,
        cast(sum(cast(past * size_curve as decimal(38, 12))) as double) as past_curve,
        cast(sum(cast(past * size_bend as decimal(38, 12))) as double) as past_bend,
        cast(sum(cast(past * residual as decimal(38, 12))) as double) as past_residual,
        cast(sum(cast(residual * residual as decimal(38, 12))) as double) as residual_2,
        cast(sum(cast(passed as decimal(38, 12))) as double) as passed,
        cast(sum(cast(passed * passed as decimal(38, 12))) as double) as passed_2,
        cast(sum(cast(passed * size as decimal(38, 12))) as double) as passed_size,
        cast(sum(cast(passed * (rate - slope * size) as decimal(38, 12))) as double) as passed_rest,
        cast(sum(cast(power(rate - slope * size, 2) as decimal(38, 12))) as double) as rest_2
    from sided
    group by platform, measure, breakpoint
),

stepped as (
    select
        *,
        past - past * past / accounts - past_size * past_size / squared_sizes
        - coalesce(past_curve * past_curve / squared_curves, 0) - coalesce(past_bend * past_bend / squared_bends, 0)
            as past_2,
        rest_2 - coalesce(
            passed_rest * passed_rest
            / nullif(greatest(passed_2 - passed * passed / accounts - passed_size * passed_size / squared_sizes, 0), 0),
            0
        ) as unexplained_by_passage
    from summed
),

freed as (
    select
        sided.platform, sided.measure, sided.breakpoint, sided.residual, sided.leverage, stepped.past_2,
        stepped.past_residual / stepped.past_2 as step,
        sided.past - stepped.past / stepped.accounts - stepped.past_size / stepped.squared_sizes * sided.size
        - coalesce(stepped.past_curve / stepped.squared_curves, 0) * sided.size_curve
        - coalesce(stepped.past_bend / stepped.squared_bends, 0) * sided.size_bend as past
    from sided
    inner join stepped using (platform, measure, breakpoint)
    where stepped.past_2 > 0.001 * stepped.accounts
),

errors as (
    select
        platform, measure, breakpoint,
        max(step) as step,
        sqrt(cast(
            sum(cast(
                power(past * (residual - step * past) / greatest(1 - leverage - past * past / past_2, 0.001), 2)
                as decimal(38, 12)
            )) as double
        )) / max(past_2) as step_error
    from freed
    group by platform, measure, breakpoint
)

select
    stepped.platform, stepped.measure, stepped.breakpoint,
    errors.step as step_beside_curve,
    errors.step_error as step_beside_curve_error,
    least(
        stepped.residual_2,
        min(stepped.unexplained_by_passage) over (partition by stepped.platform, stepped.measure)
    ) as unexplained_by_curve
from stepped
left join errors using (platform, measure, breakpoint)
order by stepped.platform, stepped.measure, stepped.breakpoint
