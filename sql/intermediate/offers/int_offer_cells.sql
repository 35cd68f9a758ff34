-- One row per measure, platform and tier that has accounts: the mean of its creators' logs, and how sure it is.
--
-- The cell's own mean is drawn towards its tier's over all platforms of the pool, and that towards the pool's, each by
-- error / (error + variance between). A cell without creators of its own takes the tier's, else the pool's, with what lies
-- between added to its error; a tier that nobody is known of needs two others to say how far tiers lie apart. rests_on
-- names the narrowest group with creators.

with
samples as (select * from intermediate.int_offer_samples),
spreads as (select * from intermediate.int_offer_spreads),

wanted as (
    select distinct spreads.measure, spreads.pool, accounts.platform, accounts.tier
    from intermediate.int_offer_accounts as accounts
    inner join spreads on spreads.pool in ('all', accounts.platform)
    where accounts.tier is not null
),

cells as (
    select
        samples.measure, samples.pool, samples.platform, samples.tier,
        count(*) as creators,
        sum(samples.sample_size) as sample_size,
        cast(sum(cast(samples.log_mean as decimal(38, 12))) as double) / count(*) as mean,
        (
            min(spreads.creators_variance) * count(*)
            + cast(sum(cast(samples.log_mean_error as decimal(38, 12))) as double)
        ) / power(count(*), 2) as error,
        min(spreads.platforms_variance) as platforms_variance,
        min(spreads.tiers_variance) as tiers_variance
    from samples
    inner join spreads using (measure, pool)
    group by samples.measure, samples.pool, samples.platform, samples.tier
),

tiers as (
    select
        measure, pool, tier,
        sum(creators) as creators,
        sum(sample_size) as sample_size,
        cast(sum(cast(mean / (platforms_variance + error) as decimal(38, 12))) as double)
        / cast(sum(cast(1 / (platforms_variance + error) as decimal(38, 12))) as double) as mean,
        1 / cast(sum(cast(1 / (platforms_variance + error) as decimal(38, 12))) as double) as error,
        min(tiers_variance) as tiers_variance
    from cells
    group by measure, pool, tier
),

pools as (
    select
        measure,
        pool,
        sum(creators) as creators,
        sum(sample_size) as sample_size,
        cast(sum(cast(mean / (tiers_variance + error) as decimal(38, 12))) as double)
        / cast(sum(cast(1 / (tiers_variance + error) as decimal(38, 12))) as double) as mean,
        1 / cast(sum(cast(1 / (tiers_variance + error) as decimal(38, 12))) as double) as error
    from tiers
    group by measure, pool
),

drawn_tiers as (
    select
        wanted.measure, wanted.pool, wanted.platform, wanted.tier, spreads.creators_variance,
        spreads.platforms_variance, spreads.degrees_of_freedom, tiers.creators, tiers.sample_size,
        pools.creators as pool_creators,
        pools.sample_size as pool_sample_size,
        coalesce(
            tiers.mean - tiers.error / (tiers.error + spreads.tiers_variance) * (tiers.mean - pools.mean), pools.mean
        ) as mean,
        coalesce(
            spreads.tiers_variance * tiers.error / (tiers.error + spreads.tiers_variance)
            + power(tiers.error / (tiers.error + spreads.tiers_variance), 2) * pools.error,
            spreads.tiers_variance + pools.error
        ) as error
    from wanted
    inner join spreads using (measure, pool)
    inner join pools using (measure, pool)
    left join tiers using (measure, pool, tier)
    where tiers.tier is not null or spreads.tiers >= 2
)

select
    drawn.measure, drawn.platform, drawn.tier,
    case
        when cells.creators is not null then drawn.platform || ', ' || drawn.tier
        when drawn.creators is not null then drawn.tier
        else drawn.pool
    end as rests_on,
    cast(coalesce(cells.creators, drawn.creators, drawn.pool_creators) as bigint) as creators,
    cast(coalesce(cells.sample_size, drawn.sample_size, drawn.pool_sample_size) as bigint) as sample_size,
    coalesce(
        cells.mean - cells.error / (cells.error + drawn.platforms_variance) * (cells.mean - drawn.mean), drawn.mean
    ) as log_mean,
    coalesce(
        drawn.platforms_variance * cells.error / (cells.error + drawn.platforms_variance)
        + power(cells.error / (cells.error + drawn.platforms_variance), 2) * drawn.error,
        drawn.platforms_variance + drawn.error
    ) as log_mean_variance,
    drawn.creators_variance,
    drawn.degrees_of_freedom
from drawn_tiers as drawn
left join cells using (measure, pool, platform, tier)
order by drawn.measure, drawn.platform, drawn.tier
