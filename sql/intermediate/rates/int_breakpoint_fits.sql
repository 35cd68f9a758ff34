-- One row per platform, measure and candidate breakpoint (reference.breakpoints): what happens there.
--
-- change is the log of the typical rate past the breakpoint over that before it (means over accounts, Welch's
-- error). step is what remains of it beside the slope: log rate = a + slope * log followers + step, errors
-- robust as in int_rate_slopes. Of breakpoints with at least five accounts on either side.
-- Sums are over decimals: exact, so equal in any order.

with
accounts as (select * from intermediate.int_account_rates),
slopes as (select * from intermediate.int_rate_slopes where slope is not null),
breakpoints as (select * from reference.breakpoints),

sided as (
    select
        accounts.platform, accounts.measure, breakpoints.breakpoint,
        breakpoints.purpose = 'claimed' as is_claimed,
        slopes.accounts, slopes.squared_sizes,
        accounts.log_followers_mean - slopes.log_followers_mean as size,
        accounts.log_rate_mean - slopes.log_rate_mean as rate,
        accounts.log_rate_mean - slopes.log_rate_mean
        - slopes.slope * (accounts.log_followers_mean - slopes.log_followers_mean) as residual,
        case when accounts.log_followers_mean >= ln(breakpoints.breakpoint) then 1 else 0 end as past
    from accounts
    inner join slopes using (platform, measure)
    cross join breakpoints
),

counted as (
    select
        platform, measure, breakpoint, is_claimed, accounts, squared_sizes,
        cast(sum(past) as bigint) as accounts_past,
        cast(sum(cast(past * size as decimal(38, 15))) as double) as size_past,
        cast(sum(cast(past * rate as decimal(38, 15))) as double) as rate_past,
        cast(sum(cast(past * rate * rate as decimal(38, 15))) as double) as rate_past_2,
        cast(sum(cast(rate * rate as decimal(38, 15))) as double) as rate_2,
        cast(sum(cast(residual * residual as decimal(38, 15))) as double) as residual_2,
        cast(sum(cast(past * residual as decimal(38, 15))) as double) as residual_past
    from sided
    group by platform, measure, breakpoint, is_claimed, accounts, squared_sizes
    having sum(past) >= 5 and accounts - sum(past) >= 5
),

stepped as (
    -- past, freed of its mean and of what size explains of it, has this sum of squares
    select
        *,
        accounts - accounts_past as accounts_before,
        rate_past / accounts_past as mean_past,
        -rate_past / (accounts - accounts_past) as mean_before,
        nullif(greatest(
            accounts_past * (1 - accounts_past / cast(accounts as double)) - size_past * size_past / squared_sizes,
            0
        ), 0) as past_2
    from counted
),

fitted as (
    select
        *,
        residual_past / past_2 as step,
        residual_2 - residual_past * residual_past / past_2 as unexplained,
        (rate_past_2 - accounts_past * mean_past * mean_past) / (accounts_past - 1) / accounts_past as error_past,
        (rate_2 - rate_past_2 - accounts_before * mean_before * mean_before)
        / (accounts_before - 1) / accounts_before as error_before
    from stepped
    where past_2 > 0.001 * accounts
),

freed as (
    select
        sided.platform, sided.measure, sided.breakpoint, fitted.step, sided.residual,
        sided.past - fitted.accounts_past / cast(fitted.accounts as double)
        - fitted.size_past / fitted.squared_sizes * sided.size as past,
        1.0 / sided.accounts + sided.size * sided.size / sided.squared_sizes as size_leverage,
        fitted.past_2
    from sided
    inner join fitted using (platform, measure, breakpoint)
),

errors as (
    select
        platform, measure, breakpoint,
        cast(
            sum(cast(
                power(
                    past * (residual - step * past) / greatest(1 - size_leverage - past * past / past_2, 0.001), 2
                ) as decimal(38, 12)
            )) as double
        ) as scatter
    from freed
    group by platform, measure, breakpoint
)

select
    fitted.platform, fitted.measure, fitted.breakpoint, fitted.is_claimed, fitted.accounts,
    fitted.accounts_before, fitted.accounts_past,
    fitted.mean_past - fitted.mean_before as change,
    sqrt(greatest(fitted.error_past, 0) + greatest(fitted.error_before, 0)) as change_error,
    power(greatest(fitted.error_past, 0) + greatest(fitted.error_before, 0), 2)
    / nullif(
        power(fitted.error_past, 2) / (fitted.accounts_past - 1)
        + power(fitted.error_before, 2) / (fitted.accounts_before - 1),
        0
    ) as change_degrees_of_freedom,
    fitted.step,
    sqrt(errors.scatter) / fitted.past_2 as step_error,
    fitted.unexplained
from fitted
inner join errors using (platform, measure, breakpoint)
order by fitted.platform, fitted.measure, fitted.breakpoint
