-- What is often advised, and whether the data support it for this budget.
select
    plan_id,
    advice_number,
    advice,
    verdict,
    verdict_probability,
    verdict_sentence
from marts.budget_plan_advice
order by plan_id, advice_number
