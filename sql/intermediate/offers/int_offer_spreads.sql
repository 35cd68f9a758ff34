-- One row per measure and pool of three creators or more: how far creators, platforms and tiers lie apart.
--
-- By the method of moments: what each sum of squares (int_offer_squares) owes to the level below and to sampling error is
-- taken off. Where cells leave fewer than three degrees of freedom, creators are compared within tiers, else over the
-- whole pool, and what lies between is then part of creators_variance. An estimate may come out below 0: what is used is
-- the upper branch of a hyperbola through (0, error x sqrt(2 / pi)), close to the mean of a normal cut off at 0
-- (docs/decisions/0050-price-of-an-offer.md).

with
levels as (
    select
        * exclude (creators),
        cast(creators as double) as n,
        case when n - cells >= 3 then 'cells' when n - tiers >= 3 then 'tiers' else 'pool' end as compared_in
    from intermediate.int_offer_squares
),

creators as (
    select
        *,
        case compared_in when 'cells' then n - cells when 'tiers' then n - tiers else n - 1 end as df,
        case compared_in
            when 'cells' then (squares_in_cells - error_in_cells) / (n - cells)
            when 'tiers' then (squares_in_tiers - error_in_tiers) / (n - tiers)
            else (squares_in_pool - error_in_pool) / (n - 1)
        end as creators_raw
    from levels
),

creators_settled as (
    select
        *,
        case
            when error_mean = 0 then greatest(creators_raw, 0.000001)
            else (
                creators_raw
                + sqrt(creators_raw * creators_raw + 2.546479089 * 2 / df * power(greatest(creators_raw, 0) + error_mean, 2))
            ) / 2
        end as creators_variance
    from creators
),

platforms_noise as (
    select
        *,
        creators_variance * (cells - tiers) + error_in_tiers - error_in_cells as noise,
        squares_in_tiers - squares_in_cells as squares,
        n - cells_per_tier as factor
    from creators_settled
),

platforms_settled as (
    select
        *,
        case
            when compared_in = 'cells' and cells > tiers
                then (
                    (squares - noise) / factor
                    + sqrt(
                        power((squares - noise) / factor, 2)
                        + 2.546479089 * 2 / (cells - tiers) * power(greatest(squares, noise) / factor, 2)
                    )
                ) / 2
            else 0
        end as platforms_variance
    from platforms_noise
),

tiers_noise as (
    select
        * exclude (noise, squares, factor),
        creators_variance * (tiers - 1) + error_in_pool - error_in_tiers
        + platforms_variance * (cells_per_tier - cells_per_pool) as noise,
        squares_in_pool - squares_in_tiers as squares,
        n - tiers_per_pool as factor
    from platforms_settled
)

select
    measure,
    pool,
    cast(n as bigint) as creators,
    cast(cells as bigint) as cells,
    cast(tiers as bigint) as tiers,
    compared_in,
    cast(df as bigint) as degrees_of_freedom,
    creators_variance,
    platforms_variance,
    case
        when compared_in <> 'pool' and tiers > 1
            then (
                (squares - noise) / factor
                + sqrt(
                    power((squares - noise) / factor, 2)
                    + 2.546479089 * 2 / (tiers - 1) * power(greatest(squares, noise) / factor, 2)
                )
            ) / 2
        else 0
    end as tiers_variance
from tiers_noise
order by measure, pool
