"""The tables that the loader writes: made where they are missing, with columns that a release has added.

What a table holds is in ``schemas``; how a contract becomes a table in ``ddl``.
"""

from typing import Any

import duckdb

from pipeline.warehouse.ddl import comment, create_table, identifier, words_of
from schemas.history import HISTORY_TABLES
from schemas.meta import META_TABLES
from schemas.raw import RAW_TABLES
from schemas.types import duckdb_type

SCHEMAS = ["raw", "history", "known", "reference", "meta", "staging", "intermediate", "marts"]
LOADER_TABLES: dict[str, dict[str, Any]] = {"raw": RAW_TABLES, "history": HISTORY_TABLES, "meta": META_TABLES}


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create what is missing of the schemas, of the tables that the loader writes, and of their columns."""
    for schema in SCHEMAS:
        connection.execute(f"create schema if not exists {schema}")
    held: dict[tuple[str, str], dict[str, bool]] = {}
    query = """
        select schema_name, table_name, column_name, is_nullable
        from duckdb_columns() where schema_name in ('raw', 'history', 'meta')
    """
    for schema, name, column, is_nullable in connection.execute(query).fetchall():
        held.setdefault((schema, name), {})[column] = is_nullable
    for schema, tables in LOADER_TABLES.items():
        for name, model in tables.items():
            table = f"{schema}.{name}"
            if (schema, name) not in held:
                create_table(connection, table, model, not_null=True)
                comment(connection, table, model, words_of(model))
                continue
            if missing := set(model.to_schema().columns) - set(held[schema, name]):
                _add_columns(connection, table, model, missing)
            _lift_not_null(connection, table, model, held[schema, name])


def _add_columns(connection: duckdb.DuckDBPyConnection, table: str, model: Any, missing: set[str]) -> None:
    """Add columns that a release has brought, in the contract's order; rows of before have none of them: null."""
    for name, declared in model.to_schema().columns.items():
        if name in missing:
            connection.execute(f"alter table {table} add column {identifier(name)} {duckdb_type(declared.dtype)}")
    comment(connection, table, model, words_of(model))


def _lift_not_null(connection: duckdb.DuckDBPyConnection, table: str, model: Any, held: dict[str, bool]) -> None:
    """Let columns be null that a release allows to be."""
    for name, declared in model.to_schema().columns.items():
        if declared.nullable and not held.get(name, True):
            connection.execute(f"alter table {table} alter column {identifier(name)} drop not null")
