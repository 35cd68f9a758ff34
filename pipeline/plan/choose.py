"""A scenario as a problem for the optimiser, and what came of it.

Belongs here: which numbers and limits a scenario has, and the answers of the solver by offer.
Does not belong here: the solver, words, tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipeline.plan.eligibility import eligible, refusals
from pipeline.plan.offers import Indices, Offers
from pipeline.plan.optimiser import (
    BreakEven,
    Choice,
    Limit,
    Problem,
    Shortfall,
    break_even,
    entry_prices,
    shortfalls,
    solve,
)
from pipeline.plan.plan_files import Plan, Scenario

LEFT_OUT_BY_SCENARIO = ("tier",)
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Outcome:
    """What came of a scenario.

    Attributes:
        refused: plan_reason_code and plan_reason of each offer that may not be chosen, null for the others.
        eligible: Indices of the offers that may be.
        chosen: Indices of the offers that are.
        choice: What the solver says; None where there was nothing to choose from.
        entry_prices: (offers,): price at or below which an offer would enter; nan where there is none.
        shortfalls: What is missing, where the plan is infeasible.
        break_even: Of the offers whose tier is left out, the index of the one nearest to entering, and its price.
    """

    refused: pl.DataFrame
    eligible: Indices
    chosen: Indices
    choice: Choice | None
    entry_prices: Floats
    shortfalls: list[Shortfall]
    break_even: tuple[int, BreakEven] | None


def choose(offers: Offers, plan: Plan, scenario: Scenario) -> Outcome:
    """Return the best choice of a scenario, and what it would take for others to enter."""
    refused = refusals(offers, plan, scenario)
    may = eligible(refused)
    none = np.zeros(0, dtype=np.int64)
    prices = np.full(offers.frame.height, np.nan)
    if not may.size:
        return Outcome(refused, may, none, None, prices, [], None)
    problem = problem_of(offers, plan, may)
    choice = solve(problem, plan.seconds)
    if choice.status == "infeasible":
        return Outcome(refused, may, none, choice, prices, shortfalls(problem), None)
    if choice.status == "nothing found in time":
        return Outcome(refused, may, none, choice, prices, [], None)
    prices[may] = entry_prices(problem, choice)
    return Outcome(
        refused, may, may[choice.chosen], choice, prices, [], _nearest(offers, plan, refused, problem, choice)
    )


def problem_of(offers: Offers, plan: Plan, may: Indices) -> Problem:
    """Return some of the offers as the optimiser's numbers."""
    rows = offers.frame[may.tolist()]
    cost = rows["price"].to_numpy()
    by_pool = offers.results(plan.goal, may)
    result, pools = by_pool, offers.limits(plan.goal)
    if not np.isfinite(pools).any():  # results that add up everywhere are one pool
        result, pools = by_pool.sum(axis=1, keepdims=True), np.array([np.inf])
    cap = float(plan.budget) * plan.max_share_per_creator
    return Problem(
        cost=cost,
        result=result,
        addressable=pools,
        account=_numbered(offers.frame["account_key"])[may],
        creator=_numbered(offers.frame["influencer_id"])[may],
        budget=float(plan.budget),
        creator_cap=cap if plan.max_share_per_creator < 1 else float("inf"),
        limits=tuple(_limits(offers, plan, may, cost, by_pool)),
        money=plan.currency,
    )


def _limits(offers: Offers, plan: Plan, may: Indices, cost: Floats, results: Floats) -> Iterator[Limit]:
    shares = offers.shares[may]
    budget = float(plan.budget)
    for pool, country in enumerate(plan.countries):
        if plan.min_creators_per_country:
            there = (shares[:, pool] >= plan.country_audience_share).astype(float)
            name = f"creators with {plan.country_audience_share:.0%} or more of their audience in {country}"
            yield Limit(name, there, low=plan.min_creators_per_country, unit="creators")
        if plan.min_result_share_per_country:
            part = results[:, pool] - plan.min_result_share_per_country * results.sum(axis=1)
            yield Limit(
                f"{plan.min_result_share_per_country:.0%} of the {plan.goal} from {country}",
                part,
                low=0,
                unit=plan.goal,
            )
    tiers = offers.frame["tier"].fill_null("").to_numpy()[may]
    for tier, spend in plan.tier_spend.items():
        name = f"between {spend.min:.0%} and {spend.max:.0%} of the budget for {tier}"
        yield Limit(
            name, cost * (tiers == tier), spend.min * budget, spend.max * budget, plan.currency, follows_price=True
        )


def _nearest(
    offers: Offers, plan: Plan, refused: pl.DataFrame, problem: Problem, choice: Choice
) -> tuple[int, BreakEven] | None:
    """Return the offer nearest to entering among those that only the scenario's tiers leave out."""
    outside = np.flatnonzero(refused["plan_reason_code"].is_in(LEFT_OUT_BY_SCENARIO).to_numpy())
    if not outside.size:
        return None
    found = break_even(problem, choice, problem_of(offers, plan, outside), plan.seconds)
    return None if found is None else (int(outside[found.offer]), found)


def _numbered(names: pl.Series) -> Indices:
    """Return each name's number; a null is nobody else's."""
    return np.asarray(names.rank("dense").cast(pl.Int64).to_numpy())
