"""Workbooks as text columns, one table a sheet.

The reader lays out every cell between the first and the last filled one, so the sheets' XML is measured
before: a stray cell in the far corner asks for more than any memory holds.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import polars as pl

from pipeline.exports import old_workbooks
from pipeline.exports.archives import DAMAGE, MOST_RATIO, SMALL
from pipeline.exports.boundary import PANIC, UnreadableFile
from pipeline.exports.head import OLD_WORKBOOK
from pipeline.exports.limits import Limits

CHUNK = 2**20
OVERLAP = 64  # longer than an attribute
PLACE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]*)(\d*)[\"']")  # of a cell (B7) or of a row (7)
FAULT = "Save it again as .xlsx or CSV"


def sheets(path: Path, limits: Limits) -> Iterator[tuple[str, pl.DataFrame]]:
    """Give name and cells of each sheet that holds anything.

    Raises:
        UnreadableFile: It cannot be read, or asks for too much.
    """
    with path.open("rb") as file:
        is_old = file.read(8) == OLD_WORKBOOK
    if not is_old:
        _measure(path, limits)
    source = io.BytesIO(old_workbooks.clean(path, limits)) if is_old else path
    try:
        found = pl.read_excel(
            source, sheet_id=0, engine="calamine", has_header=False, infer_schema_length=0,
            drop_empty_rows=False, drop_empty_cols=False, raise_if_empty=False,
        )  # fmt: skip
    except BaseException as error:  # the reader's own error types are not public, and their words can hold cells
        if not isinstance(error, Exception) and type(error).__name__ != PANIC:
            raise
        raise UnreadableFile("the workbook cannot be read", FAULT) from error
    yield from ((name, frame) for name, frame in found.items() if frame.height)


def _measure(path: Path, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            documents = [m for m in archive.infolist() if m.filename.lower().endswith((".xml", ".bin", ".rels"))]
            _check_size(sum(m.file_size for m in documents), sum(m.compress_size for m in documents), limits)
            for member in documents:
                with archive.open(member) as file:
                    _measure_sheet(file, member.filename, limits)
    except (*DAMAGE, OSError) as error:
        raise UnreadableFile(
            "the workbook cannot be read: it is damaged, truncated or locked with a password", FAULT
        ) from error


def _check_size(size: int, packed: int, limits: Limits) -> None:
    if size > limits.document_bytes or (size > SMALL and size > MOST_RATIO * max(packed, 1)):
        raise UnreadableFile(
            f"the workbook unpacks to {size:,} bytes out of {packed:,}",
            "Save it as CSV, or raise max_document_bytes",
        )


def _measure_sheet(file: IO[bytes], name: str, limits: Limits) -> None:
    """Look at where the cells of a sheet stand; other parts are only unpacked, which shows damage."""
    is_sheet = "worksheets/" in name
    last_row = last_column = 0
    tail = b""
    while chunk := file.read(CHUNK):
        if not is_sheet:
            continue
        places = set(PLACE.findall(tail + chunk))
        last_row = max([last_row, *(int(row) for _, row in places if row)])
        last_column = max([last_column, *map(_column, {column for column, _ in places})])
        if last_column > limits.columns:
            raise UnreadableFile(
                f"a sheet has cells up to column {last_column:,}, more than {limits.columns:,}",
                "Delete what stands far to the right, or raise max_columns",
            )
        if last_row * max(last_column, 1) > limits.workbook_cells:
            raise UnreadableFile(
                f"a sheet has {last_row:,} rows of {last_column:,} columns, more than {limits.workbook_cells:,} cells",
                "Delete what stands far below or to the right, save it as CSV, or raise max_workbook_cells",
            )
        tail = chunk[-OVERLAP:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:8]:
        number = number * 26 + letter - 64
    return number
