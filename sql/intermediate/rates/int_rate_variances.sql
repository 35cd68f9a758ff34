-- One row per cell of creators: the variance of posts within a creator, and how alike creators are in it.
--
-- Creators differ in variance beyond chance. What their logs scatter beyond that of a chi-square tells
-- how many degrees of freedom the cell's variance is worth for one of them (Smyth 2004). Sums are over
-- decimals: exact, so equal in any order.

with
samples as (
    select
        platform, tier, niche, degrees_of_freedom,
        posts_worth as posts,
        cast(degrees_of_freedom as double) as df,
        log_rate_mean as mean,
        log_rate_variance as variance
    from intermediate.int_rate_peers
    where degrees_of_freedom > 0 and lenders >= 8
),

creators as (
    -- log_variance is freed of the bias that the log of a chi-square has, scatter is its variance
    select
        samples.*,
        samples.df / (samples.df + 4) as trust,
        ln(samples.variance) - coalesce(logs.log_mean, -1 / samples.df) as log_variance,
        coalesce(logs.log_variance, 2 / samples.df + 2 / power(samples.df, 2)) as scatter
    from samples
    left join meta.chi_square_logs as logs using (degrees_of_freedom)
),

spread as (
    select
        platform, tier, niche,
        count(*) as creators,
        cast(sum(cast(df as decimal(38, 15))) as double) as df,
        cast(sum(cast(df * variance as decimal(38, 15))) as double) as df_variance,
        cast(sum(cast(trust as decimal(38, 15))) as double) as trust,
        cast(sum(cast(trust * trust as decimal(38, 15))) as double) as trust_2,
        cast(sum(cast(trust * log_variance as decimal(38, 15))) as double) as trust_log,
        cast(sum(cast(trust * log_variance * log_variance as decimal(38, 15))) as double) as trust_log_2,
        cast(sum(cast(trust * scatter as decimal(38, 15))) as double) as trust_scatter,
        cast(sum(cast(trust * trust * scatter as decimal(38, 15))) as double) as trust_2_scatter,
        cast(sum(cast(mean as decimal(38, 15))) as double) as mean,
        cast(sum(cast(mean * mean as decimal(38, 15))) as double) as mean_2,
        cast(sum(cast(variance / posts as decimal(38, 15))) as double) as error
    from creators
    group by platform, tier, niche
),

likeness as (
    -- how much the creators' variances differ beyond chance: the trigamma of half the prior's degrees
    -- of freedom; at most as many of these as the posts have
    select
        platform, tier, niche, creators,
        df_variance / df as within,
        greatest((mean_2 - mean * mean / creators) / (creators - 1) - error / creators, 0) as first_between,
        trust_log / trust as log_variance,
        greatest(
            (trust_log_2 - trust_log * trust_log / trust - trust_scatter + trust_2_scatter / trust)
            / (trust - trust_2 / trust),
            2 / df
        ) as differing
    from spread
),

prior as (
    -- the inverse of the trigamma by its first two terms: it is wanted at any number, so no table holds it
    select
        platform, tier, niche, creators, within, first_between, log_variance,
        (1 + sqrt(1 + 2 * differing)) / (2 * differing) as half
    from likeness
)

-- the digamma of half, which may be any number: by its series at half + 3, right to five digits
select
    platform, tier, niche, creators,
    within as variance_within_mean,
    first_between as variance_between_first,
    exp(
        log_variance + ln(half + 3) - 1 / (2 * (half + 3)) - 1 / (12 * power(half + 3, 2))
        + 1 / (120 * power(half + 3, 4))
        - 1 / half - 1 / (half + 1) - 1 / (half + 2) - ln(half)
    ) as variance_within_creators,
    2 * half as variance_degrees_of_freedom
from prior
order by platform, tier, niche
