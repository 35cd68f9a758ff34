-- How likely one scenario of a plan brings more than another for the same budget.
select
    plan_id,
    plan_measure,
    scenario,
    other_scenario,
    result_expected,
    other_result_expected,
    plan_probability_higher
from marts.budget_plan_comparisons
order by plan_id, plan_measure, scenario, other_scenario
