"""Old Excel workbooks (.xls) as a clean copy of their one stream that holds the sheets.

Such a file is a small file system with chains of sectors, and its records state sizes that readers reserve memory for.
Both are followed and held against the limits here; what a reader gets is the stream alone, in a shell of our own.
"""

import struct
from pathlib import Path

from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.head import OLD_WORKBOOK
from pipeline.exports.limits import Limits

SECTOR, SMALL, MINI = 4096, 4096, 64  # bytes: of our sectors; streams below SMALL lie in sectors of MINI
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
IN_HEADER = 109  # sectors of the table that the header itself names
NAMES = ("workbook", "book")
BEGIN, FINISH, SHEET, TEXTS, LOCKED = 0x809, 0x0A, 0x85, 0xFC, 0x2F
CELLS = {0x06, 0x201, 0x203, 0x204, 0x205, 0x27E, 0xBD, 0xBE, 0xD6, 0xFD}  # records that begin with row and column
# with the rest of texts, results of formulas, formats of cells and of numbers, code page, year of the first day
NEEDED = {*CELLS, BEGIN, FINISH, SHEET, TEXTS, 0x3C, 0x207, 0xE0, 0x43, 0x41E, 0x1E, 0x42, 0x22}
DAMAGED = ("the old workbook cannot be read: it is damaged or truncated", "Save it again as .xlsx or CSV")
LOCKED_UP = ("the workbook is locked with a password", "Save it as .xlsx or CSV without a password")


def clean(path: Path, limits: Limits) -> bytes:
    """Return the workbook with nothing in it but its sheets.

    Raises:
        UnreadableFile: It is damaged, locked, or asks for too much.
    """
    if path.stat().st_size > limits.document_bytes:
        raise UnreadableFile(
            f"a workbook above {limits.document_bytes:,} bytes", "Save it as CSV, or raise max_document_bytes"
        )
    try:
        stream = bytearray(_stream(path.read_bytes()))
        _measure(stream, limits)
    except (struct.error, IndexError, ValueError) as error:
        raise UnreadableFile(*DAMAGED) from error
    return _shell(stream)


def _stream(data: bytes) -> bytes:
    """Return the stream of the sheets out of the file's sectors."""
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in (9, 12):
        raise UnreadableFile(*DAMAGED)
    sectors = _Sectors(data, 1 << shift, offset=1 << shift)
    tables, more = list(struct.unpack_from(f"<{IN_HEADER}I", data, 76)), struct.unpack_from("<I", data, 68)[0]
    for _ in range(len(data) >> shift):
        if more >= TABLE:
            break
        *found, more = _numbers(sectors.at(more))
        tables += found
    named = [number for number in tables if number < TABLE]
    if len(named) > len(data) >> shift:
        raise UnreadableFile(*DAMAGED)
    sectors.next = [number for table in named for number in _numbers(sectors.at(table))]
    entries = _entries(sectors.chain(struct.unpack_from("<I", data, 48)[0]))
    (_, root, size) = entries[0]
    for name, start, length in entries:
        if name in NAMES:
            if length >= SMALL:
                return sectors.chain(start)[:length]
            small = _Sectors(sectors.chain(root)[:size], MINI)
            small.next = _numbers(sectors.chain(struct.unpack_from("<I", data, 60)[0]))
            return small.chain(start)[:length]
    raise UnreadableFile(*(LOCKED_UP if any("encrypt" in name for name, _, _ in entries) else DAMAGED))


class _Sectors:
    """Sectors, and which one follows each."""

    def __init__(self, data: bytes, size: int, offset: int = 0) -> None:
        self.data, self.size, self.offset = data, size, offset
        self.next: list[int] = []

    def at(self, number: int) -> bytes:
        start = self.offset + number * self.size
        if start >= len(self.data):
            raise IndexError(number)
        return self.data[start : start + self.size]

    def chain(self, number: int) -> bytes:
        """Return the sectors from one to the end of its chain, which no sector is twice in."""
        found: dict[int, bytes] = {}
        while number < TABLE:
            if number in found:
                raise ValueError("the chain is a ring")
            found[number] = self.at(number)
            number = self.next[number]
        return b"".join(found.values())


def _numbers(sector: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4]))


def _entries(folder: bytes) -> list[tuple[str, int, int]]:
    """Return name, first sector and length of each entry of the folder."""
    entries = []
    for at in range(0, len(folder) - 127, 128):
        (length,) = struct.unpack_from("<H", folder, at + 64)
        name = folder[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace").lower()
        entries.append((name, *struct.unpack_from("<II", folder, at + 116)))
    return entries


def _measure(stream: bytearray, limits: Limits) -> None:
    """Follow the records, see where cells stand, and blank those that hold none: one states a size to make room for."""
    at = depth = rows = columns = 0
    parts, sheets = set(), []
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind in CELLS:
            row, column = struct.unpack_from("<HH", stream, at + 4)
            if kind in (0xBD, 0xBE):  # several cells in a row: the last column closes the record
                (column,) = struct.unpack_from("<H", stream, at + 2 + length)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            _check(rows, columns, limits)
        elif kind == TEXTS and struct.unpack_from("<I", stream, at + 8)[0] > len(stream) // 3:
            raise UnreadableFile(*DAMAGED)
        elif kind == LOCKED:
            raise UnreadableFile(*LOCKED_UP)
        elif kind == SHEET:
            sheets.append(struct.unpack_from("<I", stream, at + 4)[0])
        elif kind == BEGIN:
            if depth == 0:
                rows = columns = 0
                parts.add(at)
            depth += 1
        elif kind == FINISH:
            depth -= 1
        if kind not in NEEDED:
            stream[at : at + 2] = b"\0\0"
        at += 4 + length
    if not sheets or depth or len(set(sheets)) < len(sheets) or not parts.issuperset(sheets):
        raise UnreadableFile(*DAMAGED)


def _check(rows: int, columns: int, limits: Limits) -> None:
    if columns > limits.columns:
        raise UnreadableFile(
            f"a sheet has cells up to column {columns:,}, more than {limits.columns:,}",
            "Delete what stands far to the right, or raise max_columns",
        )
    if rows * columns > limits.workbook_cells:
        raise UnreadableFile(
            f"a sheet has {rows:,} rows of {columns:,} columns, more than {limits.workbook_cells:,} cells",
            "Delete what stands far below or to the right, save it as CSV, or raise max_workbook_cells",
        )


def _shell(stream: bytearray) -> bytes:
    """Return a file that holds one stream: header, tables of sectors, folder, stream."""
    padded = stream.ljust(-(-len(stream) // SECTOR) * SECTOR, b"\0")
    body = 2 + len(padded) // SECTOR  # sectors of folder, of the small streams that readers want, and of the stream
    tables = 1
    while tables * (SECTOR // 4) < body + tables:
        tables += 1
    if tables > IN_HEADER:
        raise UnreadableFile("an old workbook above 400 MB", "Save it as .xlsx or CSV")
    numbers = [*[TABLE] * tables, END, END, *range(tables + 3, tables + body), END]
    numbers += [FREE] * (tables * (SECTOR // 4) - len(numbers))
    named = [*range(tables), *[FREE] * (IN_HEADER - tables)]
    header = OLD_WORKBOOK + struct.pack("<16xHHHHH6xII", 0x3E, 4, 0xFFFE, 12, 6, 1, tables)
    header += struct.pack(f"<IIIIIII{IN_HEADER}I", tables, 0, SMALL, END, 0, END, 0, *named)
    folder = _entry("Root Entry", 5, tables + 1, SECTOR, child=1)
    folder += _entry("Workbook", 2, tables + 2, len(padded))
    parts = [header, struct.pack(f"<{len(numbers)}I", *numbers), folder, b"\0"]
    return b"".join([part.ljust(SECTOR, b"\0") for part in parts] + [padded])


def _entry(name: str, kind: int, start: int, length: int, child: int = FREE) -> bytes:
    text = name.encode("utf-16-le")
    links = struct.pack("<HBBIII36x", len(text) + 2, kind, 1, FREE, FREE, child)
    return text.ljust(64, b"\0") + links + struct.pack("<IQ", start, length)
