-- One row per influencer and platform with a known headline rate: mean and variance of the logs of its posts' rates.
--
-- Of the posts with engagements; those without are counted. The mean leaves out a fifth of the posts at either end,
-- so that viral posts do not carry it. posts_worth is how many posts a plain mean would need to be as sure where logs
-- are normal, so that log_rate_variance / posts_worth is the error of the mean of independent posts.

with
tiers as (
    select tiers.*
    from intermediate.int_creator_tiers as tiers
    inner join meta.settings as settings on tiers.scheme = settings.tier_scheme
),

ranked as (
    select
        influencer_id, platform, post_key, engagements, is_other_definition,
        cast(log_rate as decimal(18, 9)) as log_rate,
        row_number() over (partition by influencer_id, platform order by log_rate, post_key) as place,
        count(log_rate) over (partition by influencer_id, platform) as places
    from intermediate.int_rate_logs
),

marked as (
    select
        *,
        cast(floor(places * 0.2) as bigint) as cut,
        log_rate is not null and place > floor(places * 0.2) and place <= places - floor(places * 0.2) as is_kept
    from ranked
),

summed as (
    select
        influencer_id, platform,
        bool_or(is_other_definition) as is_other_definition,
        max(cut) as cut,
        count(*) as posts_with_rate,
        count(log_rate) as engaged_posts,
        count(*) filter (where log_rate is null) as zero_rate_posts,
        median(engagements) as engagements_median,
        max(cut) / nullif(cast(count(log_rate) as double), 0) as cut_share,
        cast(sum(log_rate) filter (where is_kept) as double) as kept_sum
    from marked
    group by influencer_id, platform
)

select
    summed.influencer_id, summed.platform, tiers.scheme, tiers.tier, tiers.niche,
    summed.is_other_definition, summed.posts_with_rate, summed.zero_rate_posts, summed.engaged_posts, summed.engagements_median,
    summed.engaged_posts - 2 * summed.cut as posts_kept,
    -- a normal variance falls to about 1 - 3.35 g + 2.05 g^2 where a share g at either end is pulled in
    coalesce(
        summed.engaged_posts * power(1 - 2 * summed.cut_share, 2)
        / (1 - 3.35 * summed.cut_share + 2.05 * summed.cut_share * summed.cut_share),
        0
    ) as posts_worth,
    coalesce(scatter.degrees_of_freedom, 0) as degrees_of_freedom,
    summed.kept_sum / nullif(summed.engaged_posts - 2 * summed.cut, 0) as log_rate_mean,
    scatter.log_rate_variance,
    coalesce(scatter.neighbour_products, 0) as neighbour_products,
    coalesce(scatter.neighbour_squares, 0) as neighbour_squares
from summed
left join intermediate.int_rate_scatter as scatter using (influencer_id, platform)
left join tiers using (influencer_id, platform)
order by summed.influencer_id, summed.platform
