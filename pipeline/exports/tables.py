"""Any kind of file as text columns in batches, each row with the number of its record.

A batch has the columns ``0``, ``1``, ... as text and ``source_record``. What the columns mean is
not known here. Memory stays bounded for delimited text and Parquet; the other kinds are read whole.
"""

import csv
import io
import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from pipeline.exports import text
from pipeline.exports.files import UnreadableFile

BLOCK = 16 * 2**20
ROWS = 250_000  # of a batch
MOST_JSON = 2**30
TOO_LONG = (
    f"a record is longer than {BLOCK:,} bytes",
    "A quote that is never closed or missing line breaks do this; export it again",
)
DAMAGED = "some bytes are no UTF-8; each is kept as \ufffd"


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
        notes: What else was met, complete once all batches are taken.
    """

    headers: list[str]
    title: str | None
    decimal: str
    batches: Iterator[pl.DataFrame]
    ragged: list[Ragged] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Preview:
    """The first records of a table, from which its header is chosen."""

    records: list[list[str]]
    head: text.Head | None = None
    frame: pl.DataFrame | None = None
    path: Path | None = None
    named: bool = False  # the first record is certainly the header


def previews(path: Path) -> Iterator[tuple[str, Preview]]:
    """Give each table of a file with the part of the file it is ('' where there is one only).

    Raises:
        UnreadableFile: It holds no table.
    """
    match text.kind(path):
        case "csv":
            head = text.head(path)
            yield "", Preview(head.records, head=head, path=path)
        case "json":
            yield "", _of_frame(_json(path))
        case "parquet":
            try:
                names = _flattened(pl.DataFrame(pq.read_schema(path).empty_table())).columns
            except (pa.ArrowInvalid, OSError) as error:
                raise UnreadableFile(f"the Parquet file is damaged ({error})", "Export it again") from error
            yield "", Preview([names], path=path, named=True)
        case "xlsx":
            yield from _sheets(path)


def _of_frame(frame: pl.DataFrame) -> Preview:
    return Preview([frame.columns], frame=frame, named=True)


def open_table(preview: Preview, header_at: int) -> Table:
    """Open the table whose header is one of the previewed records."""
    headers = preview.records[header_at]
    above = [next(f for f in record if f.strip()) for record in preview.records[:header_at]]
    table = Table(headers, above[-1].strip() if above else None, ".", iter(()))
    if preview.frame is not None:
        rows = preview.frame if preview.named else preview.frame.slice(header_at + 1)
        table.batches = iter([_numbered(rows, 0)])
    elif preview.head is None and preview.path is not None:
        table.batches = _parquet(preview.path)
    elif preview.head is not None and preview.path is not None:
        table.decimal = "," if preview.head.delimiter == ";" else "."
        reader = _wrapped if preview.head.is_wrapped else _delimited
        table.batches = _ahead(reader(preview.path, preview.head, preview.head.lines[header_at], list(headers), table))
    table.batches = _readable(table.batches)
    return table


def _readable(batches: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Say of a file that a reader chokes on that it cannot be read; one bad file stops no run."""
    try:
        yield from batches
    except csv.Error as error:
        if "field limit" in str(error):
            raise UnreadableFile(*TOO_LONG) from error
        raise UnreadableFile(f"it cannot be split into records ({error})", "Export it again") from error
    except (pa.ArrowException, pl.exceptions.PolarsError, OSError) as error:
        raise UnreadableFile(f"it is damaged ({error})", "Export it again") from error


def _numbered(frame: pl.DataFrame, before: int) -> pl.DataFrame:
    frame = frame.rename({name: str(index) for index, name in enumerate(frame.columns)})
    numbers = pl.int_range(before + 1, before + 1 + pl.len(), dtype=pl.Int64)
    return frame.with_columns(numbers.alias("source_record"))


def _ahead(batches: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Read the next batch in a thread while the last one is worked on."""
    ready: queue.Queue[pl.DataFrame | BaseException | None] = queue.Queue(maxsize=2)
    stopped = threading.Event()

    def read() -> None:
        try:
            for batch in batches:
                while not stopped.is_set():
                    try:
                        ready.put(batch, timeout=0.2)
                        break
                    except queue.Full:
                        continue
                if stopped.is_set():
                    return
            ready.put(None)
        except BaseException as error:  # handed to the thread that asks for the rows
            ready.put(error)

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    try:
        while (item := ready.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        stopped.set()
        while not ready.empty():
            ready.get_nowait()
        thread.join()


def _delimited(path: Path, head: text.Head, skip: int, headers: list[str], table: Table) -> Iterator[pl.DataFrame]:
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
            f"it looked like {head.encoding} but is not ({error})", "Save it as UTF-8 and load it again"
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
    return f"it cannot be split into records ({error})", "Export it again"


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
    numbered = _numbered(frame, before)
    if not odd:
        return numbered
    position = pl.Series([number - index for index, number in enumerate(odd)], dtype=pl.Int64)
    order = pl.col("source_record")
    skipped = numbered.select(pl.lit(position).search_sorted(order, side="right")).to_series()
    return numbered.with_columns((order + skipped.cast(pl.Int64)).alias("source_record"))


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


def _wrapped(path: Path, head: text.Head, skip: int, headers: list[str], table: Table) -> Iterator[pl.DataFrame]:
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
    padded = [[*row[:width], *[None] * (width - len(row))] for n, row in records if n not in surplus]
    table.notes.append("each record was one quoted field; unwrapped")
    frame = pl.DataFrame(padded, schema=schema, orient="row")
    yield _with_record_numbers(frame, 0, sorted(surplus))


def _parquet(path: Path) -> Iterator[pl.DataFrame]:
    read = 0
    for batch in pq.ParquetFile(path).iter_batches(batch_size=ROWS):
        frame = _flattened(pl.DataFrame(batch))
        yield _numbered(frame, read)
        read += frame.height


def _sheets(path: Path) -> Iterator[tuple[str, Preview]]:
    try:
        sheets = pl.read_excel(
            path, sheet_id=0, engine="calamine", has_header=False, infer_schema_length=0,
            drop_empty_rows=False, drop_empty_cols=False, raise_if_empty=False,
        )  # fmt: skip
    except Exception as error:  # the reader's own error types are not public
        raise UnreadableFile(f"the workbook cannot be read ({error})", "Save it again as .xlsx or CSV") from error
    filled = {name: frame for name, frame in sheets.items() if frame.height}
    if not filled:
        raise UnreadableFile("the workbook is empty", "Export it again")
    for name, frame in filled.items():
        as_text = _flattened(frame)
        kept = as_text.filter(pl.any_horizontal(pl.all().is_not_null()))
        records = [[value or "" for value in row] for row in kept.head(100).iter_rows()]
        yield (name if len(filled) > 1 else ""), Preview(records, frame=kept)


def _json(path: Path) -> pl.DataFrame:
    """Read a list of objects, an object that holds one, or one object a line, with nested keys joined by '/'."""
    if path.stat().st_size > MOST_JSON:
        raise UnreadableFile(
            f"JSON above {MOST_JSON:,} bytes", "Convert it to JSON lines split in parts, or to Parquet"
        )
    try:
        try:
            frame = pl.read_json(path, infer_schema_length=None)
        except pl.exceptions.ComputeError:
            frame = pl.read_ndjson(path, infer_schema_length=None)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise UnreadableFile(f"the JSON is damaged or truncated ({str(error)[:200]})", "Fetch it again") from error
    lists = [name for name, dtype in frame.schema.items() if dtype == pl.List(pl.Struct)]
    if frame.height == 1 and len(lists) == 1 and not _is_list(path):
        frame = frame.select(pl.col(lists[0]).explode().struct.unnest())
    if not frame.width:
        raise UnreadableFile("the JSON holds no records", "Fetch it again, or leave it out")
    return _flattened(frame)


def _is_list(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")


def _flattened(frame: pl.DataFrame) -> pl.DataFrame:
    """Return every column as text: nested keys joined by '/', lists as JSON."""
    while structs := [name for name, dtype in frame.schema.items() if isinstance(dtype, pl.Struct)]:
        frame = frame.unnest(structs, separator="/")
    columns = []
    for name, dtype in frame.schema.items():
        if isinstance(dtype, pl.List | pl.Array):
            encoded = pl.struct(pl.col(name).alias("v")).struct.json_encode().str.slice(5).str.strip_suffix("}")
            columns.append(pl.when(pl.col(name).is_null()).then(None).otherwise(encoded).alias(name))
        else:
            columns.append(pl.col(name).cast(pl.String))
    return frame.select(columns)
