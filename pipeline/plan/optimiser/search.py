"""From the relaxation to a choice, and the proof that there is no better one.

1. The relaxation bounds every choice and says of each offer how much the bound falls when the offer is decided the
   other way (``loss``). Where that is below what a known choice has, the offer is settled: nothing is lost.
2. What is not settled is the core. A small core goes to HiGHS, which solves it to the end.
3. A wide core comes from large offers that the relaxation buys in part. The dearest of them is decided both ways, and
   each branch starts anew at 1, the most promising first; a branch whose bound is below the known choice ends.
4. Choices on the way come from cores that are cut down to the offers of least loss of each size.
5. Where a found choice is worth less than the program says, tangents at its gross results are drawn. One
   that HiGHS's tolerances let through and exact arithmetic does not is forbidden by a row of its own.
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

from pipeline.plan.optimiser.problem import Floats, Indices, gross_of
from pipeline.plan.optimiser.program import Program
from pipeline.plan.optimiser.relaxation import Flags, Relaxation, Relaxing, Settled

GAP = 1e-6  # relative: what counts as proved
FINE_GAP = 1e-9  # what is proved where it takes a bounded effort, and within which choices are equally good
FINE_ROUNDS = 20  # rounds and nodes: effort, not time, so that the same input gives the same choice
FINE_NODES = 500
WIDE = 2500  # offers of a core that HiGHS solves to the end
NARROW = 160  # offers of a core that is cut down
Evaluate = Callable[[Indices], float | None]


@dataclass
class Search:
    """A search under way and its outcome; objectives are real ones, not the program's.

    Attributes:
        program: What is maximised.
        evaluate: The exact objective of a choice, none if it breaks a constraint.
        deadline: Moment (``time.perf_counter``) at which it ends.
        chosen: Best choice so far, none if there is none.
        objective: What it is worth.
        bound: No choice is worth more; minus infinity where it is proved that there is none.
        rounds: Times HiGHS was called for whole offers.
        is_from_start: Whether the choice is still the one that was given.
    """

    program: Program
    evaluate: Evaluate
    deadline: float
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
        offers, unit = self.program.problem.offers, self.program.unit
        self._relaxing = Relaxing(self.program)
        nothing = Settled(np.zeros(offers, dtype=bool), np.zeros(offers, dtype=bool))
        first = self._relaxing.relax(nothing, self.deadline)
        self.bound = max(first.bound * unit, self.objective)
        self._draw_around(first)
        ended, number = -inf, 0
        waiting = [(-first.bound, number, nothing, first)]
        while waiting and not self._is_closed(-waiting[0][0] * unit) and time.perf_counter() < self.deadline:
            _, _, settled, relaxation = heapq.heappop(waiting)
            core = self._core(relaxation, settled)
            offer = None if core.sum() <= WIDE else self._dearest_in_part(relaxation)
            if offer is None:
                ended = max(ended, self._solve_to_the_end(relaxation, settled))
            else:
                self._solve(relaxation, self._cut_down(relaxation, core), is_whole=False)
                for is_bought in (True, False):
                    branch = settled.also(offer, self.program.problem.account, is_bought)
                    below = self._relaxing.relax(branch, self.deadline, self.objective / unit, 0.02*min(relaxation.bound-self.objective/unit, 0.01*abs(relaxation.bound)))
                    number += 1
                    heapq.heappush(waiting, (-min(below.bound, relaxation.bound), number, branch, below))
            reached = max(ended, -waiting[0][0] * unit if waiting else -inf)
            self.bound = min(self.bound, max(reached, self.objective))
        return first

    def _is_closed(self, bound: float) -> bool:
        gap = FINE_GAP if self.rounds < FINE_ROUNDS else GAP
        return bound - self.objective <= gap * abs(bound) or bound == -inf

    def _consider(self, chosen: Indices) -> bool:
        """Keep a choice if it is valid and better; return whether it is valid."""
        objective = self.evaluate(chosen)
        if objective is not None and objective > self.objective:
            self.chosen, self.objective, self.is_from_start = chosen, objective, False
        return objective is not None

    def _core(self, relaxation: Relaxation, settled: Settled) -> Flags:
        """Return which offers could still be decided otherwise in a choice at least as good as the known one."""
        free: Flags = ~(settled.bought | settled.left)
        if self.objective == -inf:
            return free
        best = self.objective / self.program.unit
        return free & (relaxation.loss <= relaxation.bound - best + FINE_GAP * abs(best))

    def _cut_down(self, relaxation: Relaxation, core: Flags) -> Flags:
        """Keep the offers of least loss, as many of each size of cost and of each side."""
        columns = np.flatnonzero(core)
        cost = np.maximum(self.program.problem.cost[columns], 1e-9)
        group = 2 * np.round(np.log2(cost)).astype(np.int64) + relaxation.is_in[columns]
        order = np.lexsort((relaxation.loss[columns], group))
        starts = np.flatnonzero(np.concatenate([[True], np.diff(group[order]) != 0]))
        sizes = np.diff(np.concatenate([starts, [columns.size]]))
        rank = np.arange(columns.size) - np.repeat(starts, sizes)
        kept = columns[order[np.argsort(rank, kind="stable")[:NARROW]]]
        return np.isin(np.arange(core.size), kept)

    def _dearest_in_part(self, relaxation: Relaxation) -> int | None:
        """Return the offer of which the relaxation buys a part, and whose rest costs most."""
        rest = np.minimum(relaxation.part, 1 - relaxation.part) * self.program.problem.cost
        rest[np.minimum(relaxation.part, 1 - relaxation.part) < 1e-6] = 0.0
        offer = int(np.argmax(rest))
        return offer if rest[offer] > 0 else None

    def _draw_around(self, relaxation: Relaxation) -> None:
        """Draw tangents near the relaxation's gross results, where those of good choices lie."""
        gross = relaxation.part @ self.program.problem.result[:, self.program.pools] + self._base()
        self.program.keep_tangents(gross, 0.3)
        for step in (0.0, 0.002, 0.005, 0.01, 0.02, 0.04, 0.08):
            self.program.draw_tangents(gross * (1 + step))
            self.program.draw_tangents(gross * (1 - step))

    def _solve_to_the_end(self, relaxation: Relaxation, settled: Settled) -> float:
        """Solve a whole core, refining until it is proved or time is up; return a bound on every choice in it."""
        bound = relaxation.bound * self.program.unit
        while not self._is_closed(bound) and time.perf_counter() < self.deadline:
            before = self.objective
            told, is_new = self._solve(relaxation, self._core(relaxation, settled), is_whole=True)
            bound = min(bound, max(told, self.objective))
            if not is_new and self.objective == before and self.rounds > FINE_ROUNDS:
                break
        return bound

    def _solve(self, relaxation: Relaxation, core: Flags, is_whole: bool) -> tuple[float, bool]:
        """Solve with some offers free; return a bound on choices of these, and whether a row or tangent was added."""
        program = self.program
        columns, fixed = np.flatnonzero(core), np.flatnonzero(relaxation.is_in & ~core)
        is_fine = is_whole and self.rounds < FINE_ROUNDS
        known = float(program.gain[fixed].sum())
        if is_whole:
            gap = 0.0 if is_fine else 0.5 * GAP * abs(self.bound / program.unit)
        else:
            gap = 0.02 * min(relaxation.bound - self.objective / program.unit, 1e-2 * abs(relaxation.bound))
        rest = max(abs(relaxation.bound - known), 1e-9)
        nodes = FINE_NODES if is_fine or not is_whole else None
        found = _whole_offers(program, columns, fixed, min(gap / rest, 0.1), self.deadline, nodes)
        self.rounds += 1
        import os
        if os.environ.get('OPTLOG'): print('   ', 'whole' if is_whole else 'part', columns.size, fixed.size, 'gap %.0e'%gap, found.status, found.mip_node_count, '%.2fs left'%(self.deadline-time.perf_counter()), 'bound %.8g node %.8g best %.8g'%(self.bound,relaxation.bound*program.unit,self.objective), sum(map(len,self.program.places)))
        if found.status == 2:
            return -inf, False
        told = inf if found.mip_dual_bound is None else (known - found.mip_dual_bound) * program.unit
        if found.x is None:
            return told, False
        chosen = np.sort(np.concatenate([fixed, columns[found.x[: columns.size] > 0.5]]))
        is_valid = self._consider(chosen)
        new = program.draw_tangents(gross_of(program.problem, chosen)[program.pools] + self._base())
        if not is_valid and not new:
            self._forbid(chosen)
        return told, new > 0 or not is_valid

    def _base(self) -> Floats:
        """Return the gross results of saturating pools that are there whatever is chosen."""
        program = self.program
        is_gross = (program.others[:, : program.pools.size] == 1.0).any(axis=1)
        return program.high[is_gross] * program.value_unit

    def _forbid(self, chosen: Indices) -> None:
        program = self.program
        row = np.where(np.isin(np.arange(program.problem.offers), chosen), 1.0, -1.0)
        program.rows = np.vstack([program.rows, row])
        program.others = np.vstack([program.others, np.zeros(program.others.shape[1])])
        program.high = np.append(program.high, chosen.size - 1.0)


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
    return milp(
        -np.concatenate([program.gain[columns], program.other_gain]),
        constraints=LinearConstraint(matrix, -inf, high),
        bounds=Bounds(0, np.concatenate([np.where(is_taken, 0.0, 1.0), program.other_high])),
        integrality=np.concatenate([np.ones(columns.size), np.zeros(program.other_gain.size)]),
        options=options if nodes is None else options | {"node_limit": nodes},
    )
