"""The large offers as whole ones, the small ones in parts: a bound where a few offers decide.

The relaxation buys parts of large offers, which no plan can; what it says too much by that can be half a percent. Here the
offers that bring most are whole. What the small ones add to a choice of large ones is a relaxation with the room that
is left; its prices bound what they add to any other choice, too, since room is worth no more than its price (Benders' cuts,
of which every one is a Lagrangian bound by itself). A small program over the large offers and these cuts proposes the next
choice, until what it promises and what the small offers add agree.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import inf

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from pipeline.plan.optimiser.problem import Floats, Indices
from pipeline.plan.optimiser.program import Program, account_rows
from pipeline.plan.optimiser.quiet import quiet_stdout
from pipeline.plan.optimiser.relaxation import SOLVED, Flags, Relaxation, Relaxing, best_of_accounts

FINE = 2e-5  # part of the bound by which programs may be off here; added to every bound
MASTER = 1e-4
TOLERANCE = 1e-7  # part of a bound of HiGHS that is put down to its tolerances


@dataclass(frozen=True)
class Division:
    """Which offers are bought whatever happens, and which of the others are whole.

    Attributes:
        fixed: Bought in every better choice.
        large: Whole, or not at all.
        small: Bought in parts; offers that no better choice buys are in none of the three.
    """

    fixed: Indices
    large: Indices
    small: Flags


def divided(program: Program, relaxation: Relaxation, gain: Floats, floor: float, most: int) -> Division:
    """Divide the offers, given that choices worth no more than ``floor`` are of no interest.

    Accounts, and creators with a cap, are large as a whole, so that rules within them stay with the whole offers.
    """
    problem = program.problem
    needed = relaxation.loss <= relaxation.bound - floor
    fixed = relaxation.is_in & ~needed
    needed &= ~np.isin(problem.account, problem.account[fixed])
    concerned = np.flatnonzero(needed)
    first = concerned[np.argsort(-gain[concerned], kind="stable")[:most]]
    is_large = np.isin(problem.account, problem.account[first])
    if program.caps.shape[0]:
        is_large |= np.isin(problem.creator, problem.creator[first])
    return Division(np.flatnonzero(fixed), np.flatnonzero(needed & is_large), needed & ~is_large)


class LargeFirst:
    """Proposes choices of large offers, and bounds all of them."""

    def __init__(self, program: Program, division: Division, prices: list[tuple[Floats, Floats]], work: Flags) -> None:
        self.program = program
        self.division = division
        self.prices = prices  # of rows and caps, one pair a cut; kept when the offers are divided anew
        self.relaxing = Relaxing(program, ~division.small, work)
        self.rows_of_fixed = program.rows[:, division.fixed].sum(axis=1)
        self.caps_of_fixed = np.asarray(program.caps[:, division.fixed].sum(axis=1)).ravel()
        self.constants = [self._constant(*pair) for pair in prices]

    def propose(self, deadline: float) -> tuple[float, Indices] | None:
        """Return a bound on every choice, and the large offers (with the fixed ones) of the choice that promises most."""
        program, large = self.program, self.division.large
        uses = program.rows[:, large]
        caps = program.caps[:, large]
        used = np.flatnonzero(np.diff(caps.indptr))
        cuts = np.array([np.append(row @ uses + cap @ caps, row @ program.others) for row, cap in self.prices])
        only_add = np.flatnonzero(
            (program.rows[:, self.division.small] >= 0).all(axis=1) & (program.others == 0).all(axis=1)
        )
        shared = account_rows(program.problem.account[large])
        rules = sparse.vstack([sparse.csr_matrix(uses[only_add]), caps[used], shared])
        tangents, tangent_high = program.tangents()
        matrix = sparse.bmat([
            [sparse.csr_matrix(cuts[:, : large.size]), sparse.csr_matrix(cuts[:, large.size :]), np.ones((len(cuts), 1))],
            [rules, sparse.csr_matrix((rules.shape[0], program.other_gain.size)), None],
            [sparse.csr_matrix((tangents.shape[0], large.size)), sparse.csr_matrix(tangents), None],
        ]).tocsr()  # fmt: skip
        high = np.concatenate([
            self.constants, (program.high - self.rows_of_fixed)[only_add], (program.cap - self.caps_of_fixed)[used],
            np.ones(shared.shape[0]), tangent_high,
        ])  # fmt: skip
        others = np.zeros(program.other_gain.size)
        top = np.concatenate([np.ones(large.size), program.other_high, [inf]])
        with quiet_stdout():
            found = milp(
                -np.concatenate([program.gain[large], program.other_gain, [1.0]]),
                constraints=LinearConstraint(matrix, -inf, high),
                bounds=Bounds(np.append(np.zeros(top.size - 1), -inf), top),
                integrality=np.concatenate([np.ones(large.size), others, [0.0]]),
                options={"time_limit": max(deadline - time.perf_counter(), 0.05), "mip_rel_gap": MASTER},
            )
        if found.x is None or (found.mip_dual_bound is None and found.status != SOLVED):
            return None
        known = float(program.gain[self.division.fixed].sum())
        # nodes that could only better the choice by less than the gap asked for are no part of HiGHS's bound
        proved = found.fun if found.mip_dual_bound is None else found.mip_dual_bound  # none where no offer is large
        told = max(-proved, -found.fun + MASTER * abs(found.fun))
        bound = known + told + TOLERANCE * abs(told)
        program.draw_tangents(found.x[large.size : large.size + program.pools.size] * program.value_unit)
        return bound, np.sort(np.concatenate([self.division.fixed, large[found.x[: large.size] > 0.5]]))

    def add(self, bought: Floats, deadline: float) -> Relaxation:
        """Return what the small offers add to large ones (parts of them, too), and remember the prices as a cut."""
        self.relaxing.bought = bought
        found = self.relaxing.relax(deadline, FINE)
        self.prices.append((found.row_price, found.cap_price))
        self.constants.append(self._constant(found.row_price, found.cap_price))
        return found

    def _constant(self, row_price: Floats, cap_price: Floats) -> float:
        """Return what the small offers add at most at some prices, if large ones and pools used no room."""
        program, small = self.program, self.division.small
        profit = program.gain - row_price @ program.rows - cap_price @ program.caps
        best, _, is_first = best_of_accounts(program.problem.account, np.where(small, profit, -inf))
        room = row_price @ (program.high - self.rows_of_fixed) + cap_price @ (program.cap - self.caps_of_fixed)
        return float(room + best[is_first & small].sum())
