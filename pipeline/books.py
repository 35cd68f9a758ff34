"""The books of a run: runs, what waits in the inbox, and whether the counts balance."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import duckdb

from pipeline import __version__


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def start_run(
    connection: duckdb.DuckDBPyConnection, run_id: str, as_of_at: datetime | None, known_on_at: datetime | None = None
) -> None:
    """Write down that a run starts; one that was killed before it could say how it ended has failed."""
    connection.execute(
        "update meta.runs set run_status = 'failed', ended_at = ? where run_status = 'running' and run_id <> ?",
        [_now(), run_id],
    )
    connection.execute("delete from meta.runs where run_id = ?", [run_id])
    connection.execute(
        "insert into meta.runs (run_id, started_at, run_status, as_of_at, known_on_at, pipeline_version) "
        "values (?, ?, 'running', ?, ?, ?)",
        [run_id, _now(), as_of_at, known_on_at, __version__],
    )


def end_run(connection: duckdb.DuckDBPyConnection, run_id: str, status: str) -> None:
    """Write down how a run ended: finished or failed."""
    connection.execute("update meta.runs set run_status = ?, ended_at = ? where run_id = ?", [status, _now(), run_id])


def waiting(connection: duckdb.DuckDBPyConnection) -> int:
    """Return how many tables wait in the inbox."""
    return int(connection.execute("select count(*) from meta.inbox").fetchall()[0][0])


def inbox_of(
    connection: duckdb.DuckDBPyConnection, family: str, day: date | None = None
) -> Iterator[tuple[str, set[str]]]:
    """Give the files that wait for a family, in their fixed order, with the names of its tables in each."""
    rows = connection.execute(
        """
        select path_name, list(file_name) from meta.inbox
        where family = ? and (? is null or captured_date = ?)
        group by path_name order by path_name
        """,
        [family, day, day],
    ).fetchall()
    for path, names in rows:
        yield path, set(names)


def unbalanced(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return the files whose records are not all accounted for."""
    rows = connection.execute("""
        select file_name, rows_read, rows_accepted, rows_rejected, rows_duplicate from meta.loads
        where rows_read <> rows_accepted + rows_rejected + rows_duplicate
    """)
    names = [column[0] for column in rows.description]
    return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
