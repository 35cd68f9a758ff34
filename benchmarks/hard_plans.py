"""Hard problems of plans: 20,000 offers, reach over 25 countries, and what makes a choice hard to prove.

Belongs here: drawn problems, one function a kind, the same ones for the same seed. Does not belong here: measuring (``plan``).

All are drawn from creators with 1,000 to 3 million followers whose audience is half at home, the rest anywhere, in two packages (one
post, three posts). Prices and reach grow with followers. What differs:

- tiers: each of the four tiers gets at least and at most a part of the budget;
- adds up: the same limits, and results that just add up (orders);
- saturated: countries of so few people that the budget reaches half of them;
- caps: 2 % of the budget for one creator, who has up to three accounts;
- alike: creators differ in price and reach by a tenth of a percent, and the countries are small;
- coverage: ten creators with a fifth of their audience there, in every country;
- shares: every country gets at least 2 % of the gross reach, and tiers as above;
- packages: five packages an account, of which the larger are cheaper by the post;
- dominant: forty offers cost 5 to 35 % of the budget and are the best for the money;
- small budget: 5,000, so that a plan is a handful of offers;
- everything: tiers, small countries, caps, coverage, shares and dominant offers at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf

import numpy as np

from pipeline.plan.optimiser import Limit, Problem
from pipeline.plan.optimiser.problem import Floats, Indices

BUDGET = 200_000.0
COUNTRIES = 25
TIERS = ((1e3, 1e4), (1e4, 1e5), (1e5, 1e6), (1e6, 1e8))
SPEND = ((0.05, 0.30), (0.20, 0.45), (0.15, 0.40), (0.0, 0.25))
PACKAGES = ((1.0, 1.0), (3.0, 2.7))  # posts, and how many times the price of one
FIVE = ((1.0, 1.0), (2.0, 1.9), (3.0, 2.75), (5.0, 4.4), (8.0, 6.8))


@dataclass
class World:
    """Creators and their offers, before a kind adds its limits."""

    followers: Floats
    shares: Floats
    account: Indices
    creator: Indices
    cost: Floats
    result: Floats
    people: Floats
    budget: float = BUDGET
    cap: float = inf
    limits: list[Limit] = field(default_factory=list)

    def problem(self) -> Problem:
        """Return the world as the optimiser's numbers."""
        return Problem(
            self.cost, self.result, self.people, self.account, self.creator, self.budget, self.cap,
            tuple(self.limits), "EUR",
        )  # fmt: skip


def world(
    rng: np.random.Generator, offers: int, packages: tuple[tuple[float, float], ...] = PACKAGES, noise: float = 0.6
) -> World:
    """Return creators whose offers are as many as asked for."""
    creators = offers // len(packages)
    followers = 10 ** rng.uniform(3, 6.5, creators) if noise > 0.1 else np.full(creators, 3e4)
    home = rng.choice(COUNTRIES, creators, p=_sizes(rng))
    shares = 0.45 * rng.dirichlet(np.full(COUNTRIES, 0.2), creators)
    shares[np.arange(creators), home] += 0.5
    price = followers * 0.012 * rng.lognormal(0, noise, creators)
    reach = followers**0.9 * rng.lognormal(0, noise, creators)
    account = np.tile(np.arange(creators), len(packages))
    posts, times = np.repeat(np.array(packages), creators, axis=0).T
    cost = np.round(price[account] * times, 2)
    result = (reach[account] * posts**0.85)[:, None] * shares[account]
    people = 3e8 * _sizes(rng)
    return World(followers[account], shares[account], account, account.copy(), cost, result, people)


def _sizes(rng: np.random.Generator) -> Floats:
    sizes = rng.lognormal(0, 0.8, COUNTRIES)
    return np.asarray(sizes / sizes.sum())


def add_tiers(found: World) -> None:
    """Bound the spend of every tier on both sides."""
    for number, ((low, high), (least, most)) in enumerate(zip(TIERS, SPEND, strict=True)):
        part = found.cost * ((found.followers >= low) & (found.followers < high))
        spend = least * found.budget, most * found.budget
        found.limits.append(Limit(f"tier {number}", part, *spend, "EUR", follows_price=True))


def tiers(rng: np.random.Generator, offers: int) -> World:
    """Bound the spend of every tier."""
    found = world(rng, offers)
    add_tiers(found)
    return found


def adds_up(rng: np.random.Generator, offers: int) -> World:
    """Let results add up, with tiers."""
    found = tiers(rng, offers)
    found.result, found.people = found.result.sum(axis=1, keepdims=True) / 1e3, np.array([inf])
    return found


def saturated(rng: np.random.Generator, offers: int) -> World:
    """Make countries small, with tiers."""
    found = tiers(rng, offers)
    found.people = found.people / 30
    return found


def caps(rng: np.random.Generator, offers: int) -> World:
    """Let creators have several accounts, and cost 2 % of the budget at most."""
    found = tiers(rng, offers)
    found.creator = rng.integers(0, int(found.account.max()) // 2, int(found.account.max()) + 1)[found.account]
    found.cap = 0.02 * found.budget
    return found


def alike(rng: np.random.Generator, offers: int) -> World:
    """Make creators all but equal."""
    found = world(rng, offers, noise=0.001)
    home = found.shares.argmax(axis=1)
    found.result = found.result.sum(axis=1, keepdims=True) * np.where(np.arange(COUNTRIES) == home[:, None], 0.6, 0.01)
    found.people = found.people / 30
    there = found.cost * (home < 5)
    found.limits.append(Limit("five countries", there, 0.3 * found.budget, 0.31 * found.budget, "EUR", True))
    return found


def add_coverage(found: World, least: int) -> None:
    """Ask for creators in every country."""
    for country in range(COUNTRIES):
        found.limits.append(Limit(f"country {country}", (found.shares[:, country] >= 0.2) * 1.0, low=least))


def coverage(rng: np.random.Generator, offers: int) -> World:
    """Ask for ten creators in every country, with tiers."""
    found = tiers(rng, offers)
    add_coverage(found, 10)
    return found


def add_shares(found: World, least: float) -> None:
    """Ask for a part of the gross results from every country."""
    total = found.result.sum(axis=1)
    for country in range(COUNTRIES):
        found.limits.append(Limit(f"share {country}", found.result[:, country] - least * total, low=0.0))


def shares(rng: np.random.Generator, offers: int) -> World:
    """Ask for 2 % of the results from every country, with tiers."""
    found = tiers(rng, offers)
    add_shares(found, 0.02)
    return found


def packages(rng: np.random.Generator, offers: int) -> World:
    """Offer five packages an account, with tiers and small countries."""
    found = world(rng, offers, FIVE)
    found.people = found.people / 30
    add_tiers(found)
    return found


def add_dominant(rng: np.random.Generator, found: World) -> None:
    """Make forty offers large, and the best for the money."""
    large = rng.choice(found.cost.size, 40, replace=False)
    rate = np.quantile(found.result.sum(axis=1) / found.cost, 0.99)
    found.cost[large] = np.round(found.budget * rng.uniform(0.05, 0.35, 40), 2)
    reach = rate * found.cost[large] * rng.lognormal(0, 0.15, 40)
    found.result[large] = reach[:, None] * found.shares[large]


def dominant(rng: np.random.Generator, offers: int) -> World:
    """Add large offers that are the best for the money, with tiers."""
    found = world(rng, offers)
    add_dominant(rng, found)
    add_tiers(found)
    return found


def small_budget(rng: np.random.Generator, offers: int) -> World:
    """Buy a handful of offers, with tiers."""
    found = world(rng, offers)
    found.budget, found.people = 5000.0, found.people / 1000
    add_tiers(found)
    return found


def everything(rng: np.random.Generator, offers: int) -> World:
    """Ask for all of it at once."""
    found = caps(rng, offers)
    found.limits.clear()
    found.people, found.cap = found.people / 30, 0.2 * found.budget
    add_dominant(rng, found)
    add_tiers(found)
    add_coverage(found, 5)
    add_shares(found, 0.01)
    return found


KINDS: dict[str, Callable[[np.random.Generator, int], World]] = {
    "tiers": tiers, "adds up": adds_up, "saturated": saturated, "caps": caps, "alike": alike, "coverage": coverage,
    "shares": shares, "packages": packages, "dominant": dominant, "small budget": small_budget, "everything": everything,
}  # fmt: skip


def hard(kind: str, offers: int, seed: int) -> Problem:
    """Return the problem of a kind."""
    return KINDS[kind](np.random.default_rng([seed, list(KINDS).index(kind)]), offers).problem()
