"""What holds of every row of the tables that share columns: parts that sum to a total, bounds around a figure.

Contracts take these as bases. That a rate follows from its parts is declared in ``schemas/metrics``.
"""

import polars as pl

from schemas.contract import Contract
from schemas.rules import row_rule

COST_PARTS = ["fee", "product_cost", "shipping_cost", "agency_cost", "boosting_cost", "commission"]


def parts_sum(total: str, suffix: str = "") -> pl.Expr:
    """Return whether a cost is the sum of its known parts, and null where none is known."""
    parts = [pl.col(f"{part}{suffix}") for part in COST_PARTS]
    known = pl.any_horizontal([part.is_not_null() for part in parts])
    summed = pl.sum_horizontal([part.cast(pl.Float64).fill_null(0) for part in parts])
    whole = pl.col(total).cast(pl.Float64)
    equal = (
        whole - summed
    ).abs() < 0.005 + 1e-14 * whole.abs()  # what floats of fifteen digits cannot hold is no difference
    return pl.when(pl.col(total).is_null()).then(~known).otherwise(equal)


class AccountKnown(Contract):
    """A raw row about an account."""

    @row_rule
    def account_is_known(cls) -> pl.Expr:
        """A row says whose it is: by handle, by id, or by the sheet's own creator id."""
        return pl.any_horizontal(pl.col("handle", "account_id", "creator_ref").is_not_null())


class CreatorKnown(Contract):
    """A raw row about a deal."""

    @row_rule
    def creator_is_known(cls) -> pl.Expr:
        """A deal, or a part of a package, says with whom it is."""
        return pl.any_horizontal(pl.col("creator_ref", "handle", "account_id").is_not_null())


class CostsAddUp(Contract):
    """A table with the block COST."""

    @row_rule
    def cost_is_the_sum_of_its_parts(cls) -> pl.Expr:
        """Nothing is in the cost that no part shows."""
        return parts_sum("cost")


class OrdersCountOnce(Contract):
    """A table with the block RESULTS."""

    @row_rule
    def no_order_counts_twice(cls) -> pl.Expr:
        """Revenue without repeated orders is never above revenue with them."""
        return (pl.col("net_revenue") <= pl.col("revenue_union_high")).fill_null(True)

    @row_rule
    def revenue_under_review_is_part_of_the_revenue(cls) -> pl.Expr:
        """What waits for a review counts, and is known wherever the revenue is."""
        whole, part = pl.col("net_revenue"), pl.col("net_revenue_under_review")
        return (part.is_null() == whole.is_null()) & (part <= whole).fill_null(True)


class ReturnsFollow(OrdersCountOnce, CostsAddUp):
    """A table with the block RETURNS."""

    @row_rule
    def the_return_lies_in_its_interval(cls) -> pl.Expr:
        """An interval is around the figure beside it."""
        inside = [
            (pl.col(f"{name}_low") <= pl.col(name) * (1 + 1e-9)) & (pl.col(name) <= pl.col(f"{name}_high") * (1 + 1e-9))
            for name in ("return_on_ad_spend", "order_rate_by_clicks")
        ]
        return pl.all_horizontal(condition.fill_null(True) for condition in inside)


class Months(Contract):
    """A table with the blocks MONTH_POSTS and MONTH_RESULTS."""

    @row_rule
    def month_starts_on_its_first_day(cls) -> pl.Expr:
        """A month is a calendar month."""
        return pl.col("month_starts_on").dt.day() == 1

    @row_rule
    def posts_are_of_the_month(cls) -> pl.Expr:
        """The first post is not before the month, and the last one not after it."""
        month = pl.col("month_starts_on")
        return (pl.col("first_posted_at").dt.date() >= month) & (
            pl.col("last_posted_at").dt.date() < month.dt.offset_by("1mo")
        )
