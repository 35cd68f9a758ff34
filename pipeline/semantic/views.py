"""The views of the schema ``additive``: of each mart the rows and columns that may be added up.

Belongs here: the views as SQL, and creating them before the warehouse is published.
Does not belong here: which rows and columns those are (``additive``).
"""

from __future__ import annotations

import duckdb

from pipeline.semantic.additive import NEWEST_DAY, SCHEMA, Table, tables, words
from pipeline.warehouse.ddl import identifier
from schemas.types import literal

DAYS = "days"
DAYS_QUERY = "select cast(day as date) as day\nfrom range(timestamp '2000-01-01', timestamp '2051-01-01', interval 1 day) as r(day)"
NEWEST_DAY_EXPRESSION = """cast((
        select max(loads.captured_at)
        from meta.loads as loads
        cross join meta.settings as settings
        where
            loads.status = 'loaded'
            and loads.captured_at <= coalesce(settings.as_of_at, loads.captured_at)
            and loads.ended_at <= coalesce(settings.known_on_at, loads.ended_at)
    ) as date)"""


def query(table: Table) -> str:
    """Return a view's query."""
    columns = [NEWEST_DAY_EXPRESSION if name == NEWEST_DAY else identifier(name) for name in table.dimensions]
    named = zip([*columns, *table.measures.values()], [*table.dimensions, *table.measures], strict=True)
    selected = ",\n    ".join(f"{expression} as {identifier(name)}" for expression, name in named)
    where = f"\nwhere {' and '.join(table.rows)}" if table.rows else ""
    return f"select\n    {selected}\nfrom marts.{identifier(table.name)}{where}"


def create_views(con: duckdb.DuckDBPyConnection) -> int:
    """Replace the schema by the views over the marts, with their words; return how many there are."""
    con.execute("begin")
    try:
        con.execute(f"drop schema if exists {SCHEMA} cascade")
        con.execute(f"create schema {SCHEMA}")
        for table in tables().values():
            _create(con, table)
        con.execute(f"create view {SCHEMA}.{DAYS} as {DAYS_QUERY}")
        con.execute(f"comment on view {SCHEMA}.{DAYS} is 'One row per day: the calendar that MetricFlow asks for.'")
        con.execute("commit")
    except BaseException:
        con.execute("rollback")
        raise
    return len(tables())


def _create(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    name = f"{SCHEMA}.{identifier(table.name)}"
    con.execute(f"create view {name} as {query(table)}")
    text = f"Of marts.{table.name} the rows that are no totals, and the columns that may be summed. {table.words}"
    con.execute(f"comment on view {name} is {literal(text)}")
    for column in [*table.dimensions, *table.measures]:
        con.execute(f"comment on column {name}.{identifier(column)} is {literal(words(column, table).words)}")
