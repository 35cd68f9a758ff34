-- Every series has every week once, posts and outcomes are all there.

with
series as (
    select
        country,
        tier,
        count(*) as weeks,
        (max(week_starts_on) - min(week_starts_on)) / 7 + 1 as weeks_between
    from marts.weekly_media_mix
    where is_dated
    group by country, tier
),

most as (select max(weeks) as weeks from series),

posts as (
    select
        (select coalesce(sum(mix.posts_estimated), 0) from marts.weekly_media_mix as mix) as mart_posts,
        (select count(*) from intermediate.int_delivered_posts) as delivered_posts,
        (select coalesce(sum(mix.orders), 0) from marts.weekly_media_mix as mix) as mart_orders,
        (
            select coalesce(sum(orders.orders), 0) from intermediate.int_order_attribution as orders
            where orders.is_counted and orders.order_day is not null
        ) as counted_orders
)

select
    'week' as what,
    series.country || ' ' || series.tier as where_found,
    series.weeks as found,
    series.weeks_between as expected
from series
cross join most
where series.weeks <> series.weeks_between or series.weeks <> most.weeks

union all

select
    'posts' as what,
    'all weeks' as where_found,
    posts.mart_posts as found,
    posts.delivered_posts as expected
from posts
where posts.mart_posts <> posts.delivered_posts

union all

select
    'orders' as what,
    'all weeks' as where_found,
    posts.mart_orders as found,
    posts.counted_orders as expected
from posts
where posts.mart_orders <> posts.counted_orders
