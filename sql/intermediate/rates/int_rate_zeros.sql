-- One row per cell of creators: the share of posts without any engagement, and how alike creators are in it.
--
-- zero_likeness_posts is how many posts of a creator weigh as much as what the cell knows (a beta-binomial's prior, by
-- moments): many where creators have such posts by chance alone, few where some have hardly any other. How much they
-- differ beyond chance is itself found with an error, and counts by as much as it exceeds it.

with
sums as (
    select
        platform, tier, niche,
        cast(count(*) as double) as creators,
        cast(sum(zero_rate_posts) as double) as zeros,
        cast(sum(posts_with_rate) as double) as posts,
        cast(sum(zero_rate_posts * zero_rate_posts) as double) as zeros_2,
        cast(sum(zero_rate_posts * posts_with_rate) as double) as zeros_posts,
        cast(sum(posts_with_rate * posts_with_rate) as double) as posts_2
    from intermediate.int_rate_members
    where lenders >= 8
    group by platform, tier, niche
),

shares as (
    select
        *,
        zeros / posts as share,
        sqrt(2 * posts_2) / (posts_2 - posts) as differing_error
    from sums
),

differing as (
    select
        *,
        (
            (zeros_2 - 2 * share * zeros_posts + share * share * posts_2) * creators / (creators - 1)
            / nullif(share * (1 - share), 0)
            - posts
        ) / (posts_2 - posts) as differing
    from shares
),

settled as (
    select
        *,
        least(greatest(
            case when differing > differing_error then differing - differing_error * differing_error / differing end,
            0.0001
        ), 0.95) as settled
    from differing
)

select
    platform, tier, niche, share as zero_share_of_cell, share * (1 - share) / posts as zero_share_of_cell_variance,
    (1 - settled) / settled as zero_likeness_posts
from settled
order by platform, tier, niche
