"""A test of tiers: for each ratio, the creators of each tier, their deals and cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import ceil
from typing import Any

from pipeline.power.planning import NAMED, Spread, creators_needed, of_test, power_of, smallest_ratio
from pipeline.power.spread import Price

UNKNOWN = Price(None, None, "")


@dataclass(frozen=True)
class Arm:
    """A tier in a test: null where no deal of the tier is known."""

    tier: str
    creators: int
    deals: int | None
    cost: float | None


@dataclass(frozen=True)
class Test:
    """A test that names the better tier with ``power`` if it returns ``ratio`` times as much as each other."""

    __test__ = False  # for pytest

    ratio: float
    power: float
    creators_each: int
    arms: tuple[Arm, ...]

    @property
    def cost(self) -> float | None:
        """Return the cost of all tiers; null where one is not known."""
        costs = [arm.cost for arm in self.arms if arm.cost is not None]
        return sum(costs) if len(costs) == len(self.arms) else None

    def as_row(self) -> dict[str, Any]:
        """Return the test as plain data."""
        return {**asdict(self), "cost": self.cost}


def named_for(tiers: int) -> float:
    """Return the probability that each pair needs, so that the best of so many tiers is named with 0.95."""
    return 1 - (1 - NAMED) / max(tiers - 1, 1)


def planned(
    ratio: float, power: float, tiers: Sequence[str], spread: Spread, prices: Mapping[str, Price], campaigns: int
) -> Test | None:
    """Return the smallest test for a ratio; none where half a million creators would not do."""
    creators = creators_needed(ratio, spread, power, campaigns, named_for(len(tiers)))
    if creators is None:
        return None
    chance = power_of(ratio, *of_test(creators, spread, campaigns), named_for(len(tiers)))
    return Test(ratio, chance, creators, arms_of(creators, tiers, prices))


def arms_of(creators: int, tiers: Sequence[str], prices: Mapping[str, Price]) -> tuple[Arm, ...]:
    """Return what so many creators of each tier come to."""
    arms = []
    for tier in tiers:
        price = prices.get(tier, UNKNOWN)
        deals = None if price.deals is None else ceil(creators * price.deals)
        arms.append(Arm(tier, creators, deals, None if price.cost is None else creators * price.cost))
    return tuple(arms)


def with_creators(
    creators: int, power: float, tiers: Sequence[str], spread: Spread, prices: Mapping[str, Price], campaigns: int
) -> Test:
    """Return the test with so many creators of each tier: the smallest ratio that it shows with this power."""
    shown = smallest_ratio(*of_test(creators, spread, campaigns), power, named_for(len(tiers)))
    return Test(shown, power, creators, arms_of(creators, tiers, prices))
