"""Break-even prices by solving again on both sides of them; shortfalls against a count of every choice."""

from __future__ import annotations

from itertools import product
from math import inf

import numpy as np
import pytest
from test_optimiser import drawn, every_choice

from pipeline.plan.optimiser import (
    Limit,
    Problem,
    break_even,
    broken,
    entry_prices,
    shortfalls,
    solve,
    value,
)


def with_further(problem: Problem, offers: Problem, offer: int, price: float) -> Problem:
    """Return the problem with one excluded offer at a price of its own."""
    one = offers.part(np.array([offer]))
    limits = tuple(
        Limit(
            ours.name,
            np.append(ours.coefficients, its.coefficients * (price / one.cost[0] if ours.follows_price else 1)),
            ours.low, ours.high, ours.unit, ours.follows_price,
        )
        for ours, its in zip(problem.limits, one.limits, strict=True)
    )  # fmt: skip
    return Problem(
        np.append(problem.cost, price), np.vstack([problem.result, one.result]), problem.addressable,
        np.append(problem.account, one.account), np.append(problem.creator, one.creator), problem.budget,
        problem.creator_cap, limits,
    )  # fmt: skip


def best_with(problem: Problem, offers: Problem, offer: int, price: float) -> float:
    """Return the largest value of a choice that has the excluded offer, by counting; -inf without one."""
    both = with_further(problem, offers, offer, price)
    return max((value(both, x) for x in every_choice(both) if problem.offers in x), default=-inf)


def test_the_break_even_price_is_where_a_plan_with_the_offer_is_worth_as_much() -> None:
    seen = 0
    for seed in range(60):
        whole = drawn(seed)
        last = whole.account >= whole.account.max() - 1
        problem, offers = whole.part(np.flatnonzero(~last)), whole.part(np.flatnonzero(last))
        if not problem.offers or not offers.result.any() or any(x.follows_price for x in whole.limits):
            continue
        choice = solve(problem)
        if choice.status != "optimal" or choice.value == 0:
            continue
        found = break_even(problem, choice, offers)
        eps = 1e-4
        prices = [0.0 if found is None else (1 - found.cut + eps) * cost for cost in offers.cost]
        for offer, price in enumerate(prices):  # no other offer enters at a smaller cut
            assert best_with(problem, offers, offer, price) < choice.value * (1 - 1e-9), seed
        if found is None:
            continue
        seen += 1
        assert found.is_proved and found.cut == pytest.approx(1 - found.price / offers.cost[found.offer])
        below = best_with(problem, offers, found.offer, found.price * (1 - eps))
        assert below >= choice.value * (1 - 1e-8), seed
    assert seen > 15


def test_a_limit_on_spend_moves_with_the_price() -> None:
    part = Limit("tier", np.array([0.0, 0.0]), 0, 200, "EUR", follows_price=True)
    problem = Problem([100, 100], [[2], [2]], [inf], [0, 1], [0, 1], 400, limits=(part,))
    further = Problem(
        [300], [[9]], [inf], [2], [2], 400, limits=(Limit("tier", np.array([300.0]), 0, 200, "EUR", True),)
    )
    found = break_even(problem, solve(problem), further)
    assert found is not None and found.price == pytest.approx(200)
    assert best_with(problem, further, 0, 199.9) == 13
    assert best_with(problem, further, 0, 200.1) == -inf


def test_an_entry_price_is_of_offers_not_chosen_and_no_higher_than_theirs() -> None:
    problem = Problem([300, 200, 250, 100], [[6], [5], [3], [1.5]], [inf], range(4), range(4), 500)
    choice = solve(problem)
    prices = entry_prices(problem, choice)
    assert choice.chosen.tolist() == [0, 1]
    assert np.isnan(prices[:2]).all()
    assert 100 < prices[2] < 250  # what its 3 would cost at the rates of those that are bought
    assert 50 < prices[3] <= 100


def test_money_that_is_not_scarce_has_no_entry_price() -> None:
    problem = Problem([10, 10], [[5], [5]], [inf], [0, 0], [0, 0], 100)
    assert np.isnan(entry_prices(problem, solve(problem))).all()


def test_shortfalls_are_the_least_that_would_do() -> None:
    seen = 0
    for seed in range(200):
        problem = drawn(seed)
        if every_choice(problem):
            assert shortfalls(problem) == [], seed
            continue
        seen += 1
        found = shortfalls(problem)
        assert found and all(one.missing > 0 for one in found), seed
        missing = {one.name: one.missing * (1 + 1e-6) for one in found}
        assert every_choice(loosened(problem, missing)), seed  # with it there is a plan
        if "budget" in missing:
            missing["budget"] *= 0.999
            assert not every_choice(loosened(problem, missing)), seed  # and with any less money there is none
    assert seen > 10


def loosened(problem: Problem, missing: dict[str, float]) -> Problem:
    limits = tuple(
        Limit(x.name, x.coefficients, x.low - missing.get(x.name, 0), x.high + missing.get(x.name, 0))
        for x in problem.limits
    )
    return Problem(
        problem.cost, problem.result, problem.addressable, problem.account, problem.creator,
        problem.budget + missing.get("budget", 0), problem.creator_cap + missing.get("cap of a creator", 0), limits,
    )  # fmt: skip


def test_the_budget_that_is_missing_is_that_of_the_cheapest_plan() -> None:
    seen = 0
    for seed in range(1, 120, 2):
        problem = drawn(seed, creator_cap=inf)
        rich = loosened(problem, {"budget": 1e6})
        every = [np.flatnonzero(bits) for bits in product((0, 1), repeat=problem.offers)]
        costs = [problem.cost[x].sum() for x in every if not broken(rich, x)]
        if not costs or min(costs) <= problem.budget:
            continue
        seen += 1
        (found,) = shortfalls(problem)
        assert (found.name, found.unit) == ("budget", "EUR")
        assert found.needed == pytest.approx(min(costs))
        assert (found.available, found.missing) == (problem.budget, pytest.approx(min(costs) - problem.budget))
    assert seen > 3


def test_a_country_without_creators_lacks_them_all() -> None:
    there, nowhere = (
        Limit("in DE", np.ones(2), low=2, unit="creators"),
        Limit("in FR", np.zeros(2), low=2, unit="creators"),
    )
    found = shortfalls(Problem([1, 1], [[1], [1]], [inf], [0, 1], [0, 1], 10, limits=(there, nowhere)))
    assert [(x.name, x.needed, x.available, x.missing, x.unit) for x in found] == [("in FR", 2, 0, 2, "creators")]
