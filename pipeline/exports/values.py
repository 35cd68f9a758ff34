"""Text columns into typed ones, by the type that the contract gives a column.

The common spelling is read for the whole column at once; only the distinct values that it does
not fit go through the other spellings.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import polars as pl

from pipeline.exports import dates, numbers
from pipeline.exports.mappings import ColumnMapping

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
        values = _nothing(text, pl.Boolean)
        return _parsed(text, _rest(text, values, _truth), "not_true_or_false")
    if dtype == pl.String:
        return Parsed(text)
    return _numbers(text, dtype, column.unit, decimal)


def _nothing(text: pl.Series, dtype: Any) -> pl.Series:
    return pl.Series(text.name, [None], dtype=dtype).new_from_index(0, text.len())


def _truth(text: pl.Expr) -> pl.Expr:
    lower = text.str.to_lowercase()
    return pl.when(lower.is_in(TRUE)).then(True).when(lower.is_in(FALSE)).then(False)


def _rest(text: pl.Series, values: pl.Series, read: Callable[[pl.Expr], pl.Expr]) -> pl.Series:
    """Fill values that are missing by reading the distinct texts behind them."""
    rest = text.filter(values.is_null() & text.is_not_null()).unique()
    if rest.is_empty():
        return values
    cleaned = pl.DataFrame({"text": rest}).with_columns(numbers.blank_to_null(pl.col("text")).alias("clean"))
    found = cleaned.select("text", read(pl.col("clean")).cast(values.dtype, strict=False).alias("value"))
    found = found.filter(pl.col("value").is_not_null())
    if found.is_empty():
        return values
    joined = pl.DataFrame({"text": text}).join(found, on="text", how="left", maintain_order="left")["value"]
    return values.fill_null(joined).alias(values.name)


def _parsed(text: pl.Series, values: pl.Series, rule: str) -> Parsed:
    """Return the values with what could not be read; a text that spells "not reported" is no failure."""
    missing = values.is_null() & text.is_not_null()
    rest = pl.DataFrame({"text": text.filter(missing).unique()})
    unread = rest.filter(numbers.blank_to_null(pl.col("text")).is_not_null())["text"]
    if unread.is_empty():
        return Parsed(values)
    failed = missing & text.is_in(unread.implode())
    return Parsed(values, pl.select(pl.when(failed).then(pl.lit(rule))).to_series())


def _numbers(text: pl.Series, dtype: Any, unit: str | None, decimal: str) -> Parsed:
    is_count = dtype == pl.Int64
    is_direct = unit is None and (is_count or decimal == ".")
    values = text.cast(dtype, strict=False) if is_direct else _nothing(text, dtype)
    if dtype == pl.Float64 and is_direct:
        values = pl.select(pl.when(values.is_finite()).then(values)).to_series().alias(text.name)

    def read(expression: pl.Expr) -> pl.Expr:
        if unit == "clock":
            return numbers.clock_seconds(expression).fill_null(numbers.number(expression, decimal))
        number = numbers.number(expression, None if is_count else decimal) * PER_UNIT.get(unit or "", 1.0)
        if dtype == pl.Float64 and unit is None:
            number = pl.when(expression.str.ends_with("%")).then(number / 100).otherwise(number)
        if is_count:
            return pl.when(number == number.round()).then(number)
        return number.round(dtype.scale) if isinstance(dtype, pl.Decimal) else number

    return _parsed(text, _rest(text, values, read), "not_a_whole_number" if is_count else "not_a_number")


def _moments(text: pl.Series, dtype: Any, column: ColumnMapping, zone: str) -> Parsed:
    """Try the formats in order: the first on the whole column, the others on what is left."""
    formats = [form for form in [*column.formats, *ALWAYS_TRIED] if form != "month_day"]
    values = pl.DataFrame({"text": text}).select(dates.moment(pl.col("text"), formats[0], zone)).to_series()
    exactness = pl.select(pl.when(values.is_not_null()).then(pl.lit(dates.precision(formats[0])))).to_series()
    tries = [(form, False) for form in formats[1:]] + [(form, True) for form in formats if column.month_names]
    for form, tidied in tries:
        if values.null_count() == 0 or not _has_more(text, values):
            break

        def read(expression: pl.Expr, form: str = form, tidied: bool = tidied) -> pl.Expr:
            return dates.moment(dates.with_english_months(expression) if tidied else expression, form, zone)

        before, values = values, _rest(text, values, read)
        exactness = exactness.set(before.is_null() & values.is_not_null(), dates.precision(form))
    parsed = _parsed(text, values.alias(text.name), "not_a_date")
    failed = parsed.failed
    if failed is not None and "month_day" in column.formats:
        readable = pl.DataFrame({"text": text}).select(dates.month_and_day(pl.col("text")).is_not_null()).to_series()
        failed = failed.set(readable, None)
        failed = failed if failed.null_count() < failed.len() else None
    if dtype == pl.Date:
        return Parsed(parsed.values.cast(pl.Date), failed)
    return Parsed(parsed.values, failed, exactness)


def _has_more(text: pl.Series, values: pl.Series) -> bool:
    """Return whether texts are left that say something."""
    rest = pl.DataFrame({"text": text.filter(values.is_null()).unique()})
    return rest.filter(numbers.blank_to_null(pl.col("text")).is_not_null()).height > 0
