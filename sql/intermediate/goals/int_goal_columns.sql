-- One row per deal, and one per campaign: each goal of int_goals beside its result, in columns of its own.
--
-- The counts of a campaign are those of its deals' goals, each by itself.

with
goals as (select * from intermediate.int_goals),

counts as (
    select
        case when grouping(deal_id) = 0 then 'deal' else 'campaign' end as grouping_level,
        campaign_id,
        coalesce(deal_id, 'all') as deal_id,
        count(*) as goals,
        cast(sum(case when goal_status = 'reached' then 1 else 0 end) as bigint) as goals_reached,
        cast(sum(case when goal_status in ('behind', 'missed') then 1 else 0 end) as bigint) as goals_behind,
        cast(sum(case when goal_status = 'unknown' then 1 else 0 end) as bigint) as goals_unknown
    from goals
    where grouping_level = 'deal'
    group by grouping sets ((campaign_id, deal_id), (campaign_id))
)

select
    counts.*,
    cast(max(goal_value) filter (where goal_measure = 'posts') as bigint) as goal_posts,
    cast(max(actual_value) filter (where goal_measure = 'posts') as bigint) as actual_posts,
    max(goal_status) filter (where goal_measure = 'posts') as status_posts,
    cast(max(goal_value) filter (where goal_measure = 'reach') as bigint) as goal_reach,
    cast(max(actual_value) filter (where goal_measure = 'reach') as bigint) as actual_reach,
    max(goal_status) filter (where goal_measure = 'reach') as status_reach,
    cast(max(goal_value) filter (where goal_measure = 'impressions') as bigint) as goal_impressions,
    cast(max(actual_value) filter (where goal_measure = 'impressions') as bigint) as actual_impressions,
    max(goal_status) filter (where goal_measure = 'impressions') as status_impressions,
    cast(max(goal_value) filter (where goal_measure = 'views') as bigint) as goal_views,
    cast(max(actual_value) filter (where goal_measure = 'views') as bigint) as actual_views,
    max(goal_status) filter (where goal_measure = 'views') as status_views,
    cast(max(goal_value) filter (where goal_measure = 'engagements') as bigint) as goal_engagements,
    cast(max(actual_value) filter (where goal_measure = 'engagements') as bigint) as actual_engagements,
    max(goal_status) filter (where goal_measure = 'engagements') as status_engagements,
    cast(max(goal_value) filter (where goal_measure = 'clicks') as bigint) as goal_clicks,
    cast(max(actual_value) filter (where goal_measure = 'clicks') as bigint) as actual_clicks,
    max(goal_status) filter (where goal_measure = 'clicks') as status_clicks,
    cast(max(goal_value) filter (where goal_measure = 'orders') as bigint) as goal_orders,
    cast(max(actual_value) filter (where goal_measure = 'orders') as bigint) as actual_orders,
    max(goal_status) filter (where goal_measure = 'orders') as status_orders,
    cast(max(goal_value) filter (where goal_measure = 'new_customers') as bigint) as goal_new_customers,
    cast(max(actual_value) filter (where goal_measure = 'new_customers') as bigint) as actual_new_customers,
    max(goal_status) filter (where goal_measure = 'new_customers') as status_new_customers,
    cast(max(goal_value) filter (where goal_measure = 'revenue') as decimal(38, 4)) as goal_revenue,
    cast(max(actual_value) filter (where goal_measure = 'revenue') as decimal(38, 4)) as actual_revenue,
    max(goal_status) filter (where goal_measure = 'revenue') as status_revenue
from goals
inner join counts using (grouping_level, campaign_id, deal_id)
group by all
order by counts.grouping_level, counts.campaign_id, counts.deal_id
