"""What may be bought, and what a plan chose; numbers worked out are in ``schemas/metrics/plan.py``."""

from schemas.columns.column import Column, level

_MEASURES = {
    "reach": ("People reached, duplicates left out by a model,", "count"),
    "engagements": ("Engagements", "count"),
    "clicks": ("Clicks", "count"),
    "orders": ("Orders", "count"),
    "net_revenue": ("Net revenue", "money"),
}

PLAN = {
    "plan_id": Column("The plan: the name of its file, or 'asked' for one from the command line."),
    "plan_title": Column("What the plan is called."),
    "scenario": Column("Which creators the plan may choose: free, micro, macro, mine, or as the plan's file names it."),
    "other_scenario": Column("The scenario that it is compared with."),
    "plan_goal": Column("What the plan makes as large as it can: reach, engagements, clicks, orders or net_revenue."),
    "plan_measure": Column("What is compared: reach, engagements, clicks, orders or net_revenue."),
    "allowed_tiers": Column("Tiers the scenario may choose from, divided by ';'; null when any."),
    "plan_status": Column(
        "optimal; time limit (the best found, solver_gap below the bound); infeasible; nothing eligible;"
        " refused (the plan's file cannot be used)."
    ),
    "status_sentence": Column("What came of the scenario, in words; when infeasible, what is missing and by how much."),
    "candidates_known": level("Accounts with an offer, or asked about in the plan's list."),
    "candidates_eligible": level("Accounts of them that the scenario may choose."),
    "offers_chosen": level("Offers chosen: at most one of an account."),
    "result_expected": level("What the offers are expected to bring of the measure, in the target countries.", "of the measure"),
    "other_result_expected": level("The same of the other scenario.", "of the measure"),
    "is_eligible": Column("Whether the scenario may choose the offer."),
    "is_planned": Column("Whether the scenario chose the offer."),
    "plan_reason_code": Column("Why the offer was chosen or not, as one word for filters."),
    "plan_reason": Column("Why the offer was chosen or not, as a sentence."),
    "break_even_name": Column("Of the creators whose tier the scenario excludes, the one who needs the smallest price cut to enter."),
    "break_even_tier": Column("That creator's tier."),
    "break_even_price_now": level("What that creator's package costs now.", "money"),
    "advice_number": level("Place of the advice in the plan's file, from 1."),
    "advice": Column("What is often advised, as the plan's file words it."),
    "verdict": Column("supported (probability 0.9 or more), not supported (0.1 or less), else cannot tell."),
    "verdict_sentence": Column("The verdict with its numbers."),
    "planned_cost": level("What the chosen packages cost.", "money"),
    "planned_cost_low": level("Lower 95 % bound of the cost; the cost itself where every price is known.", "money"),
    "planned_cost_high": level("Upper 95 % bound of the cost; the cost itself where every price is known.", "money"),
    "modelled_cost": level("Of the cost, packages whose price is modelled.", "money"),
    "largest_creator_planned_cost": level("Cost of the creator who takes most of it.", "money"),
    **{
        f"planned_{name}": level(f"{words} expected of the chosen offers in the target countries.", unit)
        for name, (words, unit) in _MEASURES.items()
    },
}  # fmt: skip
