"""Text columns into typed ones, by the type that the contract gives a column.

The common spelling is read for the whole column at once; only the distinct values that it does
not fit go through the other spellings.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import polars as pl

from pipeline.exports import dates, numbers
from pipeline.exports.mappings import ColumnMapping
from pipeline.exports.texts import by_distinct

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
        return _with_rest(text, _nothing(text, pl.Boolean), _truth, "not_true_or_false")
    if dtype == pl.String:
        return Parsed(text)
    return _numbers(text, dtype, column.unit, decimal)


def _nothing(text: pl.Series, dtype: Any) -> pl.Series:
    return pl.Series(text.name, [None], dtype=dtype).new_from_index(0, text.len())


def _truth(text: pl.Expr) -> pl.Expr:
    lower = text.str.to_lowercase()
    return pl.when(lower.is_in(TRUE)).then(True).when(lower.is_in(FALSE)).then(False)


def _with_rest(text: pl.Series, values: pl.Series, read: Callable[[pl.Expr], pl.Expr], rule: str) -> Parsed:
    """Fill values that are missing by reading the texts behind them, each distinct one once.

    A text that spells "not reported" stays null and is no failure.
    """
    places = (values.is_null() & text.is_not_null()).arg_true()
    if places.is_empty():
        return Parsed(values)
    rest = pl.DataFrame({"text": text.gather(places)})
    distinct = rest.unique().with_columns(numbers.blank_to_null(pl.col("text")).alias("clean"))
    worked = distinct.with_columns(read(pl.col("clean")).cast(values.dtype, strict=False).alias("value"))
    joined = rest.join(worked, on="text", how="left", maintain_order="left")
    unread = joined["clean"].is_not_null() & joined["value"].is_null()
    if joined["value"].null_count() < joined.height:
        values = values.scatter(places, joined["value"])
    if not unread.any():
        return Parsed(values)
    failed = _nothing(text, pl.String).scatter(places.filter(unread), rule)
    return Parsed(values, failed)


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
        if unit == "percent":
            number = number.round(12)  # 98.4 % is 0.984, and not 0.9840000000000001
        if unit is None:
            percent = number / 100 if dtype == pl.Float64 else None
            number = pl.when(expression.str.ends_with("%")).then(percent).otherwise(number)
        if is_count:
            return pl.when(number == number.round()).then(number)
        return number.round(dtype.scale) if isinstance(dtype, pl.Decimal) else number

    return _with_rest(text, values, read, "not_a_whole_number" if is_count else "not_a_number")


def _moments(text: pl.Series, dtype: Any, column: ColumnMapping, zone: str) -> Parsed:
    """Read the whole column in the format of its first text, then the rest in any format."""
    tries = _tries(column, zone)
    first = pl.DataFrame({"text": text.drop_nulls().head(1)})
    likely = next((t for t in tries if first.select(t.read(pl.col("text")).is_not_null().any()).item()), tries[0])
    values = pl.DataFrame({"text": text}).select(likely.read(pl.col("text")).alias(text.name)).to_series()
    if likely.is_tidied:  # month names are looked up in each text, so each distinct one once is quicker
        values = _nothing(text, pl.Datetime("us"))
    is_likely = values.is_not_null()
    parsed = _with_rest(text, values, lambda e: pl.coalesce([t.read(e) for t in tries]), "not_a_date")
    failed = _without_year(text, parsed.failed) if "month_day" in column.formats else parsed.failed
    if dtype == pl.Date:
        return Parsed(parsed.values.cast(pl.Date), failed)
    exactness = pl.select(pl.when(is_likely).then(pl.lit(likely.precision)).alias("precision")).to_series()
    if is_likely.all():
        return Parsed(parsed.values, failed, exactness)
    kinds = pl.coalesce([pl.when(t.read(pl.col("text")).is_not_null()).then(pl.lit(t.precision)) for t in tries])
    others = text.filter(~is_likely)
    exactness = exactness.scatter((~is_likely).arg_true(), by_distinct(others.str.strip_chars(), lambda e: kinds))
    return Parsed(parsed.values, failed, exactness)


class _Try(NamedTuple):
    read: Callable[[pl.Expr], pl.Expr]
    precision: str
    is_tidied: bool


def _tries(column: ColumnMapping, zone: str) -> list[_Try]:
    """Return ways to read a moment, in order: as it stands, then with its month's name in English."""
    forms = [form for form in dict.fromkeys([*column.formats, *ALWAYS_TRIED]) if form != "month_day"]
    plain = [_Try(partial(dates.moment, form=form, zone=zone), dates.precision(form), False) for form in forms]
    if not column.month_names:
        return plain
    return plain + [
        _Try(partial(_tidied, form=form, zone=zone), dates.precision(form), True)
        for form in forms
        if "%b" in form or "%B" in form
    ]


def _tidied(text: pl.Expr, form: str, zone: str) -> pl.Expr:
    return dates.moment(dates.with_english_months(text), form, zone)


def _without_year(text: pl.Series, failed: pl.Series | None) -> pl.Series | None:
    """Return the failures that are no dates without a year either."""
    if failed is None:
        return None
    readable = by_distinct(text, lambda e: dates.month_and_day(e).is_not_null())
    failed = failed.set(readable.fill_null(False), None)
    return failed if failed.null_count() < failed.len() else None
