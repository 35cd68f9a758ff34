-- One row per creator, platform, format ('all' over formats) and calendar month (UTC) with sponsored and organic posts.
--
-- What is compared is what was posted in the same month: rates have seasons and trends, and deals come in some months
-- more than in others. Sums of logs are taken over decimals: exact, and equal in any order.

with
posts as (
    select
        influencer_id, platform, format, is_sponsored,
        date_trunc('month', posted_at) as posted_month,
        cast(log_rate as decimal(18, 6)) as log_value
    from intermediate.int_lift_posts
    where log_rate is not null and not is_boosted and is_sponsored is not null
),

summed as (
    select
        influencer_id, platform,
        coalesce(format, 'all') as format,
        cast(posted_month as date) as posted_month,
        count(*) filter (where is_sponsored) as sponsored_posts,
        count(*) filter (where not is_sponsored) as organic_posts,
        cast(sum(log_value) filter (where is_sponsored) as double) as sponsored_logs,
        cast(sum(log_value) filter (where not is_sponsored) as double) as organic_logs,
        cast(sum(log_value * log_value) as double) as squares
    from posts
    group by grouping sets ((influencer_id, platform, format, posted_month), (influencer_id, platform, posted_month))
)

select
    influencer_id, platform, format, posted_month, sponsored_posts, organic_posts,
    sponsored_logs / sponsored_posts - organic_logs / organic_posts as log_lift,
    sponsored_posts * organic_posts / cast(sponsored_posts + organic_posts as double) as month_weight,
    greatest(
        squares - power(sponsored_logs, 2) / sponsored_posts - power(organic_logs, 2) / organic_posts, 0
    ) as squares_within
from summed
where sponsored_posts > 0 and organic_posts > 0
order by influencer_id, platform, format, posted_month
