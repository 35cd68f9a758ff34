"""From the relaxation to a choice, and the proof that there is no better one.

1. The relaxation bounds every choice and says of each offer how much the bound falls when the offer is decided the
   other way (``loss``). Where that is below what a known choice has, the offer is settled: nothing is lost.
2. What is not settled is the core, and HiGHS solves it to the end. While it is wide, only the offers of least loss
   are free at first: that gives a better choice quickly, and a better choice settles more offers.
3. Where the found choice is worth less than the program says, tangents at its gross results are drawn, and again.
4. A choice that HiGHS's tolerances let through and exact arithmetic does not is forbidden by a row of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from pipeline.plan.optimiser.problem import Floats, Indices, gross_of
from pipeline.plan.optimiser.program import Program
from pipeline.plan.optimiser.relaxation import Relaxation, account_rows, relax

GAP = 1e-6  # relative: what counts as proved
FINE_GAP = 1e-9  # what is tried for with a bounded effort, and within which choices are equally good
FIRST_WIDTH = 150
NODES = 2000  # effort, not time, so that the same input gives the same choice
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
        bound: No choice is worth more.
        rounds: Times HiGHS was called for whole offers.
        is_infeasible: Whether it is proved that there is no choice.
        is_from_start: Whether the choice is still the one that was given.
    """

    program: Program
    evaluate: Evaluate
    deadline: float
    chosen: Indices | None = None
    objective: float = -inf
    bound: float = inf
    rounds: int = 0
    is_infeasible: bool = False
    is_from_start: bool = True

    def run(self, start: Indices | None = None) -> Relaxation:
        """Search from a choice that is known, if any; return the relaxation."""
        if start is not None:
            self._consider(start)
            self.is_from_start = True
        relaxation = relax(self.program, self.deadline)
        if relaxation.bound == -inf:
            self.is_infeasible = self.chosen is None
            self.bound = self.objective
            return relaxation
        self.bound = relaxation.bound * self.program.unit
        self._draw_around(relaxation)
        width, gap = FIRST_WIDTH, GAP
        while not self._is_closed(gap) and time.perf_counter() < self.deadline:
            core = self._core(relaxation)
            is_whole = core.sum() <= width
            if not is_whole:
                free = np.flatnonzero(core)
                core[:] = False
                core[free[np.argsort(relaxation.loss[free], kind="stable")[:width]]] = True
            if not self._solve(relaxation, core, is_whole, gap):
                width *= 4
            if is_whole and self.is_infeasible:
                break
            if self._is_closed(GAP):
                if gap == FINE_GAP and is_whole:
                    break
                gap = FINE_GAP
        return relaxation

    def _is_closed(self, gap: float) -> bool:
        return self.bound - self.objective <= gap * abs(self.bound)

    def _consider(self, chosen: Indices) -> bool:
        """Keep a choice if it is valid and better; return whether it is valid."""
        objective = self.evaluate(chosen)
        if objective is not None and objective > self.objective:
            self.chosen, self.objective, self.is_from_start = chosen, objective, False
        return objective is not None

    def _core(self, relaxation: Relaxation) -> np.ndarray:
        """Return which offers could still be decided otherwise in a choice at least as good as the known one."""
        best = self.objective / self.program.unit
        if best == -inf:
            return np.ones(relaxation.loss.size, dtype=bool)
        return relaxation.loss <= relaxation.bound - best + FINE_GAP * abs(best)

    def _draw_around(self, relaxation: Relaxation) -> None:
        """Draw tangents near the relaxation's gross results, where those of good choices lie."""
        gross = relaxation.part @ self.program.problem.result[:, self.program.pools]
        for step in (0.0, 0.002, 0.005, 0.01, 0.02, 0.04, 0.08):
            self.program.draw_tangents(gross * (1 + step))
            self.program.draw_tangents(gross * (1 - step))

    def _solve(self, relaxation: Relaxation, core: np.ndarray, is_whole: bool, gap: float) -> bool:
        """Solve with some offers free; return whether the same should be tried again (something was learnt)."""
        columns, fixed = np.flatnonzero(core), np.flatnonzero(relaxation.is_in & ~core)
        nodes = None if is_whole and gap == GAP else NODES
        found = _whole_offers(self.program, columns, fixed, self._room(fixed, gap, is_whole), self.deadline, nodes)
        self.rounds += 1
        import os
        if os.environ.get('OPTLOG'): print('   ', 'whole' if is_whole else 'part', columns.size, fixed.size, 'gap %.0e'%gap, found.status, found.mip_node_count, '%.2fs left'%(self.deadline-time.perf_counter()), 'bound %.8g best %.8g'%(self.bound,self.objective), sum(map(len,self.program.places)))
        if found.status == 2:
            if is_whole:
                self.is_infeasible = self.chosen is None
                self.bound = self.objective
            return False
        told = float(self.program.gain[fixed].sum())
        if is_whole and found.mip_dual_bound is not None:
            self.bound = min(self.bound, max(self.objective, (told - found.mip_dual_bound) * self.program.unit))
        if found.x is None:
            return False
        chosen = np.sort(np.concatenate([fixed, columns[found.x[: columns.size] > 0.5]]))
        before = self.objective
        is_valid = self._consider(chosen)
        new = self.program.draw_tangents(gross_of(self.program.problem, chosen)[self.program.pools] + self._base())
        if not is_valid and not new:
            self._forbid(chosen)
            new = 1
        return is_whole and (self.objective > before or new > 0)

    def _base(self) -> Floats:
        """Return the gross results of saturating pools that are there whatever is chosen."""
        program = self.program
        count = program.pools.size
        is_gross = (program.others[:, :count] == 1.0).any(axis=1)
        return program.high[is_gross] * program.value_unit

    def _room(self, fixed: Indices, gap: float, is_whole: bool) -> float:
        """Return the gap to ask HiGHS for, relative to what is left of the objective beside the fixed offers."""
        whole = abs(self.bound) / self.program.unit
        rest = abs(self.bound / self.program.unit - float(self.program.gain[fixed].sum()))
        known = (self.bound - self.objective) / abs(self.bound)
        wanted = 0.5 * gap if is_whole else max(0.5 * gap, 0.05 * known if known<1 else 0)
        return wanted * min(whole / max(rest, 1e-12), 1e3) if gap == GAP else 0.0

    def _forbid(self, chosen: Indices) -> None:
        program = self.program
        row = np.where(np.isin(np.arange(program.problem.offers), chosen), 1.0, -1.0)
        program.rows = np.vstack([program.rows, row])
        program.others = np.vstack([program.others, np.zeros(program.others.shape[1])])
        program.high = np.append(program.high, chosen.size - 1.0)


def _whole_offers(program: Program, columns: Indices, fixed: Indices, gap: float, deadline: float, nodes: int | None):
    """Solve for whole offers over some columns, others being bought already."""
    tangents, tangent_high = program.tangents()
    shared = account_rows(program.problem.account[columns])
    caps = program.caps[:, columns]
    used = np.flatnonzero(np.diff(caps.indptr))
    others = program.other_gain.size
    matrix = sparse.vstack(
        [
            sparse.hstack([sparse.csr_matrix(program.rows[:, columns]), sparse.csr_matrix(program.others)]),
            sparse.hstack([sparse.csr_matrix((tangents.shape[0], columns.size)), sparse.csr_matrix(tangents)]),
            sparse.hstack([caps[used], sparse.csr_matrix((used.size, others))]),
            sparse.hstack([shared, sparse.csr_matrix((shared.shape[0], others))]),
        ]
    ).tocsr()
    spent = np.asarray(program.caps[:, fixed].sum(axis=1)).ravel()[used]
    high = np.concatenate(
        [program.high - program.rows[:, fixed].sum(axis=1), tangent_high, program.cap - spent, np.ones(shared.shape[0])]
    )
    taken = np.isin(program.problem.account[columns], program.problem.account[fixed])
    options = {"time_limit": max(deadline - time.perf_counter(), 0.05), "mip_rel_gap": gap, "presolve": True}
    if nodes is not None:
        options["node_limit"] = nodes
    return milp(
        -np.concatenate([program.gain[columns], program.other_gain]),
        constraints=LinearConstraint(matrix, -inf, high),
        bounds=Bounds(0, np.concatenate([np.where(taken, 0.0, 1.0), program.other_high])),
        integrality=np.concatenate([np.ones(columns.size), np.zeros(others)]),
        options=options,
    )
