"""Distributions looked up in tables, on the line between two rows, are what scipy says of them."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray
from scipy.special import digamma, polygamma
from scipy.stats import norm, t, truncnorm

from pipeline.models.distributions import (
    FURTHEST,
    MOST_DEGREES,
    THOUSAND,
    chi_square_logs,
    normal_distribution,
    t_quantiles,
)

Values = NDArray[np.float64]


def looked_up(table: pl.DataFrame, column: str, at: Values) -> Values:
    """Return a column at any places, as the models look it up."""
    first = int(table["thousandth"][0])
    rows = np.floor(THOUSAND * at).astype(int) - first
    steps = table[f"{column}_step"].to_numpy()[rows] * (THOUSAND * at - table["thousandth"].to_numpy()[rows])
    return table[column].to_numpy()[rows] + steps


@pytest.mark.parametrize("comparisons", [1, 2, 10])
def test_quantiles_of_t_hold_at_degrees_that_are_not_whole(comparisons: int) -> None:
    table = t_quantiles(10).filter(pl.col("comparisons") == comparisons)
    degrees = np.geomspace(1, 1e6, 3001)
    found = looked_up(table, "t_quantile", 1 / degrees)
    assert np.abs(found / t.ppf(1 - 0.025 / comparisons, degrees) - 1).max() < 3e-6
    assert table["t_quantile"][0] == pytest.approx(norm.ppf(1 - 0.025 / comparisons), abs=1e-12)


def test_the_normal_distribution_holds_between_its_rows() -> None:
    at = np.linspace(-FURTHEST, FURTHEST, 30_001)
    assert np.abs(looked_up(normal_distribution(), "probability_below", at) - norm.cdf(at)).max() < 4e-8


def test_a_normal_distribution_cut_off_at_0_has_the_mean_of_the_rest() -> None:
    at = np.linspace(-4, FURTHEST, 301)
    mean = truncnorm.mean(-at, np.inf, loc=at)
    assert np.abs(looked_up(normal_distribution(), "mean_above_zero", at) / mean - 1).max() < 1e-7


def test_logs_of_a_chi_square_and_what_holds_beyond_the_table() -> None:
    table = chi_square_logs()
    half = table["degrees_of_freedom"].to_numpy() / 2
    assert np.abs(table["log_mean"].to_numpy() - (digamma(half) - np.log(half))).max() < 1e-12
    assert np.abs(table["log_variance"].to_numpy() - polygamma(1, half)).max() < 1e-12
    beyond = float(MOST_DEGREES + 1)
    assert -1 / beyond == pytest.approx(digamma(beyond / 2) - np.log(beyond / 2), rel=1e-3, abs=1e-6)
    assert 2 / beyond + 2 / beyond**2 == pytest.approx(polygamma(1, beyond / 2), rel=1e-6)
