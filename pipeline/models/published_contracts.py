"""What readers of the published file rely on: each table of ``marts`` and ``meta`` with the types of its columns.

Belongs here: saying it as data, so that a release can be compared with the one before.
Does not belong here: which differences are allowed (``tests/unit/test_last_release.py``).
"""

from __future__ import annotations

import json
import sys

from pipeline.models.sql_models import contract, declared
from schemas.types import duckdb_type

STABLE = ("marts", "meta")  # steps of staging and intermediate may change in any release


def published_contracts() -> dict[str, dict[str, str]]:
    """Return table -> column -> type, in the order of the contracts."""
    return {
        table: {name: duckdb_type(column.dtype) for name, column in contract(table).to_schema().columns.items()}
        for table in sorted(declared())
        if table.split(".")[0] in STABLE
    }


if __name__ == "__main__":  # ``make release-contracts`` writes what the next release is compared with
    json.dump(published_contracts(), sys.stdout, indent=1)
    sys.stdout.write("\n")
