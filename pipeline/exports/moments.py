"""A column of moments or days: which of its formats each text is in, and what a spreadsheet made of them.

How one format is read is for ``dates``. Which days a column may hold at all is for ``plausible``.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import polars as pl

from pipeline.exports import dates
from pipeline.exports.column_mapping import ColumnMapping
from pipeline.exports.text_columns import by_distinct

ALWAYS_TRIED = [
    "%Y-%m-%d", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%d %H:%M:%S%.f%#z", "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%d %H:%M", "%Y/%m/%d", "serial_day", "serial_time",
]  # fmt: skip
ENOUGH_TO_TELL = (
    3  # dates of each spelling, from which it is no chance that all of one are after the 12th and none of the other
)


class Try(NamedTuple):
    """A way to read a moment.

    Attributes:
        form: The format.
        read: Text to UTC moment.
        precision: second, minute or day.
        is_tidied: Whether the names of months become English first.
    """

    form: str
    read: Callable[[pl.Expr], pl.Expr]
    precision: str
    is_tidied: bool


def tries(column: ColumnMapping, zone: str) -> list[Try]:
    """Return ways to read a moment, in order: as it stands, then with its month's name in English."""
    forms = [form for form in dict.fromkeys([*column.formats, *ALWAYS_TRIED]) if form != "month_day"]
    plain = [Try(form, partial(dates.moment, form=form, zone=zone), dates.precision(form), False) for form in forms]
    if not column.month_names:
        return plain
    return plain + [
        Try(form, partial(_tidied, form=form, zone=zone), dates.precision(form), True)
        for form in forms
        if "%b" in form or "%B" in form
    ]


def _tidied(text: pl.Expr, form: str, zone: str) -> pl.Expr:
    return dates.moment(dates.with_english_months(text), form, zone)


def likely(text: pl.Series, ways: list[Try]) -> Try:
    """Return the way that reads the first text of a column."""
    first = pl.DataFrame({"text": text.drop_nulls().head(1)})
    reads = first.select(t.read(pl.col("text")).is_not_null().any().alias(str(at)) for at, t in enumerate(ways))
    return next((t for t, is_read in zip(ways, reads.row(0), strict=True) if is_read), ways[0])


def exactness(text: pl.Series, is_likely: pl.Series, ways: list[Try], first: Try) -> pl.Series:
    """Return how exactly each text states its moment.

    Args:
        text: The texts.
        is_likely: Which of them ``first`` read.
        ways: All ways that were tried.
        first: The way that was tried on the whole column.
    """
    exact = pl.select(pl.when(is_likely).then(pl.lit(first.precision)).alias("precision")).to_series()
    if (is_likely | text.is_null()).all():
        return exact
    kinds = pl.coalesce([pl.when(t.read(pl.col("text")).is_not_null()).then(pl.lit(t.precision)) for t in ways])
    others = text.filter(~is_likely)
    return exact.scatter((~is_likely).arg_true(), by_distinct(others.str.strip_chars(), lambda e: kinds))


def swapped_back(text: pl.Series, values: pl.Series, column: ColumnMapping, zone: str) -> tuple[pl.Series, int]:
    """Return moments whose day and month a spreadsheet has swapped as they were, and how many these are.

    A spreadsheet takes 02/03 of an export that writes the month first for the second of March and saves it in its
    own spelling; 02/15 is no date to it and stays. So a column in which every date of the export's own spelling
    is after the 12th, and none of another spelling is, has been swapped.
    """
    own = [form for form in column.formats if _is_open_to_swapping(form)]
    if not own or values.null_count() == values.len():
        return values, 0
    rows = pl.DataFrame({"text": text.str.strip_chars(), "value": values})
    is_own = pl.coalesce([dates.moment(pl.col("text"), form, "UTC") for form in own])
    if rows.select(is_own.count()).item() < ENOUGH_TO_TELL:
        return values, 0
    wall = pl.coalesce([t.read(pl.col("text")) for t in tries(column, "UTC")])
    rows = rows.with_columns(is_own.alias("own"), pl.when(pl.col("value").is_not_null()).then(wall).alias("wall"))
    other = pl.col("own").is_null() & pl.col("wall").is_not_null()
    counts = rows.select(
        own=pl.col("own").count(),
        early=(pl.col("own").dt.day() <= 12).sum(),
        other=other.sum(),
        late=(other & (pl.col("wall").dt.day() > 12)).sum(),
    ).row(0, named=True)
    if min(counts["own"], counts["other"]) < ENOUGH_TO_TELL or counts["early"] or counts["late"]:
        return values, 0
    part = pl.when(other).then("wall").dt
    turned = pl.datetime(part.year(), part.day(), part.month(), part.hour(), part.minute(), part.second())
    is_day = part.truncate("1d") == pl.col("wall")
    moved = pl.when(is_day).then(turned).otherwise(dates.to_utc(turned, zone))
    return rows.select(pl.when(other).then(moved).otherwise("value").alias(values.name)).to_series(), counts["other"]


def _is_open_to_swapping(form: str) -> bool:
    """Return whether a format writes day and month as numbers and before the year, so that either can come first."""
    return "%d" in form and "%m" in form and form.lower().find("%y") > max(form.find("%d"), form.find("%m"))


def has_month_and_day(text: pl.Series) -> pl.Series:
    """Return which texts are dates without a year."""
    return by_distinct(text, lambda e: dates.month_and_day(e).is_not_null()).fill_null(False)
