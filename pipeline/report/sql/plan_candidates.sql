-- Offers that a scenario chose, and of the others the 100 with the highest expected result, with the reason.
select
    plan_id,
    scenario,
    budget_plan_candidates.name,
    platforms.name as platform_name,
    handle,
    tier,
    niche,
    country,
    package,
    package_posts,
    currency,
    price,
    price_source,
    result_expected,
    result_low,
    result_high,
    price_per_result,
    past_deals,
    past_result,
    past_cost_per_result,
    is_planned,
    plan_reason,
    entry_price
from marts.budget_plan_candidates
left join reference.platforms on budget_plan_candidates.platform = platforms.platform
qualify
    is_planned or row_number() over (
        partition by plan_id, scenario, is_planned
        order by is_eligible desc, result_expected desc nulls last, account_key, package
    ) <= 100
order by plan_id, scenario, is_planned desc, result_expected desc nulls last, account_key, package
