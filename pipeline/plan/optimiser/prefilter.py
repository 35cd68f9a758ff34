"""Offers that no best choice needs, left out before anything is solved; nothing is lost by it.

Left out are, in this order:

- offers that cost more than the budget or the cap of a creator, or that alone break an upper limit which every
  other offer can only add to;
- offers without any result that help no limit: not buying them is as good and cheaper;
- offers with another of the same account that costs no more, brings no less in any pool and is no worse in any
  limit. Of two that are equal in all of it the first stays.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.plan.optimiser.problem import ROUNDING, Floats, Indices, Problem


def useful(problem: Problem) -> Indices:
    """Return the indices of the offers that remain, ascending."""
    room = min(problem.budget, problem.creator_cap) * (1 + ROUNDING)
    keeps = problem.cost <= room
    for limit in problem.limits:
        if np.isfinite(limit.high) and (limit.coefficients >= 0).all():
            keeps &= limit.coefficients <= limit.high * (1 + ROUNDING)
    good = _goodness(problem)
    keeps &= (good[:, 1:] > 0).any(axis=1)
    kept = np.flatnonzero(keeps)
    return kept[~_dominated(problem.account[kept], problem.creator[kept], good[kept])]


def _goodness(problem: Problem) -> Floats:
    """Return columns that are better the larger: cost negated, results, and limits in the ways that they bind."""
    columns = [-problem.cost[:, None], problem.result]
    for limit in problem.limits:
        if np.isfinite(limit.low):
            columns.append(limit.coefficients[:, None])
        if np.isfinite(limit.high):
            columns.append(-limit.coefficients[:, None])
    return np.hstack(columns)


def _dominated(account: Indices, creator: Indices, good: Floats) -> NDArray[np.bool_]:
    order = np.argsort(account, kind="stable")
    account, creator, good = account[order], creator[order], good[order]
    is_dominated = np.zeros(account.size, dtype=bool)
    for shift in range(1, account.size):
        same = account[shift:] == account[:-shift]
        if not same.any():
            break
        same &= creator[shift:] == creator[:-shift]
        first, second = good[:-shift], good[shift:]
        later_falls = same & (first >= second).all(axis=1)
        is_dominated[shift:] |= later_falls
        is_dominated[:-shift] |= same & ~later_falls & (second >= first).all(axis=1)
    found = np.zeros(account.size, dtype=bool)
    found[order] = is_dominated
    return found
