"""Contracts of marts about plans: what a budget would buy, by scenario."""

import pandera.polars as pa

from schemas.raw import PLATFORMS
from schemas.types import Count, Money, Rate, column

GOALS = ["reach", "engagements", "clicks", "orders", "net_revenue"]
STATUSES = ["optimal", "time limit", "infeasible", "nothing eligible", "refused"]
PRICE_SOURCES = ["agreed", "gifted", "quoted", "modelled"]
VERDICTS = ["supported", "not supported", "cannot tell"]


class BudgetPlan(pa.DataFrameModel):
    """marts.budget_plan: one row per plan and scenario: what the budget buys when only some creators may be chosen,
    what that is expected to bring, and how sure it is. Scenarios are alternatives: never add them up.
    """

    plan_id: str = column("plan_id", nullable=False)
    scenario: str = column("scenario", nullable=False)
    plan_title: str = column("plan_title")
    plan_goal: str = column("plan_goal", isin=GOALS)
    currency: str = column("currency")
    budget: Money = column("budget", gt=0)
    target_countries: str = column("target_countries")
    target_niches: str = column("target_niches")
    allowed_tiers: str = column("allowed_tiers")
    scheme: str = column("scheme")
    plan_status: str = column("plan_status", nullable=False, isin=STATUSES)
    status_sentence: str = column("status_sentence", nullable=False)
    candidates_known: Count = column("candidates_known", ge=0)
    candidates_eligible: Count = column("candidates_eligible", ge=0)
    creators: Count = column("creators", ge=0)
    offers_chosen: Count = column("offers_chosen", ge=0)
    posts: Count = column("posts", ge=0)
    planned_cost: Money = column("planned_cost", ge=0)
    planned_cost_low: Money = column("planned_cost_low", ge=0)
    planned_cost_high: Money = column("planned_cost_high", ge=0)
    planned_budget_rate: Rate = column("planned_budget_rate", ge=0, le=1)
    modelled_cost: Money = column("modelled_cost", ge=0)
    modelled_cost_share: Rate = column("modelled_cost_share", ge=0, le=1)
    result_expected: Rate = column("result_expected", ge=0)
    result_low: Rate = column("result_low", ge=0)
    result_high: Rate = column("result_high", ge=0)
    cost_per_result: Rate = column("cost_per_result", ge=0)
    probability_best: Rate = column("probability_best", ge=0, le=1)
    planned_reach: Rate = column("planned_reach", ge=0)
    planned_engagements: Rate = column("planned_engagements", ge=0)
    planned_clicks: Rate = column("planned_clicks", ge=0)
    planned_orders: Rate = column("planned_orders", ge=0)
    planned_net_revenue: Rate = column("planned_net_revenue", ge=0)
    largest_creator_planned_cost: Money = column("largest_creator_planned_cost", ge=0)
    largest_creator_planned_cost_share: Rate = column("largest_creator_planned_cost_share", ge=0, le=1)
    spend_concentration: Rate = column("spend_concentration", ge=0, le=1)
    break_even_name: str = column("break_even_name")
    break_even_tier: str = column("break_even_tier")
    break_even_price: Rate = column("break_even_price", ge=0)
    break_even_price_now: Money = column("break_even_price_now", ge=0)
    solver_gap: Rate = column("solver_gap", ge=0)

    class Config:
        strict = ordered = True
        unique = ["plan_id", "scenario"]


class BudgetPlanCandidates(pa.DataFrameModel):
    """marts.budget_plan_candidates: one row per plan, scenario, account and package: whether it was chosen, and why
    or why not. Scenarios are alternatives: never add them up.
    """

    plan_id: str = column("plan_id", nullable=False)
    scenario: str = column("scenario", nullable=False)
    account_key: str = column("account_key", nullable=False)
    package: str = column("package", nullable=False)
    influencer_id: str = column("influencer_id")
    name: str = column("name")
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    handle: str = column("handle")
    tier: str = column("tier")
    niche: str = column("niche")
    country: str = column("country")
    package_posts: Count = column("package_posts", ge=1)
    currency: str = column("currency", nullable=False)
    price: Money = column("price", ge=0)
    price_low: Money = column("price_low", ge=0)
    price_high: Money = column("price_high", ge=0)
    price_source: str = column("price_source", isin=PRICE_SOURCES)
    result_expected: Rate = column("result_expected", ge=0)
    result_low: Rate = column("result_low", ge=0)
    result_high: Rate = column("result_high", ge=0)
    price_per_result: Rate = column("price_per_result", ge=0)
    is_eligible: bool = column("is_eligible", nullable=False)
    is_planned: bool = column("is_planned", nullable=False)
    plan_reason_code: str = column("plan_reason_code", nullable=False)
    plan_reason: str = column("plan_reason", nullable=False)
    entry_price: Rate = column("entry_price", ge=0)

    class Config:
        strict = ordered = True
        unique = ["plan_id", "scenario", "account_key", "package"]


class BudgetPlanComparisons(pa.DataFrameModel):
    """marts.budget_plan_comparisons: one row per plan, measure, scenario and other scenario: which of the two is
    expected to bring more for the same budget.
    """

    plan_id: str = column("plan_id", nullable=False)
    plan_measure: str = column("plan_measure", nullable=False, isin=GOALS)
    scenario: str = column("scenario", nullable=False)
    other_scenario: str = column("other_scenario", nullable=False)
    result_expected: Rate = column("result_expected", nullable=False, ge=0)
    other_result_expected: Rate = column("other_result_expected", nullable=False, ge=0)
    plan_probability_higher: Rate = column("plan_probability_higher", nullable=False, ge=0, le=1)

    class Config:
        strict = ordered = True
        unique = ["plan_id", "plan_measure", "scenario", "other_scenario"]


class BudgetPlanAdvice(pa.DataFrameModel):
    """marts.budget_plan_advice: one row per plan and piece of advice in its file: what is often advised, and whether
    the data support it for this budget.
    """

    plan_id: str = column("plan_id", nullable=False)
    advice_number: Count = column("advice_number", nullable=False, ge=1)
    advice: str = column("advice", nullable=False)
    plan_measure: str = column("plan_measure", isin=GOALS)
    scenario: str = column("scenario", nullable=False)
    other_scenario: str = column("other_scenario")
    verdict_probability: Rate = column("verdict_probability", ge=0, le=1)
    verdict: str = column("verdict", nullable=False, isin=VERDICTS)
    verdict_sentence: str = column("verdict_sentence", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["plan_id", "advice_number"]


PLAN_MARTS = {
    "budget_plan": BudgetPlan,
    "budget_plan_candidates": BudgetPlanCandidates,
    "budget_plan_comparisons": BudgetPlanComparisons,
    "budget_plan_advice": BudgetPlanAdvice,
}
