"""What kind of file the first bytes show: encoding, preamble, delimiter, wrapped records.

Only the head of a file is read here. Rows are for ``open_tables``, meaning is for ``recognise``.
"""

import codecs
import csv
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.encodings import encoding_of
from pipeline.exports.unwrap import SUSPECT, unwrapped

HEAD = 2**20
SPLIT = 200  # records of the head that are looked at
PACKINGS = {
    b"\xfd7zXZ": "xz",
    b"7z\xbc\xaf": "7-Zip",
    b"Rar!": "RAR",
    b"BZh": "bzip2",
    b"\x28\xb5\x2f\xfd": "Zstandard",
}
LONGEST_PREAMBLE = 15  # records before the header
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # and documents of other programs of its time
DELIMITERS = ",;\t|"
csv.field_size_limit(2**31 - 1)  # how long a record may be is a limit of its own

Kind = Literal["csv", "json", "parquet", "workbook"]


@dataclass(frozen=True)
class Head:
    """The head of a delimited text file.

    Attributes:
        encoding: Python's name of the encoding.
        delimiter: The delimiter.
        records: The first records, split; blank ones left out.
        lines: For each of them the number of physical lines up to its end.
        is_wrapped: Whether lines are themselves one quoted field, all or some.
        is_whole: Whether the head is the whole file.
        has_tail: Whether wrapped lines end in an empty field.
    """

    encoding: str
    delimiter: str
    records: list[list[str]]
    lines: list[int]
    is_wrapped: bool
    is_whole: bool
    has_tail: bool = False


def kind(path: Path) -> Kind:
    """Return what kind of file it is, by its first bytes.

    Raises:
        UnreadableFile: It is empty, or of a kind that holds no table for us.
    """
    with path.open("rb") as file:
        start = file.read(4096)
    if not start.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile("the file is empty", "Export it again")
    if start[:4] == b"PAR1":
        return "parquet"
    if start[:2] == b"PK" or start[:8] == OLD_WORKBOOK:
        return "workbook"
    if packing := next((name for begin, name in PACKINGS.items() if start.startswith(begin)), None):
        raise UnreadableFile(f"it is packed with {packing}", "Unpack it, or pack it as zip or gzip")
    text = start.lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    if text.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")):
        raise UnreadableFile("it is a web page, not an export", "Log in and export again; this is often an error page")
    if text.startswith(b"%pdf"):
        raise UnreadableFile("it is a PDF", "Export the figures as CSV or XLSX")
    if b"\x00" in start and not _looks_like_utf16(start):
        raise UnreadableFile("it is a binary file, whatever its name says", "Export it as CSV, XLSX, JSON or Parquet")
    return "json" if text[:1] in (b"[", b"{") else "csv"


def _looks_like_utf16(start: bytes) -> bool:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE)):
        return True
    even, odd = start[0:400:2].count(0), start[1:400:2].count(0)
    return max(even, odd) > 0.4 * len(start[:400]) / 2 and min(even, odd) < 3


def head(path: Path) -> Head:
    """Read the head of a delimited text file.

    Raises:
        UnreadableFile: It cannot be split into records.
    """
    with path.open("rb") as file:
        sample = file.read(HEAD)
        is_whole = not file.read(1)
    encoding = encoding_of(sample, is_whole)
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    text = decoder.decode(sample, final=is_whole)
    longest = text if is_whole else text[: text.rfind("\n") + 1]
    if not longest:
        raise UnreadableFile(
            f"its first line is longer than {HEAD:,} characters",
            "Check that the file has line breaks, then export it again",
        )
    stated = _stated_delimiter(longest)
    records, lines, delimiter = _best(longest, stated or DELIMITERS)
    if not _is_regular(records) or SUSPECT.search(longest):
        has_tail = longest.lstrip().split("\n", 1)[0].rstrip("\r").endswith(";")
        plain = unwrapped(longest, has_tail)
        inner = _best(plain, stated or DELIMITERS)
        count, width = _regularity(_split(plain, inner[2], len(plain))[0])
        if count > 1 and width > 2 and (count, width) > _regularity(_split(longest, delimiter, len(longest))[0]):
            return Head(encoding, inner[2], inner[0], inner[1], True, is_whole, has_tail)
    return Head(encoding, delimiter, records, lines, False, is_whole)


def _best(text: str, delimiters: str) -> tuple[list[list[str]], list[int], str]:
    """Split a text by the delimiter that makes its first records most alike."""
    splits = (_split(text, delimiter) for delimiter in delimiters)
    return max(splits, key=lambda parts: _regularity(parts[0][:LONGEST_PREAMBLE]))


def _is_regular(records: list[list[str]]) -> bool:
    return len({len(record) for record in records}) < 2 and len(records[0] if records else []) > 1


def _regularity(records: list[list[str]]) -> tuple[int, int]:
    """Return how many records are of the same width, of more than one field, and that width."""
    widths = Counter(len(record) for record in records if len(record) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _stated_delimiter(text: str) -> str | None:
    first = text.split("\n", 1)[0].strip().strip('"').lower()
    return first[4:5].replace("\\", "\t") if first.startswith("sep=") and len(first) >= 5 else None


def _split(text: str, delimiter: str, most: int = SPLIT) -> tuple[list[list[str]], list[int], str]:
    records: list[list[str]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for record in reader:
            if any(field.strip() for field in record) and not (not records and _is_preamble(record)):
                records.append(record)
                lines.append(reader.line_num)
            if len(records) >= most:
                break
    except csv.Error:
        pass  # the head can end inside a quoted field; what was split before it is enough
    return records, lines, delimiter


def _is_preamble(record: list[str]) -> bool:
    return record[0].startswith("#") or record[0].lower().startswith("sep=")
