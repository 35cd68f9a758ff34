"""The SQL models: find them, read what they depend on, build a table and check it.

Belongs here: files in ``sql/`` as data, their order, their types, one transaction a table.
Does not belong here: what a contract says (``schemas``), how a rule becomes SQL
(``contract_sql``), when a model runs (``defs``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb
import sqlglot
from sqlglot import exp
from sqlglot.optimizer.scope import traverse_scope

from pipeline import kept, places
from pipeline.models import known
from pipeline.models.checks import Check, find_checks, is_check
from pipeline.models.header import VIEW_MARK, words_of_file
from pipeline.warehouse import ddl
from schemas.contract import columns_of, with_columns
from schemas.history import HISTORY_TABLES
from schemas.intermediate import INTERMEDIATE_TABLES
from schemas.marts import MARTS_TABLES
from schemas.meta import META_TABLES
from schemas.raw import RAW_TABLES
from schemas.reference import REFERENCE_TABLES
from schemas.settings import Settings
from schemas.staging import STAGING_TABLES

SCHEMAS = ("staging", "intermediate", "marts")
NAMED = re.compile(r"(?<!distinct )\b(?:from|join)\s+([a-z]+\.[a-z][a-z0-9_]*)")


@dataclass(frozen=True)
class Model:
    """One SQL file: one query, one table or view."""

    schema: str
    name: str
    path: Path
    text: str
    checks: tuple[Check, ...] = ()

    @property
    def table(self) -> str:
        """Return the table's name, with its schema."""
        return f"{self.schema}.{self.name}"

    @property
    def kind(self) -> str:
        """Return "view" for a model that filters and renames, and pays nothing to be a table, else "table"."""
        return "view" if re.search(rf"^-- {VIEW_MARK}\s*$", self.text, re.M) else "table"

    @cached_property
    def words(self) -> str:
        """Return the header comment: what a row is, then what would surprise."""
        return words_of_file(self.text)

    @cached_property
    def tree(self) -> Any:
        """Return the parsed query."""
        return sqlglot.parse_one(self.text, read="duckdb")

    @cached_property
    def depends_on(self) -> tuple[str, ...]:
        """Return the tables the query reads, as ``schema.name``, sorted."""
        return tables_named(self.text)

    @cached_property
    def checks_read(self) -> frozenset[str]:
        """Return the other tables that the check files read."""
        read = {name for check in self.checks for name in tables_named(check.text)}
        return frozenset(read - {self.table})

    @cached_property
    def contract(self) -> Any:
        """Return the pandera contract, with all columns."""
        return contract(self.table)

    def contract_of(self, con: duckdb.DuckDBPyConnection) -> Any:
        """Return the contract of the table as it is built; one whose columns the query gives has those of the table."""
        if columns_of(declared()[self.table]):
            return self.contract
        return complete(self.table, tuple(row[0] for row in con.execute(f"describe {self.table}").fetchall()))


def tables_named(text: str) -> tuple[str, ...]:
    """Return the tables that a query names, as ``schema.name``, sorted; a table is always written with its schema.

    That these are the tables which a parser finds is tested for every model: parsing them all takes a second.
    """
    bare = re.sub(r"--[^\n]*|'(?:[^']|'')*'", "", text)
    return tuple(sorted({found[1] for found in NAMED.finditer(bare)}))


def tables_in(tree: Any) -> tuple[str, ...]:
    """Return the real tables of a query: sources of its scopes that are no CTE."""
    found = {
        source for scope in traverse_scope(tree) for source in scope.sources.values() if isinstance(source, exp.Table)
    }
    bare = sorted(table.name for table in found if not table.db)
    if bare:
        raise ValueError(f"tables without a schema: {', '.join(bare)}. Write schema.name.")
    return tuple(sorted({f"{table.db}.{table.name}" for table in found}))


@cache
def declared() -> dict[str, Any]:
    """Return every contract of the warehouse by ``schema.name``, as it is written; those of steps name no columns."""
    found: dict[str, Any] = {"meta.settings": Settings}
    schemas: dict[str, dict[str, Any]] = {
        "raw": RAW_TABLES, "history": HISTORY_TABLES, "meta": META_TABLES, "reference": REFERENCE_TABLES,
        "staging": STAGING_TABLES, "intermediate": INTERMEDIATE_TABLES, "marts": MARTS_TABLES,
    }  # fmt: skip
    for schema, tables in schemas.items():
        found |= {f"{schema}.{name}": model for name, model in tables.items()}
    return found


def contracts() -> dict[str, Any]:
    """Return every contract with all its columns."""
    return {table: contract(table) for table in declared()}


def contract(table: str) -> Any:
    """Return a table's contract with all its columns, which may be those of its shipped query."""
    if table not in declared():
        raise LookupError(f"{table} has no contract. Add its class to schemas/{table.split('.', maxsplit=1)[0]}.")
    found = declared()[table]
    if columns_of(found):
        return found
    if table not in bound():
        raise LookupError(
            f"{table} has a contract and no query. Add sql/{table.replace('.', '/')}.sql, or remove its class."
        )
    return complete(table, tuple(bound()[table]))


@cache
def complete(table: str, columns: tuple[str, ...]) -> Any:
    """Return the contract of a table with the columns that its query gives."""
    return with_columns(declared()[table], columns)


def load_models(folder: Path = places.SQL) -> dict[str, Model]:
    """Return all models by table, each after those it depends on.

    The schema is the first folder; folders below it are families, for people only.
    """
    models: dict[str, Model] = {}
    checks = find_checks(folder)
    for path in (path for path in sorted(folder.rglob("*.sql")) if not is_check(path)):
        table = f"{path.relative_to(folder).parts[0]}.{path.stem}"
        if table in models:
            raise ValueError(f"{table} has two files: {models[table].path} and {path}. Rename one.")
        own = tuple(check for check in checks if check.table == table)
        schema, name = table.split(".")
        model = Model(schema, name, path, path.read_text(encoding="utf-8"), own)
        models[model.table] = model
    graph = {table: [d for d in model.depends_on if d in models] for table, model in models.items()}
    return {table: models[table] for table in TopologicalSorter(graph).static_order()}


def create_sources(con: duckdb.DuckDBPyConnection) -> None:
    """Create the tables the models start from, empty, where they are missing."""
    for table, source in declared().items():
        if table.split(".")[0] in SCHEMAS:
            continue
        con.execute(f"create schema if not exists {table.split('.')[0]}")
        ddl.create_table(con, table, source, how="create table if not exists")
    known.create_views(con, None, None)


def bind(models: Mapping[str, Model]) -> dict[str, dict[str, str]]:
    """Bind every model against empty sources in memory; return column types by table.

    A misspelt column or a wrong type stops here, before any data moves.
    """
    types: dict[str, dict[str, str]] = {}
    with duckdb.connect() as con:
        create_sources(con)
        for model in models.values():
            con.execute(f"create schema if not exists {model.schema}")
            try:
                con.execute(f"create table {model.table} as (\n{model.text}\n) limit 0")
            except duckdb.Error as error:
                raise ValueError(f"{model.path}: {error}") from error
        rows = con.execute(
            "select schema_name || '.' || table_name, column_name, lower(data_type)"
            " from duckdb_columns() where not internal order by column_index"
        )
        for table, column, kind in rows.fetchall():
            types.setdefault(table, {})[column] = kind
    return types


@cache
def bound() -> dict[str, dict[str, str]]:
    """Return the column types of every shipped model, bound once for all that decides them."""
    ours = [places.PACKAGE / "models", places.SQL, places.PACKAGE.parent / "schemas"]
    files = [path for folder in ours for path in folder.rglob("*") if path.suffix in (".py", ".sql")]
    name = kept.name_of(files, duckdb.__version__)
    types: dict[str, dict[str, str]] = json.loads(
        kept.kept(f"types-{name}.json", lambda: json.dumps(bind(load_models())))
    )
    return types
