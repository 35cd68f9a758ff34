-- Every goal that a deal's sheet sets is a row.

with
staged as (
    select
        deal_id,
        count(posts_agreed) + count(goal_reach) + count(goal_impressions) + count(goal_views) + count(goal_engagements)
        + count(goal_clicks) + count(goal_orders) + count(goal_new_customers) + count(goal_revenue_reporting) as goals
    from staging.stg_deals
    group by deal_id
),

mart as (
    select
        deal_id,
        count(*) as goals
    from marts.deal_goals
    group by deal_id
)

select
    staged.deal_id,
    staged.goals as staged_goals,
    mart.goals as mart_goals
from staged
left join mart on staged.deal_id = mart.deal_id
where staged.goals <> coalesce(mart.goals, 0)
