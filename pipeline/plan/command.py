"""``influencers plan``: which creators a budget should buy, asked from the command line.

Belongs here: its options and its exit status. What is shown stands in ``show``.
"""

import sys
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.options import FAILED, AsOf, Home, KnownOn, err, out, settings_of, wrong

if TYPE_CHECKING:
    from pipeline.plan.plan_files import Plan


class Goal(StrEnum):
    """What a plan makes as large as it can."""

    reach = "reach"
    engagements = "engagements"
    clicks = "clicks"
    orders = "orders"
    revenue = "revenue"
    net_revenue = "net_revenue"


def plan(
    budget: Annotated[float | None, typer.Option(help="What may be spent.")] = None,
    currency: Annotated[
        str | None, typer.Option(help="Of the budget and all prices; the reporting currency if not given.")
    ] = None,
    goal: Annotated[Goal | None, typer.Option(help="What to get most of.")] = None,
    countries: Annotated[str | None, typer.Option(help="Where results count: DE,FR,NL. Anywhere if not given.")] = None,
    niche: Annotated[str | None, typer.Option(help="Only creators of these niches: food,fitness.")] = None,
    platform: Annotated[str | None, typer.Option(help="Only accounts on these platforms: instagram,tiktok.")] = None,
    max_share_per_creator: Annotated[
        float | None, typer.Option(help="Most of the budget that one creator gets, 0 to 1.")
    ] = None,
    min_creators_per_country: Annotated[
        int | None, typer.Option(help="Creators that each country needs, with a fifth of their audience there.")
    ] = None,
    tier_spend: Annotated[
        list[str] | None, typer.Option(help="Bounds of a tier's part of the budget: TIER=0:0.5. May be repeated.")
    ] = None,
    min_return: Annotated[
        float | None,
        typer.Option(
            help="Spend only where each further unit of cost is expected to bring this much net revenue or more."
        ),
    ] = None,
    candidates: Annotated[
        Path | None,
        typer.Option(help="Your own list (CSV): platform, handle and, where quoted, price, currency, posts."),
    ] = None,
    scenarios: Annotated[
        str | None,
        typer.Option(
            help="Of free, smaller and larger (the halves of the tiers, by these names or a tier's), mine (your list)."
        ),
    ] = None,
    allow_review: Annotated[
        bool | None, typer.Option("--allow-review", help="Choose creators with strong review signals, too.")
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--plan", exists=True, dir_okay=False, help="A plan file (YAML); options go before it."),
    ] = None,
    home: Home = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    seconds: Annotated[float | None, typer.Option(min=0.1, help="Most time for the solver, for each scenario.")] = None,
    save: Annotated[
        Path | None, typer.Option("--out", help="Write every candidate with its reason to this CSV file.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the plan as JSON, and nothing else.")] = False,
) -> None:
    """Choose creators for a budget: any, smaller and larger ones side by side, how sure that is, and why not the others."""
    from pipeline.plan import show
    from pipeline.plan.make import make
    from pipeline.plan.optimiser import PLANNED
    from pipeline.plan.plan_files import PlanError
    from pipeline.warehouse.warehouse import Warehouse

    settings = settings_of(as_of, known_on, home=home)
    warehouse = Warehouse.of(settings)
    given = {
        "budget": None if budget is None else Decimal(str(budget)), "currency": currency and currency.upper(),
        "goal": goal and ("net_revenue" if goal is Goal.revenue else goal.value), "countries": countries, "niches": niche,
        "platforms": platform, "max_share_per_creator": max_share_per_creator,
        "min_creators_per_country": min_creators_per_country, "tier_spend": _bounds(tier_spend), "min_return": min_return,
        "candidates": candidates, "scenarios": scenarios, "allow_review": allow_review, "seconds": seconds,
    }  # fmt: skip
    with warehouse.read() as connection:
        asked = _asked({k: v for k, v in given.items() if v is not None}, file, settings.reporting_currency.upper())
        try:
            made = make(connection, asked)
        except PlanError as error:
            wrong(str(error))
    if save:
        made.tables["budget_plan_candidates"].write_csv(save)
    if as_json:
        sys.stdout.write(show.as_json(made) + "\n")
    else:
        show.plan(out, asked, made)
        if save:
            out.print(f"Every candidate with its reason: {save}", soft_wrap=True)
    if not made.tables["budget_plan"]["plan_status"].is_in(PLANNED).any():
        err.print("[bold red]No scenario could be planned.[/]")
        raise typer.Exit(FAILED)


def _asked(given: dict[str, Any], file: Path | None, currency: str) -> "Plan":
    """Return the plan that the options, and a file, ask for; what is wrong ends the command."""
    from pydantic import ValidationError

    from pipeline.plan.plan_files import Plan, PlanError, read_plan, reasons_of

    try:
        said: dict[str, Any] = read_plan(file).model_dump(exclude_unset=True) if file else {"currency": currency}
        if missing := [name for name in ("budget", "goal") if name not in said | given]:
            wrong(f"--{missing[0]} is missing. Say it, or name a plan file with --plan.")
        if "scenarios" in given:  # advice of the file may be about others
            said.pop("advice", None)
        elif "candidates" in given and "scenarios" in said:
            said["scenarios"]["mine"] = {"is_list": True}
        return Plan(**{**said, **given})
    except PlanError as error:
        wrong(str(error))
    except ValidationError as error:
        wrong(reasons_of(error))


def _bounds(texts: list[str] | None) -> dict[str, dict[str, float]] | None:
    """Read TIER=0:0.5 as the bounds of a tier."""
    bounds: dict[str, dict[str, float]] = {}
    for text in texts or []:
        tier, _, limits = text.partition("=")
        low, _, high = limits.partition(":")
        try:
            bounds[tier] = {"min": float(low or 0), "max": float(high or 1)}
        except ValueError:
            wrong(f"--tier-spend {text} is not tier=least:most, with parts of the budget from 0 to 1")
    return bounds or None
