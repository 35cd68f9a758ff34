"""Delimited text in blocks, so that memory stays bounded whatever the file's size.

Records of another width than the header are put right where nothing is lost, else set aside.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.csv as pc

from pipeline.exports import text
from pipeline.exports.files import UnreadableFile
from pipeline.exports.table import ROWS, Ragged, Table, numbered

BLOCK = 16 * 2**20
TOO_LONG = (
    f"a record is longer than {BLOCK:,} bytes",
    "A quote that is never closed or missing line breaks do this; export it again",
)
DAMAGED = "some bytes are no UTF-8; each is kept as \ufffd"


def delimited(path: Path, head: text.Head, skip: int, headers: list[str], table: Table) -> Iterator[pl.DataFrame]:
    """Read delimited text in blocks; records of another width are put right or set aside."""
    width = len(headers)
    names = [str(index) for index in range(width)]
    odd: list[tuple[int, int, str]] = []

    def set_aside(row: pc.InvalidRow) -> str:
        odd.append((row.number - skip, row.actual_columns, row.text))
        return "skip"

    utf8 = head.encoding.startswith("utf-8")
    options = {
        "read_options": pc.ReadOptions(
            use_threads=False, block_size=BLOCK, skip_rows=skip, column_names=names,
            encoding="utf8" if utf8 else head.encoding,
        ),
        "parse_options": pc.ParseOptions(
            delimiter=head.delimiter, newlines_in_values=True, invalid_row_handler=set_aside
        ),
        "convert_options": pc.ConvertOptions(
            column_types={name: pa.binary() if utf8 else pa.string() for name in names}, strings_can_be_null=False
        ),
    }  # fmt: skip
    good = 0
    try:
        for frame in _joined(pl.DataFrame(batch) for batch in pc.open_csv(path, **options)):
            yield _with_record_numbers(_as_text(frame, table), good, [number for number, _, _ in odd])
            good += frame.height
    except pa.ArrowInvalid as error:
        if "Empty CSV" in str(error) or "Could not skip" in str(error):  # the header is all there is
            return
        raise UnreadableFile(*_explained(error)) from error
    except UnicodeError as error:
        raise UnreadableFile(
            f"it looked like {head.encoding} but is not", "Save it as UTF-8 and load it again"
        ) from error
    if odd:
        yield from _put_right(odd, head.delimiter, width, table)


def _joined(frames: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Join blocks into batches large enough that the work on each outweighs its start."""
    waiting: list[pl.DataFrame] = []
    for frame in frames:
        waiting.append(frame)
        if sum(part.height for part in waiting) >= ROWS:
            yield pl.concat(waiting, rechunk=True)
            waiting = []
    if waiting:
        yield pl.concat(waiting, rechunk=True)


def _explained(error: pa.ArrowInvalid) -> tuple[str, str]:
    if "straddling" in str(error):
        return TOO_LONG
    return "it cannot be split into records", "Export it again"


def _as_text(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return the columns as text; bytes that are no UTF-8 become U+FFFD."""
    columns = []
    for column in frame:
        if column.dtype != pl.Binary:
            columns.append(column)
            continue
        try:
            columns.append(column.cast(pl.String))
        except pl.exceptions.ComputeError:
            decoded = [value.decode("utf-8", errors="replace") if value else "" for value in column]
            columns.append(pl.Series(column.name, decoded, dtype=pl.String))
            if DAMAGED not in table.notes:
                table.notes.append(DAMAGED)
    return pl.DataFrame(columns)


def _with_record_numbers(frame: pl.DataFrame, before: int, odd: list[int]) -> pl.DataFrame:
    """Number rows as records of the file, in which the odd ones count too."""
    whole = numbered(frame, before)
    if not odd:
        return whole
    position = pl.Series([number - index for index, number in enumerate(odd)], dtype=pl.Int64)
    order = pl.col("source_record")
    skipped = whole.select(pl.lit(position).search_sorted(order, side="right")).to_series()
    return whole.with_columns((order + skipped.cast(pl.Int64)).alias("source_record"))


def _put_right(odd: list[tuple[int, int, str]], delimiter: str, width: int, table: Table) -> Iterator[pl.DataFrame]:
    """Give short records with the missing ends blank; set aside those that have more fields."""
    second = _second_table(odd, delimiter)
    rows: list[list[str | None]] = []
    numbers: list[int] = []
    for number, _, raw in odd:
        fields: list[str] = next(csv.reader(io.StringIO(raw, newline=""), delimiter=delimiter), [])
        if second is not None and number >= second:
            table.ragged.append(Ragged(number, raw, "second_table"))
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


def wrapped(path: Path, head: text.Head, skip: int, headers: list[str], table: Table) -> Iterator[pl.DataFrame]:
    """Read records that are one quoted field each."""
    with path.open(encoding=head.encoding, errors="replace", newline="") as file:
        inner = (line[0] for line in csv.reader(file) if line)
        rows = list(csv.reader(inner, delimiter=head.delimiter))
    header_at = rows.index(headers)
    width = len(headers)
    schema = {str(index): pl.String for index in range(width)}
    records = list(enumerate(rows[header_at + 1 :], 1))
    surplus = {number for number, row in records if any(field.strip() for field in row[width:])}
    table.ragged += [Ragged(n, head.delimiter.join(row), "too_many_fields") for n, row in records if n in surplus]
    table.short |= {number for number, row in records if len(row) < width}
    padded = [[*row[:width], *[None] * (width - len(row))] for n, row in records if n not in surplus]
    table.notes.append("each record was one quoted field; unwrapped")
    frame = pl.DataFrame(padded, schema=schema, orient="row")
    yield _with_record_numbers(frame, 0, sorted(surplus))
