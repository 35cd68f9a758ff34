-- One row per deal and goal that it sets: what is reached, how far the deal is in its time, and where that leads.
--
-- The time is that until which the result is known (int_deal_captures). A deal runs from the start of its first day
-- to the end of its last.
--
-- Expected by now is the goal times the elapsed part of the time. Projected to the end: clicks, orders, new
-- customers, revenue and posts go on as until now (from the first whole day on); of views, impressions,
-- reach and engagements, posts still to come bring as much as those that report, and posts that are out
-- bring no more. No post of a creator whose posts are known is 0 posts; any other silence is null.

with
deals as (select * from staging.stg_deals),
totals as (select * from intermediate.int_return_sums where grouping_level in ('deal')),

timed as (
    select
        deals.*,
        coalesce(deals.campaign_id, 'unassigned') as known_campaign_id,
        case when deals.starts_on <= deals.ends_on then deals.ends_on - deals.starts_on + 1 end as planned_days,
        captures.posts_until,
        captures.clicks_until,
        captures.orders_until,
        coalesce(totals.posts, case when captures.is_post_known then 0 end) as posts,
        totals.reach, totals.reach_reported_posts, totals.impressions,
        totals.impressions_reported_posts, totals.views, totals.views_reported_posts,
        totals.engagements, totals.engagements_reported_posts, totals.clicks, totals.orders,
        totals.orders_new_customers, totals.net_revenue
    from deals
    inner join intermediate.int_deal_captures as captures using (deal_id)
    left join totals using (deal_id)
),

measures as (
    select listed.goal_measure, listed.told_by, listed.is_linear
    from (
        values
        ('posts', 'posts', true), ('reach', 'posts', false), ('impressions', 'posts', false),
        ('views', 'posts', false), ('engagements', 'posts', false), ('clicks', 'clicks', true),
        ('orders', 'orders', true), ('new_customers', 'orders', true), ('revenue', 'orders', true)
    ) as listed (goal_measure, told_by, is_linear)
),

long as (
    select
        timed.*,
        measures.goal_measure,
        measures.is_linear,
        case measures.told_by
            when 'posts' then timed.posts_until
            when 'clicks' then timed.clicks_until
            else timed.orders_until
        end as known_until,
        case measures.goal_measure
            when 'posts' then cast(timed.posts_agreed as double)
            when 'reach' then cast(timed.goal_reach as double)
            when 'impressions' then cast(timed.goal_impressions as double)
            when 'views' then cast(timed.goal_views as double)
            when 'engagements' then cast(timed.goal_engagements as double)
            when 'clicks' then cast(timed.goal_clicks as double)
            when 'orders' then cast(timed.goal_orders as double)
            when 'new_customers' then cast(timed.goal_new_customers as double)
            else cast(timed.goal_revenue_reporting as double)
        end as goal_value,
        case measures.goal_measure
            when 'posts' then cast(timed.posts as double)
            when 'reach' then cast(timed.reach as double)
            when 'impressions' then cast(timed.impressions as double)
            when 'views' then cast(timed.views as double)
            when 'engagements' then cast(timed.engagements as double)
            when 'clicks' then cast(timed.clicks as double)
            when 'orders' then cast(timed.orders as double)
            when 'new_customers' then cast(timed.orders_new_customers as double)
            else cast(timed.net_revenue as double)
        end as actual_value,
        case measures.goal_measure
            when 'reach' then timed.reach_reported_posts
            when 'impressions' then timed.impressions_reported_posts
            when 'views' then timed.views_reported_posts
            when 'engagements' then timed.engagements_reported_posts
        end as reported_posts
    from timed
    cross join measures
),

elapsed as (
    select
        *,
        least(
            greatest(date_diff('second', cast(starts_on as timestamp), known_until) / 86400.0, 0),
            planned_days
        ) as elapsed_days
    from long
    where goal_value is not null
)

select
    deal_id,
    influencer_id,
    known_campaign_id as campaign_id,
    goal_measure, known_until, planned_days,
    cast(case when planned_days is not null and known_until is not null then elapsed_days end as double) as elapsed_days,
    goal_value,
    actual_value,
    case when known_until is not null then goal_value * (elapsed_days / planned_days) end as expected_value,
    case
        when known_until is null or planned_days is null or actual_value is null then null
        when elapsed_days >= planned_days then actual_value
        -- nobody posts more often than agreed because the first posts came early
        when goal_measure = 'posts' and actual_value >= goal_value then actual_value
        when goal_measure = 'posts' and elapsed_days >= 1
            then least(actual_value / (elapsed_days / planned_days), goal_value)
        when is_linear then case when elapsed_days >= 1 then actual_value / (elapsed_days / planned_days) end
        else actual_value * (1 + coalesce(greatest(posts_agreed - posts, 0) / nullif(reported_posts, 0), 0))
    end as projected_value
from elapsed
order by deal_id, goal_measure
