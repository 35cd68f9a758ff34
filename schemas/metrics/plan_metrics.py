"""Metrics of plans: what a budget would buy, and how sure that is."""

from schemas.metrics.metric import Metric, table

_WINDOW = "one campaign to come"
_MODEL = "0054-budget-plan"
_SURE = "0055-how-sure-a-plan-is"
_LUCK = "0148-luck-of-one-campaign"
_FIRST = "0149-plans-that-stop"

PLAN = table(
    Metric(
        "planned_budget_rate", "Part of the budget that the plan spends", "0 to 1", "cost", "ratio",
        numerator="planned_cost", denominator="budget", window=_WINDOW, null_when="nothing could be planned",
        decision=_MODEL, ge=0, le=1,
    ),
    Metric(
        "modelled_cost_share", "Part of the planned cost whose prices are modelled", "0 to 1", "cost", "ratio",
        numerator="modelled_cost", denominator="planned_cost", window=_WINDOW, null_when="nothing is chosen",
        decision=_MODEL, ge=0, le=1,
    ),
    Metric(
        "largest_creator_planned_cost_share", "Part of the planned cost that the most expensive creator takes",
        "0 to 1", "cost", "ratio", numerator="largest_creator_planned_cost", denominator="planned_cost", window=_WINDOW,
        null_when="nothing is chosen", decision=_MODEL, ge=0, le=1,
    ),
    Metric(
        "spend_concentration",
        "Sum of the squared shares of the creators in the planned cost (Herfindahl): 1 is one creator", "0 to 1",
        "cost", "share", window=_WINDOW, null_when="nothing is chosen", decision=_MODEL, ge=0, le=1,
    ),
    Metric(
        "cost_per_result", "Planned cost of one of what the plan aims at", "money", "cost", "ratio",
        numerator="planned_cost", denominator="result_expected", window=_WINDOW, null_when="nothing is expected",
        decision=_MODEL, ge=0,
    ),
    Metric(
        "price_per_result", "Price of the package for one of what the plan aims at", "money", "cost", "ratio",
        numerator="price", denominator="result_expected", window=_WINDOW,
        null_when="no price is known, or nothing is expected", decision=_MODEL, ge=0,
    ),
    Metric(
        "result_low", "Lower 95 % bound of the expected result", "of the measure", "goal", "interval", window=_WINDOW,
        null_when="nothing is chosen", decision=_SURE, ge=0,
    ),
    Metric(
        "result_high", "Upper 95 % bound of the expected result", "of the measure", "goal", "interval", window=_WINDOW,
        null_when="nothing is chosen", decision=_SURE, ge=0,
    ),
    Metric(
        "campaign_result_low", "Lower 95 % bound of the result of one campaign, with its luck", "of the measure", "goal",
        "interval", window=_WINDOW, null_when="nothing is chosen", decision=_LUCK, ge=0,
    ),
    Metric(
        "campaign_result_high", "Upper 95 % bound of the result of one campaign, with its luck", "of the measure", "goal",
        "interval", window=_WINDOW, null_when="nothing is chosen", decision=_LUCK, ge=0,
    ),
    Metric(
        "probability_best_in_campaign", "Probability that no other scenario of the plan brings more in one campaign; ties are shared",
        "0 to 1", "goal", "probability", window=_WINDOW, null_when="nothing is chosen, or there is no other scenario",
        decision=_LUCK, ge=0, le=1,
    ),
    Metric(
        "plan_probability_higher_in_campaign",
        "Probability that the scenario brings more than the other in one campaign; ties count half", "0 to 1", "goal",
        "probability", window=_WINDOW, decision=_LUCK, ge=0, le=1, not_null=True,
    ),
    Metric(
        "equal_spend_probability_higher",
        "Probability that the scenario is expected to bring more than the other at equal spend; ties count half", "0 to 1",
        "goal", "probability", window=_WINDOW, null_when="one of them cannot be planned with that spend", decision=_FIRST,
        ge=0, le=1,
    ),
    Metric(
        "equal_spend_probability_higher_in_campaign",
        "Probability that the scenario brings more than the other in one campaign at equal spend; ties count half", "0 to 1",
        "goal", "probability", window=_WINDOW, null_when="one of them cannot be planned with that spend", decision=_FIRST,
        ge=0, le=1,
    ),
    Metric(
        "programme_margin_rate", "Margin of the programme's campaigns for each unit of their net revenue", "ratio", "cost",
        "ratio", numerator="programme_margin_revenue", denominator="programme_net_revenue", window="all campaigns loaded",
        null_when="no campaign's margin is known", decision=_FIRST,
    ),
    Metric(
        "past_cost_per_result", "What the creator's past deals cost for one of what the plan aims at", "money", "cost", "ratio",
        numerator="past_cost", denominator="past_result_with_cost", window="all delivered deals",
        null_when="no deal tells it, or none of their costs", decision=_FIRST, ge=0,
    ),
    Metric(
        "probability_best", "Probability that no other scenario of the plan is expected to bring more; ties are shared",
        "0 to 1", "goal", "probability", window=_WINDOW, null_when="nothing is chosen, or there is no other scenario",
        decision=_SURE, ge=0, le=1,
    ),
    Metric(
        "plan_probability_higher",
        "Probability that the scenario is expected to bring more than the other; ties count half", "0 to 1", "goal",
        "probability", window=_WINDOW, decision=_SURE, ge=0, le=1, not_null=True,
    ),
    Metric(
        "verdict_probability", "Probability that the advice holds in this plan", "0 to 1", "goal", "probability",
        window=_WINDOW, null_when="one of the two scenarios could not be planned", decision=_SURE, ge=0, le=1,
    ),
    Metric(
        "break_even_price", "Price at which the excluded creator's package would enter the plan", "money", "cost",
        "estimate", window=_WINDOW, null_when="no tier is excluded, or none of it may be chosen otherwise",
        decision=_MODEL, ge=0,
    ),
    Metric(
        "entry_price", "Price at or below which the offer would have been chosen, about", "money", "cost", "estimate",
        window=_WINDOW, null_when="the offer is chosen, or may not be chosen at any price", decision=_MODEL, ge=0,
    ),
    Metric(
        "solver_gap", "How far the plan may be below the best one, of the best one: 0 is proved optimal", "0 to 1",
        "goal", "interval", window=_WINDOW, null_when="nothing could be planned", decision=_MODEL, ge=0,
    ),
)  # fmt: skip
