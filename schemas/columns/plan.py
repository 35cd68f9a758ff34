"""What may be bought, and what a plan chose; numbers worked out are in ``schemas/metrics/plan_metrics.py``."""

from schemas.values import PLAN_GOALS
from schemas.vocabulary import count, money, number, text, truth

PLAN = {
    "plan_id": text("The plan: the name of its file, or 'asked' for one from the command line."),
    "plan_title": text("What the plan is called."),
    "scenario": text(
        "Which creators the plan may choose: free, one of the halves of the tiers, mine, or as the plan's file names it.", not_null=True,
    ),
    "other_scenario": text("The scenario that it is compared with."),
    "plan_goal": text(
        "What the plan makes as large as it can: reach, engagements, clicks, orders or net_revenue.", isin=PLAN_GOALS,
    ),
    "plan_measure": text("What is compared: reach, engagements, clicks, orders or net_revenue.", isin=PLAN_GOALS),
    "allowed_tiers": text("Tiers the scenario may choose from, divided by ';'; null when any."),
    "plan_status": text(
        "optimal (proved, to a millionth); within 0.1 % (proved to be that near the best); time limit (the best found; "
        "solver_gap says how near); nothing found in time; infeasible; nothing eligible; refused (the plan's file cannot be used).",
        isin=[
            "optimal", "within 0.1 %", "time limit", "nothing found in time", "infeasible", "nothing eligible", "refused",
        ],
        not_null=True,
    ),
    "status_sentence": text(
        "What came of the scenario, in words; when infeasible, what is missing and by how much.", not_null=True,
    ),
    "caveats": text(
        "What has to be said first: the scenario cannot spend its budget, is expected to bring less margin than it costs (or "
        "less net revenue, where no margin is known), or more than its creators have ever done. Null where nothing has.",
    ),
    "min_return": number(
        "Least net revenue that each further unit of cost had to be expected to bring; null where the plan asks for none.",
        "ratio", gt=0, adds_up=False,
    ),
    "equal_spend": money("What the cheapest scenario of the plan costs: every scenario is solved with it once more.", adds_up=False),
    "equal_spend_cost": money("What the scenario's choice with equal_spend as its budget costs.", adds_up=False),
    "equal_spend_result": number(
        "What that choice is expected to bring of the measure.", "of the measure", ge=0, adds_up=False,
    ),
    "other_equal_spend_result": number("The same of the other scenario.", "of the measure", ge=0, adds_up=False),
    "planned_margin": number(
        "planned_net_revenue x programme_margin_rate; null without a margin.", "money", ge=None, adds_up=False,
    ),
    "programme_margin_revenue": money(
        "Net revenue times margin of the programme's campaigns whose margin is known.", ge=None, adds_up=False,
    ),
    "programme_net_revenue": money("Net revenue of these campaigns.", adds_up=False),
    "creators_with_past": count("Chosen creators with a delivered deal whose result of the measure is known.", adds_up=False),
    "past_best_results": number(
        "Results of their best deals together, in the target countries as far as the audience is there.",
        "of the measure", ge=0, adds_up=False,
    ),
    "result_expected_with_past": number(
        "Of what is expected, the part of these creators (people reached: before duplicates).", "of the measure", ge=0, adds_up=False,
    ),
    "candidates_known": count("Accounts with an offer, or asked about in the plan's list.", adds_up=False),
    "candidates_eligible": count("Accounts of them that the scenario may choose.", adds_up=False),
    "offers_chosen": count("Offers chosen: at most one of an account.", adds_up=False),
    "result_expected": number(
        "What the offers are expected to bring of the measure, in the target countries.",
        "of the measure", ge=0, adds_up=False,
    ),
    "other_result_expected": number(
        "The same of the other scenario.", "of the measure", ge=0, adds_up=False, not_null=True,
    ),
    "is_eligible": truth("Whether the scenario may choose the offer.", not_null=True),
    "is_planned": truth("Whether the scenario chose the offer.", not_null=True),
    "plan_reason_code": text("Why the offer was chosen or not, as one word for filters.", not_null=True),
    "plan_reason": text("Why the offer was chosen or not, as a sentence.", not_null=True),
    "break_even_name": text(
        "Of the creators whose tier the scenario excludes, the one who needs the smallest price cut to enter.",
    ),
    "break_even_tier": text("That creator's tier."),
    "break_even_price_now": money("What that creator's package costs now.", adds_up=False),
    "advice_number": count("Place of the advice in the plan's file, from 1.", ge=1, adds_up=False),
    "advice": text("What is often advised, as the plan's file words it.", not_null=True),
    "verdict": text(
        "supported (probability 0.9 or more), not supported (0.1 or less), else cannot tell.",
        isin=["supported", "not supported", "cannot tell"], not_null=True,
    ),
    "verdict_sentence": text("The verdict with its numbers.", not_null=True),
    "planned_cost": money("What the chosen packages cost.", adds_up=False),
    "planned_cost_low": money(
        "Lower 95 % bound of the cost; the cost itself where every price is known.", adds_up=False,
    ),
    "planned_cost_high": money(
        "Upper 95 % bound of the cost; the cost itself where every price is known.", adds_up=False,
    ),
    "modelled_cost": money("Of the cost, packages whose price is modelled.", adds_up=False),
    "largest_creator_planned_cost": money("Cost of the creator who takes most of it.", adds_up=False),
    "planned_reach": number(
        "People reached, duplicates left out by a model, expected of the chosen offers in the target countries.",
        "count", ge=0, adds_up=False,
    ),
    "planned_engagements": number(
        "Engagements expected of the chosen offers in the target countries.", "count", ge=0, adds_up=False,
    ),
    "planned_clicks": number(
        "Clicks expected of the chosen offers in the target countries.", "count", ge=0, adds_up=False,
    ),
    "planned_orders": number(
        "Orders expected of the chosen offers in the target countries.", "count", ge=0, adds_up=False,
    ),
    "planned_net_revenue": number(
        "Net revenue expected of the chosen offers in the target countries.", "money", ge=0, adds_up=False,
    ),
    "listed_price": number("What was quoted for the package, in the currency.", "money", gt=0),
}  # fmt: skip
