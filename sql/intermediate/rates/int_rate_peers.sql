-- One row per creator and cell that it is in: its sample, widened for how much its neighbouring posts resemble each other.
--
-- neighbour_widening is the variance of a mean of correlated posts over that of independent ones:
-- (1 + r) / (1 - r), less what a short series has too few neighbours for. The scatter within such a series is too
-- small besides. log_rate_variance allows for both, so that divided by posts_worth it is the error of the mean.
-- What it is worth falls to degrees_of_freedom_worth.

with
correlated as (
    select members.*, neighbours.neighbour_correlation as r, greatest(cast(members.engaged_posts as double), 1) as posts
    from intermediate.int_rate_members as members
    left join (
        select platform, tier, niche, neighbour_correlation from intermediate.int_rate_neighbours
    ) as neighbours using (platform, tier, niche)
),

widened as (
    select
        * exclude (r),
        coalesce(r, 0) as r,
        (1 + coalesce(r, 0)) / (1 - coalesce(r, 0))
        - 2 * coalesce(r, 0) * (1 - power(coalesce(r, 0), posts)) / (posts * power(1 - coalesce(r, 0), 2)) as widening
    from correlated
)

select
    platform, tier, niche, influencer_id, lenders, posts_with_rate, zero_rate_posts, engaged_posts, posts_worth,
    degrees_of_freedom,
    degrees_of_freedom * (1 - r * r) / (1 + r * r) as degrees_of_freedom_worth,
    widening as neighbour_widening,
    log_rate_mean,
    log_rate_variance * widening * greatest(posts - 1, 1) / greatest(posts - widening, 0.3) as log_rate_variance
from widened
order by platform, tier, niche, influencer_id
