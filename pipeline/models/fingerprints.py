"""What a table follows from, so that a run builds only those whose inputs, query or rules have changed.

A table's *fingerprint* is what it was built from: query, contract, checks, the settings it reads, and the versions of
its inputs. Its *version* is what it holds: rows that came out equal leave everything after them alone.

Belongs here: working both out, and remembering them in ``meta.fingerprints``.
Does not belong here: building (``sql_models``), whether a run has anything to do at all (``changes``).
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipeline.models.sql_models import Model, declared
from schemas.columns import COLUMNS
from schemas.contract import Contract, columns_of
from schemas.metrics import METRICS
from schemas.raw import RAW_TABLES

HASHED_ROWS = 1_000_000  # a larger table is taken to have changed when it was built anew: hashing it costs seconds
ENGINES = f"duckdb {duckdb.__version__}, polars {pl.__version__}"


def digest(*parts: Any) -> str:
    """Return a short name of anything that JSON can say, or that has a text."""
    return hashlib.sha256(json.dumps(parts, default=str, sort_keys=True).encode()).hexdigest()[:32]


@cache
def contract_digest(contract: type[Contract]) -> str:
    """Return a name of all that a contract says: its terms, the vocabulary's entries, and the rules of its modules.

    No pandera model is made for it, which would cost more than building most tables. A step whose columns come from its
    query goes by the whole vocabulary.
    """
    columns = columns_of(contract) or list(COLUMNS)
    entries = [(name, COLUMNS.get(name), METRICS.get(name)) for name in columns]
    modules = {cls.__module__ for cls in contract.__mro__ if cls.__module__.startswith("schemas.")}
    return digest(columns, entries, [_text_of(module) for module in sorted(modules)])


@cache
def _text_of(module: str) -> str:
    return Path(str(sys.modules[module].__file__)).read_text(encoding="utf-8")


@cache
def code_version(model: Model) -> str:
    """Return a name of all that a model is by itself: its query, its contract, its checks, and the engine."""
    checks = [(check.path.name, check.text) for check in model.checks if check.stops]
    return digest(ENGINES, model.text, model.kind, contract_digest(declared()[model.table]), checks)


def settings_read(model: Model, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings that a model names, in its query or as a column, with their values."""
    if "meta.settings" not in model.depends_on:
        return {}
    named = {*re.findall(r"\w+", model.text), *columns_of(declared()[model.table])}
    return {name: value for name, value in settings.items() if name in named}


def content_version(con: duckdb.DuckDBPyConnection, table: str) -> str:
    """Return a name of a table's rows, whatever their order."""
    count, total = con.execute(f"select count(*), sum(hash(held)) from {table} as held").fetchall()[0]
    return digest(ENGINES, count, str(total))


def raw_version(con: duckdb.DuckDBPyConnection, name: str, settings: Mapping[str, Any]) -> str:
    """Return a name of what a build may know of a raw table: which records of which loads, and what was cleaned of them."""
    held = [
        con.execute(f"select count(*), sum(hash(load_id, source_record, loaded_at)) from {schema}.{name}").fetchall()[0]
        for schema in ("raw", "history")
    ]
    cleaned = con.execute("select max(data_version) from meta.cleanings").fetchall()
    until = [settings["as_of_at"], settings["known_on_at"]]
    return digest(ENGINES, [[count, str(total)] for count, total in held], cleaned, until)


class Fingerprints:
    """The fingerprints of a warehouse file, and the versions of what its models read.

    Args:
        con: The file in which models are built.
        settings: The row of ``meta.settings`` that they are built with.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, settings: Mapping[str, Any]) -> None:
        self._con, self.settings = con, settings
        query = "select table_name, fingerprint, content_version from meta.fingerprints"
        self._held: dict[str, tuple[str, str]] = {name: (f, v) for name, f, v in con.execute(query).fetchall()}
        self._inputs: dict[str, str] = {}
        found = con.execute("""
            select schema_name || '.' || table_name, 'table' from duckdb_tables() where not internal
            union all select schema_name || '.' || view_name, 'view' from duckdb_views() where not internal
        """)
        self._kinds: dict[str, str] = dict(found.fetchall())

    def holds(self, table: str) -> str | None:
        """Return the version that was last noted of a table, if any was."""
        return self._held[table][1] if table in self._held else None

    def version(self, table: str) -> str:
        """Return the version of any table that models read."""
        if table in self._held:
            return self._held[table][1]
        if table not in self._inputs:
            schema, name = table.split(".")
            if schema == "known" and name in RAW_TABLES:
                self._inputs[table] = raw_version(self._con, name, self.settings)
            elif table in self._kinds:
                self._inputs[table] = content_version(self._con, table)
            else:  # a release has brought it, and this run makes it
                return ""
        return self._inputs[table]

    def fingerprint(self, model: Model) -> str:
        """Return what a model would be built from now."""
        inputs = {table: self.version(table) for table in model.depends_on if table != "meta.settings"}
        return digest(code_version(model), settings_read(model, self.settings), inputs)

    def is_due(self, model: Model) -> bool:
        """Whether a model's table is missing, or was built from something else."""
        if self._kinds.get(model.table) != model.kind:
            return True
        held = self._held.get(model.table)
        return held is None or held[0] != self.fingerprint(model)

    def due(self, models: Iterable[Model], changing: Iterable[str] = ()) -> list[str]:
        """Return the tables that may have to be built, inputs first.

        Args:
            models: Every model, each after those it reads.
            changing: Tables that are about to change, such as ``known.posts``.
        """
        moved = set(changing)
        for model in models:
            if moved.intersection(model.depends_on) or self.is_due(model):
                moved.add(model.table)
        return [model.table for model in models if model.table in moved]

    def note(self, table: str, fingerprint: str, rows: int, *, is_view: bool = False) -> str:
        """Remember, in the transaction that builds a table, what it was built from; return its version.

        Args:
            table: The table, as ``schema.name``.
            fingerprint: What it was built from.
            rows: How many rows it has.
            is_view: Whether it holds no rows of its own.
        """
        version = fingerprint if is_view or rows > HASHED_ROWS else content_version(self._con, table)
        remember(self._con, table, fingerprint, version)
        self._held[table] = (fingerprint, version)
        return version


def remember(con: duckdb.DuckDBPyConnection, table: str, fingerprint: str, version: str) -> None:
    """Write down what a table was built from, and what it holds."""
    con.execute("delete from meta.fingerprints where table_name = ?", [table])
    con.execute("insert into meta.fingerprints values (?, ?, ?)", [table, fingerprint, version])


def forget(con: duckdb.DuckDBPyConnection) -> None:
    """Have the next run build everything."""
    con.execute("delete from meta.fingerprints")
