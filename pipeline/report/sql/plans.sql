-- What a budget would buy, scenario by scenario: a free choice first, then those of tiers, smallest first.
select
    plan_id,
    scenario,
    plan_title,
    plan_goal,
    currency,
    budget,
    target_countries,
    target_niches,
    allowed_tiers,
    plan_status,
    status_sentence,
    caveats,
    candidates_known,
    candidates_eligible,
    creators,
    offers_chosen,
    posts,
    planned_cost,
    planned_cost_low,
    planned_cost_high,
    planned_budget_rate,
    modelled_cost_share,
    result_expected,
    result_low,
    result_high,
    campaign_result_low,
    campaign_result_high,
    cost_per_result,
    probability_best,
    probability_best_in_campaign,
    equal_spend,
    equal_spend_result,
    largest_creator_planned_cost_share,
    spend_concentration,
    break_even_name,
    break_even_tier,
    break_even_price,
    break_even_price_now,
    solver_gap
from marts.budget_plan
left join (
    select
        tier,
        min(lower_bound) as lower_bound
    from intermediate.int_tier_bounds
    where is_current and scheme = (select tier_scheme from meta.settings)
    group by tier
) as bounds on split_part(allowed_tiers, ';', 1) = bounds.tier
order by plan_id, scenario <> 'free', bounds.lower_bound nulls last, scenario
