"""Tables as contracts say them: columns, types, comments, and how SQL writes names and values.

Does not belong here: which tables there are, or what is checked of their rows.
"""

from __future__ import annotations

from typing import Any

import duckdb
import polars as pl

from schemas.types import duckdb_type, literal


def identifier(name: str) -> str:
    """Return a name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def words_of(contract: Any) -> str:
    """Return what a contract's docstring says of the table, without its name."""
    text = " ".join((contract.__doc__ or "").split()).split(": ", 1)[-1]
    return text[:1].upper() + text[1:]


def create_table(
    con: duckdb.DuckDBPyConnection, table: str, contract: Any, *, how: str = "create table", not_null: bool = False
) -> None:
    """Create an empty table with a contract's columns."""
    columns = ", ".join(
        f"{identifier(name)} {duckdb_type(column.dtype)}{' not null' if not_null and not column.nullable else ''}"
        for name, column in contract.to_schema().columns.items()
    )
    con.execute(f"{how} {table} ({columns})")


def replace_table(con: duckdb.DuckDBPyConnection, table: str, contract: Any, frame: pl.DataFrame) -> None:
    """Replace a table with a frame that has the contract's columns in their order."""
    create_table(con, table, contract, how="create or replace table")
    comment(con, table, contract, words_of(contract))
    con.register("replacing_frame", frame)
    con.execute(f"insert into {table} select * from replacing_frame")
    con.unregister("replacing_frame")


def comment(con: duckdb.DuckDBPyConnection, table: str, contract: Any, words: str, kind: str = "table") -> None:
    """Write a table's or view's words and those of its columns as comments."""
    statements = [f"comment on {kind} {table} is {literal(words)}"]
    for name, column in contract.to_schema().columns.items():
        unit = (column.metadata or {}).get("unit")
        text = f"{column.description} [{unit}]" if unit else str(column.description or "")
        statements.append(f"comment on column {table}.{identifier(name)} is {literal(text)}")
    con.execute(";\n".join(statements))
