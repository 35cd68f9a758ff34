-- One row per platform and measure: the slope of log rate on log followers over accounts.
--
-- Least squares; each account counts once. The error is robust against accounts that scatter
-- differently (HC3: residuals over one less their leverage). Null slopes below ten accounts, or where all are of
-- much the same size. Sums are over decimals: exact, so equal in any order.

with
accounts as (select * from intermediate.int_account_rates),

means as (
    select
        platform, measure,
        count(*) as accounts,
        cast(sum(posts) as bigint) as posts,
        cast(sum(cast(log_followers_mean as decimal(38, 15))) as double) / count(*) as log_followers_mean,
        cast(sum(cast(log_rate_mean as decimal(38, 15))) as double) / count(*) as log_rate_mean
    from accounts
    group by platform, measure
),

centred as (
    select
        accounts.platform, accounts.measure,
        accounts.log_followers_mean - means.log_followers_mean as size,
        accounts.log_rate_mean - means.log_rate_mean as rate
    from accounts
    inner join means using (platform, measure)
),

squares as (
    select
        platform, measure,
        cast(sum(cast(size * size as decimal(38, 15))) as double) as size_2,
        cast(sum(cast(size * rate as decimal(38, 15))) as double) as size_rate
    from centred
    group by platform, measure
),

fits as (
    select
        means.*,
        case when means.accounts >= 10 and squares.size_2 > 0.05 * means.accounts then squares.size_2 end as squared_sizes,
        case
            when means.accounts >= 10 and squares.size_2 > 0.05 * means.accounts then squares.size_rate / squares.size_2
        end as slope
    from means
    inner join squares using (platform, measure)
),

errors as (
    select
        centred.platform, centred.measure,
        cast(
            sum(cast(
                power(
                    centred.size * (centred.rate - fits.slope * centred.size)
                    / greatest(1 - 1.0 / fits.accounts - power(centred.size, 2) / fits.squared_sizes, 0.001),
                    2
                ) as decimal(38, 12)
            )) as double
        ) as scatter
    from centred
    inner join fits using (platform, measure)
    group by centred.platform, centred.measure
)

select
    fits.platform, fits.measure, fits.accounts, fits.posts, fits.log_followers_mean,
    fits.log_rate_mean, fits.squared_sizes, fits.slope,
    sqrt(errors.scatter) / fits.squared_sizes as slope_error
from fits
inner join errors using (platform, measure)
order by fits.platform, fits.measure
