"""Build models over a few given rows; what a row does not state is null or a plain default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from pipeline.models import building, reference, sql_models
from schemas.types import duckdb_type

DEFAULTS: dict[str, Any] = {
    "load_id": "load-1",
    "captured_at": "2026-03-31 00:00:00",
    "loaded_at": "2026-04-01 00:00:00",
    "observed_at": "2026-03-31 00:00:00",
    "precedence": 50,
    "dataset": "",
    "platform": "instagram",
    "period": "lifetime",
    "occurrence": 1,
    "reporting_currency": "EUR",
}
PLAIN: dict[str, Any] = {
    "varchar": "x",
    "bigint": 1,
    "double": 0.5,
    "boolean": False,
    "date": "2026-03-31",
    "timestamp": "2026-03-31 00:00:00",
    "decimal(18,4)": 0,
    "decimal(38,4)": 0,
    "decimal(18,3)": 0,
}

DISTRIBUTIONS = {"meta.t_quantiles", "meta.normal_distribution", "meta.chi_square_logs"}  # many rows, for few models


@cache
def models() -> dict[str, sql_models.Model]:
    """Return all models in order, parsed once."""
    return sql_models.load_models()


def upstream(table: str, given: Sequence[str]) -> list[sql_models.Model]:
    """Return the models to build for a table, without those whose rows are given."""
    wanted, seen = [table], set()
    while wanted:
        name = wanted.pop()
        if name in models() and name not in given and name not in seen:
            seen.add(name)
            wanted += models()[name].depends_on
    return [model for name, model in models().items() if name in seen]


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Create a table by its contract, if it is missing, and insert the rows."""
    columns = sql_models.contract(table).to_schema().columns
    con.execute(f"create schema if not exists {table.split('.', maxsplit=1)[0]}")
    types = {name: duckdb_type(column.dtype) for name, column in columns.items()}
    con.execute(f"create table if not exists {table} ({', '.join(f'{n} {t}' for n, t in types.items())})")
    for number, row in enumerate(rows, start=1):
        unknown = set(row) - set(columns)
        if unknown:
            raise KeyError(f"{table} has no column {', '.join(sorted(unknown))}")
        values = [_value(name, column, types[name], row, number) for name, column in columns.items()]
        con.execute(f"insert into {table} values ({', '.join('?' for _ in values)})", values)


def _value(name: str, column: Any, kind: str, row: Mapping[str, Any], number: int) -> Any:
    if name in row:
        return row[name]
    if name == "source_record":
        return number
    if name == "record_key":
        return f"record {number}"
    if name in DEFAULTS and not column.nullable:
        return DEFAULTS[name]
    return None if column.nullable else PLAIN[kind]


def warehouse(
    given: Mapping[str, Sequence[Mapping[str, Any]]], settings: Mapping[str, Any] | None = None
) -> duckdb.DuckDBPyConnection:
    """Return a database in memory with the shipped reference data and the given rows."""
    con = duckdb.connect()
    con.execute("set TimeZone = 'UTC'")
    con.execute("set threads = 1")  # for a handful of rows, each worker of the tests with a core of its own
    con.execute(f"attach '{_empty()[0]}' as empty (read_only)")
    con.execute("copy from database empty to memory")
    con.execute("detach empty")
    for table, rows in given.items():
        if table.startswith("reference."):
            con.execute(f"delete from {table}")
        insert(con, table, rows)
    reference.write_settings(con, {"reporting_currency": "EUR", **(settings or {})})
    return con


@cache
def _empty() -> tuple[Path, TemporaryDirectory[str]]:
    """Return a file with sources and reference data, made once a process, and the folder that it goes with."""
    folder = TemporaryDirectory(prefix="influencers-")
    path = Path(folder.name) / "empty.duckdb"
    with duckdb.connect(str(path)) as con:
        sql_models.create_sources(con)
        for name in reference.REFERENCE_TABLES:
            con.register("frame", reference.read_reference(name))
            con.execute(f"insert into reference.{name} select * from frame")
            con.unregister("frame")
    return path, folder


def built(
    table: str, given: Mapping[str, Sequence[Mapping[str, Any]]], settings: Mapping[str, Any] | None = None
) -> duckdb.DuckDBPyConnection:
    """Return a database in which a table is built with all that it needs, and checked; its comments are left out.

    What it needs has cases of its own, and ``test_models_hold`` checks every table over any rows.
    """
    con = warehouse(given, settings)
    steps = upstream(table, list(given))
    if DISTRIBUTIONS & {name for model in steps for name in model.depends_on}:
        reference.write_distributions(con)
    for model in steps:
        building.create(con, model)
    building.check(con, models()[table])
    return con
