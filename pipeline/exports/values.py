"""Text columns into typed ones, by the type that the contract gives a column.

The common spelling is read for the whole column at once; only the distinct values that it does
not fit go through the other spellings. Moments are read in ``moments``.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import polars as pl

from pipeline.exports import moments, numbers
from pipeline.exports.column_mapping import ColumnMapping
from pipeline.exports.text_columns import by_distinct
from schemas.types import Amount

TRUE, FALSE = ["true", "1", "yes", "y", "ja", "oui", "sí", "si", "sim"], ["false", "0", "no", "n", "nein", "non", "não"]
PER_UNIT = {
    "percent": 0.01, "hours": 3600.0, "minutes": 60.0, "milliseconds": 0.001, "thousands": 1e3, "millions": 1e6, "cents": 0.01,
}  # fmt: skip
LARGEST = 10**12  # of a count: sums of millions of them still fit
LARGEST_NUMBER = 10**15  # of what has decimals; of an amount the type tells


@dataclass
class Parsed:
    """A typed column.

    Attributes:
        values: The values.
        failed: The rule's name where a text could not be read, else null; none if all could.
        precision: For moments: second, minute or day.
        currency: For amounts: the sign of the currency beside each; none if there is none anywhere.
        shown: For numbers: the decimal marks that the texts show, as far as they were looked into.
        mark: For numbers with decimals: the decimal mark by which they were read.
        is_open: Whether that mark mattered and is not shown by the column itself.
        is_torn: Whether the column shows both marks.
        swapped: For moments: how many had day and month swapped by a spreadsheet.
    """

    values: pl.Series
    failed: pl.Series | None = None
    precision: pl.Series | None = None
    currency: pl.Series | None = None
    shown: frozenset[str] = frozenset()
    mark: str | None = None
    is_open: bool = False
    is_torn: bool = False
    swapped: int = 0


def parse(
    text: pl.Series, dtype: Any, column: ColumnMapping, decimal: str, zone: str, is_decided: bool = False
) -> Parsed:
    """Read a text column as a type.

    Args:
        text: The column; null where nothing is reported.
        dtype: The Polars type of the contract.
        column: How the mapping says that it is written.
        decimal: The decimal mark that the file suggests.
        zone: Zone of wall-clock times.
        is_decided: Whether the mark is that of an earlier part of the column, and not only suggested.
    """
    if isinstance(dtype, pl.Datetime) or dtype == pl.Date:
        return _moments(text, dtype, column, column.zone or zone)
    if dtype == pl.Boolean:
        values, failed = _with_rest(text, _nothing(text, pl.Boolean), _truth, "not_true_or_false")
        return Parsed(values, failed)
    if dtype == pl.String:
        return Parsed(text)
    if dtype == pl.Int64:
        return _in_units(text, column, decimal, is_decided) if column.unit else _counts(text)
    return _decimals(text, dtype, column, decimal, is_decided)


def _nothing(text: pl.Series, dtype: Any) -> pl.Series:
    return pl.Series(text.name, [None], dtype=dtype).new_from_index(0, text.len())


def _truth(text: pl.Expr) -> pl.Expr:
    lower = text.str.to_lowercase()
    return pl.when(lower.is_in(TRUE)).then(True).when(lower.is_in(FALSE)).then(False)


def _with_rest(
    text: pl.Series, values: pl.Series, read: Callable[[pl.Expr], pl.Expr], rule: str
) -> tuple[pl.Series, pl.Series | None]:
    """Fill values that are missing by reading the texts behind them, each distinct one once.

    A text that spells "not reported" stays null and is no failure. The series itself is filled.
    """
    if values.null_count() == text.null_count():
        return values, None
    places = (values.is_null() & text.is_not_null()).arg_true()
    rest = pl.DataFrame({"text": text.gather(places)})
    distinct = rest.unique().with_columns(numbers.blank_to_null(pl.col("text")).alias("clean"))
    worked = distinct.with_columns(read(pl.col("clean")).cast(values.dtype, strict=False).alias("value"))
    joined = rest.join(worked, on="text", how="left", maintain_order="left")
    unread = joined["clean"].is_not_null() & joined["value"].is_null()
    if joined["value"].null_count() < joined.height:
        values = values.scatter(places, joined["value"])
    if not unread.any():
        return values, None
    return values, _nothing(text, pl.String).scatter(places.filter(unread), rule)


def _in_units(text: pl.Series, column: ColumnMapping, decimal: str, is_decided: bool) -> Parsed:
    """Read counts in thousands and the like, which have decimals; 1.005 thousand is 1005, and not 1004.9999999999999."""
    read = _decimals(text, pl.Float64(), column, decimal, is_decided)
    number = read.values.round(6)
    broken = (number != number.round()).fill_null(False)
    failed = _nothing(text, pl.String) if read.failed is None else read.failed
    failed = failed.set(broken, "not_a_whole_number")
    values, found = _bounded(text, number.set(broken, None).cast(pl.Int64), failed, LARGEST)
    return replace(
        read, values=values, failed=found if found is not None and found.null_count() < found.len() else None
    )


def _counts(text: pl.Series) -> Parsed:
    def read(expression: pl.Expr) -> pl.Expr:
        number = numbers.number(expression, None, is_money=False)
        number = pl.when(~expression.str.ends_with("%")).then(number)
        return pl.when(number == number.round()).then(number.clip(-LARGEST, LARGEST))

    values = text.cast(pl.Int64, strict=False)
    others = _others(text, values)
    values, failed = _with_rest(text, values, read, "not_a_whole_number")
    shown = frozenset() if others is None else frozenset(numbers.marks(others))
    return Parsed(*_bounded(text, values, failed, LARGEST), shown=shown)


def _others(text: pl.Series, values: pl.Series) -> pl.Series | None:
    """Return the texts that are not read at once; none if all are."""
    if values.null_count() == text.null_count():
        return None
    return text.filter(values.is_null() & text.is_not_null())


def _decimals(text: pl.Series, dtype: Any, column: ColumnMapping, decimal: str, is_decided: bool) -> Parsed:
    """Read numbers whose decimal mark the column itself shows, else the file.

    What Polars reads at once has a dot for the mark. Only where a comma may be it, or where other spellings
    stand in the column too, is it looked into.
    """
    is_money, unit = dtype == Amount, column.unit
    values = _direct(text, dtype, unit)
    has_others = _others(text, values) is not None
    found = _mark(text, column.decimal, decimal, is_decided, is_money, looks=decimal == "," or has_others)
    if found.mark == "," or found.is_torn:
        dotted = values.is_not_null() & text.str.contains(".", literal=True).fill_null(False)
        values = values.set(dotted, None) if dotted.any() else values
    values, failed = _with_rest(text, values, lambda e: _decimal(e, dtype, unit, found), "not_a_number")
    values, failed = _bounded(text, values, failed, _largest(dtype))
    currency = _currency(text, values) if is_money and has_others else None
    return Parsed(values, failed, None, currency, *found)


def _direct(text: pl.Series, dtype: Any, unit: str | None) -> pl.Series:
    """Return the numbers that Polars reads by itself, in our unit."""
    if isinstance(dtype, pl.Decimal) and not unit:
        return text.cast(dtype, strict=False)
    if unit == "clock":
        number = numbers.clock_seconds(pl.col("text"))
    else:
        number = pl.col("text").cast(pl.Float64, strict=False) * PER_UNIT.get(unit or "", 1.0)
    fits = pl.when(number.abs() < _largest(dtype)).then(number)  # and neither infinite nor NaN
    scaled = fits.round(dtype.scale) if isinstance(dtype, pl.Decimal) else fits
    return pl.DataFrame({"text": text}).select(scaled.cast(dtype).alias(text.name)).to_series()


class _Mark(NamedTuple):
    shown: frozenset[str]
    mark: str
    is_open: bool = False
    is_torn: bool = False


def _mark(text: pl.Series, stated: str | None, decimal: str, is_decided: bool, is_money: bool, looks: bool) -> _Mark:
    """Return a column's decimal mark: what the mapping states, else what the texts show, else what is suggested."""
    if stated or not looks:
        return _Mark(frozenset(), stated or decimal)
    shown = frozenset(numbers.marks(text, is_money))
    if len(shown | {decimal} if is_decided else shown) == 2:
        return _Mark(shown, decimal, is_torn=True)
    if shown or is_decided:
        return _Mark(shown, next(iter(shown), decimal))
    return _Mark(shown, decimal, is_open=numbers.any_open(text, is_money))


def _decimal(text: pl.Expr, dtype: Any, unit: str | None, found: _Mark) -> pl.Expr:
    """Return the numbers of texts; of a column that shows both marks not those that could be thousandths."""
    is_money = dtype == Amount
    number = numbers.number(text, found.mark, is_money)
    if unit == "clock":
        number = numbers.clock_seconds(text).fill_null(number)
    number = number * PER_UNIT.get(unit or "", 1.0)
    if unit == "percent":
        number = number.round(12)  # 98.4 % is 0.984, and not 0.9840000000000001
    if found.is_torn:
        is_open = numbers.is_open(text, is_money) & text.str.contains(found.mark, literal=True)
        number = pl.when(~is_open).then(number)
    if unit is None:
        percent = number / 100 if dtype == pl.Float64 else None
        number = pl.when(text.str.ends_with("%")).then(percent).otherwise(number)
    if not isinstance(dtype, pl.Decimal):
        return number
    most = (
        10 ** (dtype.precision - dtype.scale) - 1
    )  # what is beyond it cannot be cast, and is refused for its size below
    return number.clip(-most, most).round(dtype.scale)


def _largest(dtype: Any) -> int:
    """Return what a number stays below: two digits less than its type holds, so that sums of them fit too."""
    return int(10 ** (dtype.precision - dtype.scale - 2)) if isinstance(dtype, pl.Decimal) else LARGEST_NUMBER


def _bounded(
    text: pl.Series, values: pl.Series, failed: pl.Series | None, largest: int
) -> tuple[pl.Series, pl.Series | None]:
    """Return the values without those that are too large for any figure, and the failures with them."""
    lowest, highest = values.min(), values.max()
    if lowest is None or (lowest > -largest and highest < largest):  # type: ignore[operator]
        return values, failed
    beyond = (values.abs() >= largest).fill_null(False)
    failed = _nothing(text, pl.String) if failed is None else failed
    return values.set(beyond, None), failed.set(beyond, "too_large")


def _currency(text: pl.Series, values: pl.Series) -> pl.Series | None:
    """Return the signs of the currencies beside the amounts; those that are plain numbers have none."""
    plain = text.str.contains(r"^[0-9.,\s-]*$").fill_null(True)
    if plain.all():
        return None
    rest = pl.DataFrame({"text": text.filter(~plain)})
    distinct = rest.unique()
    worked = distinct.with_columns(numbers.currency(distinct["text"]).alias("sign"))
    signs = rest.join(worked, on="text", how="left", maintain_order="left")["sign"]
    return _nothing(text, pl.String).scatter((~plain).arg_true(), signs).set(values.is_null(), None)


def _moments(text: pl.Series, dtype: Any, column: ColumnMapping, zone: str) -> Parsed:
    """Read the whole column in the format of its first text, then the rest in any format."""
    tries = moments.tries(column, zone)
    first = moments.likely(text, tries)
    if first.is_tidied:  # month names are looked up in each text, so each distinct one once is quicker
        direct = by_distinct(text, first.read)
    else:
        direct = pl.DataFrame({"text": text}).select(first.read(pl.col("text")).alias(text.name)).to_series()
    is_likely = direct.is_not_null()
    values, failed = _with_rest(text, direct, lambda e: pl.coalesce([t.read(e) for t in tries]), "not_a_date")
    swapped = 0
    if values.len() - values.null_count() - is_likely.sum() >= moments.ENOUGH_TO_TELL:
        values, swapped = moments.swapped_back(text, values, column, zone)
    if "month_day" in column.formats:
        failed = _without_year(text, failed)
    if dtype == pl.Date:
        return Parsed(values.cast(pl.Date), failed, swapped=swapped)
    return Parsed(values, failed, moments.exactness(text, is_likely, tries, first), swapped=swapped)


def _without_year(text: pl.Series, failed: pl.Series | None) -> pl.Series | None:
    """Return the failures that are no dates without a year either."""
    if failed is None:
        return None
    readable = moments.has_month_and_day(text)
    failed = failed.set(readable, None)
    return failed if failed.null_count() < failed.len() else None
