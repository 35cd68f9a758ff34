r"""Names of files as text that every table and JSON can hold, and back.

A file system's names are bytes. What is no UTF-8, and control characters, become ``\xe9``; a
backslash becomes ``\x5c`` where it could be mistaken for such an escape.
"""

import os
import re
from pathlib import Path

ODD = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]|\\(?=x[0-9a-f]{2})")
ESCAPED = re.compile(rb"\\x([0-9a-f]{2})")


def as_text(name: str) -> str:
    """Return a name without what text cannot hold."""
    if not ODD.search(name):
        return name
    return re.sub(ODD.pattern + r"|\\", _escape, name)


def _escape(odd: re.Match[str]) -> str:
    code = ord(odd[0])
    return f"\\x{code - 0xDC00 if 0xDC80 <= code <= 0xDCFF else min(code, 0xFF):02x}"  # such a code stands for a byte


def name_of(path: Path, folder: Path) -> str:
    """Return a file's path below a folder as text."""
    return as_text(path.relative_to(folder).as_posix())


def path_of(name: str, folder: Path) -> Path:
    """Return the file below a folder that has a name."""
    raw = ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), name.encode())
    return folder / os.fsdecode(raw)
