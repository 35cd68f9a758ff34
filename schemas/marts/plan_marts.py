"""Contracts of marts about plans: what a budget would buy, by scenario."""

from schemas.contract import Contract, tables


class BudgetPlan(Contract):
    """marts.budget_plan: one row per plan and scenario: what the budget buys when only some creators may be chosen,
    what that is expected to bring, and how sure it is. Scenarios are alternatives: never add them up.
    """

    columns = (
        "plan_id scenario plan_title plan_goal currency budget target_countries target_niches allowed_tiers scheme",
        "min_return caveats",
        "plan_status status_sentence candidates_known candidates_eligible creators offers_chosen posts planned_cost",
        "planned_cost_low planned_cost_high planned_budget_rate modelled_cost modelled_cost_share result_expected",
        "result_low result_high campaign_result_low campaign_result_high cost_per_result probability_best",
        "probability_best_in_campaign equal_spend equal_spend_cost equal_spend_result planned_reach planned_engagements",
        "planned_clicks planned_orders planned_net_revenue planned_margin programme_margin_revenue programme_net_revenue",
        "programme_margin_rate creators_with_past past_best_results result_expected_with_past largest_creator_planned_cost largest_creator_planned_cost_share",
        "spend_concentration break_even_name break_even_tier break_even_price break_even_price_now solver_gap",
    )  # fmt: skip
    grain = "plan_id scenario"
    nullable = "currency scheme creators"
    rules = {"budget": {"gt": 0, "ge": None}}


class BudgetPlanCandidates(Contract):
    """marts.budget_plan_candidates: one row per plan, scenario, account and package: whether it was chosen, and why
    or why not. Scenarios are alternatives: never add them up.
    """

    columns = (
        "plan_id scenario account_key package influencer_id name platform handle tier niche country package_posts",
        "currency price price_low price_high price_source result_expected result_low result_high price_per_result",
        "past_deals past_result past_cost past_result_with_cost past_cost_per_result",
        "is_eligible is_planned plan_reason_code plan_reason entry_price",
    )  # fmt: skip
    grain = "plan_id scenario account_key package"
    nullable = "influencer_id package_posts"
    rules = {"price_source": {"isin": ["agreed", "gifted", "quoted", "modelled"]}}


class BudgetPlanComparisons(Contract):
    """marts.budget_plan_comparisons: one row per plan, measure, scenario and other scenario: which of the two is
    expected to bring more for the same budget, and at equal spend (what the cheapest scenario of the plan spends).
    """

    columns = (
        "plan_id plan_measure scenario other_scenario result_expected other_result_expected plan_probability_higher",
        "plan_probability_higher_in_campaign equal_spend_result other_equal_spend_result equal_spend_probability_higher",
        "equal_spend_probability_higher_in_campaign",
    )  # fmt: skip
    grain = "plan_id plan_measure scenario other_scenario"
    not_null = "result_expected"


class BudgetPlanAdvice(Contract):
    """marts.budget_plan_advice: one row per plan and piece of advice in its file: what is often advised, and whether
    the data support it for this budget.
    """

    columns = (
        "plan_id advice_number advice plan_measure scenario other_scenario verdict_probability verdict",
        "verdict_sentence",
    )  # fmt: skip
    grain = "plan_id advice_number"


PLAN_MARTS = tables(__name__)
