"""One run: what is new is loaded, what depends on it is rebuilt and published; with nothing new, only that is written down.

How the graph runs stands in ``graph``; how a run is shown to a person stands in ``cli``.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import duckdb

from pipeline import changes, summary
from pipeline.exports.boundary import NO_ACCOUNT
from pipeline.load import arrivals, books, cleaning
from pipeline.settings import Settings
from pipeline.warehouse.holder import CannotWrite
from pipeline.warehouse.warehouse import Warehouse

BROKEN_OFF = (
    "The run is broken off. What it has committed stays, and the published file is that of the last finished run. Look for "
    "room on that disk, and run again."
)


@dataclass
class Outcome:
    """How a run ended.

    Attributes:
        run_id: The run, in the web UI and in the books.
        succeeded: Whether every table was built, and the report drawn.
        published: Whether the warehouse was published, with or without its report.
        is_unchanged: Whether nothing was new since the last run that was published, so that nothing was done.
        failed: Step -> why.
        summary: What it made.
    """

    run_id: str
    succeeded: bool = True
    published: bool = False
    is_unchanged: bool = False
    failed: dict[str, str] = field(default_factory=dict)
    summary: dict[str, Any] = field(default_factory=dict)


def run(
    settings: Settings,
    progress: Callable[[str, int, int], None] = lambda step, done, steps: None,
    *,
    rebuild: bool = False,
) -> Outcome:
    """Load what is new, rebuild what depends on it, publish.

    Args:
        settings: What to load and where to.
        progress: Called with each table or step that has ended, how many have, and how many there are.
        rebuild: Build every table, whether what it follows from has changed or not.

    Raises:
        WarehouseBusy: Another process holds the working file, and did for as long as a run waits.
        CannotWrite: The home folder cannot be written.
        NoSpace: The disk has too little room for a run.
    """
    warehouse = Warehouse.of(settings)
    outcome = Outcome(run_id=str(uuid4()))
    cleaning.clean(warehouse, settings.home, lambda: _forget_runs(settings, outcome.run_id))
    # busy is said at once rather than after retries; and while the file is open, the steps need not read it anew
    with books.hold(warehouse) as working, _full_disk_told(settings):
        if rebuild:
            working.execute("delete from meta.fingerprints")
        books.start_run(working, outcome.run_id, settings.as_of_at, settings.known_on_at)
        if _has_nothing_to_do(working, settings, warehouse):
            outcome.is_unchanged = True
            books.end_run(working, outcome.run_id, "unchanged")
            books.close_run(working, warehouse, has_failed=False)
        else:
            _work(working, settings, warehouse, outcome, progress)
        shown = warehouse.read() if warehouse.is_back_dated and outcome.published else nullcontext(working)
        with shown as connection:
            outcome.summary = summary.of_run(connection, outcome.run_id, settings.incoming_folder)
            outcome.summary["accounts_missing"] = _waiting(connection, outcome.summary["rejected_files"], settings)
        outcome.summary["last_finished"] = books.last_finished(working)
        outcome.summary["clock"] = books.clock_warning(working, outcome.run_id)
    return outcome


def _has_nothing_to_do(working: duckdb.DuckDBPyConnection, settings: Settings, warehouse: Warehouse) -> bool:
    """Whether no file is new and readers have all that follows from what is loaded; a back-dated build is always asked for."""
    return (
        not warehouse.is_back_dated
        and warehouse.published.exists()
        and warehouse.report.exists()
        and not arrivals.arrived(working, settings)
        and changes.none_since_published(working, settings)
    )


def _work(
    working: duckdb.DuckDBPyConnection, settings: Settings, warehouse: Warehouse, outcome: Outcome,
    progress: Callable[[str, int, int], None],
) -> None:  # fmt: skip
    """Take the inbox, plan, and run the graph."""
    from pipeline import graph, work  # Dagster, the models and their contracts take seconds to import
    from pipeline.exports.mapping_files import read_mappings

    formats = read_mappings(settings.home / "mappings")
    settings.incoming_folder.mkdir(parents=True, exist_ok=True)
    progress("looking into new files", 0, 0)
    arrivals.take(working, settings, formats, outcome.run_id)
    assets = None if warehouse.is_back_dated else work.planned(working, settings, formats)
    outcome.succeeded, outcome.failed = graph.execute(settings, outcome.run_id, assets, progress)
    if books.status_of(working, outcome.run_id) == "running":  # Dagster itself could not go on
        books.close_run(working, warehouse, has_failed=True)
    outcome.published = books.status_of(working, outcome.run_id) == "finished"


def _waiting(
    connection: duckdb.DuckDBPyConnection, rejected: list[dict[str, Any]], settings: Settings
) -> list[dict[str, Any]]:
    """Return the files that wait for their account, with the command that says whose they are."""
    if not any(file["reason"] == NO_ACCOUNT for file in rejected):
        return []
    from pipeline.exports.mapping_files import read_mappings
    from pipeline.load.owners import unowned

    waiting = unowned(connection, rejected, read_mappings(settings.home / "mappings"))
    return [{**vars(group), "command": group.command(settings.incoming_folder)} for group in waiting]


def _forget_runs(settings: Settings, run_id: str) -> None:
    from pipeline import graph

    with graph.instance_of(settings) as instance:
        cleaning.forget_runs(instance, graph.dagster_home(settings), run_id)


@contextmanager
def _full_disk_told(settings: Settings) -> Iterator[None]:
    """Say what it means that the records of Dagster or the working file could not be written in the middle of a run."""
    try:
        yield
    except CannotWrite as error:
        raise CannotWrite(f"{error} {BROKEN_OFF}") from error
    except (duckdb.FatalException, duckdb.TransactionException, duckdb.IOException) as error:
        reason = str(error).splitlines()[-1]
        raise CannotWrite(f"The warehouse in {settings.home} could not be written: {reason}. {BROKEN_OFF}") from error
