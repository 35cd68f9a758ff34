-- One row per measure and pool of three creators or more: the sums of squares of a nested analysis of variance.
--
-- Creators stand in cells (platform and tier), cells in tiers, tiers in the pool. squares_in_… is how far creators lie from the
-- mean of their cell, tier or pool, error_in_… what sampling error alone makes of it; cells_per_… and tiers_per_pool weigh
-- what a level's own variance adds to the level above. Sums are over decimals: exact, so equal in any order.

with
cells as (
    select
        measure, pool, platform, tier,
        cast(count(*) as double) as n,
        cast(sum(cast(log_mean as decimal(38, 12))) as double) as x,
        cast(sum(cast(log_mean * log_mean as decimal(38, 12))) as double) as xx,
        cast(sum(cast(log_mean_error as decimal(38, 12))) as double) as e
    from intermediate.int_offer_samples
    group by measure, pool, platform, tier
),

tiers as (
    select measure, pool, tier, sum(n) as n, cast(sum(cast(x as decimal(38, 12))) as double) as x
    from cells
    group by measure, pool, tier
),

pools as (
    select measure, pool, count(*) as tiers, sum(n) as n, cast(sum(cast(x as decimal(38, 12))) as double) as x
    from tiers
    group by measure, pool
    having sum(n) >= 3
)

select
    cells.measure,
    cells.pool,
    count(*) as cells,
    min(pools.tiers) as tiers,
    cast(min(pools.n) as bigint) as creators,
    cast(sum(cast(cells.xx - cells.x * cells.x / cells.n as decimal(38, 12))) as double) as squares_in_cells,
    cast(sum(cast(cells.xx - cells.x * tiers.x / tiers.n as decimal(38, 12))) as double) as squares_in_tiers,
    cast(sum(cast(cells.xx - cells.x * pools.x / pools.n as decimal(38, 12))) as double) as squares_in_pool,
    cast(sum(cast(cells.e - cells.e / cells.n as decimal(38, 12))) as double) as error_in_cells,
    cast(sum(cast(cells.e - cells.e / tiers.n as decimal(38, 12))) as double) as error_in_tiers,
    cast(sum(cast(cells.e - cells.e / pools.n as decimal(38, 12))) as double) as error_in_pool,
    cast(sum(cast(cells.e as decimal(38, 12))) as double) / min(pools.n) as error_mean,
    cast(sum(cast(cells.n * cells.n / tiers.n as decimal(38, 12))) as double) as cells_per_tier,
    cast(sum(cast(cells.n * cells.n / pools.n as decimal(38, 12))) as double) as cells_per_pool,
    cast(sum(cast(cells.n * tiers.n / pools.n as decimal(38, 12))) as double) as tiers_per_pool
from cells
inner join tiers using (measure, pool, tier)
inner join pools using (measure, pool)
group by cells.measure, cells.pool
order by cells.measure, cells.pool
