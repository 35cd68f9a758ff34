"""The random numbers under the intervals of returns, drawn once and kept as a table.

Belongs here: ``meta.bootstrap_weights`` and ``meta.bootstrap_normals``, the same on every machine for a seed.
Does not belong here: what is drawn and what follows from it; that is SQL (``int_return_replicates``).
"""

from __future__ import annotations

from functools import cache
from math import e, factorial

import numpy as np
import polars as pl
from scipy.special import ndtri

SLOTS = 64  # a group of more creators has several in a slot, so that its cost stays bounded
MOST = 12  # of a million draws, none is above it


@cache
def weights(seed: int, replicates: int) -> pl.DataFrame:
    """Return how often each replicate draws each slot: Poisson with mean 1, replicates counted from 0.

    The draws are uniform numbers of PCG64 looked up in the distribution, because numpy keeps that
    stream over its versions and may change how it draws a Poisson number.
    """
    distribution = np.cumsum([1 / (e * factorial(k)) for k in range(MOST + 1)])
    uniform = np.random.Generator(np.random.PCG64(seed)).random((replicates, SLOTS))
    drawn = np.minimum(np.searchsorted(distribution, uniform, side="right"), MOST)
    return pl.DataFrame(
        {
            "replicate": np.repeat(np.arange(replicates), SLOTS),
            "slot": np.tile(np.arange(1, SLOTS + 1), replicates),
            "weight": drawn.ravel().astype(np.int64),
        }
    )


@cache
def normals(seed: int, replicates: int) -> pl.DataFrame:
    """Return two normal numbers for each replicate, independent of its weights.

    They are the quantiles at the middles of as many equal parts, shuffled, so that their distribution hangs on no seed.
    Values are rounded, as those of the tables of distributions are.
    """
    quantiles = np.round(ndtri((np.arange(replicates) + 0.5) / replicates), 12)
    uniform = np.random.Generator(np.random.PCG64([seed, SLOTS])).random((2, replicates))
    shuffled, other = (quantiles[np.argsort(row, kind="stable")] for row in uniform)
    return pl.DataFrame({"replicate": np.arange(replicates), "normal_number": shuffled, "other_normal_number": other})
