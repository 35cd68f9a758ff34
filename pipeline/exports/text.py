"""What kind of file the first bytes show: encoding, preamble, delimiter, wrapped records.

Only the head of a file is read here. Rows are for ``tables``, meaning is for ``recognise``.
"""

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from charset_normalizer import from_bytes

from pipeline.exports.files import UnreadableFile

HEAD = 2**20
LONGEST_RECORD = 16 * 2**20
LONGEST_PREAMBLE = 15  # records before the header
BOMS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
DELIMITERS = ",;\t|"
CENTRAL_EUROPEAN = re.compile("[a-z][³¹¿][a-z]")  # ł, ą and ż of cp1250, as cp1252 shows them
csv.field_size_limit(LONGEST_RECORD)

Kind = Literal["csv", "json", "parquet", "xlsx"]


@dataclass(frozen=True)
class Head:
    """The head of a delimited text file.

    Attributes:
        encoding: Python's name of the encoding.
        delimiter: The delimiter.
        records: The first records, split; blank ones left out.
        lines: For each of them the number of physical lines up to its end.
        is_wrapped: Whether each record is itself one quoted field.
        is_whole: Whether the head is the whole file.
    """

    encoding: str
    delimiter: str
    records: list[list[str]]
    lines: list[int]
    is_wrapped: bool
    is_whole: bool


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
    if start[:2] == b"PK":
        return "xlsx"
    if start[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise UnreadableFile(
            "it is an old Excel file (.xls) or an encrypted one", "Save it as .xlsx or CSV without a password"
        )
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


def encoding_of(sample: bytes, is_whole: bool) -> str:
    """Return the encoding of text by its byte order mark, else UTF-8 if it fits, else the likeliest."""
    for bom, name in BOMS:
        if sample.startswith(bom):
            return name
    if b"\x00" in sample[:400]:
        return "utf-16-le" if sample[1:400:2].count(0) > sample[0:400:2].count(0) else "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=is_whole)
        return "utf-8"
    except UnicodeDecodeError:
        return "utf-8" if _mostly_utf8(sample) else _likeliest(sample[: 2**18])


def _mostly_utf8(sample: bytes) -> bool:
    """Return whether text is UTF-8 but for a few damaged places; other encodings hit a valid sequence by chance only."""
    decoded = sample.decode("utf-8", errors="replace")
    damaged = decoded.count("\ufffd")
    return sum(character > "\x7f" for character in decoded) - damaged > 3 * damaged


def _likeliest(sample: bytes) -> str:
    """Return the likeliest of the encodings before Unicode; of those that fit equally well the most common one."""
    matches = from_bytes(sample, cp_isolation=["cp1252", "cp1251", "cp1250", "shift_jis", "cp949", "gb18030"])
    best = matches.best()
    if best is None:
        return "cp1252"
    western = any("cp1252" in m.could_be_from_charset and m.chaos <= best.chaos for m in matches)
    if not western:
        return best.encoding
    return "cp1250" if CENTRAL_EUROPEAN.search(sample.decode("cp1252", errors="replace")) else "cp1252"


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
    best = max(
        (_split(longest, delimiter) for delimiter in (stated or DELIMITERS)),
        key=lambda parts: _regularity(parts[0][:LONGEST_PREAMBLE]),
    )
    records, lines, delimiter = best
    wrapped = _unwrapped(records)
    if wrapped:
        return Head(encoding, wrapped[1], wrapped[0], lines, True, is_whole)
    return Head(encoding, delimiter, records, lines, False, is_whole)


def _regularity(records: list[list[str]]) -> tuple[int, int]:
    """Return how many records are of the same width, of more than one field, and that width."""
    widths = Counter(len(record) for record in records if len(record) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _stated_delimiter(text: str) -> str | None:
    first = text.split("\n", 1)[0].strip().strip('"').lower()
    return first[4:5].replace("\\", "\t") if first.startswith("sep=") and len(first) >= 5 else None


def _split(text: str, delimiter: str) -> tuple[list[list[str]], list[int], str]:
    records: list[list[str]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for record in reader:
            if any(field.strip() for field in record) and not (not records and _is_preamble(record)):
                records.append(record)
                lines.append(reader.line_num)
            if len(records) >= 200:
                break
    except csv.Error:
        pass  # the head can end inside a quoted field; what was split before it is enough
    return records, lines, delimiter


def _is_preamble(record: list[str]) -> bool:
    return record[0].startswith("#") or record[0].lower().startswith("sep=")


def _unwrapped(records: list[list[str]]) -> tuple[list[list[str]], str] | None:
    """Return the records inside records that are one quoted field each, if that is what they are."""
    sample = [record for record in records[:20] if record]
    if not sample or any(len([f for f in record if f]) != 1 for record in sample):
        return None
    for delimiter in DELIMITERS:
        inner = [next(csv.reader([record[0]], delimiter=delimiter), []) for record in records]
        if len(inner[0]) > 2 and len(inner) > 1 and len(inner[1]) == len(inner[0]):
            return inner, delimiter
    return None
