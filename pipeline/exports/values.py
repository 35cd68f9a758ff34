"""Text columns into typed ones, by the type that the contract gives a column.

The common spelling is read for the whole column at once; only the distinct values that it does
not fit go through the other spellings.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import polars as pl

from pipeline.exports import dates, numbers
from pipeline.exports.mappings import ColumnMapping

FREE_TEXT = {
    "caption", "title", "name", "account_name", "data_comment", "product", "country", "niche", "niche_secondary",
    "ad_name", "brand", "objective", "collaborators", "bucket", "target_countries", "target_niches",
}  # fmt: skip
ALWAYS_TRIED = [
    "%Y-%m-%d", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%d %H:%M:%S%.f%#z", "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%d %H:%M", "%Y/%m/%d",
]  # fmt: skip
TRUE, FALSE = ["true", "1", "yes", "y", "ja", "oui", "sí", "si", "sim"], ["false", "0", "no", "n", "nein", "non", "não"]
PER_UNIT = {"percent": 0.01, "hours": 3600.0, "minutes": 60.0, "milliseconds": 0.001}


class Parsed(NamedTuple):
    """A typed column.

    Attributes:
        values: The values.
        failed: The rule's name where a text could not be read, else null; none if all could.
        precision: For moments: second, minute or day.
    """

    values: pl.Series
    failed: pl.Series | None = None
    precision: pl.Series | None = None


def parse(text: pl.Series, dtype: Any, column: ColumnMapping, decimal: str, zone: str) -> Parsed:
    """Read a text column as a type.

    Args:
        text: The column; null where nothing is reported.
        dtype: The Polars type of the contract.
        column: How the mapping says that it is written.
        decimal: The decimal mark that the file suggests.
        zone: Zone of wall-clock times.
    """
    decimal = column.decimal or decimal
    if isinstance(dtype, pl.Datetime) or dtype == pl.Date:
        return _moments(text, dtype, column, column.zone or zone)
    if dtype == pl.Boolean:
        lower = pl.col("text").str.to_lowercase()
        values = _eager(text, pl.when(lower.is_in(TRUE)).then(True).when(lower.is_in(FALSE)).then(False))
        return Parsed(values, _failed(text, values, "not_true_or_false"))
    if dtype == pl.String:
        return Parsed(text)
    return _numbers(text, dtype, column.unit, decimal)


def _eager(text: pl.Series, expression: pl.Expr) -> pl.Series:
    return pl.DataFrame({"text": text}).select(expression.alias(text.name)).to_series()


def _failed(text: pl.Series, values: pl.Series, rule: str) -> pl.Series | None:
    failed = text.is_not_null() & values.is_null()
    if not failed.any():
        return None
    return pl.select(pl.when(failed).then(pl.lit(rule))).to_series()


def _rest(text: pl.Series, values: pl.Series, read: Callable[[pl.Expr], pl.Expr]) -> pl.Series:
    """Fill values that are missing by reading the distinct texts behind them."""
    rest = text.filter(values.is_null() & text.is_not_null()).unique()
    if rest.is_empty():
        return values
    frame = pl.DataFrame({"text": rest}).with_columns(read(pl.col("text")).cast(values.dtype, strict=False).alias("value"))
    found = frame.filter(pl.col("value").is_not_null())
    if found.is_empty():
        return values
    joined = pl.DataFrame({"text": text}).join(found, on="text", how="left", maintain_order="left")["value"]
    return values.fill_null(joined).alias(values.name)


def _numbers(text: pl.Series, dtype: Any, unit: str | None, decimal: str) -> Parsed:
    is_count = dtype == pl.Int64
    plain = unit is None and not (decimal == "," and not is_count)
    values = text.cast(dtype, strict=False) if plain else pl.Series(text.name, [None] * text.len(), dtype=dtype)
    if dtype == pl.Float64:
        values = values.set(values.is_infinite().fill_null(False), None).fill_nan(None)

    def read(expression: pl.Expr) -> pl.Expr:
        if unit == "clock":
            return numbers.clock_seconds(expression).fill_null(numbers.number(expression, decimal))
        number = numbers.number(expression, None if is_count else decimal) * PER_UNIT.get(unit or "", 1.0)
        if dtype == pl.Float64 and unit is None:
            number = pl.when(expression.str.ends_with("%")).then(number / 100).otherwise(number)
        if is_count:
            return pl.when(number == number.round()).then(number)
        return number.round(dtype.scale) if isinstance(dtype, pl.Decimal) else number

    values = _rest(text, values, read)
    return Parsed(values, _failed(text, values, "not_a_whole_number" if is_count else "not_a_number"))


def _moments(text: pl.Series, dtype: Any, column: ColumnMapping, zone: str) -> Parsed:
    empty = pl.Series(text.name, [None] * text.len(), dtype=pl.Datetime("us"))
    values, exactness = empty, pl.Series("precision", [None] * text.len(), dtype=pl.String)
    formats = [f for f in [*column.formats, *ALWAYS_TRIED] if f != "month_day"]
    read = text
    for tidied in ([False, True] if column.month_names else [False]):
        if tidied:
            read = _eager(text, dates.with_english_months(pl.col("text")))
        for form in formats:
            before = values
            if values is empty:
                values = _eager(read, dates.moment(pl.col("text"), form, zone))
            else:
                values = _rest(read, values, lambda e, form=form: dates.moment(e, form, zone))
            fresh = before.is_null() & values.is_not_null()
            exactness = exactness.set(fresh, dates.precision(form))
            if values.null_count() == text.null_count():
                break
    failed = _failed(text, values, "not_a_date")
    if failed is not None and "month_day" in column.formats:
        readable = _eager(text, dates.month_and_day(pl.col("text"))).is_not_null()
        failed = failed.set(readable, None)
        failed = failed if failed.null_count() < failed.len() else None
    if dtype == pl.Date:
        return Parsed(values.cast(pl.Date), failed)
    return Parsed(values, failed, exactness)
