"""Identities that contracts state: parts that sum to a total.

That a rate follows from its parts is declared in ``schemas/metrics``.
"""

import polars as pl

COST_PARTS = ["fee", "product_cost", "shipping_cost", "agency_cost", "boosting_cost", "commission"]


def parts_sum(total: str, suffix: str = "") -> pl.Expr:
    """Return whether a cost is the sum of its known parts, and null where none is known."""
    parts = [pl.col(f"{part}{suffix}") for part in COST_PARTS]
    known = pl.any_horizontal([part.is_not_null() for part in parts])
    summed = pl.sum_horizontal([part.cast(pl.Float64).fill_null(0) for part in parts])
    equal = (pl.col(total).cast(pl.Float64) - summed).abs() < 0.005
    return pl.when(pl.col(total).is_null()).then(~known).otherwise(equal)
