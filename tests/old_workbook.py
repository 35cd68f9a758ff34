"""Old Excel workbooks (.xls) for tests: the few records that hold text and numbers, in a shell of small sectors."""

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
END, FREE = 0xFFFFFFFE, 0xFFFFFFFF
Cells = list[list[str | float | None]]


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def text_of(text: str, length: str = "H") -> bytes:
    return struct.pack(f"<{length}B", len(text), 1) + text.encode("utf-16-le")


def stream(sheets: dict[str, Cells], size: tuple[int, int] | None = None, extra: bytes = b"") -> bytes:
    """Return the records of sheets; ``size`` is the one that they state, ``extra`` is in the first part."""
    bodies = [_sheet(cells, size) for cells in sheets.values()]
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + extra
    names = [text_of(name, "B") for name in sheets]
    at = len(begin) + sum(len(record(0x85, b"\0" * 6 + name)) for name in names) + 4
    listed = b""
    for name, body in zip(names, bodies, strict=True):
        listed += record(0x85, struct.pack("<IBB", at, 0, 0) + name)
        at += len(body)
    return begin + listed + record(0x0A) + b"".join(bodies)


def _sheet(cells: Cells, size: tuple[int, int] | None) -> bytes:
    rows, columns = size or (len(cells), max(map(len, cells)))
    parts = [record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))]
    parts.append(record(0x200, struct.pack("<IIHHH", 0, rows, 0, columns, 0)))
    for row, line in enumerate(cells):
        for column, cell in enumerate(line):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(cell, str):
                parts.append(record(0x204, place + text_of(cell)))
            elif cell is not None:
                parts.append(record(0x203, place + struct.pack("<d", cell)))
    return b"".join(parts) + record(0x0A)


def shell(content: bytes, name: str = "Workbook") -> bytes:
    """Return a file that holds one stream: header, one table of sectors, folder, stream."""
    padded = content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
    chain = [0xFFFFFFFD, END, *range(3, 2 + len(padded) // 512), END]
    header = MAGIC + struct.pack("<16xHHHHH6xII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1)
    header += struct.pack("<IIIIIII109I", 1, 0, 4096, END, 0, END, 0, 0, *[FREE] * 108)
    table = struct.pack("<128I", *chain, *[FREE] * (128 - len(chain)))
    folder = _entry("Root Entry", 5, END, 0, 1) + _entry(name, 2, 2, len(padded), FREE)
    return header + table + folder.ljust(512, b"\0") + padded


def _entry(name: str, kind: int, start: int, length: int, child: int) -> bytes:
    text = name.encode("utf-16-le")
    links = struct.pack("<HBBIII36x", len(text) + 2, kind, 1, FREE, FREE, child)
    return text.ljust(64, b"\0") + links + struct.pack("<IQ", start, length)


def workbook(sheets: dict[str, Cells]) -> bytes:
    return shell(stream(sheets))
