"""From the relaxation to whole offers, with proof.

The relaxation says of every offer how much lower the bound is once it is decided the other way (its loss). So a choice
that differs from the relaxation in an offer of loss d is worth at most bound - d, and:

1. Solve over the few offers of least loss, the others fixed as the relaxation has them. That gives a good choice.
2. Every offer whose loss exceeds bound - value of the best choice is fixed: no better choice decides it otherwise.
3. Where many remain, the large offers come first (``large``), until the bound is within what is asked for. That ends the
   search unless so few offers remain that the rest of the way is short.
4. Solve over what remains. Where that is much, cores grow step by step: what is outside the core is bounded by
   its least loss, what is inside by HiGHS, and most often both meet long before all offers are in.
5. Tangents are drawn at the gross results of every choice found, until what the program says of the best choice and
   what it is worth agree.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import numpy as np

from pipeline.plan.optimiser.near import first_tries, large_first
from pipeline.plan.optimiser.problem import Indices, gross_of
from pipeline.plan.optimiser.program import Program
from pipeline.plan.optimiser.relaxation import INFEASIBLE, Relaxation, Relaxing
from pipeline.plan.optimiser.whole import whole_offers

GAP = 1e-6  # relative: what counts as proved
FINE_GAP = 1e-7  # what HiGHS is asked for, so that what it leaves open is not what decides
CORES = (150, 400, 1000, 2500, 6000, 15000)  # offers that are free, if so many have to be
NODES = 2000  # nodes of a core that is not the last: effort, not time, so that the same input gives the same choice
STEPS = (0.0, 0.001, 0.002, 0.004, 0.007, 0.012, 0.02, 0.04, 0.08)  # where tangents are drawn around the relaxation
Evaluate = Callable[[Indices], float | None]


@dataclass
class Search:
    """A search under way and its outcome; objectives are real ones, not the program's.

    Attributes:
        program: What is maximised.
        evaluate: The exact objective of a choice, none if it breaks a constraint.
        deadline: Moment (``time.perf_counter``) at which it ends.
        enough: Gap at which a search over many offers ends.
        chosen: Best choice so far, none if there is none.
        objective: What it is worth.
        bound: No choice is worth more; minus infinity where it is proved that there is none.
        rounds: Times HiGHS was called for whole offers.
        is_from_start: Whether the choice is still the one that was given.
    """

    program: Program
    evaluate: Evaluate
    deadline: float
    enough: float = GAP
    chosen: Indices | None = None
    objective: float = -inf
    bound: float = inf
    rounds: int = 0
    is_from_start: bool = True

    def run(self, start: Indices | None = None) -> Relaxation:
        """Search from a choice that is known, if any; return the relaxation of the whole."""
        if start is not None:
            self.consider(start)
            self.is_from_start = True
        relaxing = Relaxing(self.program)
        relaxation = relaxing.relax(self.deadline)
        if not relaxing.is_possible(relaxation):
            self.bound = -inf
            return relaxation
        self.bound = max(relaxation.bound * self.program.unit, self.objective)
        order = np.argsort(relaxation.loss, kind="stable")
        if self.enough > GAP and order.size > CORES[0]:
            first_tries(self, relaxation)
            if self._needed(relaxation, order) > CORES[1]:
                large_first(self, relaxation)
            if self.is_within() and self._needed(relaxation, order) > CORES[1]:
                return relaxation
        self._draw_around(relaxation)
        for size in (*CORES, order.size):
            while not self.is_closed() and time.perf_counter() < self.deadline:
                needed = self._needed(relaxation, order)
                core = order[: min(size, needed)]
                is_last = needed <= size
                outside = -inf if is_last else self._without_core(relaxation, order, core.size)
                before = self.objective
                inside, is_new = self._solve(relaxation, np.sort(core), is_last)
                self.bound = min(self.bound, max(inside, outside, self.objective))
                if not is_last and (inside <= outside or not is_new or self.objective == before):
                    break
        return relaxation

    def is_closed(self) -> bool:
        """Return whether it is proved that no choice is worth more."""
        return self.bound - self.objective <= 0.5 * GAP * abs(self.bound) or self.bound == -inf

    def is_within(self) -> bool:
        """Return whether the bound is as near as was asked for."""
        return self.bound - self.objective <= self.enough * abs(self.bound)

    def consider(self, chosen: Indices) -> bool:
        """Keep a choice if it is valid and better; return whether it is valid."""
        objective = self.evaluate(chosen)
        if objective is not None and objective > self.objective:
            self.chosen, self.objective, self.is_from_start = chosen, objective, False
        return objective is not None

    def _needed(self, relaxation: Relaxation, order: Indices) -> int:
        """Return how many offers of least loss could still be decided otherwise in a better choice."""
        if self.objective == -inf:
            return int(order.size)
        best = self.objective / self.program.unit
        room = relaxation.bound - best + FINE_GAP * abs(best)
        return int(np.searchsorted(relaxation.loss[order], room, side="right"))

    def _without_core(self, relaxation: Relaxation, order: Indices, size: int) -> float:
        """Return the bound on choices that differ from the relaxation in an offer outside the core."""
        return float(relaxation.bound - relaxation.loss[order[size]]) * self.program.unit

    def _draw_around(self, relaxation: Relaxation) -> None:
        """Draw tangents near the relaxation's gross results, where those of good choices lie."""
        program = self.program
        gross = relaxation.part @ program.problem.result[:, program.pools] + program.base()
        program.keep_tangents(gross, 0.3)
        for step in STEPS:
            program.draw_tangents(gross * (1 + step))
            program.draw_tangents(gross * (1 - step))

    def _solve(self, relaxation: Relaxation, columns: Indices, is_last: bool) -> tuple[float, bool]:
        """Solve with some offers free; return a bound on choices of these, and whether a row or tangent was added."""
        program = self.program
        is_free = np.isin(np.arange(program.problem.offers), columns)
        fixed = np.flatnonzero(relaxation.is_in & ~is_free)
        if not columns.size:
            self.consider(fixed)
            return self.objective, False
        known = float(program.gain[fixed].sum())
        rest = max(abs(relaxation.bound - known), 1e-9)
        gap = min(FINE_GAP * abs(relaxation.bound) / rest, 0.1)
        found = whole_offers(program, columns, fixed, gap, self.deadline, None if is_last else NODES)
        self.rounds += 1
        if found.status == INFEASIBLE:
            return -inf, False
        told = inf if found.mip_dual_bound is None else (known - found.mip_dual_bound) * program.unit
        if found.x is None:
            return told, False
        chosen = np.sort(np.concatenate([fixed, columns[found.x[: columns.size] > 0.5]]))
        is_valid = self.consider(chosen)
        new = program.draw_tangents(gross_of(program.problem, chosen)[program.pools] + program.base())
        if not new:  # what the program says of it is exact: it need not be found again
            self._forbid(chosen)
        return told, new > 0 or not is_valid

    def _forbid(self, chosen: Indices) -> None:
        program = self.program
        row = np.where(np.isin(np.arange(program.problem.offers), chosen), 1.0, -1.0)
        program.rows = np.vstack([program.rows, row])
        program.others = np.vstack([program.others, np.zeros(program.others.shape[1])])
        program.high = np.append(program.high, chosen.size - 1.0)
        program.follows_price = np.append(program.follows_price, False)
