"""Identities that contracts state: parts that sum to a total, rates that follow from their parts."""

import polars as pl

COST_PARTS = ["fee", "product_cost", "shipping_cost", "agency_cost", "boosting_cost", "commission"]


def parts_sum(total: str, suffix: str = "") -> pl.Expr:
    """Return whether a cost is the sum of its known parts, and null where none is known."""
    parts = [pl.col(f"{part}{suffix}") for part in COST_PARTS]
    known = pl.any_horizontal([part.is_not_null() for part in parts])
    summed = pl.sum_horizontal([part.cast(pl.Float64).fill_null(0) for part in parts])
    equal = (pl.col(total).cast(pl.Float64) - summed).abs() < 0.005
    return pl.when(pl.col(total).is_null()).then(~known).otherwise(equal)


def ratio(rate: str, numerator: str, denominator: str) -> pl.Expr:
    """Return whether a rate is its numerator over its denominator, and null without one of them."""
    over = pl.col(denominator).cast(pl.Float64)
    expected = pl.when(over != 0).then(pl.col(numerator).cast(pl.Float64) / over)
    close = (pl.col(rate) - expected).abs() <= 1e-9 * expected.abs() + 1e-12
    return pl.when(expected.is_null()).then(pl.col(rate).is_null()).otherwise(close.fill_null(False))
