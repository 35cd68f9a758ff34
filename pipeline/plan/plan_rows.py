"""The rows of a plan: scenarios side by side, candidates with reasons, comparisons, advice.

Belongs here: from outcomes to the columns of ``schemas/marts/plan_marts.py``.
Does not belong here: one scenario against another (``compared``), what is said first (``caveats``), writing them anywhere (``write``), showing them (``show``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from pipeline.models.contracts import polars_schema
from pipeline.plan import chances
from pipeline.plan.caveats import caveats
from pipeline.plan.chances import Draws
from pipeline.plan.choose import Outcome
from pipeline.plan.compared import AT_EQUAL_SPEND, advised, comparisons
from pipeline.plan.eligibility import known_accounts
from pipeline.plan.equal_spend import EqualSpend
from pipeline.plan.offers import MEASURES, Offers
from pipeline.plan.past import Past
from pipeline.plan.plan_files import Plan
from pipeline.plan.reasons import reasoned
from pipeline.plan.words import amount, bounds, number, result
from schemas.marts.plan_marts import PLAN_MARTS
from schemas.types import Money

Row = dict[str, Any]


@dataclass(frozen=True)
class Made:
    """The four tables of plans, with the columns of their contracts."""

    tables: dict[str, pl.DataFrame]

    @classmethod
    def of(cls, rows: Mapping[str, list[Row] | pl.DataFrame]) -> Made:
        """Return rows as frames; a column that is not given is null."""
        frames = {}
        for name, contract in PLAN_MARTS.items():
            schema = polars_schema(contract)
            found = rows.get(name, [])
            frame = found if isinstance(found, pl.DataFrame) else pl.DataFrame(found, infer_schema_length=None)
            columns = [
                (_money(name) if str(kind).startswith("Decimal") else pl.col(name).cast(kind)) if name in frame.columns
                else pl.lit(None, kind).alias(name)
                for name, kind in schema.items()
            ]  # fmt: skip
            frames[name] = frame.select(columns) if frame.width else pl.DataFrame(schema=schema)
        return cls(frames)

    def with_more(self, other: Made) -> Made:
        """Return both plans' rows."""
        return Made({name: pl.concat([frame, other.tables[name]]) for name, frame in self.tables.items()})


def _money(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.Float64).round(4).cast(Money)


def made_of(
    plan: Plan,
    offers: Offers,
    outcomes: Mapping[str, Outcome],
    equal: EqualSpend | None,
    past: Past,
    scheme: str,
    seed: int,
) -> Made:
    """Return the rows of a plan."""
    planned = {name: o.chosen for name, o in outcomes.items() if o.chosen.size}
    again = {AT_EQUAL_SPEND + name: chosen for name, chosen in equal.chosen.items()} if equal else {}
    expected = chances.expected_results(offers, planned | again)
    drawn = chances.drawn_results(offers, planned | again, seed)
    best, best_in_campaign = (
        chances.best({name: some[plan.goal][name] for name in planned}) for some in (drawn.expected, drawn.campaign)
    )
    scenarios, candidates = [], []
    for name, outcome in outcomes.items():
        row = _shared(plan, name) | {"scheme": scheme, "candidates_known": known_accounts(offers)}
        row |= {"candidates_eligible": offers.frame[outcome.eligible.tolist()]["account_key"].n_unique()}
        row |= _status(plan, offers, outcome)
        if outcome.chosen.size:
            row |= _bought(plan, offers, outcome, seed)
            row |= {f"planned_{measure}": expected[measure][name] for measure in MEASURES}
            row |= _result(row["planned_cost"], row[f"planned_{plan.goal}"], drawn, plan.goal, name)
            row |= {"probability_best": best.get(name), "probability_best_in_campaign": best_in_campaign.get(name)}
            row |= _break_even(plan, offers, outcome) | _past(row, offers, outcome, past)
            row |= _equal(offers, equal, name, expected[plan.goal].get(AT_EQUAL_SPEND + name))
            row |= {"caveats": " ".join(caveats(plan, row, offers, outcome, past)) or None}
        row["status_sentence"] = _sentence(plan, row, outcome)
        scenarios.append(row)
        labels = [pl.lit(text).alias(column) for column, text in
                  (("plan_id", plan.plan_id), ("scenario", name), ("plan_currency", plan.currency))]  # fmt: skip
        rows = reasoned(offers, plan, outcome).hstack(past.frame).with_columns(labels)
        candidates.append(rows.with_columns(pl.col("plan_currency").alias("currency")))
    every = pl.concat(candidates).with_columns(
        _each("price", "result_expected").alias("price_per_result"),
        _each("past_cost", "past_result_with_cost").alias("past_cost_per_result"),
    )
    return Made.of(
        {
            "budget_plan": scenarios,
            "budget_plan_candidates": every,
            "budget_plan_comparisons": comparisons(plan, expected, drawn),
            "budget_plan_advice": [advised(plan, n, a, scenarios, drawn) for n, a in enumerate(plan.advice, start=1)],
        }
    )


def refused(plan_id: str, reason: str) -> Made:
    """Return the row of a plan file that cannot be used."""
    row = {"plan_id": plan_id, "scenario": "all", "plan_status": "refused", "status_sentence": reason}
    return Made.of({"budget_plan": [row]})


def _each(cost: str, result: str) -> pl.Expr:
    amount = pl.col(cost).round(4)  # as it is published, so that the quotient follows from its parts
    return pl.when(pl.col(result) > 0).then(amount / pl.col(result))


def _shared(plan: Plan, scenario: str) -> Row:
    return {
        "plan_id": plan.plan_id, "scenario": scenario, "plan_title": plan.title or None, "plan_goal": plan.goal,
        "currency": plan.currency, "budget": float(plan.budget),
        "target_countries": ";".join(plan.countries) or None, "target_niches": ";".join(plan.niches) or None,
        "min_return": plan.min_return,
        "allowed_tiers": ";".join(plan.scenarios[scenario].tiers) or None,
    }  # fmt: skip


def _status(plan: Plan, offers: Offers, outcome: Outcome) -> Row:
    if outcome.choice is None or outcome.choice.status == "nothing affordable":
        return {"plan_status": "nothing eligible"}
    if outcome.choice.status == "infeasible":
        return {"plan_status": "infeasible"}
    if not np.isfinite(outcome.choice.gap):
        return {"plan_status": outcome.choice.status}
    return {"plan_status": outcome.choice.status, "solver_gap": max(outcome.choice.gap, 0.0)}


def _bought(plan: Plan, offers: Offers, outcome: Outcome, seed: int) -> Row:
    rows = offers.frame[outcome.chosen.tolist()].with_columns(pl.col("price").round(4))
    cost = float(rows["price"].sum())
    by_creator = rows.group_by("influencer_id", maintain_order=True).agg(pl.col("price").sum())["price"]
    modelled = float(rows.filter(pl.col("price_source") == "modelled")["price"].sum())
    drawn = chances.drawn_costs(offers, outcome.chosen, seed) if modelled else np.array([cost])
    largest = float(by_creator.max())
    return {
        "creators": by_creator.len(), "offers_chosen": rows.height, "posts": int(rows["package_posts"].sum()),
        "planned_cost": cost, "planned_cost_low": float(np.quantile(drawn, 0.025)),
        "planned_cost_high": float(np.quantile(drawn, 0.975)),
        "planned_budget_rate": min(cost / float(plan.budget), 1.0),
        "modelled_cost": modelled, "modelled_cost_share": min(modelled / cost, 1.0),
        "largest_creator_planned_cost": largest, "largest_creator_planned_cost_share": min(largest / cost, 1.0),
        "spend_concentration": min(float(((by_creator / cost) ** 2).sum()), 1.0),
    }  # fmt: skip


def _result(cost: float, expected: float, drawn: Draws, goal: str, scenario: str) -> Row:
    low, high = np.quantile(drawn.expected[goal][scenario], [0.025, 0.975])
    low_of_one, high_of_one = np.quantile(drawn.campaign[goal][scenario], [0.025, 0.975])
    return {
        "result_expected": expected, "result_low": float(low), "result_high": float(high),
        "campaign_result_low": float(low_of_one), "campaign_result_high": float(high_of_one),
        "cost_per_result": cost / expected,
    }  # fmt: skip


def _past(row: Row, offers: Offers, outcome: Outcome, past: Past) -> Row:
    """Return what the chosen creators did before, and what margin the programme's campaigns would make of the revenue."""
    known, best, expected = past.best(offers, row["plan_goal"], outcome.chosen)
    found: Row = {"creators_with_past": known, "past_best_results": best if known else None}
    found |= {"result_expected_with_past": expected if known else None}
    if past.margin is None:
        return found
    revenue = row["planned_net_revenue"]
    return found | {
        "programme_margin_revenue": past.margin.margin_revenue, "programme_net_revenue": past.margin.net_revenue,
        "programme_margin_rate": round(past.margin.margin_revenue, 4) / round(past.margin.net_revenue, 4),
        "planned_margin": None if revenue is None else revenue * past.margin.rate,
    }  # fmt: skip


def _equal(offers: Offers, equal: EqualSpend | None, scenario: str, expected: float | None) -> Row:
    if equal is None:
        return {}
    chosen = equal.chosen.get(scenario)
    cost = None if chosen is None else float(offers.frame["price"].round(4)[chosen.tolist()].sum())
    return {"equal_spend": equal.spend, "equal_spend_cost": cost, "equal_spend_result": expected}


def _break_even(plan: Plan, offers: Offers, outcome: Outcome) -> Row:
    if outcome.break_even is None:
        return {}
    index, found = outcome.break_even
    row = offers.frame.row(index, named=True)
    most = np.inf if plan.min_return is None else float(offers.totals("net_revenue")[index]) / plan.min_return
    return {
        "break_even_name": f"{row['name'] or row['handle']} ({row['platform']}, {row['package']})",
        "break_even_tier": row["tier"], "break_even_price": min(max(found.price, 0.0), most),
        "break_even_price_now": row["price"],
    }  # fmt: skip


def _sentence(plan: Plan, row: Row, outcome: Outcome) -> str:
    """Return what came of a scenario, in words."""
    status = row["plan_status"]
    if status == "nothing eligible":
        counts = (
            outcome.refused.group_by("plan_reason_code")
            .len()
            .sort(["len", "plan_reason_code"], descending=[True, False])
        )
        said = ", ".join(f"{code} ({n})" for code, n in counts.iter_rows())
        return (
            f"No creator may be chosen. Why, with the number of offers: {said}."
            if said
            else "The warehouse knows no creator."
        )
    if status == "infeasible":
        missing = [
            f"{s.name}: {number(s.needed)} needed, {number(s.available)} to be had, {number(s.missing)} {s.unit} missing".strip()
            for s in outcome.shortfalls
        ]
        return "No choice keeps every rule. " + ". ".join(missing) + "."
    if not outcome.chosen.size:
        return f"The solver found no choice within {plan.seconds:g} seconds: give it more (seconds, or --seconds)."
    said = (
        f"{row['creators']} creators with {row['posts']} posts for {amount(row['planned_cost'], plan.currency)} are expected to bring "
        f"{result(row['result_expected'], plan.goal, plan.currency)} "
        f"(95 %: {bounds(row['result_low'], row['result_high'], plan.goal, plan.currency)}; "
        f"one campaign: {bounds(row['campaign_result_low'], row['campaign_result_high'], plan.goal, plan.currency)})"
    )
    endings = {
        "time limit": f"; the solver ran out of time, {row['solver_gap']:.1%} more may be possible",
        "within 0.1 %": f"; no plan can bring more than {row['solver_gap']:.2%} beyond that",
    }
    return f"{said}{endings.get(status, '')}."
