"""What distributions say at many places, worked out once and kept as tables, because SQL has no such functions.

Belongs here: ``meta.t_quantiles``, ``meta.normal_distribution`` and ``meta.chi_square_logs``, all from scipy.
Does not belong here: what is looked up in them; that is SQL. A place between two rows is looked up on the line
between them (``…_step`` is what is added up to the next row); tests say how far off that is. Values are rounded to
twelve digits, which are the same on every machine and in every version of scipy.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.special import digamma, ndtr, ndtri, polygamma, stdtrit

Values = NDArray[np.float64]

THOUSAND = 1000  # rows of a table for each whole step of its argument
FURTHEST = 8  # standard errors, beyond which a normal distribution holds less than 1e-15
MOST_DEGREES = 1000  # of freedom; beyond them -1 / n and 2 / n + 2 / n^2 are right to six digits
DIGITS = 12


@cache
def t_quantiles(comparisons: int) -> pl.DataFrame:
    """Return Student's t at 97.5 %, and at what holds for several comparisons at once, by thousandths of 1 / freedom.

    By the inverse of the degrees of freedom it is nearly a line, degrees need not be whole, and 0 is the normal
    distribution. Two-sided bounds of 95 % that hold for all of ``n`` comparisons at once (Bonferroni) each take the
    quantile at 1 - 0.025 / n.
    """
    thousandths = np.arange(THOUSAND + 1)
    tables = []
    for several in range(1, comparisons + 1):
        probability = 1 - 0.025 / several
        quantiles = np.concatenate([[ndtri(probability)], stdtrit(THOUSAND / thousandths[1:], probability)])
        table = pl.DataFrame({"comparisons": np.full(quantiles.size, several), "thousandth": thousandths})
        tables.append(table.with_columns(**_with_steps("t_quantile", quantiles)))
    return pl.concat(tables)


@cache
def normal_distribution() -> pl.DataFrame:
    """Return by thousandths of a standard error how much of a normal distribution lies below, and its mean above 0.

    The latter is that of a normal distribution with this mean and standard deviation 1 whose part below 0 is cut off.
    """
    thousandth = np.arange(-FURTHEST * THOUSAND, FURTHEST * THOUSAND + 1)
    place = thousandth / THOUSAND
    below = ndtr(place)
    mean = place + np.exp(-place * place / 2) / np.sqrt(2 * np.pi) / below
    return pl.DataFrame({"thousandth": thousandth}).with_columns(
        **_with_steps("probability_below", below), **_with_steps("mean_above_zero", mean)
    )


@cache
def chi_square_logs() -> pl.DataFrame:
    """Return mean and variance of the logarithm of a chi-square over its degrees of freedom."""
    degrees = np.arange(1, MOST_DEGREES + 1)
    return pl.DataFrame(
        {
            "degrees_of_freedom": degrees,
            "log_mean": np.round(digamma(degrees / 2) - np.log(degrees / 2), DIGITS),
            "log_variance": np.round(polygamma(1, degrees / 2), DIGITS),
        }
    )


def _with_steps(name: str, values: Values) -> dict[str, pl.Series]:
    """Return a column and what is added to each value up to the next; the last has no next."""
    values = np.round(values, DIGITS)
    return {name: pl.Series(values), f"{name}_step": pl.Series(np.round(np.append(np.diff(values), 0.0), DIGITS))}
