"""Getting as near to the best choice as was asked for, where many offers could be decided either way.

Belongs here: tries over few offers, and the large offers first (``large``). Does not belong here: the last millionth (``search``).
"""

from __future__ import annotations

import time
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from pipeline.plan.optimiser.large import LargeFirst, divided
from pipeline.plan.optimiser.problem import Floats, Indices
from pipeline.plan.optimiser.relaxation import Relaxation
from pipeline.plan.optimiser.whole import whole_offers

if TYPE_CHECKING:
    from pipeline.plan.optimiser.search import Search

FIRST = (120,)  # offers that are free in the first tries of a large problem
TRIED = 150  # offers that are free when a choice of large ones is filled up
FEW_NODES = 100  # of such tries
LARGE = (150, 450, 1350)  # offers that are whole when large ones come first
MOST_CHOICES = 60  # of large offers, for each of these numbers
NEAR = (0.97, 1.0, 1.03)  # where tangents are drawn around gross results that are nearly right


def first_tries(search: Search, relaxation: Relaxation) -> None:
    """Look for good choices near the relaxation; nothing is proved by it."""
    for size in FIRST:
        if not search.is_within() and time.perf_counter() < search.deadline:
            _try(search, relaxation, size, np.zeros(0, dtype=np.int64))


def _try(search: Search, relaxation: Relaxation, size: int, bought: Indices) -> None:
    """Look for a choice with what is bought already, free in the offers that lose least for what they bring."""
    program = search.program
    relative = relaxation.loss / np.maximum(program.gain_at(relaxation.row_price), 1e-9)
    core = np.argsort(relative, kind="stable")[:size]
    core = np.sort(core[np.isfinite(relative[core])])
    is_fixed = relaxation.is_in.copy()
    is_fixed[core] = False
    is_fixed[bought] = True
    part = relaxation.part.copy()
    part[bought] = 1.0
    gross = part @ program.problem.result[:, program.pools] + program.base()
    near = replace(program, places=[[place * step for step in NEAR] for place in gross])
    fixed = np.flatnonzero(is_fixed)
    gap = 0.3 * search.enough
    found = whole_offers(near, core, fixed, gap, search.deadline, FEW_NODES)
    search.rounds += 1
    if found.x is not None:
        search.consider(np.sort(np.concatenate([fixed, core[found.x[: core.size] > 0.5]])))


def large_first(search: Search, relaxation: Relaxation) -> None:
    """Take large offers as whole ones, more of them step by step, until the bound is as near as was asked for."""
    program, unit = search.program, search.program.unit
    gain = program.gain_at(relaxation.row_price)
    prices = [(relaxation.row_price, relaxation.cap_price)]
    work = (relaxation.part > 0) | (relaxation.loss < 0.03 * gain)
    for most in LARGE:
        floor = search.objective * (1 + 0.5 * search.enough) / unit
        large = LargeFirst(program, divided(program, relaxation, gain, floor, most), prices, work)
        centre = _centre(search, large)
        seen: set[bytes] = set()
        for _ in range(MOST_CHOICES):
            proposed = large.propose(search.deadline)
            if proposed is None or time.perf_counter() > search.deadline:
                return
            bound, chosen = proposed
            if bound < 0:  # a choice is worth 0 at least, so there is none
                search.bound = -inf
                return
            search.bound = min(search.bound, max(bound * unit, floor * unit, search.objective))
            if search.is_within() or chosen.tobytes() in seen:
                break
            seen.add(chosen.tobytes())
            bought = np.isin(np.arange(program.problem.offers), chosen).astype(np.float64)
            small = large.add(bought, search.deadline)
            if small.bound + program.gain[chosen].sum() > search.objective * (1 + 0.1 * search.enough) / unit:
                _try(search, small, TRIED, chosen)
                if search.is_within():
                    break
            if centre is not None:
                centre = np.asarray(0.5 * (centre + bought), dtype=np.float64)
                large.add(centre, search.deadline)
        if search.is_within():
            return


def _centre(search: Search, large: LargeFirst) -> Floats | None:
    """Return the large offers of the best choice, with a cut at them; none if there is no choice."""
    if search.chosen is None:
        return None
    whole = np.concatenate([large.division.fixed, np.intersect1d(search.chosen, large.division.large)])
    bought = np.isin(np.arange(search.program.problem.offers), whole).astype(np.float64)
    large.add(bought, search.deadline)
    return bought
