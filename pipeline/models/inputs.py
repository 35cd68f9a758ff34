"""What models read and no model makes: reference data, settings and what follows from them, raw tables.

Belongs here: bringing them up to date, only where they differ from what the warehouse holds.
Does not belong here: reading and checking the files (``reference``), the models (``sql_models``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from pipeline import __version__
from pipeline.models import distributions, metric_registry, reference
from pipeline.models.fingerprints import content_version, contract_digest, digest, raw_version, remember
from schemas.metrics import METRICS
from schemas.raw import RAW_TABLES
from schemas.reference import REFERENCE_TABLES

DEFINITIONS = "meta.metric_definitions"
REFERENCE = [*(f"reference.{name}" for name in REFERENCE_TABLES), DEFINITIONS]


def _fingerprints(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return dict(con.execute("select table_name, fingerprint from meta.fingerprints").fetchall())


def reference_fingerprints(folders: Sequence[Path]) -> dict[str, str]:
    """Return what each reference table would be made from now: the bytes of its file, and its contract."""
    found = {
        f"reference.{name}": digest(reference.file_of(name, folders).read_bytes().hex(), contract_digest(contract))
        for name, contract in REFERENCE_TABLES.items()
    }
    made_beside = Path(distributions.__file__).read_text(encoding="utf-8")
    return found | {DEFINITIONS: digest(__version__, [str(metric) for metric in METRICS.values()], made_beside)}


def reference_due(con: duckdb.DuckDBPyConnection, folders: Sequence[Path]) -> list[str]:
    """Return the reference tables whose file or contract has changed."""
    held = _fingerprints(con)
    return [table for table, now in reference_fingerprints(folders).items() if held.get(table) != now]


def load_reference(con: duckdb.DuckDBPyConnection, folders: Sequence[Path]) -> dict[str, int]:
    """Load every reference table if one is due, since they are checked against each other; return the rows of each due.

    Raises:
        WrongReference: A file cannot be used; all tables stay as they are.
    """
    now = reference_fingerprints(folders)
    due = reference_due(con, folders)
    if not due:
        return {}
    rows = {f"reference.{name}": count for name, count in reference.load_reference(con, folders).items()}
    rows[DEFINITIONS] = metric_registry.write_definitions(con)
    for table in due:
        remember(con, table, now[table], content_version(con, table))
    return {table: rows[table] for table in due}


def _settings_fingerprint(con: duckdb.DuckDBPyConnection, settings: Mapping[str, Any]) -> str:
    held = "select 1 from duckdb_tables() where schema_name = 'reference' and table_name = 'tier_schemes'"
    schemes = content_version(con, "reference.tier_schemes") if con.execute(held).fetchall() else ""
    return digest(__version__, settings, sorted(RAW_TABLES), schemes)


def settings_due(con: duckdb.DuckDBPyConnection, settings: Mapping[str, Any]) -> bool:
    """Whether ``meta.settings``, or what follows from it, differs from what there is."""
    return _fingerprints(con).get("meta.settings") != _settings_fingerprint(con, settings)


def write_settings(con: duckdb.DuckDBPyConnection, settings: Mapping[str, Any]) -> bool:
    """Write ``meta.settings`` and what follows from it, if they differ from what is there; return whether they did.

    Raises:
        WrongReference: A setting has a value that cannot be used.
    """
    if not settings_due(con, settings):
        return False
    now = _settings_fingerprint(con, settings)
    reference.write_settings(con, settings)
    remember(con, "meta.settings", now, now)
    return True


def raw_versions(con: duckdb.DuckDBPyConnection, settings: Mapping[str, Any]) -> dict[str, str]:
    """Return the version of what a build may know of each raw table, as ``known.<name>``."""
    return {f"known.{name}": raw_version(con, name, settings) for name in RAW_TABLES}
