-- One row per cell of creators: the correlation of neighbouring posts' log rates.
--
-- Deviations from a creator's own mean go together too little: of independent posts by -1 / posts, of like ones by
-- more. So the correlation is the one of which a series of as many posts as each creator's would lead to expect
-- what was found (an autoregression's, over all creators of the cell at once), between two twentieths in proportion.
-- Nothing is made of fewer than 32 pairs of neighbours, or of a correlation below 0.

with
members as (select * from intermediate.int_rate_members where engaged_posts > 1),

series as (
    select
        platform, tier, niche,
        cast(engaged_posts as double) as posts,
        sum(engaged_posts - 1) as pairs,
        sum(cast(neighbour_products as decimal(38, 12))) as products,
        sum(cast(neighbour_squares as decimal(38, 12))) as squares
    from members
    group by platform, tier, niche, engaged_posts
),

tried as (select unnest(range(0, 20)) / 20.0 as correlation),

widened as (
    -- widening: the variance of a mean of such posts, over that of as many independent ones
    select
        series.*, tried.correlation,
        cast(series.squares as double) / (series.posts - 1) as scale,
        (1 + tried.correlation) / (1 - tried.correlation)
        - 2 * tried.correlation * (1 - power(tried.correlation, series.posts))
        / (series.posts * power(1 - tried.correlation, 2)) as widening
    from series
    cross join tried
),

expected as (
    select
        platform, tier, niche, correlation,
        cast(sum(pairs) as bigint) as neighbour_pairs,
        cast(sum(products) as double) / nullif(cast(sum(squares) as double), 0) as found,
        cast(
            sum(cast(
                scale * (
                    (posts - 1) * correlation - widening * (1 + 1 / posts)
                    + 2 * (1 - power(correlation, posts)) / (posts * (1 - correlation))
                ) as decimal(38, 12)
            )) as double
        ) / nullif(cast(sum(cast(scale * (posts - widening) as decimal(38, 12))) as double), 0) as expected
    from widened
    group by platform, tier, niche, correlation
),

stepped as (
    select
        *,
        lead(expected) over (partition by platform, tier, niche order by correlation) - expected as step
    from expected
)

select
    platform, tier, niche, neighbour_pairs,
    coalesce(
        max(correlation + least(coalesce((found - expected) / nullif(step, 0), 0), 1) / 20)
        filter (where found >= expected and neighbour_pairs >= 32),
        0
    ) as neighbour_correlation
from stepped
group by platform, tier, niche, neighbour_pairs
order by platform, tier, niche
