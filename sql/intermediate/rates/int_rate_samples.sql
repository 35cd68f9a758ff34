-- One row per influencer and platform with a known headline rate: mean and variance of the logs of its posts' rates.
--
-- A log is that of (engagements + 0.5) / base: the half keeps a post without engagements, and takes
-- away the downward pull that counting small numbers has on logs. The mean leaves out a tenth of the
-- posts at either end, so that a viral post does not carry it; the variance is the one that belongs
-- to such a mean (winsorised: Tukey and McLaughlin), and never less than counting alone makes it.
-- Logs are decimals, so that their sums are exact and equal in any order.

with
posts as (select * from intermediate.int_window_posts where headline_rate is not null),
tiers as (
    select tiers.*
    from intermediate.int_creator_tiers as tiers
    inner join meta.settings as settings on tiers.scheme = settings.tier_scheme
),

logs as (
    select
        influencer_id, platform, post_key, engagements,
        cast(ln((engagements + 0.5) / headline_base) as decimal(18, 9)) as log_rate,
        cast(1 / (engagements + 0.5) as decimal(18, 9)) as counting_variance
    from posts
),

ranked as (
    select
        *,
        row_number() over (partition by influencer_id, platform order by log_rate, post_key) as place,
        count(*) over (partition by influencer_id, platform) as places
    from logs
),

marked as (
    select
        *,
        cast(floor(places * 0.1) as bigint) as cut,
        place > floor(places * 0.1) and place <= places - floor(places * 0.1) as is_kept
    from ranked
),

summed as (
    select
        influencer_id, platform,
        max(cut) as cut,
        count(*) as posts_with_rate,
        count(*) filter (where engagements = 0) as zero_rate_posts,
        median(engagements) as engagements_median,
        sum(counting_variance) as counting_variance,
        sum(log_rate) filter (where is_kept) as kept_sum,
        sum(log_rate * log_rate) filter (where is_kept) as kept_squares,
        min(log_rate) filter (where is_kept) as lowest,
        max(log_rate) filter (where is_kept) as highest
    from marked
    group by influencer_id, platform
),

winsorised as (
    select
        *,
        posts_with_rate - 2 * cut as posts_kept,
        cast(kept_sum + cut * (lowest + highest) as double) as total,
        cast(kept_squares + cut * (lowest * lowest + highest * highest) as double) as squares
    from summed
)

select
    winsorised.influencer_id, winsorised.platform, tiers.scheme, tiers.tier, tiers.niche,
    winsorised.posts_with_rate, winsorised.zero_rate_posts, winsorised.engagements_median,
    winsorised.posts_kept,
    winsorised.posts_kept - 1 as degrees_of_freedom,
    cast(winsorised.kept_sum as double) / winsorised.posts_kept as log_rate_mean,
    case
        when winsorised.posts_kept > 1
            then greatest(
                (winsorised.squares - winsorised.total * winsorised.total / winsorised.posts_with_rate)
                / (winsorised.posts_kept - 1),
                cast(winsorised.counting_variance as double) / winsorised.posts_with_rate,
                0.000001
            )
    end as log_rate_variance
from winsorised
left join tiers using (influencer_id, platform)
order by winsorised.influencer_id, winsorised.platform
