"""A plan's result as a page in Markdown, such as those in ``docs/plans``.

``python -m pipeline.plan.page WAREHOUSE FOLDER`` writes one for each plan of a published warehouse.
"""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipeline.plan.answers import answer, best_scenario
from pipeline.plan.plan_rows import Made
from pipeline.plan.words import amount, bounds, chance, each, listed, measure_words, number
from schemas.marts.plan_marts import PLAN_MARTS

Row = dict[str, Any]


def made_in(con: duckdb.DuckDBPyConnection) -> Made:
    """Return the plans that a warehouse holds."""
    return Made({name: con.sql(f"select * from marts.{name}").pl() for name in PLAN_MARTS})


def page(made: Made, plan_id: str) -> str:
    """Return the page of a plan: what was asked, the answer, scenarios, advice, who is chosen and who is not."""
    rows = made.tables["budget_plan"].filter(pl.col("plan_id") == plan_id).to_dicts()
    first = rows[0]
    if first["plan_status"] == "refused":
        return f"# {plan_id}\n\nThis plan cannot be made: {first['status_sentence']}\n"
    parts = [f"# {_text(first['plan_title'])}", _asked(first), *map(_text, answer(made, plan_id)), _scenarios(rows)]
    parts += [f"**{row['scenario']}**: {_text(row['status_sentence'])}" for row in rows if not row["offers_chosen"]]
    parts += _advice(made, plan_id)
    best = best_scenario(rows)
    if best:
        parts += _candidates(made, plan_id, best, first)
    return "\n\n".join(parts) + "\n"


def _asked(row: Row) -> str:
    where = f" in {listed(row['target_countries'].split(';'), 'and')}" if row["target_countries"] else ""
    niches = f", from creators of {listed(row['target_niches'].split(';'))}" if row["target_niches"] else ""
    return (
        f"Asked: {amount(float(row['budget']), row['currency'])} for the most {measure_words(row['plan_goal'])}"
        f"{where}{niches}. Plan file: `{row['plan_id']}.yaml`; tables: `marts.budget_plan`, `marts.budget_plan_candidates`, "
        "`marts.budget_plan_comparisons`, `marts.budget_plan_advice`."
    )


def _scenarios(rows: list[Row]) -> str:
    lines = [
        f"| Scenario | Tiers | Creators | Posts | Cost | {measure_words(rows[0]['plan_goal']).capitalize()} | 95 % | In one campaign | Cost of one | Best with a probability of | In one campaign |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        if row["offers_chosen"]:
            best, in_one = (
                "" if row[name] is None else chance(row[name])
                for name in ("probability_best", "probability_best_in_campaign")
            )
            lines.append(
                f"| {row['scenario']} | {(row['allowed_tiers'] or 'any').replace(';', ', ')} | {row['creators']} | {row['posts']} "
                f"| {amount(float(row['planned_cost']), row['currency'])} | {number(row['result_expected'])} "
                f"| {bounds(row['result_low'], row['result_high'], row['plan_goal'], row['currency'])} "
                f"| {bounds(row['campaign_result_low'], row['campaign_result_high'], row['plan_goal'], row['currency'])} "
                f"| {each(float(row['planned_cost']), row['result_expected'], row['plan_goal'], row['currency'])} | {best} | {in_one} |"
            )
    return "\n".join(lines)


def _advice(made: Made, plan_id: str) -> list[str]:
    rows = made.tables["budget_plan_advice"].filter(pl.col("plan_id") == plan_id).sort("advice_number").to_dicts()
    if not rows:
        return []
    lines = ["| Often advised | These data | Why |", "|---|---|---|"]
    lines += [f"| {_text(row['advice'])} | **{row['verdict']}** | {_text(row['verdict_sentence'])} |" for row in rows]
    return ["## Does the advice hold here?", "\n".join(lines)]


def _candidates(made: Made, plan_id: str, scenario: str, plan: Row) -> list[str]:
    frame = made.tables["budget_plan_candidates"].filter(
        (pl.col("plan_id") == plan_id) & (pl.col("scenario") == scenario)
    )
    chosen = frame.filter("is_planned").sort("price", "account_key", descending=[True, False])
    lines = [
        "| Creator | Platform | Tier | Country | Posts | Price | Price is | Expected | Cost of one | Past deals | They brought | Cost of one then |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {_text(r['name'] or r['handle'])} | {r['platform']} | {r['tier'] or ''} | {r['country'] or ''} | {r['package_posts']} "
        f"| {amount(float(r['price']), plan['currency'])} | {r['price_source']} | {number(r['result_expected'])} "
        f"| {_each(r['price'], r['result_expected'], plan)} | {r['past_deals'] or 0} | {'' if r['past_result'] is None else number(r['past_result'])} "
        f"| {_each(r['past_cost'], r['past_result_with_cost'], plan)} |"
        for r in chosen.iter_rows(named=True)
    ]
    left = frame.filter(~pl.col("is_planned"))
    counts = left.group_by("plan_reason_code").len().sort(["len", "plan_reason_code"], descending=[True, False])
    return [
        f"## Chosen in scenario {scenario}", "\n".join(lines),
        f"Not chosen: {left.height} offers: " + ", ".join(f"{code} {n}" for code, n in counts.iter_rows()) + ".",
    ]  # fmt: skip


def _each(cost: Decimal | None, brought: float | None, plan: Row) -> str:
    """Return what one result costs; nothing where that is not known."""
    return "" if not cost or not brought else each(float(cost), brought, plan["plan_goal"], plan["currency"])


def _text(value: str) -> str:
    """Return a text that Markdown takes for nothing else."""
    return "".join(f"\\{mark}" if mark in "\\`*_[]<>|#" else mark for mark in value).replace("\n", " ")


if __name__ == "__main__":
    with duckdb.connect(sys.argv[1], read_only=True) as connection:
        plans = made_in(connection)
    for plan_id in plans.tables["budget_plan"]["plan_id"].unique().sort():
        Path(sys.argv[2], f"{plan_id}.md").write_text(page(plans, plan_id), encoding="utf-8")
