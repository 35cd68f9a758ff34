"""A finished file takes the place of the one that readers open: room for it, a copy, the swap.

Killed or failed anywhere, readers have the file of before or the new one, whole, and what was begun is removed.
What the books say of it stands in ``books``, which files there are in ``warehouse``.
"""

import os
import shutil
import subprocess
from pathlib import Path

MARGIN = 2_000_000  # bytes: blocks that a finished file gets beyond its copy
OF_A_RUN = 16_000_000  # bytes that a run writes beside the warehouse: Dagster's records, the page, its books


class NoSpace(OSError):
    """The disk has too little room for a copy; the message says how much is missing, and where."""


def following(published: Path) -> Path:
    """Return where this process makes what follows a published file."""
    return published.with_suffix(f".next.{os.getpid()}")


def remove_begun(published: Path) -> None:
    """Remove what was begun of a published file and not finished, by whatever process."""
    remove_leftovers(published.parent, published.stem)


def remove_leftovers(folder: Path, stem: str = "*") -> None:
    """Remove what runs that were killed have begun. Who calls it is the one run that there is."""
    for left in folder.glob(f"{stem}.next.*"):
        left.unlink(missing_ok=True)


def require_room(folder: Path, needed: int, purpose: str) -> None:
    """Look whether a disk has room before anything is begun.

    Raises:
        NoSpace: It has not.
    """
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise NoSpace(
            f"{folder} has {_mb(free)} free and needs {_mb(needed)} for {purpose}: {_mb(needed - free)} are missing. "
            "Free them on that disk, or move the home folder to a larger one, and run again. "
            "Readers keep the file they have."
        )


def copy(source: Path, target: Path) -> None:
    """Copy a file that is open for writing, in another process, or leave nothing of the copy.

    A process that closes any handle of a file gives up its locks on it (POSIX), and another run could write it as well.

    Raises:
        NoSpace: There is too little room.
        OSError: It cannot be copied.
    """
    require_room(target.parent, source.stat().st_size + MARGIN, f"a copy of {source.name}")
    done = subprocess.run(["cp", "--", source, target], capture_output=True, text=True, check=False)
    if done.returncode:
        target.unlink(missing_ok=True)
        reason = done.stderr.strip() or f"cp ended with {done.returncode}"
        raise OSError(
            f"{source} could not be copied to {target}: {reason}. The half copy is removed, readers keep the file "
            "they have. Mend the cause, and run again."
        )


def swap_in(finished: Path, published: Path) -> None:
    """Let a finished file take the place of the published one, on the disk before it is said to be there.

    A write-ahead log that a reader left beside the old file is removed first: DuckDB 1.x would replay it into the new one.
    """
    flush(finished)
    finished.chmod(0o444)
    published.with_name(published.name + ".wal").unlink(missing_ok=True)
    finished.replace(published)
    flush(published.parent)


def flush(path: Path) -> None:
    """Bring a file, or the names in a folder, onto the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _mb(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
