-- Why offers were chosen or not, counted.
select
    plan_id,
    scenario,
    plan_reason_code,
    count(*) as offers
from marts.budget_plan_candidates
group by plan_id, scenario, plan_reason_code
order by plan_id, scenario, offers desc, plan_reason_code
