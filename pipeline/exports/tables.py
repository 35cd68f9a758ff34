"""Any kind of file as a table of text columns, each row with the number of its record.

Belongs here: which tables a file holds, and JSON, workbooks and Parquet; delimited text is read in
``delimited``. Memory stays bounded for delimited text and Parquet; the other kinds are read whole.
"""

import csv
import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.exports import text
from pipeline.exports.delimited import TOO_LONG, delimited, wrapped
from pipeline.exports.files import UnreadableFile
from pipeline.exports.table import ROWS, Preview, Table, numbered

MOST_JSON = 2**30


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
                raise UnreadableFile("the Parquet file is damaged", "Export it again") from error
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
        table.batches = iter([numbered(rows, 0)])
    elif preview.head is None and preview.path is not None:
        table.batches = _parquet(preview.path)
    elif preview.head is not None and preview.path is not None:
        table.decimal = "," if preview.head.delimiter == ";" else "."
        reader = wrapped if preview.head.is_wrapped else delimited
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
        raise UnreadableFile("it cannot be split into records", "Export it again") from error
    except (pa.ArrowException, pl.exceptions.PolarsError, OSError) as error:
        raise UnreadableFile("it is damaged", "Export it again") from error


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
    for batch in pq.ParquetFile(path).iter_batches(batch_size=ROWS):
        frame = _flattened(pl.DataFrame(batch))
        yield numbered(frame, read)
        read += frame.height


def _sheets(path: Path) -> Iterator[tuple[str, Preview]]:
    try:
        sheets = pl.read_excel(
            path, sheet_id=0, engine="calamine", has_header=False, infer_schema_length=0,
            drop_empty_rows=False, drop_empty_cols=False, raise_if_empty=False,
        )  # fmt: skip
    except Exception as error:  # the reader's own error types are not public
        raise UnreadableFile("the workbook cannot be read", "Save it again as .xlsx or CSV") from error
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
        raise UnreadableFile("the JSON is damaged or truncated", "Fetch it again") from error
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
