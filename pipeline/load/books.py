"""The books of a run: runs, what waits in the inbox, and whether the counts balance."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import duckdb

from pipeline import __version__, places
from pipeline.warehouse import publishing
from pipeline.warehouse.rows import as_dicts
from pipeline.warehouse.warehouse import Warehouse
from schemas.types import literal

log = logging.getLogger(__name__)

SOONEST = timedelta(microseconds=1)
KEPT = {"runs": "*", "loads": "*", "rejected_rows": "* exclude (raw_record)", "unread_values": "*"}


def _clock() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def start_run(
    connection: duckdb.DuckDBPyConnection, run_id: str, as_of_at: datetime | None, known_on_at: datetime | None = None
) -> None:
    """Write down that a run starts, after everything that the books hold, whatever the machine's clock says.

    A run that was killed before it could say how it ended has failed. A run starts once: a step that is tried again
    finds its row.
    """
    if connection.execute("select 1 from meta.runs where run_id = ?", [run_id]).fetchone():
        return
    clock, newest = _clock(), _newest(connection)
    is_behind = newest is not None and clock <= newest
    started_at = newest + SOONEST if newest and is_behind else clock
    connection.execute(
        "update meta.runs set run_status = 'failed', ended_at = ? where run_status = 'running'", [started_at]
    )
    connection.execute(
        "insert into meta.runs (run_id, started_at, run_status, as_of_at, known_on_at, pipeline_version, clock_at) "
        "values (?, ?, 'running', ?, ?, ?, ?)",
        [run_id, started_at, as_of_at, known_on_at, __version__, clock if is_behind else None],
    )


def _newest(connection: duckdb.DuckDBPyConnection) -> datetime | None:
    """Return the latest moment in the books."""
    found = connection.execute("""
        select max(moment) from (
            select greatest(started_at, ended_at) as moment from meta.runs
            union all select ended_at from meta.loads
        )
    """).fetchall()
    return cast("datetime | None", found[0][0])


def clock_of(connection: duckdb.DuckDBPyConnection, run_id: str) -> Callable[[], datetime]:
    """Return the clock of a run: the machine's, moved on where that is behind the books, and never before the run's start."""
    row = connection.execute("select started_at, clock_at from meta.runs where run_id = ?", [run_id]).fetchone()
    if row is None:
        return _clock
    started_at, clock_at = row
    behind = started_at - clock_at if clock_at else timedelta()
    return lambda: max(_clock() + behind, started_at)


def clock_warning(connection: duckdb.DuckDBPyConnection, run_id: str) -> str | None:
    """Return in words that the machine's clock was behind the books when a run started, if it was."""
    row = connection.execute(
        "select clock_at, started_at from meta.runs where run_id = ? and clock_at is not null", [run_id]
    ).fetchone()
    if row is None:
        return None
    return (
        f"The clock says {row[0]:%Y-%m-%d %H:%M:%S}, the newest entry in the books is of {row[1]:%Y-%m-%d %H:%M:%S} (UTC). "
        "This run is written down after that entry. Set the machine's clock right."
    )


def status_of(connection: duckdb.DuckDBPyConnection, run_id: str) -> str | None:
    """Return how a run stands; none if the books do not know it."""
    row = connection.execute("select run_status from meta.runs where run_id = ?", [run_id]).fetchone()
    return str(row[0]) if row else None


def end_run(connection: duckdb.DuckDBPyConnection, run_id: str, status: str, ended_at: datetime | None = None) -> None:
    """Write down how a run ended: finished or failed."""
    moment = ended_at or clock_of(connection, run_id)()
    connection.execute("update meta.runs set run_status = ?, ended_at = ? where run_id = ?", [status, moment, run_id])


def settle(connection: duckdb.DuckDBPyConnection, finished_runs: Callable[[], dict[str, datetime]]) -> None:
    """Write down how runs ended that could not say so: finished if readers can open what they published, else failed."""
    running = connection.execute("select run_id from meta.runs where run_status = 'running'").fetchall()
    finished = finished_runs() if running else {}
    for (run_id,) in running:
        end_run(connection, run_id, "finished" if run_id in finished else "failed", finished.get(run_id))


@contextmanager
def hold(warehouse: Warehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the working file for the length of a run; what killed runs have left is settled and removed first.

    Raises:
        WarehouseBusy: Another process holds it.
        CannotWrite: It cannot be written.
        NoSpace: The disk has too little room for a run.
    """
    with warehouse.connect() as connection:
        warehouse.remove_leftovers()
        warehouse.require_room()
        settle(connection, warehouse.finished_runs)
        yield connection


def publish_run(warehouse: Warehouse, run_id: str) -> Path:
    """Let readers have what a run has built, and write down that it is finished: no sooner, and in both files the same.

    Killed before the swap, the run has failed; killed after it, the next run finds it finished in the published file.
    """
    with warehouse.connect() as working:
        ended_at = clock_of(working, run_id)()
        with warehouse.connect_models() as connection:
            path = warehouse.publish(connection, lambda made: end_run(made, run_id, "finished", ended_at))
        end_run(working, run_id, "finished", ended_at)
    if not warehouse.is_back_dated:
        warehouse.books.unlink(missing_ok=True)  # today's published file has them
    return path


def close_run(connection: duckdb.DuckDBPyConnection, warehouse: Warehouse, *, has_failed: bool) -> None:
    """Settle a run that has failed, and keep its books beside the published file where that does not have them."""
    if has_failed:
        settle(connection, warehouse.finished_runs)
    last = connection.execute("select run_id, run_status from meta.runs order by started_at desc limit 1").fetchone()
    if last and last[1] != "running" and not warehouse.shows(last[0]):
        keep(connection, warehouse.books)


def keep(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write the books into a file of their own, for who looks while the published file does not have them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = publishing.following(path)
    try:
        connection.execute(f"attach {literal(str(begun))} as kept (storage_version 'v1.2.0')")
        connection.execute("create schema kept.meta")
        for table, columns in KEPT.items():
            connection.execute(f"create table kept.meta.{table} as select {columns} from meta.{table}")
        connection.execute("checkpoint kept")
        connection.execute("detach kept")
        publishing.swap_in(begun, path)
    except (duckdb.Error, OSError) as error:  # what the run itself failed of counts, and is told
        log.warning("%s could not be written, so that status does not know this run: %s", path, error)
    finally:
        connection.execute("detach database if exists kept")
        publishing.remove_begun(path)


def waiting(connection: duckdb.DuckDBPyConnection) -> int:
    """Return how many tables wait in the inbox."""
    return int(connection.execute("select count(*) from meta.inbox").fetchall()[0][0])


def files_new(connection: duckdb.DuckDBPyConnection, run_id: str) -> int | None:
    """Return how many files were new to a run; none if it has not looked yet."""
    found = connection.execute("select files_new from meta.runs where run_id = ?", [run_id]).fetchall()
    return found[0][0] if found else None


def last_finished(connection: duckdb.DuckDBPyConnection) -> datetime | None:
    """Return when the last run ended that readers can open; a back-dated one is another's."""
    query = (
        "select max(ended_at) from meta.runs where run_status = 'finished' and coalesce(as_of_at, known_on_at) is null"
    )
    return cast("datetime | None", connection.execute(query).fetchall()[0][0])


def rejected_by(connection: duckdb.DuckDBPyConnection, run_id: str) -> list[tuple[str, str, str]]:
    """Return the files that a run has rejected so far, with reason and remedy."""
    query = (
        "select file_name, reason, remedy from meta.loads where run_id = ? and status = 'rejected' order by file_name"
    )
    return connection.execute(query, [run_id]).fetchall()


def days_waiting(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the days of capture of what waits in the inbox."""
    days = connection.execute("select distinct captured_date from meta.inbox order by 1").fetchall()
    return [day.isoformat() for (day,) in days]


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
    return as_dicts(connection, (places.SQL / "checks" / "books_balance.check.sql").read_text(encoding="utf-8"))
