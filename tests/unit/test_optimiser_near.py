"""Near the best is near the best: bounds by large offers against every choice there is, and hard problems against HiGHS alone."""

from __future__ import annotations

import time
from math import inf

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from test_optimiser import drawn, every_choice

from benchmarks.hard_plans import hard
from pipeline.plan.optimiser import PLANNED, Problem, broken, solve, value
from pipeline.plan.optimiser.large import LargeFirst, divided
from pipeline.plan.optimiser.problem import net
from pipeline.plan.optimiser.program import largest_value
from pipeline.plan.optimiser.quiet import quiet_stdout
from pipeline.plan.optimiser.relaxation import Relaxing


def test_no_choice_is_worth_more_than_the_large_offers_allow() -> None:
    tighter = 0
    for seed in range(40):
        problem = drawn(seed)
        every = every_choice(problem)
        best = max((value(problem, chosen) for chosen in every), default=0.0)
        if best == 0:
            continue
        program, late = largest_value(problem, best), time.perf_counter() + 60
        relaxation = Relaxing(program).relax(late)
        assert relaxation.bound * program.unit >= best * (1 - 1e-9), seed
        prices, work = [(relaxation.row_price, relaxation.cap_price)], np.ones(problem.offers, dtype=bool)
        division = divided(program, relaxation, program.gain_at(relaxation.row_price), 0.999 * best / program.unit, 2)
        large, bounds = LargeFirst(program, division, prices, work), []
        for _ in range(4):
            proposed = large.propose(late)
            assert proposed is not None, seed
            bounds.append(proposed[0] * program.unit)
            large.add(np.isin(np.arange(problem.offers), proposed[1]).astype(float), late)
        assert min(bounds) >= best * (1 - 1e-9), seed
        tighter += min(bounds) < relaxation.bound * program.unit * (1 - 1e-3)
    assert tighter > 3  # or the large offers would not be needed


def bounds_by_highs(problem: Problem, seconds: float) -> tuple[float, float]:
    """Return what a choice of HiGHS alone is worth, and its bound: all offers, sixty tangents a pool, nothing left out."""
    offers, pools = problem.offers, problem.addressable.size
    unit = problem.result.sum(axis=1).max()
    most = problem.result.sum(axis=0)
    rows = [np.concatenate([problem.cost / problem.budget, np.zeros(2 * pools)])]
    low, high = [-inf], [1.0]
    for limit in problem.limits:
        size = np.abs(limit.coefficients).max()
        rows.append(np.concatenate([limit.coefficients / size, np.zeros(2 * pools)]))
        low, high = [*low, limit.low / size], [*high, limit.high / size]
    for pool, people in enumerate(problem.addressable):
        is_gross, is_net = np.eye(2 * pools)[pool], np.eye(2 * pools)[pools + pool]
        rows.append(np.concatenate([-problem.result[:, pool] / unit, is_gross]))
        low, high = [*low, -inf], [*high, 0.0]
        for place in min(most[pool], 6 * people) * np.linspace(0, 1, 60) ** 1.5:
            slope = np.exp(-place / people)
            rows.append(np.concatenate([np.zeros(offers), is_net - slope * is_gross]))
            low, high = [*low, -inf], [*high, (net(place, people) - slope * place) / unit]
    for account in np.unique(problem.account):
        rows.append(np.concatenate([problem.account == account, np.zeros(2 * pools)]) * 1.0)
        low, high = [*low, -inf], [*high, 1.0]
    with quiet_stdout():
        found = milp(
            np.concatenate([np.zeros(offers + pools), -np.ones(pools)]),
            constraints=LinearConstraint(np.array(rows), low, high),
            bounds=Bounds(0, np.concatenate([np.ones(offers), np.full(2 * pools, inf)])),
            integrality=np.concatenate([np.ones(offers), np.zeros(2 * pools)]),
            options={"time_limit": seconds},
        )
    chosen = np.flatnonzero(found.x[:offers] > 0.5) if found.x is not None else np.zeros(0, dtype=np.int64)
    is_valid = found.x is not None and not broken(problem, chosen)
    return value(problem, chosen) if is_valid else 0.0, -found.mip_dual_bound * unit


@pytest.mark.long
@pytest.mark.parametrize("kind", ["tiers", "dominant"])
def test_hard_problems_agree_with_highs_alone(kind: str) -> None:
    problem = hard(kind, 500, 1)
    choice = solve(problem, 5.0)
    assert choice.status in PLANNED and broken(problem, choice.chosen) == []
    found, bound = bounds_by_highs(problem, 3.0)
    assert found <= choice.bound * (1 + 1e-9)
    assert choice.value <= bound * (1 + 1e-6)


@pytest.mark.long
def test_a_hard_plan_is_proved_within_a_permille() -> None:
    problem = hard("adds up", 20_000, 1)
    choice = solve(problem, 120.0)
    assert choice.status in ("within 0.1 %", "optimal") and broken(problem, choice.chosen) == []
    assert choice.gap == pytest.approx(1 - choice.value / choice.bound) and choice.gap <= 1e-3
