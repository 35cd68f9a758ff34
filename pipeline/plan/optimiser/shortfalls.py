"""Why no choice keeps every constraint: which one binds, and by how much.

Two programs over whole offers. The first lets limits and cap give way where even any budget would not do, as little as
possible (in parts of what they ask for). The second asks for the cheapest choice that keeps what is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from pipeline.plan.optimiser.problem import Floats, Problem
from pipeline.plan.optimiser.quiet import quiet_stdout

SECONDS = 20.0
GAP = 1e-6
NONE = 1e-7  # part of what a constraint asks for, below which a slack is the solver's tolerance
SOLVED_OR_STOPPED = (0, 1)  # what scipy calls these


@dataclass(frozen=True)
class Shortfall:
    """A constraint that cannot be met.

    Attributes:
        name: "budget", "cap of a creator" or the limit's name.
        needed: What the constraint asks for (of budget and cap: what the cheapest plan takes).
        available: What can be had at best.
        missing: How far the two are apart, > 0.
        unit: What they count; the problem's money for budget and cap.
    """

    name: str
    needed: float
    available: float
    missing: float
    unit: str


def shortfalls(problem: Problem) -> list[Shortfall]:
    """Return which constraints cannot be met, the least set of them that would do; empty if all can.

    Raises:
        RuntimeError: Where the solver finds no answer in 20 seconds.
    """
    bounds = _Bounds(problem)
    slack = bounds.least_slack()
    found = bounds.named(slack)
    cheapest = bounds.least_cost(slack)
    if cheapest > problem.budget * (1 + NONE):
        money = cheapest - problem.budget
        found.append(Shortfall("budget", cheapest, problem.budget, money, problem.money))
    return found


class _Bounds:
    """Limits and caps as rows that are at most 0 with their slack taken off: ``rows @ x - slack <= high``."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        rows: list[Floats] = []
        highs: list[float] = []
        self.sides: list[tuple[int, int]] = []  # a limit's number, and 1 for its upper bound, -1 for its lower
        for number, limit in enumerate(problem.limits):
            for side, bound in ((1, limit.high), (-1, limit.low)):
                if np.isfinite(bound):
                    rows.append(side * limit.coefficients)
                    highs.append(side * bound)
                    self.sides.append((number, side))
        count = len(rows)
        _, account = np.unique(problem.account, return_inverse=True)
        one_each = sparse.csr_matrix((np.ones(problem.offers), (account, np.arange(problem.offers))))
        owner = np.unique(problem.creator, return_inverse=True)[1]
        self.is_capped = bool(np.isfinite(problem.creator_cap))
        owners = int(owner.max(initial=-1)) + 1 if self.is_capped else 0
        caps = sparse.csr_matrix((problem.cost, (owner, np.arange(problem.offers)))) if owners else None
        self.size = np.array([max(abs(high), 1.0) for high in highs] + [max(problem.creator_cap, 1.0)] * self.is_capped)
        # a row's slack is in parts of what it asks for; the caps share one
        slack = sparse.lil_matrix((count + owners, count + self.is_capped))
        slack[np.arange(count), np.arange(count)] = -1.0
        if owners:
            slack[count:, count] = -1.0
        of_row = np.concatenate([self.size[:count], np.full(owners, self.size[-1] if owners else 1.0)])
        plain = sparse.vstack(
            [sparse.csr_matrix(np.array(rows).reshape(count, problem.offers)), *([caps] if owners else [])]
        )
        self.matrix = sparse.vstack([
            sparse.hstack([sparse.diags(1 / of_row) @ plain, slack]),
            sparse.hstack([one_each, sparse.csr_matrix((one_each.shape[0], slack.shape[1]))]),
        ]).tocsr()  # fmt: skip
        self.high = np.concatenate([
            np.array(highs) / of_row[:count], np.full(owners, problem.creator_cap / of_row[-1] if owners else 0.0),
            np.ones(one_each.shape[0]),
        ])  # fmt: skip

    def least_slack(self) -> Floats:
        """Return by how much limits and cap have to give way at least, in parts of what they ask for."""
        if not self.size.size:
            return np.zeros(0)
        goal = np.concatenate([np.zeros(self.problem.offers), np.ones(self.size.size)])
        slack = self._solve(goal, np.full(self.size.size, inf))[self.problem.offers :]
        return np.where(slack > NONE, slack, 0.0)

    def least_cost(self, slack: Floats) -> float:
        """Return the cost of the cheapest choice where limits and cap give way that much."""
        scale = max(float(self.problem.cost.max(initial=0.0)), 1e-9)
        goal = np.concatenate([self.problem.cost / scale, np.zeros(slack.size)])
        part = self._solve(goal, np.where(slack > 0, slack * (1 + NONE), 0.0))[: self.problem.offers]
        return float(self.problem.cost[part > 0.5].sum())

    def _solve(self, goal: Floats, most_slack: Floats) -> Floats:
        offers = self.problem.offers
        with quiet_stdout():
            found = milp(
                goal,
                constraints=LinearConstraint(self.matrix, -inf, self.high),
                bounds=Bounds(0, np.concatenate([np.ones(offers), most_slack])),
                integrality=np.concatenate([np.ones(offers), np.zeros(most_slack.size)]),
                options={"time_limit": SECONDS, "mip_rel_gap": GAP},
            )
        if found.x is None or found.status not in SOLVED_OR_STOPPED:
            raise RuntimeError(f"what an infeasible plan lacks was not found: {found.message}. Ask for fewer limits.")
        return np.asarray(found.x)

    def named(self, slack: Floats) -> list[Shortfall]:
        """Return the constraints that give way."""
        found = []
        for (number, side), size, part in zip(self.sides, self.size, slack, strict=False):
            if part > 0:
                limit = self.problem.limits[number]
                bound, missing = (limit.high if side == 1 else limit.low), float(part * size)
                found.append(Shortfall(limit.name, bound, bound + side * missing, missing, limit.unit))
        if self.is_capped and slack[-1] > 0:
            cap, missing = self.problem.creator_cap, float(slack[-1] * self.size[-1])
            found.append(Shortfall("cap of a creator", cap + missing, cap, missing, self.problem.money))
        return found
