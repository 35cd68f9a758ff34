-- One row per platform, measure and breakpoint: its change and step with 95 % bounds, for itself and for a search.
--
-- The bounds of the search hold for all breakpoints tried at once (Bonferroni), so they may be read at the
-- best-fitting one (is_best: least left unexplained by slope and step), which was chosen by looking.

with
fits as (select * from intermediate.int_breakpoint_fits),

searched as (
    select
        *,
        count(*) over (partition by platform, measure) as breakpoints_tried,
        row_number() over (partition by platform, measure order by unexplained, breakpoint) = 1 as is_best,
        sqrt(-2 * ln(0.025 / count(*) over (partition by platform, measure))) as far
    from fits
),

quantiles as (
    -- the normal's: 97.5 %, and that of all breakpoints by Abramowitz and Stegun 26.2.23, within 0.0005
    select
        *,
        1.959963984540054 as z_one,
        case
            when breakpoints_tried = 1 then 1.959963984540054
            else
                far - (2.515517 + far * (0.802853 + far * 0.010328))
                / (1 + far * (1.432788 + far * (0.189269 + far * 0.001308)))
        end as z_all
    from searched
),

kinds as (
    select kinds.*
    from (
        values ('change', 'one'), ('change', 'all'), ('step', 'one'), ('step', 'all')
    ) as kinds (what, level)
),

levels as (
    select
        quantiles.platform, quantiles.measure, quantiles.breakpoint, kinds.what, kinds.level,
        case kinds.what when 'change' then quantiles.change_error else quantiles.step_error end as error,
        case kinds.what
            when 'change' then greatest(quantiles.change_degrees_of_freedom, 2)
            else cast(quantiles.accounts - 3 as double)
        end as df,
        case kinds.level when 'one' then quantiles.z_one else quantiles.z_all end as z
    from quantiles
    cross join kinds
),

reaches as (
    -- Student's t by Cornish and Fisher's series; a bound a thousand times off says nothing, and stays a number
    select
        *,
        least(6.9, error * (
            z + z * (z * z + 1) / 4 / df
            + z * (5 * power(z, 4) + 16 * z * z + 3) / 96 / (df * df)
            + z * (3 * power(z, 6) + 19 * power(z, 4) + 17 * z * z - 15) / 384 / power(df, 3)
        )) as reach
    from levels
),

bounds as (
    select
        platform, measure, breakpoint,
        max(reach) filter (where what = 'change' and level = 'one') as change_reach,
        max(reach) filter (where what = 'change' and level = 'all') as change_reach_searched,
        max(reach) filter (where what = 'step' and level = 'one') as step_reach,
        max(reach) filter (where what = 'step' and level = 'all') as step_reach_searched
    from reaches
    group by platform, measure, breakpoint
)

select
    quantiles.platform, quantiles.measure, quantiles.breakpoint, quantiles.is_claimed,
    quantiles.is_best, quantiles.breakpoints_tried, quantiles.accounts_before,
    quantiles.accounts_past, quantiles.change, bounds.change_reach, bounds.change_reach_searched,
    quantiles.step, bounds.step_reach, bounds.step_reach_searched
from quantiles
inner join bounds using (platform, measure, breakpoint)
order by quantiles.platform, quantiles.measure, quantiles.breakpoint
