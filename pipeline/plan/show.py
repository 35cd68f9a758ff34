"""How a plan is shown in the terminal, and as JSON. No decision is taken here."""

from __future__ import annotations

import json
from typing import Any

import polars as pl
from rich.console import Console

from pipeline import display
from pipeline.plan.answers import PLANNED, answer, best_scenario
from pipeline.plan.files import Plan
from pipeline.plan.tables import Made
from pipeline.plan.words import amount, bounds, listed, measure_words, number

REJECTED_SHOWN = 12


def as_json(made: Made) -> str:
    """Return the tables of a plan as JSON, by name."""
    return json.dumps({name: frame.to_dicts() for name, frame in made.tables.items()}, default=display.plain)


def plan(out: Console, asked: Plan, made: Made) -> None:
    """Print the answer, the scenarios side by side, who is chosen, and why others are not."""
    rows = made.tables["budget_plan"].to_dicts()
    where = f" in {listed(asked.countries, 'and')}" if asked.countries else ""
    out.print(f"[bold]{amount(float(asked.budget), asked.currency)} for {measure_words(asked.goal)}{where}[/]")
    for sentence in answer(made, asked.plan_id):
        out.print(display.escape(sentence))
    _scenarios(out, asked, rows)
    for row in rows:
        if row["plan_status"] not in PLANNED:
            out.print(
                f"[bold]{display.escape(row['scenario'])}[/]: {row['plan_status']}. {display.escape(row['status_sentence'])}"
            )
    best = best_scenario(rows)
    if best:
        _chosen(out, asked, made, best)
        _rejected(out, asked, made, best)


def _scenarios(out: Console, asked: Plan, rows: list[dict[str, Any]]) -> None:
    shown = [
        [
            row["scenario"], row["creators"], row["posts"], row["planned_cost"], _result(row["result_expected"]),
            bounds(row["result_low"], row["result_high"], asked.goal, asked.currency),
            display.ratio(row["cost_per_result"]), display.percent(row["probability_best"], 0),
            display.percent(row["largest_creator_planned_cost_share"], 0), display.percent(row["modelled_cost_share"], 0),
        ]
        for row in rows
        if row["plan_status"] in PLANNED
    ]  # fmt: skip
    if not shown:
        return
    names = [
        "scenario",
        "creators",
        "posts",
        f"cost {asked.currency}",
        asked.goal,
        "95 %",
        "cost of one",
        "best",
        "largest",
        "modelled",
    ]
    display.table(out, "Scenarios", names, shown)
    out.print(
        "best: how probable it is that no other scenario is expected to bring more. largest: the largest creator's part of "
        "the cost. modelled: part of the cost whose prices are modelled, not agreed.",
        style="dim",
    )


def _result(value: float | None) -> str:
    return "" if value is None else number(value)


def _chosen(out: Console, asked: Plan, made: Made, scenario: str) -> None:
    frame = made.tables["budget_plan_candidates"].filter((pl.col("scenario") == scenario) & pl.col("is_planned"))
    frame = frame.sort("price", "account_key", descending=[True, False])
    names = [
        "name",
        "platform",
        "tier",
        "country",
        "posts",
        f"price {asked.currency}",
        "price is",
        asked.goal,
        "price of one",
    ]
    rows = [
        [r["name"] or r["handle"], r["platform"], r["tier"], r["country"], r["package_posts"], r["price"], r["price_source"],
         _result(r["result_expected"]), display.ratio(r["price_per_result"])]
        for r in frame.head(40).iter_rows(named=True)
    ]  # fmt: skip
    note = f"{frame.height:,} offers; 40 are shown" if frame.height > 40 else ""
    display.table(out, f"Chosen in scenario {scenario}", names, rows, note)


def _rejected(out: Console, asked: Plan, made: Made, scenario: str) -> None:
    frame = made.tables["budget_plan_candidates"].filter((pl.col("scenario") == scenario) & ~pl.col("is_planned"))
    if not frame.height:
        return
    counts = frame.group_by("plan_reason_code").len().sort(["len", "plan_reason_code"], descending=[True, False])
    out.print(
        f"[bold]Not chosen[/] ({frame.height:,} offers): "
        + ", ".join(f"{code} {n:,}" for code, n in counts.iter_rows())
    )
    nearest = frame.sort(
        pl.col("entry_price").is_null(),
        pl.col("price") / pl.col("entry_price"),
        "account_key",
        "package",
        nulls_last=True,
    )
    rows = [[r["name"] or r["handle"], r["platform"], r["tier"], r["package_posts"], r["plan_reason"]]
            for r in nearest.head(REJECTED_SHOWN).iter_rows(named=True)]  # fmt: skip
    display.table(out, "Nearest to being chosen", ["name", "platform", "tier", "posts", "why not"], rows)
