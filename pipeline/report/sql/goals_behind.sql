-- Goals that are behind what was expected by now, or missed at the deal's end; the furthest behind first.
select
    name,
    tier,
    campaign_name,
    goal_measure,
    goal_value,
    actual_value,
    expected_value,
    pace_rate,
    projected_value,
    goal_status,
    ends_on,
    deal_id
from marts.deal_goals
where goal_status in ('behind', 'missed')
order by goal_status, pace_rate nulls last, deal_id, goal_measure
