"""The queries of the report: the text that is shown is the text that was run."""

import re
from dataclasses import dataclass, field
from typing import Any

import duckdb

from pipeline import places
from pipeline.report.parts import Query, Row

TABLES = re.compile(r"\b(?:marts|meta|reference|staging|intermediate)\.\w+")


class OldWarehouse(RuntimeError):
    """The published warehouse was built by another release."""


@dataclass
class Reader:
    """Reads the published warehouse, and keeps which queries a section has asked.

    Attributes:
        connection: Of the published file.
        command: How the queries are run on the command line, such as ``influencers query --home data``.
    """

    connection: duckdb.DuckDBPyConnection
    command: str
    asked: list[Query] = field(default_factory=list)
    _held: dict[str, list[Row]] = field(default_factory=dict)
    _tables: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        found = self.connection.execute("select schema_name || '.' || table_name from duckdb_tables()").fetchall()
        self._tables = {name for (name,) in found}

    def rows(self, name: str) -> list[Row]:
        """Return the rows of a query; none where a table that it reads was never built.

        Raises:
            OldWarehouse: A table lacks a column that the query reads.
        """
        words, sql = text(name)
        query = Query(name, words, f'{self.command} "{sql}"')
        if query not in self.asked:
            self.asked.append(query)
        if name not in self._held:
            self._held[name] = self._run(sql) if set(TABLES.findall(sql)) <= self._tables else []
        return self._held[name]

    def row(self, name: str) -> Row:
        """Return the one row of a query; an empty one where there is none."""
        return (self.rows(name) or [{}])[0]

    def _run(self, sql: str) -> list[dict[str, Any]]:
        try:
            result = self.connection.execute(sql)
        except duckdb.BinderException as error:
            raise OldWarehouse(
                f"The published warehouse was built by another release. Run 'influencers run' again. ({error})"
            ) from None  # the message holds it
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def text(name: str) -> tuple[str, str]:
    """Return the words at the head of a query, and the query without them: a command takes two dashes for an option."""
    words, sql = (places.REPORT / "sql" / f"{name}.sql").read_text(encoding="utf-8").strip().split("\n", 1)
    return words.removeprefix("-- "), sql


def names() -> list[str]:
    """Return the names of all queries."""
    found = (file.name for file in (places.REPORT / "sql").iterdir())
    return sorted(name.removesuffix(".sql") for name in found if name.endswith(".sql"))
