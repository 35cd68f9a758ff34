"""The luck of one campaign, drawn: how many come where so many are expected, and what their orders are worth.

Belongs here: from uniform numbers to counts and amounts, the same on every version of numpy.
Does not belong here: what is expected, and how sure that is (``chances``).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

Floats = NDArray[np.float64]
FEW = 12.0  # expected counts below this are drawn from the distribution itself
MOST = 60  # of a count of which fewer than FEW are expected


def normal(uniform: Floats) -> Floats:
    """Return normal numbers: numpy keeps a stream of uniform numbers over its versions, not of normal ones."""
    return np.asarray(ndtri(np.clip(uniform, 1e-12, 1 - 1e-12)))


def counts(uniform: Floats, expected: Floats) -> Floats:
    """Return Poisson numbers: the quantiles of the distribution, from FEW on by the expansion of Cornish and Fisher."""
    z = normal(uniform)
    drawn = np.maximum(np.ceil(expected + np.sqrt(expected) * z + (z**2 - 1) / 6 - 0.5), 0.0)
    few = expected < FEW
    rate, place = expected[few], uniform[few]
    term = np.exp(-rate)
    below, found = term.copy(), np.zeros(rate.size)
    for count in range(1, MOST + 1):
        found += place > below
        term = term * rate / count
        below += term
    drawn[few] = found
    return drawn


def amounts(uniform: Floats, number: Floats, value: Floats) -> Floats:
    """Return what a number of orders is worth together; the value of one scatters about as much as it is high (0052)."""
    spread = np.sqrt(np.log1p(1 / np.maximum(number, 1)))
    return np.asarray(number * value * np.exp(spread * normal(uniform) - spread**2 / 2))
