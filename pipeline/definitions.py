"""The code location: everything that the folder ``defs`` declares."""

from pathlib import Path

import dagster as dg


@dg.definitions
def defs() -> dg.Definitions:
    """Return all definitions."""
    return dg.load_from_defs_folder(path_within_project=Path(__file__).parent)
