"""Who writes the working file: one process, for which others wait.

Belongs here: opening a DuckDB file that another process may hold, and saying who holds it.
Does not belong here: what is in the file (``warehouse``).
"""

import logging
import os
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb

NOTE = "writer.pid"  # beside the file: the process of the last run that opened it
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
            connection = duckdb.connect(str(path), config=dict(config))
            with suppress(OSError):  # a full disk must not keep a run from making room; others are told less
                (path.parent / NOTE).write_text(str(os.getpid()), encoding="utf-8")
            return connection
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


def _holder(path: Path, error: str) -> str:
    """Return in words who holds the file, and what to do about it."""
    found = re.search(r"held in (.*?) ?\(PID (\d+)\)", error)
    if found is None:
        return f"being written by another run, or held by a program. Wait for it, or end it. ({error})"
    program, holder = found.groups()
    note = path.parent / NOTE
    if note.exists() and note.read_text(encoding="utf-8") == holder:
        return f"being written by another run (PID {holder}). Wait for it, or end it, or let runs wait longer (wait_seconds)."
    return f"held open by {program} (PID {holder}), which is no run. Close it: only a run opens this file, readers open influencers.duckdb."


def _cannot_write(path: Path, error: Exception) -> CannotWrite:
    return CannotWrite(
        f"{path} cannot be opened for writing: {error}. Mend that, or name another folder with --home. "
        "Nothing was loaded."
    )
