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
from dataclasses import dataclass, replace
from math import inf

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

from pipeline.plan.optimiser.large import LargeFirst, divided
from pipeline.plan.optimiser.problem import Floats, Indices, gross_of
from pipeline.plan.optimiser.program import Program
from pipeline.plan.optimiser.quiet import quiet_stdout
from pipeline.plan.optimiser.relaxation import INFEASIBLE, Flags, Relaxation, Relaxing

GAP = 1e-6  # relative: what counts as proved
FINE_GAP = 1e-7  # what HiGHS is asked for, so that what it leaves open is not what decides
CORES = (150, 400, 1000, 2500, 6000, 15000)  # offers that are free, if so many have to be
NODES = 2000  # nodes of a core that is not the last: effort, not time, so that the same input gives the same choice
STEPS = (0.0, 0.001, 0.002, 0.004, 0.007, 0.012, 0.02, 0.04, 0.08)  # where tangents are drawn around the relaxation
FIRST = (120,)  # offers that are free in the first two tries of a large problem
TRIED = 150  # offers that are free when a choice of large ones is filled up
FEW_NODES = 100  # of such tries
LARGE = (150, 450, 1350)  # offers that are whole when large ones come first
MOST_CHOICES = 60  # of large offers, for each of these numbers
NEAR = (0.97, 1.0, 1.03)  # where tangents are drawn around gross results that are nearly right
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
            self._consider(start)
            self.is_from_start = True
        relaxing = Relaxing(self.program)
        relaxation = relaxing.relax(self.deadline)
        if not relaxing.is_possible(relaxation):
            self.bound = -inf
            return relaxation
        self.bound = max(relaxation.bound * self.program.unit, self.objective)
        order = np.argsort(relaxation.loss, kind="stable")
        if self.enough > GAP and order.size > CORES[0]:
            self._first_tries(relaxation)
            if self._needed(relaxation, order) > CORES[1]:
                self._large_first(relaxation)
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

    def _first_tries(self, relaxation: Relaxation) -> None:
        """Look for good choices near the relaxation; nothing is proved by it."""
        for size in FIRST:
            if not self.is_within() and time.perf_counter() < self.deadline:
                self._try(relaxation, size, np.zeros(0, dtype=np.int64))

    def _try(self, relaxation: Relaxation, size: int, bought: Indices) -> None:
        """Look for a choice with what is bought already, free in the offers that lose least for what they bring."""
        program = self.program
        relative = relaxation.loss / np.maximum(self._gain_at(relaxation), 1e-9)
        core = np.argsort(relative, kind="stable")[:size]
        core = np.sort(core[np.isfinite(relative[core])])
        is_fixed = relaxation.is_in.copy()
        is_fixed[core] = False
        is_fixed[bought] = True
        part = relaxation.part.copy()
        part[bought] = 1.0
        gross = part @ program.problem.result[:, program.pools] + self._base()
        near = replace(program, places=[[place * step for step in NEAR] for place in gross])
        fixed = np.flatnonzero(is_fixed)
        gap = 0.3 * self.enough
        found = _whole_offers(near, core, fixed, gap, self.deadline, FEW_NODES)
        self.rounds += 1
        if found.x is not None:
            self._consider(np.sort(np.concatenate([fixed, core[found.x[: core.size] > 0.5]])))

    def _gain_at(self, relaxation: Relaxation) -> Floats:
        """Return what each offer adds to the objective at the prices of gross results."""
        program = self.program
        is_gross = self._is_gross()
        return np.asarray(program.gain - relaxation.row_price[is_gross] @ program.rows[is_gross])

    def _large_first(self, relaxation: Relaxation) -> None:
        """Take large offers as whole ones, more of them step by step, until the bound is as near as was asked for."""
        program, unit = self.program, self.program.unit
        gain = self._gain_at(relaxation)
        prices = [(relaxation.row_price, relaxation.cap_price)]
        work = (relaxation.part > 0) | (relaxation.loss < 0.03 * gain)
        for most in LARGE:
            floor = self.objective * (1 + 0.5 * self.enough) / unit
            large = LargeFirst(program, divided(program, relaxation, gain, floor, most), prices, work)
            centre = self._centre(large)
            seen: set[bytes] = set()
            for _ in range(MOST_CHOICES):
                proposed = large.propose(self.deadline)
                if proposed is None or time.perf_counter() > self.deadline:
                    return
                bound, chosen = proposed
                self.bound = min(self.bound, max(bound * unit, floor * unit, self.objective))
                if self.is_within() or chosen.tobytes() in seen:
                    break
                seen.add(chosen.tobytes())
                bought = np.isin(np.arange(program.problem.offers), chosen).astype(np.float64)
                small = large.add(bought, self.deadline)
                if small.bound + program.gain[chosen].sum() > self.objective * (1 + 0.1 * self.enough) / unit:
                    self._try(small, TRIED, chosen)
                    if self.is_within():
                        break
                if centre is not None:
                    centre = np.asarray(0.5 * (centre + bought), dtype=np.float64)
                    large.add(centre, self.deadline)
            if self.is_within():
                return

    def _centre(self, large: LargeFirst) -> Floats | None:
        """Return the large offers of the best choice, with a cut at them; none if there is no choice."""
        if self.chosen is None:
            return None
        whole = np.concatenate([large.division.fixed, np.intersect1d(self.chosen, large.division.large)])
        bought = np.isin(np.arange(self.program.problem.offers), whole).astype(np.float64)
        large.add(bought, self.deadline)
        return bought

    def _consider(self, chosen: Indices) -> bool:
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
        gross = relaxation.part @ self.program.problem.result[:, self.program.pools] + self._base()
        self.program.keep_tangents(gross, 0.3)
        for step in STEPS:
            self.program.draw_tangents(gross * (1 + step))
            self.program.draw_tangents(gross * (1 - step))

    def _solve(self, relaxation: Relaxation, columns: Indices, is_last: bool) -> tuple[float, bool]:
        """Solve with some offers free; return a bound on choices of these, and whether a row or tangent was added."""
        program = self.program
        is_free = np.isin(np.arange(program.problem.offers), columns)
        fixed = np.flatnonzero(relaxation.is_in & ~is_free)
        if not columns.size:
            self._consider(fixed)
            return self.objective, False
        known = float(program.gain[fixed].sum())
        rest = max(abs(relaxation.bound - known), 1e-9)
        gap = min(FINE_GAP * abs(relaxation.bound) / rest, 0.1)
        found = _whole_offers(program, columns, fixed, gap, self.deadline, None if is_last else NODES)
        self.rounds += 1
        if found.status == INFEASIBLE:
            return -inf, False
        told = inf if found.mip_dual_bound is None else (known - found.mip_dual_bound) * program.unit
        if found.x is None:
            return told, False
        chosen = np.sort(np.concatenate([fixed, columns[found.x[: columns.size] > 0.5]]))
        is_valid = self._consider(chosen)
        new = program.draw_tangents(gross_of(program.problem, chosen)[program.pools] + self._base())
        if not new:  # what the program says of it is exact: it need not be found again
            self._forbid(chosen)
        return told, new > 0 or not is_valid

    def _base(self) -> Floats:
        """Return the gross results of saturating pools that are there whatever is chosen."""
        return np.asarray(self.program.high[self._is_gross()] * self.program.value_unit)

    def _is_gross(self) -> Flags:
        """Return which rows say what the gross results of saturating pools are."""
        return np.asarray((self.program.others[:, : self.program.pools.size] == 1.0).any(axis=1))

    def _forbid(self, chosen: Indices) -> None:
        program = self.program
        row = np.where(np.isin(np.arange(program.problem.offers), chosen), 1.0, -1.0)
        program.rows = np.vstack([program.rows, row])
        program.others = np.vstack([program.others, np.zeros(program.others.shape[1])])
        program.high = np.append(program.high, chosen.size - 1.0)
        program.follows_price = np.append(program.follows_price, False)


def _whole_offers(
    program: Program, columns: Indices, fixed: Indices, gap: float, deadline: float, nodes: int | None
) -> OptimizeResult:
    """Solve for whole offers over some columns, others being bought already."""
    matrix, high, used = program.matrix(columns)
    high[: program.high.size] -= program.rows[:, fixed].sum(axis=1)
    first_cap = program.high.size + sum(map(len, program.places))
    high[first_cap : first_cap + used.size] -= np.asarray(program.caps[used][:, fixed].sum(axis=1)).ravel()
    is_taken = np.isin(program.problem.account[columns], program.problem.account[fixed])
    options = {"time_limit": max(deadline - time.perf_counter(), 0.05), "mip_rel_gap": gap}
    with quiet_stdout():
        return milp(
            -np.concatenate([program.gain[columns], program.other_gain]),
            constraints=LinearConstraint(matrix, -inf, high),
            bounds=Bounds(0, np.concatenate([np.where(is_taken, 0.0, 1.0), program.other_high])),
            integrality=np.concatenate([np.ones(columns.size), np.zeros(program.other_gain.size)]),
            options=options if nodes is None else options | {"node_limit": nodes},
        )
