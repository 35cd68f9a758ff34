"""Any kind of file as a table of text columns, each row with the number of its record.

Belongs here: which tables a file holds, Parquet, and how a table is opened. Delimited text is read in
``delimited``, JSON in ``json_files``, workbooks in ``workbooks``. Memory stays bounded for delimited text
and Parquet; the other kinds are read whole.
"""

import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.exports import head as text
from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.delimited import delimited
from pipeline.exports.head import LONGEST_PREAMBLE
from pipeline.exports.json_files import read_json
from pipeline.exports.limits import DEFAULTS, Limits
from pipeline.exports.table import ROWS, Preview, Table, numbered
from pipeline.exports.workbooks import sheets

EMPTY = ("the file is empty: it holds no record", "Export it again")
PARQUET_FAULTS = (
    pa.ArrowException, pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, UnicodeError,
)  # fmt: skip
UNKNOWN_TO_POLARS = ("decimal256", "interval")  # it panics at these
PARQUET = ("the Parquet file is damaged, or holds what no table has", "Export it again, as CSV perhaps")


def previews(path: Path, limits: Limits = DEFAULTS) -> Iterator[tuple[str, Preview]]:
    """Give each table of a file with the part of the file it is ('' where there is one only).

    Raises:
        UnreadableFile: It holds no table, or one that asks for too much.
    """
    for part, preview in _previews(path, limits):
        widest = max(map(len, preview.records))
        if widest > limits.columns:
            raise UnreadableFile(
                f"a record of it has {widest:,} fields, more than {limits.columns:,}",
                "Export fewer columns, or raise max_columns",
            )
        yield part, preview


def _previews(path: Path, limits: Limits) -> Iterator[tuple[str, Preview]]:
    match text.kind(path):
        case "csv":
            head = text.head(path)
            if not head.records:
                raise UnreadableFile(*EMPTY)
            yield "", Preview(head.records, head=head, path=path, limits=limits)
        case "json":
            frame = flattened(read_json(path, limits))
            yield "", Preview([frame.columns], frame=frame, named=True, limits=limits)
        case "parquet":
            yield "", Preview([_names(path)], path=path, named=True, limits=limits)
        case "workbook":
            yield from _sheets(path, limits)


def _names(path: Path) -> list[str]:
    try:
        schema = pq.read_schema(path)
        if any(name in str(field.type) for field in schema for name in UNKNOWN_TO_POLARS):
            raise UnreadableFile(*PARQUET)
        return flattened(pl.DataFrame(schema.empty_table())).columns
    except PARQUET_FAULTS as error:
        raise UnreadableFile(*PARQUET) from error


def _sheets(path: Path, limits: Limits) -> Iterator[tuple[str, Preview]]:
    filled = {}
    for name, frame in sheets(path, limits):
        for number, part in enumerate(_side_by_side(flattened(frame)), 1):
            kept = part.filter(pl.any_horizontal(pl.all().str.strip_chars() != ""))
            if kept.height:
                filled[name if number == 1 else f"{name} ({number})"] = kept
    if not filled:
        raise UnreadableFile("the workbook is empty", "Export it again")
    for name, kept in filled.items():
        records = [[value or "" for value in row] for row in kept.head(100).iter_rows()]
        yield (name if len(filled) > 1 else ""), Preview(records, frame=kept, limits=limits)


def _side_by_side(sheet: pl.DataFrame) -> list[pl.DataFrame]:
    """Return a sheet's tables: two that a blank column parts, if a line begins both alike with two cells, as headers do."""
    top = sheet.head(LONGEST_PREAMBLE).select(pl.all().str.strip_chars().replace("", None))
    for gap in range(2, sheet.width - 2):
        pairs = [top[:, at] == top[:, gap + 1 + at] for at in (0, 1)]
        if (pairs[0] & pairs[1]).any() and not (sheet[:, gap].str.strip_chars() != "").any():
            return [sheet[:, :gap], *_side_by_side(sheet[:, gap + 1 :])]
    return [sheet]


def open_table(preview: Preview, header_at: int) -> Table:
    """Open the table whose header is one of the previewed records."""
    headers = preview.records[header_at]
    above = [next(f for f in record if f.strip()) for record in preview.records[:header_at]]
    table = Table(headers, above[-1].strip() if above else None, ".", iter(()))
    if preview.frame is not None:
        rows = preview.frame if preview.named else preview.frame.slice(header_at + 1)
        table.batches = iter([numbered(rows, 0)])
    elif preview.head is None and preview.path is not None:
        table.batches = _parquet(preview.path)
    elif preview.head is not None and preview.path is not None:
        table.decimal = "," if preview.head.delimiter == ";" else "."
        skip = preview.head.lines[header_at]
        table.batches = _ahead(delimited(preview.path, preview.head, skip, list(headers), table, preview.limits))
    return table


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


def _parquet(path: Path) -> Iterator[pl.DataFrame]:
    read = 0
    try:
        for batch in pq.ParquetFile(path).iter_batches(batch_size=ROWS):
            frame = flattened(pl.DataFrame(batch))
            yield numbered(frame, read)
            read += frame.height
    except PARQUET_FAULTS as error:
        raise UnreadableFile(*PARQUET) from error


def flattened(frame: pl.DataFrame) -> pl.DataFrame:
    """Return every column as text: nested keys joined by '/', lists as JSON."""
    try:
        while structs := [name for name, dtype in frame.schema.items() if isinstance(dtype, pl.Struct)]:
            frame = frame.unnest(structs, separator="/")
    except pl.exceptions.DuplicateError as error:
        raise UnreadableFile("two of its columns have the same name", "Rename one of them, and export again") from error
    columns = []
    for name, dtype in frame.schema.items():
        if isinstance(dtype, pl.List | pl.Array):
            encoded = pl.struct(pl.col(name).alias("v")).struct.json_encode().str.slice(5).str.strip_suffix("}")
            columns.append(pl.when(pl.col(name).is_null()).then(None).otherwise(encoded).alias(name))
        else:
            columns.append(pl.col(name).cast(pl.String))
    return frame.select(columns)
