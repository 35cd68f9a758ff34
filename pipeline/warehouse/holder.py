"""Who writes the working file: one process, for which others wait.

Belongs here: opening a DuckDB file that another process may hold, and saying who holds it.
Does not belong here: what is in the file (``warehouse``).
"""

import logging
import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb

NOTE = "writer.pid"  # beside the file while a run holds it: its process
PAUSE = 0.25  # seconds between two tries

log = logging.getLogger(__name__)


class WarehouseBusy(RuntimeError):
    """Another process holds the working file."""


class CannotWrite(OSError):
    """The folder of the warehouse cannot be written."""


def open_for_writing(path: Path, config: Mapping[str, Any], wait_seconds: float) -> duckdb.DuckDBPyConnection:
    """Open a file for writing as the one process that does, after waiting for another one if need be.

    Raises:
        WarehouseBusy: Another process held it all the time.
        CannotWrite: The file or its folder cannot be written.
    """
    waits_until = time.monotonic() + wait_seconds
    is_told = False
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return duckdb.connect(str(path), config=dict(config))
        except duckdb.IOException as error:
            if "Could not set lock" not in str(error):
                raise _cannot_write(path, error) from error
            holder = _holder(path, str(error))
            if time.monotonic() >= waits_until:
                waited = f" Waited {wait_seconds:g} seconds." if wait_seconds else ""
                raise WarehouseBusy(f"{path} is {holder}{waited}") from error
        except OSError as error:
            raise _cannot_write(path, error) from error
        if not is_told:
            log.warning("Waiting up to %g seconds: %s is %s", wait_seconds, path, holder)
            is_told = True
        time.sleep(PAUSE)


@contextmanager
def noted(path: Path) -> Iterator[None]:
    """Note beside a file that is held, for others who find it held, that this process is a run."""
    note = path.parent / NOTE
    is_noted = _read(note) == str(os.getpid())
    with suppress(OSError):  # a full disk must not keep a run from making room; others are told less
        note.write_text(str(os.getpid()), encoding="utf-8")
    try:
        yield
    finally:
        if not is_noted:
            note.unlink(missing_ok=True)


def _holder(path: Path, error: str) -> str:
    """Return in words who holds the file, and what to do about it."""
    found = re.search(r"held in (.*?) ?\(PID (\d+)\)", error)
    if found is None:
        return f"being written by another run, or held by a program. Wait for it, or end it. ({error})"
    program, holder = found.groups()
    note = path.parent / NOTE
    if _read(note) == holder:
        return f"being written by another run (PID {holder}). Wait for it, or end it, or let runs wait longer (wait_seconds)."
    return f"held open by {program} (PID {holder}), which is no run. Close it: only a run opens this file, readers open influencers.duckdb."


def _read(note: Path) -> str:
    try:
        return note.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _cannot_write(path: Path, error: Exception) -> CannotWrite:
    return CannotWrite(
        f"{path} cannot be opened for writing: {error}. Mend that, or name another folder with --home. "
        "Nothing was loaded."
    )
