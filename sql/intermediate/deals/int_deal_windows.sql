-- One row per deal: the days in which an order found by its code or link counts.
--
-- The window opens on the deal's first day, or with its first known post where that is earlier, and
-- closes attribution_window_days after the last post. Where fewer posts are known than were agreed or
-- listed, or nobody says how many, a later last day of the deal stands for the last post.

with
deals as (select * from staging.stg_deals),
listed as (select deal_id, count(*) as posts from staging.stg_deal_posts group by deal_id),

delivered as (
    select
        deal_id,
        count(posted_at) as posts,
        min(cast(posted_at as date)) as first_posted_on,
        max(cast(posted_at as date)) as last_posted_on
    from intermediate.int_delivered_posts
    group by deal_id
)

select
    deals.deal_id, delivered.first_posted_on, delivered.last_posted_on,
    settings.attribution_window_days,
    least(deals.starts_on, delivered.first_posted_on) as window_starts_on,
    case
        when delivered.posts >= greatest(deals.posts_agreed, listed.posts) then delivered.last_posted_on
        else greatest(delivered.last_posted_on, deals.ends_on)
    end + cast(settings.attribution_window_days as integer) as window_ends_on
from deals
cross join meta.settings as settings
left join listed on deals.deal_id = listed.deal_id
left join delivered on deals.deal_id = delivered.deal_id
order by deals.deal_id
