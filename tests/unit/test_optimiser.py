"""The optimum is the optimum: the solver against a count of every choice there is, on many small random cases."""

from __future__ import annotations

from itertools import pairwise, product
from math import inf
from typing import Any

import numpy as np
import pytest

from pipeline.plan.optimiser import Choice, Limit, Problem, broken, solve, value
from pipeline.plan.optimiser.greedy import greedy
from pipeline.plan.optimiser.prefilter import useful
from pipeline.plan.optimiser.problem import Indices

SAME = 1e-6


def drawn(seed: int, **given: Any) -> Problem:
    """Return up to nine offers with some mix of caps, limits, packages, ties and pools."""
    rng = np.random.default_rng(seed)
    offers = int(rng.integers(3, 10))
    account = np.sort(rng.integers(0, max(2, 2 * offers // 3), offers))
    pools = 1 if seed % 3 == 0 else int(rng.integers(1, 4))
    cost = rng.integers(1, 12, offers) * 10.0 if seed % 2 else rng.lognormal(4, 0.7, offers).round(2)
    result = rng.integers(0, 6, (offers, pools)) * 1.0 if seed % 5 == 0 else rng.lognormal(1, 1, (offers, pools))
    budget = float(cost.sum() * rng.uniform(0.2, 0.7))
    limits = []
    if seed % 4 in (1, 3):
        limits.append(Limit("coverage", (rng.random(offers) < 0.5) * 1.0, low=int(rng.integers(1, 4)), unit="creators"))
    if seed % 4 in (2, 3):
        part = cost * (rng.random(offers) < 0.5)
        limits.append(Limit("tier", part, rng.uniform(0, 0.3) * budget, 0.6 * budget, "EUR", follows_price=True))
    if seed % 7 == 0:
        limits.append(Limit("share", result[:, 0] - 0.3 * result.sum(axis=1), low=0.0))
    numbers: dict[str, Any] = {
        "cost": cost, "result": result, "account": account, "creator": account // 2, "budget": budget,
        "addressable": np.full(pools, inf) if seed % 3 == 0 else rng.uniform(2, 30, pools),
        "creator_cap": 0.5 * budget if seed % 2 else inf, "limits": tuple(limits), "money": "EUR",
    }  # fmt: skip
    return Problem(**numbers | given)


def every_choice(problem: Problem) -> list[Indices]:
    """Return each choice that keeps every constraint, without any help of the solver."""
    choices = (np.flatnonzero(bits) for bits in product((0, 1), repeat=problem.offers))
    return [chosen for chosen in choices if not broken(problem, chosen)]


@pytest.mark.parametrize("block", range(8))
def test_no_choice_is_worth_more(block: int) -> None:
    statuses = set()
    for seed in range(25 * block, 25 * block + 25):
        problem = drawn(seed)
        every = every_choice(problem)
        choice = solve(problem)
        statuses.add(choice.status)
        if not every:
            assert choice.status == "infeasible", seed
            continue
        best = max(value(problem, chosen) for chosen in every)
        assert choice.value == pytest.approx(best, rel=SAME, abs=1e-12), seed
        assert choice.value == value(problem, choice.chosen)
        assert broken(problem, choice.chosen) == [], seed
        assert choice.bound >= best * (1 - 1e-12) and choice.gap <= SAME, seed
    assert "optimal" in statuses


def test_the_cases_are_of_every_kind() -> None:
    problems = [drawn(seed) for seed in range(200)]
    none = [problem for problem in problems if not every_choice(problem)]
    assert 10 < len(none) < 120
    assert any(np.isfinite(problem.addressable).any() and problem.limits for problem in problems)
    assert any(np.unique(problem.creator).size < np.unique(problem.account).size for problem in problems)


def test_the_prefilter_loses_nothing() -> None:
    left_out = 0
    for seed in range(60):
        problem = drawn(seed)
        part = problem.part(useful(problem))
        left_out += problem.offers - part.offers
        every, fewer = every_choice(problem), every_choice(part)
        assert bool(every) == bool(fewer), seed
        if every:
            best, best_of_part = max(value(problem, x) for x in every), max(value(part, x) for x in fewer)
            assert best_of_part == pytest.approx(best, rel=1e-12), seed
    assert left_out > 0


def test_greedy_is_valid_and_never_better() -> None:
    worse = 0
    for seed in range(80):
        problem = drawn(seed)
        chosen = greedy(problem)
        if chosen is None:
            continue
        assert broken(problem, chosen) == []
        best = solve(problem).value
        assert value(problem, chosen) <= best * (1 + 1e-9) + 1e-12
        worse += value(problem, chosen) < best * (1 - SAME)
    assert worse > 5  # or the solver would not be needed


def test_more_money_is_never_worth_less() -> None:
    for seed in (4, 8, 12, 30, 33, 44):
        budgets = np.linspace(50, 900, 8)
        values = [
            solve(drawn(seed, budget=float(budget), creator_cap=inf, limits=())).value for budget in budgets
        ]  # fmt: skip
        assert all(more >= less * (1 - SAME) for less, more in pairwise(values)), seed


def large(seed: int, pools: int = 3) -> Problem:
    rng = np.random.default_rng(seed)
    followers = 10 ** rng.uniform(3, 6, 400)
    shares = rng.dirichlet(np.ones(pools), 400)
    result = (followers**0.8 * rng.lognormal(0, 0.6, 400))[:, None] * shares
    limits = tuple(Limit(f"country {pool}", (shares[:, pool] > 0.5) * 1.0, low=3) for pool in range(pools))
    return Problem(
        cost=(followers * 0.01 * rng.lognormal(0, 0.5, 400)).round(2), result=result, addressable=np.full(pools, 2e5),
        account=np.arange(400), creator=np.arange(400), budget=20_000, creator_cap=4_000, limits=limits,
    )  # fmt: skip


def alike(one: Choice, other: Choice) -> bool:
    return bool(np.array_equal(one.chosen, other.chosen)) and one.value == other.value and one.status == other.status


def test_the_same_input_gives_the_same_choice() -> None:
    for seed in (1, 2):
        problem = large(seed)
        first, second = solve(problem), solve(problem)
        assert first.status == "optimal" and broken(problem, first.chosen) == []
        assert alike(first, second)


def test_the_order_of_the_offers_does_not_move_the_value() -> None:
    problem = large(3)
    turned = problem.part(np.arange(problem.offers)[::-1].copy())
    assert solve(turned).value == pytest.approx(solve(problem).value, rel=SAME)


def test_without_time_the_best_so_far_comes_with_its_gap() -> None:
    problem = large(4)
    choice = solve(problem, seconds=0.0)
    assert choice.status in ("time limit", "optimal")
    assert broken(problem, choice.chosen) == [] and choice.value > 0
    assert choice.bound >= solve(problem).value * (1 - 1e-9)
    assert choice.gap == pytest.approx((choice.bound - choice.value) / choice.bound)


def test_nothing_affordable_is_a_choice_of_nothing() -> None:
    choice = solve(drawn(4, budget=0.5, creator_cap=inf, limits=()))
    assert choice.status == "nothing affordable" and choice.chosen.size == 0 and choice.value == 0


def test_the_solver_writes_nothing_to_standard_output(capfd: pytest.CaptureFixture[str]) -> None:
    solve(large(5, pools=6))
    assert capfd.readouterr().out == ""


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"budget": -1.0}, "budget -1.0"),
        ({"account": np.arange(2)}, "account has shape"),
        ({"addressable": np.array([0.0])}, "a pool without people"),
        ({"limits": (Limit("x", np.ones(3), low=2, high=1),)}, "limit 'x' asks for at least 2 and at most 1"),
        ({"limits": (Limit("x", np.ones(2)),)}, "limit 'x' needs a finite coefficient for each of the 3 offers"),
    ],
)
def test_numbers_without_meaning_are_refused(given: dict[str, Any], said: str) -> None:
    numbers: dict[str, Any] = {
        "cost": np.ones(3), "result": np.ones((3, 1)), "addressable": np.array([inf]), "account": np.arange(3),
        "creator": np.arange(3), "budget": 2.0,
    }  # fmt: skip
    with pytest.raises(ValueError, match=said):
        Problem(**numbers | given)
