"""What takes seconds to work out and never differs, kept in the user's cache folder from one process to the next.

Belongs here: where it is kept, and that a process which cannot keep it goes on. What a name stands for is for who asks:
it must name everything that the answer follows from.
"""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from platformdirs import user_cache_path

OURS = "influencer-analytics"


def name_of(files: Iterable[Path], *more: str) -> str:
    """Return a short name of the content of files and of texts."""
    found = hashlib.sha256("\n".join(more).encode())
    for path in sorted(files):
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:32]


def kept(name: str, make: Callable[[], str]) -> str:
    """Return a text that was made before under this name, or make and keep it.

    Where the folder cannot be written, as in a container without a home, it is made again each time.
    """
    path = user_cache_path(OURS) / name
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):  # it is not there, or damaged
        pass
    made = make()
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
            file.write(made)
        Path(file.name).replace(path)
    except OSError:  # the next process makes it again
        pass
    return made
