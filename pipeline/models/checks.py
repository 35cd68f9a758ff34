"""Check files: a query whose rows are what is wrong.

``<model>__<rule>.check.sql`` stops: rows of it keep a built table from being committed. ``<model>__<rule>.warn.sql`` warns
of rows that a person should look at. What is about no single model lies in ``sql/checks``, without a model's name.

Belongs here: finding and running them. Does not belong here: rules over one row or column (``schemas``), when a
check runs (``sql_models`` for those that stop, ``defs`` for those that warn).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from pipeline.models.header import words_of_file
from pipeline.warehouse.rows import as_dicts

STOPS, WARNS = ".check.sql", ".warn.sql"
ABOUT_NO_MODEL = "checks"  # sql/checks
EXAMPLES = 10


@dataclass(frozen=True)
class Check:
    """One check file.

    Attributes:
        table: The model that it is about, as ``schema.name``; '' when it is about none.
        rule: What must hold, as a name.
        stops: Whether the table is not committed when rows are found; else a person is warned.
    """

    table: str
    rule: str
    path: Path
    stops: bool

    @cached_property
    def text(self) -> str:
        """Return the query."""
        return self.path.read_text(encoding="utf-8")

    @property
    def words(self) -> str:
        """Return the header comment: what must hold, and what to do where it does not."""
        return words_of_file(self.text)

    def examples(self, con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
        """Return up to ten of the rows that should not be."""
        return as_dicts(con, f"select * from (\n{self.text}\n) limit {EXAMPLES}")

    def count(self, con: duckdb.DuckDBPyConnection) -> int:
        """Return how many rows should not be."""
        return int(con.execute(f"select count(*) from (\n{self.text}\n)").fetchall()[0][0])


def is_check(path: Path) -> bool:
    """Return whether a SQL file is a check."""
    return path.name.endswith((STOPS, WARNS))


def find_checks(folder: Path) -> tuple[Check, ...]:
    """Return the checks of a folder of models, by path."""
    return tuple(_check(folder, path) for path in sorted(folder.rglob("*.sql")) if is_check(path))


def _check(folder: Path, path: Path) -> Check:
    schema = path.relative_to(folder).parts[0]
    stops = path.name.endswith(STOPS)
    name = path.name.removesuffix(STOPS if stops else WARNS)
    if schema == ABOUT_NO_MODEL:
        return Check("", name, path, stops)
    model, _, rule = name.partition("__")
    if not rule:
        raise ValueError(f"{path}: a check is named <model>__<rule>; without a model it lies in sql/{ABOUT_NO_MODEL}.")
    return Check(f"{schema}.{model}", rule, path, stops)
