"""At which price an offer that was not chosen would enter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.plan.optimiser.problem import Floats, Problem
from pipeline.plan.optimiser.solve import Choice


@dataclass(frozen=True)
class BreakEven:
    """The excluded offer that needs the smallest cut of its price to enter a plan.

    Attributes:
        offer: Index in the excluded offers.
        price: Highest price at which the plan with it is worth at least as much.
        cut: 1 - price / cost; negative where it would enter at a higher price than its own.
        is_proved: Whether every other offer is known to need at least this cut.
    """

    offer: int
    price: float
    cut: float
    is_proved: bool


def entry_prices(problem: Problem, choice: Choice) -> Floats:
    """Return for each offer not chosen the price at or below which it would enter (estimate), else nan."""
    return np.full(problem.offers, np.nan)


def break_even(problem: Problem, choice: Choice, offers: Problem, seconds: float = 20.0) -> BreakEven | None:
    """Return the excluded offer that needs the smallest cut of its price; none where no price would do."""
    return None
