"""Which offers to buy for a budget: the exact solver of budget plans.

Belongs here: numbers in, a choice out (numpy and HiGHS). Does not belong here: names, tables, words.
"""

from pipeline.plan.optimiser.prices import BreakEven, break_even, entry_prices
from pipeline.plan.optimiser.problem import Limit, Problem, broken, value
from pipeline.plan.optimiser.shortfalls import Shortfall, shortfalls
from pipeline.plan.optimiser.solve import PLANNED, Choice, solve

__all__ = [
    "PLANNED", "BreakEven", "Choice", "Limit", "Problem", "Shortfall", "break_even", "broken", "entry_prices", "shortfalls",
    "solve", "value",
]  # fmt: skip
