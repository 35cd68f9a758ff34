"""Lines that are one quoted field each, as some spreadsheets write them, without that quoting.

Header and records are each seen for themselves: all of them can be wrapped, or only those that hold
quotes, with an empty field behind or without.
"""

import re
from collections.abc import Iterator

WRAPPED = re.compile(rb'"([^"]*(?:""[^"]*)*)"[;,\t|]*\r?(?:\n|\Z)')  # over several physical lines perhaps
OPEN = re.compile(rb'"[^"]*(?:""[^"]*)*"?[;,\t|]*\r?\Z')
PLAIN = re.compile(rb"[^\n]*(?:\n|\Z)")
EMPTY_FIELD = re.compile(rb";+(?=\r?\n?\Z)")
SUSPECT = re.compile(r'^"[^"\n]*(?:""[^"\n]*)+"[;,\t|]*\r?$|^"[^"\n]*[,;\t|][^"\n]*"[;,\t|]*\r?$', re.MULTILINE)


class Unwrapper:
    """Takes the quotes off, block by block.

    Attributes:
        has_tail: Whether each line ends in an empty field, which lines that are not wrapped lose too.
    """

    def __init__(self, has_tail: bool, longest: int) -> None:
        self.has_tail = has_tail
        self._longest = longest
        self._left = b""

    def __call__(self, block: bytes, final: bool = False) -> bytes:
        """Return the next lines; what the next block may continue waits for it."""
        text, self._left = self._left + block, b""
        parts = []
        for start, end, plain in _lines(text):
            goes_on = end == len(text) or (plain is None and OPEN.match(text, start))
            if goes_on and not final and len(text) - start <= self._longest:
                self._left = text[start:]
                break
            if plain is not None:
                parts.append(plain.replace(b'""', b'"') + b"\n")
            else:
                line = text[start:end]
                parts.append(EMPTY_FIELD.sub(b"", line) if self.has_tail else line)
        return b"".join(parts)


def _lines(text: bytes) -> Iterator[tuple[int, int, bytes | None]]:
    """Give start and end of each line, and what is in it if it is one quoted field."""
    at = 0
    while at < len(text):
        found = WRAPPED.match(text, at)
        end = found.end() if found else PLAIN.match(text, at).end()  # type: ignore[union-attr]
        yield at, end, found[1] if found else None
        at = end


def unwrapped(text: str, has_tail: bool) -> str:
    """Return the whole text unwrapped."""
    return Unwrapper(has_tail, 0)(text.encode("utf-8", errors="replace"), final=True).decode()
