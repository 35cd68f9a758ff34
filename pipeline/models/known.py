"""What a build may know: the schema ``known``, a view of each raw table, the only door from models to raw.

Belongs here: captured by ``as_of_at``, loaded by ``known_on_at``, and which version of a row stood then. Amounts get
the type of sums, so that no model meets one that its sums would not fit.
Does not belong here: where a back-dated build lies (``warehouse``), which day is asked for (``settings``).
"""

from datetime import datetime
from typing import Any

import duckdb

from schemas.raw import RAW_TABLES
from schemas.types import Amount, Money, duckdb_type


def create_views(con: duckdb.DuckDBPyConnection, as_of_at: datetime | None, known_on_at: datetime | None) -> None:
    """Create the view of each raw table that there is.

    A row that was replaced by a later record lies in ``history`` and counts as of a moment before that.
    """
    con.execute("create schema if not exists known")
    tables = "select table_name from duckdb_tables() where schema_name = 'raw'"
    for (name,) in con.execute(tables).fetchall():
        con.execute(f"create or replace view known.{name} as {_query(name, as_of_at, known_on_at)}")
        con.execute(f"comment on view known.{name} is 'What this build may know of raw.{name}.'")


def _query(name: str, as_of_at: datetime | None, known_on_at: datetime | None) -> str:
    columns = ", ".join(_column(column, declared) for column, declared in RAW_TABLES[name].to_schema().columns.items())
    conditions = []
    if as_of_at:
        conditions.append(f"captured_at <= timestamp '{as_of_at}'")
    if known_on_at:
        conditions.append(f"loaded_at <= timestamp '{known_on_at}'")
    held = f"select {columns} from raw.{name}" + (f" where {' and '.join(conditions)}" if conditions else "")
    if not known_on_at:
        return held
    replaced = [*conditions, f"superseded_at > timestamp '{known_on_at}'"]
    return f"{held} union all select {columns} from history.{name} where {' and '.join(replaced)}"


def _column(name: str, declared: Any) -> str:
    """Return how a view selects a column: amounts with room for their sums, all others as they stand."""
    return f'cast("{name}" as {duckdb_type(Money)}) as "{name}"' if str(declared.dtype) == str(Amount) else f'"{name}"'
