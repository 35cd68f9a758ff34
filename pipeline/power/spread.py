"""What a warehouse knows of how creators of two or more tiers differ, and what they cost.

Belongs here: reading the fair comparison and the costs of tiers. Does not belong here: what follows for a test (``design``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import duckdb

from pipeline.models.tier_schemes import pair_of, tiers_of
from pipeline.power.planning import FEWEST_CREATORS, Spread

PAIRS = """
    select tier, other_tier, fair_creators, other_fair_creators, creator_variance, cost_unevenness
    from intermediate.int_fair_ratios
    where platform = 'all' and campaign_id = 'all' and measure = 'return_on_ad_spend' and tier < other_tier
        and least(fair_creators, other_fair_creators) >= ?
    order by tier, other_tier
"""
COSTS = """
    select tier, creators, deals, cast(cost as double) as cost, currency
    from marts.tier_roi where platform = 'all' and campaign_id = 'all' and creators > 0
"""


class PowerError(Exception):
    """What is asked cannot be answered; says what to do."""


class Known(NamedTuple):
    """How creators of some tiers differ, and where that is from."""

    spread: Spread
    source: str


class Price(NamedTuple):
    """What a creator of a tier costs on average, with how many deals; null where it is not known."""

    cost: float | None
    deals: float | None
    currency: str


def tiers_asked(con: duckdb.DuckDBPyConnection, given: Sequence[str]) -> list[str]:
    """Return the tiers to test: those that are given, else the two about which people ask.

    Raises:
        PowerError: A tier is none of the scheme, or there are no two.
    """
    known = tiers_of(con)
    asked = list(given) or list(pair_of(known) or ())
    if unknown := [tier for tier in asked if tier not in known]:
        raise PowerError(f"--tiers: {', '.join(unknown)} is no tier here. There are {', '.join(known)}.")
    return asked


def spread_of(con: duckdb.DuckDBPyConnection, tiers: Sequence[str]) -> Known:
    """Return how much creators of the tiers differ: the largest of their pairs, else of all pairs there are.

    Raises:
        PowerError: No two tiers have five creators that can be compared.
    """
    pairs = con.execute(PAIRS, [FEWEST_CREATORS]).fetchall()
    if not pairs:
        raise PowerError(
            "The warehouse has no two tiers with five creators each in campaigns that can be compared, so it does not tell how much "
            "creators differ. State it with --spread: 1 is that a creator brings what is expected, give or take as much again."
        )
    own = [pair for pair in pairs if pair[0] in tiers and pair[1] in tiers]
    widest = max(own or pairs, key=lambda pair: pair[4])
    tier, other, creators, others, variance, unevenness = widest
    place = "" if own else f"; {' and '.join(tiers)} have no five creators each that can be compared"
    return Known(
        Spread(float(variance), float(unevenness)),
        f"{creators:,} {tier} and {others:,} {other} creators of the warehouse{place}",
    )


def prices_of(con: duckdb.DuckDBPyConnection) -> dict[str, Price]:
    """Return what a creator of each tier has cost, and how many deals it had."""
    return {
        tier: Price(None if cost is None else cost / creators, deals / creators or None, currency)
        for tier, creators, deals, cost, currency in con.execute(COSTS).fetchall()
    }
