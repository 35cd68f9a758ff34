"""How a plan is shown in the terminal, and as JSON. No decision is taken here."""

from __future__ import annotations

import json
from typing import Any

import polars as pl
from rich.console import Console

from pipeline import display
from pipeline.plan.answers import answer, best_scenario
from pipeline.plan.plan_files import Plan
from pipeline.plan.plan_rows import Made
from pipeline.plan.words import amount, listed, measure_words, number

SHOWN, REJECTED_SHOWN = 40, 12


def as_json(made: Made) -> str:
    """Return the tables of a plan as JSON, by name."""
    return json.dumps(
        {name: frame.to_dicts() for name, frame in made.tables.items()},
        default=display.plain,
        ensure_ascii=False,
        indent=2,
    )


def plan(out: Console, asked: Plan, made: Made) -> None:
    """Print the answer, the scenarios side by side, who is chosen, and why others are not."""
    rows = made.tables["budget_plan"].to_dicts()
    where = f" in {listed(asked.countries, 'and')}" if asked.countries else ""
    out.print(f"[bold]{amount(float(asked.budget), asked.currency)} for {measure_words(asked.goal)}{where}[/]")
    for sentence in answer(made, asked.plan_id):
        out.print(display.escape(sentence))
    _scenarios(out, asked, rows)
    for row in rows:
        if not row["offers_chosen"]:
            out.print(
                f"[bold]{display.escape(row['scenario'])}[/]: {row['plan_status']}. {display.escape(row['status_sentence'])}"
            )
    best = best_scenario(rows)
    if best:
        _chosen(out, asked, made, best)
        _rejected(out, asked, made, best)


def _scenarios(out: Console, asked: Plan, rows: list[dict[str, Any]]) -> None:
    planned = [row for row in rows if row["offers_chosen"]]
    if not planned:
        return
    shown = [
        [
            row["scenario"], row["creators"], f"{row['planned_cost']:,.0f}", number(row["result_expected"]),
            f"{number(row['result_low'])} to {number(row['result_high'])}",
            f"{number(row['campaign_result_low'])} to {number(row['campaign_result_high'])}", _each(row["cost_per_result"], asked.goal),
            display.percent(row["probability_best"], 0), display.percent(row["probability_best_in_campaign"], 0), row["posts"],
        ]
        for row in planned
    ]  # fmt: skip
    names = [
        "scenario",
        "creators",
        "cost",
        asked.goal,
        "95 %",
        "one campaign",
        _per(asked.goal),
        "best",
        "in one",
        "posts",
    ]
    display.table(out, f"Scenarios, in {asked.currency}", names, shown)
    out.print(
        "95 %: of what is expected; one campaign: with its luck. best: how probable it is that no other scenario is expected to bring more; "
        "in one: that none brings more in one campaign.",
        style="dim",
    )
    for row in planned:
        modelled = f"; {row['modelled_cost_share']:.0%} of the cost are modelled prices ({number(float(row['planned_cost_low']))} to {number(float(row['planned_cost_high']))} {asked.currency} in all)"
        out.print(
            f"{display.escape(row['scenario'])}: the largest creator takes {row['largest_creator_planned_cost_share']:.0%}"
            + (modelled if row["modelled_cost"] else "")
            + ("; stopped by the clock" if row["plan_status"] == "time limit" else ""),
            style="dim",
        )


def _per(goal: str) -> str:
    return "per 1,000" if goal == "reach" else "each"


def _each(cost: float, goal: str) -> str:
    return display.ratio(cost * (1000 if goal == "reach" else 1))


def _chosen(out: Console, asked: Plan, made: Made, scenario: str) -> None:
    frame = made.tables["budget_plan_candidates"].filter((pl.col("scenario") == scenario) & pl.col("is_planned"))
    frame = frame.sort("price", "account_key", descending=[True, False])
    per = _per(asked.goal)
    names = [
        "name",
        "platform",
        "tier",
        "price",
        asked.goal,
        per,
        f"past {asked.goal}",
        f"past {per}",
        "past deals",
        "posts",
        "price is",
    ]
    rows = [
        [r["name"] or r["handle"], r["platform"], r["tier"], f"{r['price']:,.0f}", number(r["result_expected"]),
         _each(r["price_per_result"], asked.goal), "" if r["past_result"] is None else number(r["past_result"]),
         "" if r["past_cost_per_result"] is None else _each(r["past_cost_per_result"], asked.goal), r["past_deals"] or 0,
         r["package_posts"], r["price_source"]]
        for r in frame.head(SHOWN).iter_rows(named=True)
    ]  # fmt: skip
    note = f"{frame.height:,} offers; {SHOWN} are shown" if frame.height > SHOWN else ""
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
        ~pl.col("is_eligible"),
        pl.col("entry_price").is_null(),
        pl.col("price") / pl.col("entry_price"),
        "account_key",
        "package",
        nulls_last=True,
    )
    rows = [[r["name"] or r["handle"], r["platform"], r["tier"], r["package_posts"], r["plan_reason"]]
            for r in nearest.head(REJECTED_SHOWN).iter_rows(named=True)]  # fmt: skip
    display.table(out, "Nearest to being chosen", ["name", "platform", "tier", "posts", "why not"], rows)
