"""Building a model: create, check, comment, in one transaction.

Belongs here: a query's rows into a table that holds its contract, and tables that no model makes any more.
Does not belong here: which models there are, and in what order (``sql_models``); whether one is due (``fingerprints``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import duckdb

from pipeline.models import contract_sql
from pipeline.models.sql_models import SCHEMAS, Model, declared, load_models
from pipeline.warehouse import ddl


class BrokenContract(Exception):
    """A built table broke a rule; the table of before is still in place.

    Attributes:
        model: The table, as ``schema.name``.
        rule: The rule it broke.
        examples: Up to ten failing rows.
    """

    def __init__(self, model: str, rule: str, examples: list[dict[str, Any]], remedy: str = "") -> None:
        self.model, self.rule, self.examples = model, rule, examples
        lines = "\n".join(f"  {row}" for row in examples)
        super().__init__(
            f"{model} breaks {rule}; its previous rows stay. Failing rows (up to ten):\n{lines}\n"
            + (remedy or f"Correct {model.split('.')[1]}.sql, or its contract in schemas/.")
        )


def build(con: duckdb.DuckDBPyConnection, model: Model, last: Callable[[int], None] = lambda rows: None) -> int:
    """Build one table in one transaction: create, check, comment, commit.

    Args:
        con: The file in which models are built.
        model: The model.
        last: Writes with the number of rows what belongs to the same transaction.

    Returns:
        The number of rows.

    Raises:
        BrokenContract: A rule does not hold; the previous rows stay.
    """
    con.execute("begin")
    try:
        create(con, model)
        check(con, model)
        ddl.comment(con, model.table, model.contract_of(con), model.words, model.kind)
        rows = int(con.execute(f"select count(*) from {model.table}").fetchall()[0][0])
        last(rows)
        con.execute("commit")
    except BaseException:
        con.execute("rollback")
        raise
    return rows


def create(con: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Create or replace a table or view by its query, unchecked."""
    con.execute(f"create schema if not exists {model.schema}")
    _drop_other_kind(con, model)
    con.execute(f"create or replace {model.kind} {model.table} as\n{model.text}")


def check(con: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Hold a built table against its contract and the check files that stop it.

    Raises:
        BrokenContract: The first rule that does not hold, with example rows.
    """
    held = model.contract_of(con)
    wrong = contract_sql.type_errors(con, model.table, held)
    if wrong:
        raise BrokenContract(model.table, "columns and types of the contract", wrong)
    for rule, rows in contract_sql.broken_rules(con, model.table, held):
        raise BrokenContract(model.table, rule, rows)
    check_files(con, model)


def check_files(con: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Hold a built table against its check files alone.

    Raises:
        BrokenContract: The first one that returns rows.
    """
    for stop in (found for found in model.checks if found.stops):
        rows = stop.examples(con)
        if rows:
            raise BrokenContract(model.table, stop.rule.replace("_", " "), rows, f"See {stop.path.name}.")


def _drop_other_kind(con: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Drop a table that has become a view, or the reverse; neither replaces the other."""
    other = "view" if model.kind == "table" else "table"
    found = con.execute(
        f"select 1 from duckdb_{other}s() where schema_name = ? and {other}_name = ?",
        [model.schema, model.name],
    ).fetchall()
    if found:
        con.execute(f"drop {other} {model.table}")


def drop_what_no_model_makes(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Drop tables and views of models that a release no longer has; return their names."""
    query = """
        select schema_name || '.' || table_name, 'table' from duckdb_tables() where schema_name in ?
        union all select schema_name || '.' || view_name, 'view' from duckdb_views() where schema_name in ?
    """
    held = con.execute(query, [list(SCHEMAS), list(SCHEMAS)]).fetchall()
    gone = [(name, kind) for name, kind in held if name not in declared()]
    for name, kind in gone:
        con.execute(f"drop {kind} {name}")
    return sorted(name for name, _ in gone)


def build_all(con: duckdb.DuckDBPyConnection, models: Mapping[str, Model] | None = None) -> dict[str, int]:
    """Build every model in order; return the rows of each."""
    return {table: build(con, model) for table, model in (models or load_models()).items()}
