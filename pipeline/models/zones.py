"""Time zones of reference files: what is wrong with one.

Belongs here: whether a name is a zone. Does not belong here: whose zone it is (``data/reference``).
"""

from __future__ import annotations

from datetime import datetime

import polars as pl


def fault_of(frame: pl.DataFrame) -> str | None:
    """Return the first zone of a file that there is not, with its line, or None where all are known."""
    for line, zone in enumerate(frame["zone"].to_list(), start=2):
        if not is_zone(zone):
            return f'line {line}: there is no time zone "{zone}". Write it as in Europe/Berlin.'
    return None


def is_zone(name: str) -> bool:
    """Return whether a time zone of this name is known."""
    moment = pl.Series([datetime(2026, 1, 1)]).dt.replace_time_zone("UTC")
    try:
        moment.dt.convert_time_zone(name)
    except pl.exceptions.ComputeError:
        return False
    return True
