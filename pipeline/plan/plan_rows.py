"""The rows of a plan: scenarios side by side, candidates with reasons, comparisons, advice.

Belongs here: from outcomes to the columns of ``schemas/marts/plan_marts.py``.
Does not belong here: writing them anywhere (``write``), showing them (``show``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np
import polars as pl

from pipeline.models.contracts import polars_schema
from pipeline.plan import chances
from pipeline.plan.choose import Outcome
from pipeline.plan.eligibility import known_accounts
from pipeline.plan.offers import MEASURES, Offers
from pipeline.plan.optimiser import PLANNED
from pipeline.plan.plan_files import Advice, Plan
from pipeline.plan.reasons import reasoned
from pipeline.plan.words import amount, bounds, chance, number, result
from schemas.marts.plan_marts import PLAN_MARTS

SURE, UNSURE = 0.9, 0.1
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
    return pl.col(name).cast(pl.Float64).round(4).cast(pl.Decimal(18, 4))


def made_of(plan: Plan, offers: Offers, outcomes: Mapping[str, Outcome], scheme: str, seed: int) -> Made:
    """Return the rows of a plan."""
    planned = {name: o.chosen for name, o in outcomes.items() if o.chosen.size}
    expected = chances.expected_results(offers, planned)
    drawn = chances.drawn_results(offers, planned, seed)
    best = chances.best(drawn[plan.goal])
    scenarios, candidates = [], []
    for name, outcome in outcomes.items():
        row = _shared(plan, name) | {"scheme": scheme, "candidates_known": known_accounts(offers)}
        row |= {"candidates_eligible": offers.frame[outcome.eligible.tolist()]["account_key"].n_unique()}
        row |= _status(plan, offers, outcome)
        if outcome.chosen.size:
            row |= _bought(plan, offers, outcome, seed)
            row |= {f"planned_{measure}": expected[measure][name] for measure in MEASURES}
            row |= _result(row["planned_cost"], row[f"planned_{plan.goal}"], drawn[plan.goal][name])
            row |= {"probability_best": best.get(name)}
            row |= _break_even(offers, outcome)
        row["status_sentence"] = _sentence(plan, row, outcome)
        scenarios.append(row)
        labels = [pl.lit(text).alias(column) for column, text in
                  (("plan_id", plan.plan_id), ("scenario", name), ("plan_currency", plan.currency))]  # fmt: skip
        rows = reasoned(offers, plan, outcome).with_columns(labels)
        candidates.append(rows.with_columns(pl.col("plan_currency").alias("currency")))
    every = pl.concat(candidates).with_columns(_per_result().alias("price_per_result"))
    return Made.of(
        {
            "budget_plan": scenarios,
            "budget_plan_candidates": every,
            "budget_plan_comparisons": _comparisons(plan, expected, drawn),
            "budget_plan_advice": [_advice(plan, n, a, scenarios, drawn) for n, a in enumerate(plan.advice, start=1)],
        }
    )


def refused(plan_id: str, reason: str) -> Made:
    """Return the row of a plan file that cannot be used."""
    row = {"plan_id": plan_id, "scenario": "all", "plan_status": "refused", "status_sentence": reason}
    return Made.of({"budget_plan": [row]})


def _per_result() -> pl.Expr:
    price = pl.col("price").round(4)  # as it is published, so that the quotient follows from its parts
    return pl.when(pl.col("result_expected") > 0).then(price / pl.col("result_expected"))


def _shared(plan: Plan, scenario: str) -> Row:
    return {
        "plan_id": plan.plan_id, "scenario": scenario, "plan_title": plan.title or None, "plan_goal": plan.goal,
        "currency": plan.currency, "budget": float(plan.budget),
        "target_countries": ";".join(plan.countries) or None, "target_niches": ";".join(plan.niches) or None,
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


def _result(cost: float, expected: float, drawn: np.ndarray) -> Row:
    low, high = np.quantile(drawn, [0.025, 0.975])
    return {
        "result_expected": expected, "result_low": float(low), "result_high": float(high),
        "cost_per_result": cost / expected,
    }  # fmt: skip


def _break_even(offers: Offers, outcome: Outcome) -> Row:
    if outcome.break_even is None:
        return {}
    index, found = outcome.break_even
    row = offers.frame.row(index, named=True)
    return {
        "break_even_name": f"{row['name'] or row['handle']} ({row['platform']}, {row['package']})",
        "break_even_tier": row["tier"], "break_even_price": max(found.price, 0.0),
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
        f"(95 %: {bounds(row['result_low'], row['result_high'], plan.goal, plan.currency)})"
    )
    endings = {
        "time limit": f"; the solver ran out of time, {row['solver_gap']:.1%} more may be possible",
        "within 0.1 %": f"; no plan can bring more than {row['solver_gap']:.2%} beyond that",
    }
    return f"{said}{endings.get(status, '')}."


def _comparisons(
    plan: Plan, expected: Mapping[str, Mapping[str, float | None]], drawn: Mapping[str, Mapping[str, np.ndarray]]
) -> list[Row]:
    return [
        {
            "plan_id": plan.plan_id, "plan_measure": measure, "scenario": one, "other_scenario": other,
            "result_expected": expected[measure][one], "other_result_expected": expected[measure][other],
            "plan_probability_higher": chances.higher(drawn[measure][one], drawn[measure][other]),
        }
        for measure in MEASURES
        for one, other in permutations(drawn[measure], 2)
        if expected[measure][one] is not None and expected[measure][other] is not None
    ]  # fmt: skip


def _advice(
    plan: Plan, place: int, advice: Advice, scenarios: list[Row], drawn: Mapping[str, Mapping[str, np.ndarray]]
) -> Row:
    """Return whether the data support a piece of advice."""
    by_name = {row["scenario"]: row for row in scenarios}
    row: Row = {
        "plan_id": plan.plan_id, "advice_number": place, "advice": advice.says, "scenario": advice.scenario,
        "other_scenario": advice.than, "plan_measure": advice.measure,
    }  # fmt: skip
    one = by_name[advice.scenario]
    if advice.than is None or advice.measure is None:
        done = one["plan_status"] in PLANNED
        return row | {"verdict": "supported" if done else "not supported", "verdict_sentence": one["status_sentence"]}
    other, planned = by_name[advice.than], f"planned_{advice.measure}"
    unplanned = [name for name, r in ((advice.scenario, one), (advice.than, other)) if r.get(planned) is None]
    if unplanned:
        said = f"Scenario {unplanned[0]} has no {advice.measure} to compare: {by_name[unplanned[0]]['status_sentence']}"
        return row | {"verdict": "cannot tell", "verdict_sentence": said}
    probability = chances.higher(drawn[advice.measure][advice.scenario], drawn[advice.measure][advice.than])
    verdict = "supported" if probability >= SURE else "not supported" if probability <= UNSURE else "cannot tell"
    shown = [result(r[planned], advice.measure, plan.currency) for r in (one, other)]
    said = f"{advice.scenario}: {shown[0]}, {advice.than}: {shown[1]}, for {amount(float(plan.budget), plan.currency)}; {advice.scenario} is expected to bring more with a probability of {chance(probability)}."
    return row | {"verdict_probability": probability, "verdict": verdict, "verdict_sentence": said}
