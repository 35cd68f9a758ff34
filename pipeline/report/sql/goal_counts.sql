-- Goals of deals by what they are about and how they stand.
select
    goal_measure,
    goal_status,
    count(*) as goals,
    count(distinct deal_id) as deals,
    max(known_until) as known_until
from marts.deal_goals
group by goal_measure, goal_status
order by goal_measure, goal_status
