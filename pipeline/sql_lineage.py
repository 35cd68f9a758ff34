"""What a query is made of: the tables it reads and where its columns come from.

Belongs here: reading a parsed query with sqlglot.
Does not belong here: files and their order, or running anything (``sql_models``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.lineage import lineage
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import traverse_scope


def tables_in(tree: Any) -> tuple[str, ...]:
    """Return the real tables of a query: sources of its scopes that are no CTE."""
    found = {
        source for scope in traverse_scope(tree) for source in scope.sources.values() if isinstance(source, exp.Table)
    }
    bare = sorted(table.name for table in found if not table.db)
    if bare:
        raise ValueError(f"tables without a schema: {', '.join(bare)}. Write schema.name.")
    return tuple(sorted({f"{table.db}.{table.name}" for table in found}))


def column_sources(
    tree: Any, reads: Iterable[str], columns: Iterable[str], types: Mapping[str, Mapping[str, str]]
) -> dict[str, list[tuple[str, str]]]:
    """Return for each column of a query the columns of other tables that it is made of.

    A column whose making cannot be read from the query (``count(*)``) has an empty list.
    """
    schema: dict[str, Any] = {}
    for table in reads:
        folder, name = table.split(".")
        schema.setdefault(folder, {})[name] = dict(types[table])
    qualified = qualify(tree.copy(), schema=schema, dialect="duckdb", validate_qualify_columns=False)
    found: dict[str, list[tuple[str, str]]] = {}
    for column in columns:
        leaves: set[tuple[str, str]] = set()
        try:
            walked = lineage(column, qualified, schema=schema, dialect="duckdb", copy=False, trim_selects=False)
        except SqlglotError:
            found[column] = []
            continue
        for node in walked.walk():
            source = node.expression
            if isinstance(source, exp.Table) and f"{source.db}.{source.name}" in types:
                leaves.add((f"{source.db}.{source.name}", node.name.split(".")[-1].strip('"')))
        found[column] = sorted(leaves)
    return found
