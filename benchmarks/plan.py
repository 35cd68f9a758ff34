"""How long the exact choice takes, how far it is from proved, and what choosing by cost per result would lose.

``python -m benchmarks.plan`` prints a line for each size, goal and seed: drawn creators with two packages each (one post,
three posts), prices and results that grow with followers, without limits and with coverage of every country, a bound on the
spend for macro creators and on that for any one creator. ``--check 50`` solves whole-number cases by dynamic
programming too (a table over every amount of money, no solver) and fails where the two differ.

``--hard`` measures the problems of ``hard_plans`` instead, ``--hard tiers caps`` some of them; ``--cpu`` counts CPU seconds as the
solver's seconds, for a machine that does other work besides. The entry prices' part is shown beside.
"""

from __future__ import annotations

import argparse
import sys
import time
from math import inf

import numpy as np

from benchmarks.hard_plans import KINDS, hard
from pipeline.plan.optimiser import Limit, Problem, broken, entry_prices, solve, value
from pipeline.plan.optimiser.greedy import greedy

BUDGET = 50_000.0
GOALS = (("adds up", 3), ("reach", 3), ("reach", 10))


def drawn(creators: int, goal: str, countries: int, is_limited: bool, seed: int) -> Problem:
    """Return a problem of some creators with two packages each."""
    rng = np.random.default_rng(seed)
    followers = 10 ** rng.uniform(3, 6.5, creators)
    price = followers * 0.01 * rng.lognormal(0, 0.6, creators)
    results = followers**0.8 * (0.001 if goal == "adds up" else 3.0) * rng.lognormal(0, 0.7, creators)
    shares = 0.8 * rng.dirichlet(np.full(countries, 0.3), creators)
    account = np.tile(np.arange(creators), 2)
    posts = np.repeat([1.0, 3.0], creators)
    cost = np.round(price[account] * posts, 2)
    result = (results[account] * posts**0.9)[:, None] * shares[account]
    people = np.full(countries, 3e6)
    if goal == "adds up":
        result, people = result.sum(axis=1, keepdims=True), np.array([inf])
    is_macro = (followers >= 1e5) & (followers < 1e6)
    limits = [Limit(f"country {n}", (shares[account, n] >= 0.3) * 1.0, low=3) for n in range(countries)]
    limits.append(Limit("macro", cost * is_macro[account], 0.1 * BUDGET, 0.3 * BUDGET, follows_price=True))
    return Problem(
        cost, result, people, account, account, BUDGET, 0.1 * BUDGET if is_limited else inf,
        tuple(limits) if is_limited else (),
    )  # fmt: skip


def by_table(problem: Problem) -> float:
    """Return the largest value by dynamic programming over whole amounts of money; one offer an account, results add up."""
    best = np.zeros(int(problem.budget) + 1)
    for account in np.unique(problem.account):
        before = best.copy()
        for offer in np.flatnonzero(problem.account == account):
            cost = int(problem.cost[offer])
            if cost < best.size:
                best[cost:] = np.maximum(best[cost:], before[: best.size - cost] + problem.result[offer].sum())
    return float(best[-1])


def check(cases: int) -> int:
    """Return in how many of the cases table and solver differ by more than a millionth."""
    differ = 0
    for seed in range(cases):
        rng = np.random.default_rng(seed)
        account = np.sort(rng.integers(0, 120, 200))
        cost, result = rng.integers(20, 900, 200).astype(float), rng.lognormal(2, 0.8, (200, 1))
        problem = Problem(cost, result * np.sqrt(cost)[:, None], np.array([inf]), account, account, 5000.0)
        differ += abs(solve(problem).value / by_table(problem) - 1) > 1e-6
    return differ


def measure_hard(kinds: list[str], offers: int, seeds: int, seconds: float) -> None:
    """Print a line for each kind and seed: CPU seconds, wall clock, and how near the best choice was proved to be."""
    print("kind          seed  offers  cpu s  wall s  prices cpu s  status        gap      chosen  greedy loses")
    for kind in kinds:
        for seed in range(seeds):
            problem = hard(kind, offers, seed)
            started, cpu = time.monotonic(), time.process_time()
            choice = solve(problem, seconds)
            took, cpu = time.monotonic() - started, time.process_time() - cpu
            priced = time.process_time()
            entry_prices(problem, choice)
            priced = time.process_time() - priced
            quick = greedy(problem)
            loss = (
                "none found" if quick is None or not choice.value else f"{1 - value(problem, quick) / choice.value:.0%}"
            )
            if broken(problem, choice.chosen):
                raise AssertionError(f"{kind}, seed {seed}: the choice breaks {broken(problem, choice.chosen)}")
            print(
                f"{kind:13} {seed:4} {problem.offers:7} {cpu:6.1f} {took:7.1f} {priced:13.1f}  {choice.status:13} "
                f"{choice.gap:8.1e} {choice.chosen.size:6}  {loss}",
                flush=True,
            )


def main() -> int:
    """Print the measurements."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--creators", type=int, nargs="+", default=[1000, 5000, 20_000])
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=20.0, help="wall clock of each solution")
    parser.add_argument("--check", type=int, default=0, help="cases to compare with dynamic programming")
    parser.add_argument("--hard", nargs="*", choices=[*KINDS], help="hard problems instead; all kinds if none is named")
    parser.add_argument("--offers", type=int, default=20_000, help="offers of a hard problem")
    parser.add_argument("--cpu", action="store_true", help="count CPU seconds as the solver's seconds")
    asked = parser.parse_args()
    if asked.cpu:
        time.perf_counter = time.process_time
    if asked.hard is not None:
        measure_hard(asked.hard or [*KINDS], asked.offers, asked.seeds, asked.seconds)
        return 0
    print("creators  goal     countries  limits  seconds  status      gap      greedy loses")
    for creators in asked.creators:
        for goal, countries in GOALS:
            for is_limited in (False, True):
                for seed in range(asked.seeds):
                    problem = drawn(creators, goal, countries, is_limited, seed)
                    started = time.perf_counter()
                    choice = solve(problem, asked.seconds)
                    seconds = time.perf_counter() - started
                    quick = greedy(problem)
                    loss = "none found" if quick is None else f"{1 - value(problem, quick) / choice.value:.2%}"
                    print(
                        f"{creators:8}  {goal:8} {countries:9}  {'yes' if is_limited else 'no':6} {seconds:8.1f}  "
                        f"{choice.status:10} {choice.gap:8.1e}  {loss}",
                        flush=True,
                    )
    differ = check(asked.check)
    if asked.check:
        print(f"{asked.check} cases by dynamic programming: {differ} differ")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
