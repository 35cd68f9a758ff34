-- One row per deal: the days in which an order found by its code or link counts, and what closes them.
--
-- The window opens on the deal's first day, or with its first known post where that is earlier, and
-- closes attribution_window_days after the last post. Where fewer posts are known than were agreed or
-- listed, or nobody says how many, a later last day of the deal stands for the last post.
--
-- Where neither a post nor a last day is known, the first order with the deal's code or link stands for the post,
-- unless a deal that runs then has the code too: no window stays open for ever (decision 0152).

with
deals as (select * from staging.stg_deals),
order_codes as (select * from intermediate.int_order_codes),
listed as (select deal_id, count(*) as posts from staging.stg_deal_posts group by deal_id),

delivered as (
    select
        deal_id,
        count(posted_at) as posts,
        min(cast(posted_at as date)) as first_posted_on,
        max(cast(posted_at as date)) as last_posted_on
    from intermediate.int_delivered_posts
    group by deal_id
),

dated as (
    select
        deals.deal_id, delivered.first_posted_on, delivered.last_posted_on,
        least(deals.starts_on, delivered.first_posted_on) as starts_on,
        case
            when delivered.posts >= greatest(deals.posts_agreed, listed.posts) then delivered.last_posted_on
            else greatest(delivered.last_posted_on, deals.ends_on)
        end as ends_on,
        settings.attribution_window_days,
        cast(settings.attribution_window_days as integer) as days
    from deals
    cross join meta.settings as settings
    left join listed on deals.deal_id = listed.deal_id
    left join delivered on deals.deal_id = delivered.deal_id
),

held as (
    -- orders of a deal whose days are known
    select distinct order_codes.load_id, order_codes.source_record
    from order_codes
    inner join dated on order_codes.deal_id = dated.deal_id
    where
        order_codes.order_day <= dated.ends_on + dated.days
        and order_codes.order_day >= coalesce(dated.starts_on - 1, order_codes.order_day)
),

first_orders as (
    select order_codes.deal_id, min(order_codes.order_day) as first_ordered_on
    from order_codes
    inner join dated on order_codes.deal_id = dated.deal_id
    anti join held on order_codes.load_id = held.load_id and order_codes.source_record = held.source_record
    where dated.ends_on is null and order_codes.order_day >= coalesce(dated.starts_on - 1, order_codes.order_day)
    group by order_codes.deal_id
)

select
    dated.deal_id, dated.first_posted_on, dated.last_posted_on, dated.attribution_window_days,
    coalesce(dated.starts_on, case when dated.ends_on is null then first_orders.first_ordered_on end) as window_starts_on,
    coalesce(dated.ends_on, first_orders.first_ordered_on) + dated.days as window_ends_on,
    case
        when dated.ends_on = dated.last_posted_on then 'last post'
        when dated.ends_on is not null then 'last day'
        when first_orders.deal_id is not null then 'first order'
    end as window_closes_after
from dated
left join first_orders on dated.deal_id = first_orders.deal_id
order by dated.deal_id
