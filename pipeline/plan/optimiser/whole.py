"""Whole offers over some of the columns, the others being bought already or left out: HiGHS."""

from __future__ import annotations

import time
from math import inf

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

from pipeline.plan.optimiser.problem import Indices
from pipeline.plan.optimiser.program import Program
from pipeline.plan.optimiser.quiet import quiet_stdout


def whole_offers(
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
