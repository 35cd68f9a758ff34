-- One row per influencer and platform with posts with engagements: how these scatter, and how each goes with the next.
--
-- The highest and lowest tenth are pulled in to the next post (winsorised), so that one viral post does not say it
-- all; the variance is put back on the scale of a single post where logs are normal, and is never less than counting
-- alone makes it. Neighbours are in the order of posting; posts without engagements are passed over.
-- Sums are over decimals: exact, so equal in any order.

with
placed as (
    select
        influencer_id, platform, post_key, posted_at,
        cast(log_rate as decimal(18, 9)) as log_rate,
        cast(counting_variance as decimal(18, 9)) as counting_variance,
        row_number() over (partition by influencer_id, platform order by log_rate, post_key) as place,
        count(*) over (partition by influencer_id, platform) as places
    from intermediate.int_rate_logs
    where log_rate is not null
),

ends as (
    select
        influencer_id, platform,
        max(log_rate) filter (where place = 1 + floor(places * 0.1)) as lowest,
        max(log_rate) filter (where place = places - floor(places * 0.1)) as highest
    from placed
    group by influencer_id, platform
),

pulled as (
    select
        placed.* exclude (log_rate),
        greatest(least(placed.log_rate, ends.highest), ends.lowest) as log_rate
    from placed
    inner join ends using (influencer_id, platform)
),

centred as (
    select
        *,
        cast(
            log_rate - cast(sum(log_rate) over (partition by influencer_id, platform) as double) / places
            as decimal(18, 9)
        ) as deviation
    from pulled
),

followed as (
    select
        *,
        lead(deviation) over (partition by influencer_id, platform order by posted_at, post_key) as next_deviation
    from centred
),

summed as (
    select
        influencer_id, platform,
        count(*) as posts,
        floor(count(*) * 0.1) / count(*) as cut_share,
        count(*) - 2 * cast(floor(count(*) * 0.1) as bigint) - 1 as degrees_of_freedom,
        cast(sum(counting_variance) as double) / count(*) as counting_variance,
        cast(coalesce(sum(cast(deviation * next_deviation as decimal(38, 12))), 0) as double) as neighbour_products,
        cast(sum(cast(deviation * deviation as decimal(38, 12))) as double) as neighbour_squares
    from followed
    group by influencer_id, platform
)

-- a normal variance falls to about 1 - 3.35 g + 2.05 g^2 where a share g at either end is pulled in
select
    influencer_id, platform, degrees_of_freedom,
    case
        when degrees_of_freedom > 0
            then greatest(
                neighbour_squares / degrees_of_freedom * (1 - 2 * cut_share)
                / (1 - 3.35 * cut_share + 2.05 * cut_share * cut_share),
                counting_variance,
                0.000001
            )
    end as log_rate_variance,
    neighbour_products, neighbour_squares
from summed
order by influencer_id, platform
