-- How likely one scenario of a plan brings more than another for the same budget, and at equal spend.
select
    plan_id,
    plan_measure,
    scenario,
    other_scenario,
    result_expected,
    other_result_expected,
    plan_probability_higher,
    plan_probability_higher_in_campaign,
    equal_spend_result,
    other_equal_spend_result,
    equal_spend_probability_higher,
    equal_spend_probability_higher_in_campaign
from marts.budget_plan_comparisons
order by plan_id, plan_measure, scenario, other_scenario
