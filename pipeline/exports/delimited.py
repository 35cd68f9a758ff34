"""Delimited text in blocks, so that memory stays bounded whatever the file's size.

Records of another width than the header are put right where nothing is lost, else set aside; so are
records in which a quote has swallowed others.
"""

import csv
import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.csv as pc

from pipeline.exports import head as text
from pipeline.exports import swallowed
from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.limits import Limits
from pipeline.exports.stream import Utf8, never_closed
from pipeline.exports.table import ROWS, Ragged, Table, numbered


@dataclass
class _Reader:
    """One reading of a file.

    Attributes:
        odd: Records that were not split into as many fields as the header: number, fields, text.
        swallowing: Records in which a quote has swallowed others: number as split, and how many others.
        shape: What its records look like, known once a cell of several lines has come.
    """

    path: Path
    head: text.Head
    skip: int
    width: int
    limits: Limits
    odd: list[tuple[int, int, str]] = field(default_factory=list)
    swallowing: list[tuple[int, int]] = field(default_factory=list)
    shape: swallowed.Shape | None = None
    _looked_at: int = 0

    def frames(self) -> Iterator[pl.DataFrame]:
        """Give the records that have the header's width, numbered, large batches of them.

        Raises:
            UnreadableFile: A quote is never closed.
        """
        self.stream = Utf8(self.head, self.width, self.limits.record_bytes)
        good, is_whole = 0, False
        for frame, breaks in _joined(self._blocks()):
            rows = frame
            if frame.height and frame["0"][-1] == self.stream.end:
                rows, is_whole = frame.head(-1), True
            if self.shape is None and rows.height and self._may_swallow(rows, breaks):
                self.shape = swallowed.Shape(rows, self.head.delimiter)
            whole = _with_record_numbers(rows, good, [number for number, _, _ in self.odd])
            good += rows.height
            if self.shape:
                whole = self._without_swallowing(whole) if breaks else whole
                self._look_at_odd()
                whole = whole.with_columns(self.as_in_file(whole["source_record"]))
            yield whole
        if not is_whole:
            raise never_closed(good + len(self.odd))

    def _may_swallow(self, rows: pl.DataFrame, breaks: set[str]) -> bool:
        """Return whether a cell goes on in a line that holds a delimiter."""
        pattern = rf"\n[^\n]*{re.escape(self.head.delimiter)}"
        return any(rows[name].str.contains(pattern).any() for name in breaks) or any("\n" in o[2] for o in self.odd)

    def _blocks(self) -> Iterator[tuple[pl.DataFrame, set[str]]]:
        """Give the records block by block, and the columns of which a cell holds a line break."""
        names = [str(index) for index in range(self.width)]

        def set_aside(row: pc.InvalidRow) -> str:
            self.odd.append((row.number - self.skip, row.actual_columns, row.text))
            return "skip"

        with pa.OSFile(str(self.path)) as file:
            reader = pc.open_csv(
                pa.TransformInputStream(file, self.stream),
                read_options=pc.ReadOptions(
                    use_threads=False, block_size=self.limits.record_bytes, skip_rows=self.skip, column_names=names
                ),
                parse_options=pc.ParseOptions(
                    delimiter=self.head.delimiter, newlines_in_values=True, invalid_row_handler=set_aside
                ),
                convert_options=pc.ConvertOptions(
                    column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False
                ),
            )
            for batch in reader:
                yield pl.DataFrame(batch), {n for n, c in zip(names, batch.columns, strict=True) if _has_break(c)}

    def _without_swallowing(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Set aside records in which a quote has swallowed others."""
        assert self.shape
        found = self.shape.swallowing(rows.drop("source_record"))
        for *cells, number in rows.filter(found).iter_rows():
            lines = self.shape.lines_in(self.head.delimiter.join(cells))
            self.swallowing.append((number, max(1, lines)))
        return rows.filter(~found) if found.any() else rows

    def _look_at_odd(self) -> None:
        """Find records of another width in which a quote has swallowed others."""
        assert self.shape
        for number, _, raw in self.odd[self._looked_at :]:
            if "\n" in raw and (lines := self.shape.lines_in(raw)):
                self.swallowing.append((number, lines))
        self._looked_at = len(self.odd)

    def as_in_file(self, numbers: pl.Series) -> pl.Series:
        """Return numbers of records as they are when those that were swallowed count, too."""
        if not self.swallowing:
            return numbers
        places, more = zip(*sorted(self.swallowing), strict=True)
        before = pl.Series(places, dtype=pl.Int64).search_sorted(numbers, side="left")
        return numbers + pl.Series([0, *itertools.accumulate(more)], dtype=pl.Int64).gather(before)

    def swallowed(self) -> list[int]:
        """Return the records that swallowed others, and those."""
        own = self.as_in_file(pl.Series([number for number, _ in self.swallowing], dtype=pl.Int64))
        return [first + at for first, (_, more) in zip(own, self.swallowing, strict=True) for at in range(more + 1)]


def delimited(
    path: Path, head: text.Head, skip: int, headers: list[str], table: Table, limits: Limits
) -> Iterator[pl.DataFrame]:
    """Read delimited text in blocks; records of another width are put right or set aside.

    Raises:
        UnreadableFile: It cannot be split into records, or a quote is never closed.
    """
    reader = _Reader(path, head, skip, len(headers), limits)
    try:
        yield from reader.frames()
    except pa.ArrowInvalid as error:
        raise _explained(error, limits) from error
    if reader.odd:
        yield from _put_right(reader, table)
    table.notes += reader.stream.notes
    if head.is_wrapped:
        table.notes.append("lines were one quoted field each; unwrapped")
    if reader.swallowing:
        table.ragged += [Ragged(number, "", swallowed.RULE) for number in reader.swallowed()]
        table.notes.append(
            f"a quote is not closed in {len(reader.swallowing)} records, which swallow "
            f"{sum(more for _, more in reader.swallowing)} others; all of these are rejected"
        )


def _has_break(column: pa.Array) -> bool:
    values = column.buffers()[2]
    return values is not None and b"\n" in bytes(values)


def _joined(blocks: Iterator[tuple[pl.DataFrame, set[str]]]) -> Iterator[tuple[pl.DataFrame, set[str]]]:
    """Join blocks into batches large enough that the work on each outweighs its start."""
    waiting: list[pl.DataFrame] = []
    breaks: set[str] = set()
    for frame, more in blocks:
        waiting.append(frame)
        breaks |= more
        if sum(part.height for part in waiting) >= ROWS:
            yield pl.concat(waiting, rechunk=True), breaks
            waiting, breaks = [], set()
    if waiting:
        yield pl.concat(waiting, rechunk=True), breaks


def _explained(error: pa.ArrowInvalid, limits: Limits) -> UnreadableFile:
    if "straddling" in str(error):
        return _too_long(limits)
    return UnreadableFile("it cannot be split into records", "Export it again")


def _too_long(limits: Limits) -> UnreadableFile:
    return UnreadableFile(
        f"a record is longer than {limits.record_bytes:,} bytes",
        "A quote that is never closed or missing line breaks do this; export it again, or raise max_record_bytes",
    )


def _with_record_numbers(frame: pl.DataFrame, before: int, odd: list[int]) -> pl.DataFrame:
    """Number rows as records of the file, in which the odd ones count too."""
    whole = numbered(frame, before)
    if not odd:
        return whole
    position = pl.Series([number - index for index, number in enumerate(odd)], dtype=pl.Int64)
    order = pl.col("source_record")
    skipped = whole.select(pl.lit(position).search_sorted(order, side="right")).to_series()
    return whole.with_columns((order + skipped.cast(pl.Int64)).alias("source_record"))


def _put_right(reader: _Reader, table: Table) -> Iterator[pl.DataFrame]:
    """Give short records with the missing ends blank; set aside those that have more fields."""
    delimiter, width = reader.head.delimiter, reader.width
    second = _second_table(reader.odd, delimiter)
    swallowing = {number for number, _ in reader.swallowing}
    rows: list[list[str | None]] = []
    numbers: list[int] = []
    in_file = reader.as_in_file(pl.Series([number for number, _, _ in reader.odd], dtype=pl.Int64))
    for (split_at, _, raw), number in zip(reader.odd, in_file, strict=True):
        if len(raw) > reader.limits.record_bytes:
            raise _too_long(reader.limits)
        fields = _fields(raw, delimiter, width)
        if second is not None and split_at >= second:
            table.ragged.append(Ragged(number, raw, "second_table"))
        elif split_at in swallowing:
            continue
        elif len(fields) < width:
            rows.append([*fields, *[None] * (width - len(fields))])
            numbers.append(number)
            table.short.add(number)
        elif not any(extra.strip() for extra in fields[width:]):
            rows.append(list(fields[:width]))
            numbers.append(number)
        else:
            table.ragged.append(Ragged(number, raw, "too_many_fields"))
    if second is not None:
        table.notes.append(f"another table starts at record {second}; put each table into a file of its own")
    if rows:
        table.notes.append(f"{len(rows)} records have fewer or blank extra fields; the missing ends are null")
        schema = {str(index): pl.String for index in range(width)}
        frame = pl.DataFrame(rows, schema=schema, orient="row")
        yield frame.with_columns(pl.Series("source_record", numbers, dtype=pl.Int64))


def _fields(raw: str, delimiter: str, width: int) -> list[str]:
    """Split a record; one that is a quoted field as a whole is split again."""
    fields: list[str] = next(csv.reader(io.StringIO(raw, newline=""), delimiter=delimiter), [])
    if len([f for f in fields if f.strip()]) == 1 and width > 2:
        inner: list[str] = next(csv.reader(io.StringIO(fields[0], newline=""), delimiter=delimiter), [])
        return inner if len(inner) == width else fields
    return fields


def _second_table(odd: list[tuple[int, int, str]], delimiter: str) -> int | None:
    """Return where a second table starts: a header-like record, then more of the same width, to the end."""
    numbers = [number for number, _, _ in odd]
    start = len(odd) - 1
    while start > 0 and numbers[start - 1] == numbers[start] - 1 and odd[start - 1][1] == odd[start][1]:
        start -= 1
    if len(odd) - start < 2:
        return None
    first = next(csv.reader(io.StringIO(odd[start][2], newline=""), delimiter=delimiter), [])
    is_header = all(f.strip() and not any(c.isdigit() for c in f) for f in first)
    return numbers[start] if is_header else None
