"""Where the files lie that ship with the code and are no Python.

In a checkout the SQL models and the reference data are folders at its top, where people edit them; in the wheel they lie
below the package (``pyproject.toml``, force-include). What a room of the package reads alone lies in that room.
"""

import os
from pathlib import Path

PACKAGE = Path(__file__).parent
CODE = (
    f"{PACKAGE}{os.sep}",
    f"{PACKAGE.parent / 'schemas'}{os.sep}",
)  # where lines of ours stand, also among the libraries
IS_CHECKOUT = (PACKAGE.parent / "Makefile").is_file()


def _shipped(folder: str) -> Path:
    """Return a folder of the installed wheel, or of the checkout."""
    installed = PACKAGE / "shipped" / folder
    return installed if installed.is_dir() else PACKAGE.parent / folder


SQL = _shipped("sql")
REFERENCE = _shipped("data/reference")
PLANS = REFERENCE / "plans"
LAYOUTS = PACKAGE / "exports" / "formats"
REPORT = PACKAGE / "report"
