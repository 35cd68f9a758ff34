"""Delimited text as UTF-8, block by block: decoded, unwrapped, and with a mark at its end.

The mark is a record of its own behind the last one. Where it does not come out as such, a quote was
still open. What the records mean is not known here.
"""

import codecs
import csv
import io
import secrets
from pathlib import Path
from typing import Any

from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.encodings import legacy_of
from pipeline.exports.head import Head
from pipeline.exports.unwrap import Unwrapper

BLOCK = 2**22
REPLACED = "\ufffd"


class Utf8:
    """Turns the blocks of a file into UTF-8: called with a block, and with an empty one at the end.

    Attributes:
        end: The first field of the mark at the end.
        notes: What was met, complete at the end.
    """

    def __init__(self, head: Head, width: int, longest: int) -> None:
        self.end = f"end of the file {secrets.token_hex(8)}"
        self.notes: list[str] = []
        self._mark = f"\n{self.end}{head.delimiter * (width - 1)}\n".encode()
        self._bom = codecs.BOM_UTF8 if head.encoding == "utf-8-sig" else b""
        self._encoding = "utf-8" if self._bom else head.encoding
        self._is_open = head.encoding == "utf-8"  # nothing says so yet: ASCII fits other encodings, too
        self._decoder = codecs.getincrementaldecoder(self._encoding)("replace")
        self._seen = 0
        self._unwrap = Unwrapper(head.has_tail, longest) if head.is_wrapped else None

    def __call__(self, buffer: Any) -> bytes:
        """Return the next block; at the end what is left and the mark, then nothing."""
        block = bytes(buffer)
        is_end = not block
        if is_end and not self._mark:
            return b""
        text = self._decoded(block.removeprefix(self._bom), is_end)
        self._bom = b""
        self._seen += len(block)
        if self._unwrap:
            text = self._unwrap(text, is_end)
        if is_end:
            text, self._mark = text + self._mark, b""
        return text

    def _decoded(self, block: bytes, is_end: bool) -> bytes:
        before = self._pending()
        if self._encoding == "utf-8" and not before and block.isascii():
            return block
        raw = before + block
        text = self._decoder.decode(block, is_end)
        if REPLACED in text:
            text = self._mended(text, raw, is_end)
        elif self._encoding == "utf-8":
            self._is_open = self._is_open and text.isascii()
            return raw[: len(raw) - len(self._pending())]
        return text.encode("utf-8", errors="replace")

    def _pending(self) -> bytes:
        return self._decoder.getstate()[0] if self._encoding == "utf-8" else b""

    def _mended(self, text: str, raw: bytes, is_end: bool) -> str:
        """Read a block anew if it shows that the file is in an older encoding; note what stays damaged."""
        other = legacy_of(raw) if self._is_open else None
        self._is_open = False
        if other:
            self.notes.append(f"its text is {other}, which shows only after {self._seen:,} bytes")
            self._encoding, self._decoder = other, codecs.getincrementaldecoder(other)("replace")
            text = self._decoder.decode(raw, is_end)
        own = raw.count(REPLACED.encode()) if self._encoding == "utf-8" else 0
        name = "UTF-8" if self._encoding == "utf-8" else self._encoding
        note = f"some bytes are no {name}; each is kept as {REPLACED}"
        if text.count(REPLACED) > own and note not in self.notes:
            self.notes.append(note)
        return text


def read_records(path: Path, head: Head, longest: int) -> tuple[list[list[str]], list[str]]:
    """Return the records of a whole file that are not blank, and what was met.

    Raises:
        UnreadableFile: A quote is never closed.
    """
    stream = Utf8(head, 1, longest)
    with path.open("rb") as file:
        blocks = [stream(block) for block in iter(lambda: file.read(BLOCK), b"")]
    text = b"".join([*blocks, stream(b"")]).decode()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=head.delimiter)
    records = [record for record in reader if any(field.strip() for field in record)]
    if records.pop() != [stream.end]:
        raise never_closed(len(records) + 1)
    return records, stream.notes


def never_closed(record: int) -> UnreadableFile:
    """Return what is wrong with a file whose mark did not come out as a record."""
    return UnreadableFile(
        f"a quote in record {record:,} is never closed, so that all behind it is one record",
        "Close the quote or double it, or export the file again",
    )
