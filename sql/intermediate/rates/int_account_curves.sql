-- One row per platform, measure and account: its size as a smooth curve has it, and what a cubic leaves of its rate.
--
-- size_curve and size_bend are the square and the cube of size (log followers about their mean), freed of the powers
-- below; residual is what of the log rate a cubic in log followers does not explain, leverage how much the account
-- draws that curve to itself. Sums are over decimals: exact, so equal in any order.

with
centred as (
    select
        accounts.platform, accounts.measure, accounts.account_key, slopes.accounts, slopes.squared_sizes,
        accounts.log_followers_mean - slopes.log_followers_mean as size,
        accounts.log_rate_mean - slopes.log_rate_mean as rate
    from intermediate.int_account_rates as accounts
    inner join intermediate.int_rate_slopes as slopes using (platform, measure)
    where slopes.slope is not null
),

powers as (
    select
        platform, measure,
        cast(sum(cast(power(size, 3) as decimal(38, 12))) as double) as size_3,
        cast(sum(cast(power(size, 4) as decimal(38, 12))) as double) as size_4,
        cast(sum(cast(size * rate as decimal(38, 12))) as double) as size_rate
    from centred
    group by platform, measure
),

curved as (
    select
        centred.*, powers.size_3, powers.size_4, powers.size_rate,
        power(centred.size, 2) - centred.squared_sizes / centred.accounts
        - powers.size_3 / centred.squared_sizes * centred.size as size_curve
    from centred
    inner join powers using (platform, measure)
),

curves as (
    select
        platform, measure,
        cast(sum(cast(size_curve * size_curve as decimal(38, 12))) as double) as curve_2,
        cast(sum(cast(power(size, 3) * size_curve as decimal(38, 12))) as double) as size_3_curve,
        cast(sum(cast(size_curve * rate as decimal(38, 12))) as double) as curve_rate
    from curved
    group by platform, measure
),

bent as (
    select
        curved.*, curves.curve_2, curves.curve_rate,
        power(curved.size, 3) - curved.size_3 / curved.accounts - curved.size_4 / curved.squared_sizes * curved.size
        - coalesce(curves.size_3_curve / nullif(curves.curve_2, 0), 0) * curved.size_curve as size_bend
    from curved
    inner join curves using (platform, measure)
),

bends as (
    select
        platform, measure,
        cast(sum(cast(size_bend * size_bend as decimal(38, 12))) as double) as bend_2,
        cast(sum(cast(size_bend * rate as decimal(38, 12))) as double) as bend_rate
    from bent
    group by platform, measure
)

select
    bent.platform, bent.measure, bent.account_key, bent.accounts, bent.squared_sizes, bent.size, bent.rate,
    bent.size_curve, bent.size_bend, nullif(bent.curve_2, 0) as squared_curves,
    nullif(bends.bend_2, 0) as squared_bends,
    bent.rate - bent.size_rate / bent.squared_sizes * bent.size
    - coalesce(bent.curve_rate / nullif(bent.curve_2, 0), 0) * bent.size_curve
    - coalesce(bends.bend_rate / nullif(bends.bend_2, 0), 0) * bent.size_bend as residual,
    1.0 / bent.accounts + power(bent.size, 2) / bent.squared_sizes
    + coalesce(power(bent.size_curve, 2) / nullif(bent.curve_2, 0), 0)
    + coalesce(power(bent.size_bend, 2) / nullif(bends.bend_2, 0), 0) as leverage
from bent
inner join bends using (platform, measure)
order by bent.platform, bent.measure, bent.account_key
