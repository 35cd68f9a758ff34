"""A table as it stands in a file: its headers, and its rows as text columns in batches.

A batch has the columns ``0``, ``1``, ... as text and ``source_record``. What the columns mean is
not known here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from pipeline.exports import head as text
from pipeline.exports.limits import DEFAULTS, Limits

ROWS = 250_000  # of a batch


@dataclass(frozen=True)
class Ragged:
    """A record that has not as many fields as the header."""

    record: int
    text: str
    rule: str


@dataclass
class Table:
    """A table in a file, as it stands there.

    Attributes:
        headers: The headers as written.
        title: The line above the header, if there is one.
        decimal: The decimal mark that the delimiter suggests.
        batches: The rows; they can be taken once.
        ragged: Records that could not be split, complete once all batches are taken.
        short: Records that have fewer fields than the header, those of the batches taken so far.
        notes: What else was met, complete once all batches are taken.
    """

    headers: list[str]
    title: str | None
    decimal: str
    batches: Iterator[pl.DataFrame]
    ragged: list[Ragged] = field(default_factory=list)
    short: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Preview:
    """The first records of a table, from which its header is chosen."""

    records: list[list[str]]
    head: text.Head | None = None
    frame: pl.DataFrame | None = None
    path: Path | None = None
    named: bool = False  # the first record is certainly the header
    limits: Limits = DEFAULTS
    records_at: str | None = None  # where the list of the records stands in the document


def numbered(frame: pl.DataFrame, before: int) -> pl.DataFrame:
    """Name the columns by their place, and number the rows from the one after ``before``."""
    frame = frame.rename({name: str(index) for index, name in enumerate(frame.columns)})
    numbers = pl.int_range(before + 1, before + 1 + pl.len(), dtype=pl.Int64)
    return frame.with_columns(numbers.alias("source_record"))
