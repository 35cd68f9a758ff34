"""HiGHS without its lines on standard output.

Its branch and bound prints a line of its own now and then, whatever the options say, straight to file descriptor 1.
There it would stand between the lines of ``influencers plan --json``.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

STDOUT = 1


@contextmanager
def quiet_stdout() -> Iterator[None]:
    """Send what is written to file descriptor 1 nowhere for a while; does nothing where that is closed."""
    try:
        kept = os.dup(STDOUT)
    except OSError:  # closed, as in a service without output: nothing to keep clean
        yield
        return
    _flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, STDOUT)
        yield
    finally:
        _flush()
        os.dup2(kept, STDOUT)
        os.close(kept)
        os.close(nowhere)


def _flush() -> None:
    """Write out what Python and the C library still hold, so that it goes where it was meant to go."""
    if sys.stdout is not None and not sys.stdout.closed:
        sys.stdout.flush()
    ctypes.CDLL("ucrtbase" if os.name == "nt" else None).fflush(None)
