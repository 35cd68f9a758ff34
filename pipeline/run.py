"""One run of the whole graph in this process, with a record that the web UI shows.

What the graph is stands in ``defs``; how a run is shown to a person stands in ``cli``.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import dagster as dg
import duckdb
from sqlalchemy.exc import OperationalError

from pipeline import summary
from pipeline.load import books, cleaning
from pipeline.settings import Settings
from pipeline.warehouse.holder import CannotWrite
from pipeline.warehouse.warehouse import Warehouse

INSTANCE = "telemetry:\n  enabled: false\nnux:\n  enabled: false\n"
BROKEN_OFF = (
    "The run is broken off. What it has committed stays, and the published file is that of the last finished run. Look for "
    "room on that disk, and run again."
)
WRAPPINGS = ("Dagster", "RetryRequested", "Failure")  # errors of Dagster around a step's own
ENDED = {"STEP_SUCCESS", "STEP_FAILURE", "STEP_SKIPPED"}


@dataclass
class Outcome:
    """How a run ended.

    Attributes:
        run_id: The run, in the web UI and in the books.
        succeeded: Whether every table was built, and the report drawn.
        published: Whether the warehouse was published, with or without its report.
        failed: Step -> why.
        summary: What it made.
    """

    run_id: str
    succeeded: bool = True
    published: bool = False
    failed: dict[str, str] = field(default_factory=dict)
    summary: dict[str, Any] = field(default_factory=dict)


def dagster_home(settings: Settings) -> Path:
    """Return the folder of Dagster's records, made if need be: DAGSTER_HOME, else <home>/dagster."""
    folder = Path(os.environ.get("DAGSTER_HOME") or settings.home / "dagster").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "dagster.yaml"
    if not config.exists():
        config.write_text(INSTANCE, encoding="utf-8")
    return folder


def run(settings: Settings, progress: Callable[[str, int, int], None] = lambda step, done, steps: None) -> Outcome:
    """Load what is new, rebuild what depends on it, publish.

    Args:
        settings: What to load and where to.
        progress: Called with each step that has ended, how many have, and how many there are.

    Raises:
        WarehouseBusy: Another process holds the working file, and did for as long as a run waits.
        CannotWrite: The home folder cannot be written.
        NoSpace: The disk has too little room for a run.
    """
    warehouse = Warehouse.of(settings)
    outcome = Outcome(run_id=str(uuid4()))
    with _instance(dagster_home(settings)) as instance:
        cleaning.clean(
            warehouse, settings.home, lambda: cleaning.forget_runs(instance, dagster_home(settings), outcome.run_id)
        )
    # busy is said at once rather than after retries; and while the file is open, the steps need not read it anew
    with books.hold(warehouse) as working, _instance(dagster_home(settings)) as instance, _full_disk_told(settings):
        outcome.succeeded = _execute(settings, instance, outcome, progress)
        if books.status_of(working, outcome.run_id) == "running":  # Dagster itself could not go on
            books.close_run(working, warehouse, has_failed=True)
        outcome.published = books.status_of(working, outcome.run_id) == "finished"
        shown = warehouse.read() if warehouse.is_back_dated and outcome.published else nullcontext(working)
        with shown as connection:
            outcome.summary = summary.of_run(connection, outcome.run_id, settings.incoming_folder)
        outcome.summary["clock"] = books.clock_warning(working, outcome.run_id)
    return outcome


def _execute(
    settings: Settings, instance: dg.DagsterInstance, outcome: Outcome, progress: Callable[[str, int, int], None]
) -> bool:
    """Run the graph, tell of its steps, and return whether all of them succeeded."""
    from pipeline.definitions import defs  # importing Dagster's graph takes a second

    job = defs().resolve_job_def("nightly_run")
    steps = len(job.nodes)
    ended: set[str] = set()

    def listen(record: dg.EventLogEntry) -> None:
        event = record.dagster_event
        if event and event.event_type_value in ENDED and event.step_key:
            ended.add(event.step_key)
            progress(event.step_key, len(ended), steps)
        if event and event.event_type_value == "STEP_FAILURE" and event.step_key:
            outcome.failed[event.step_key] = _reason(event.step_failure_data.error)

    instance.add_event_listener(outcome.run_id, listen)
    result = job.execute_in_process(
        instance=instance, run_id=outcome.run_id, raise_on_error=False, run_config=_run_config(settings)
    )
    return result.success


@contextmanager
def _full_disk_told(settings: Settings) -> Iterator[None]:
    """Say what it means that the records of Dagster or the working file could not be written in the middle of a run."""
    try:
        yield
    except OperationalError as error:
        raise CannotWrite(f"Dagster's records could not be written: {error.orig}. {BROKEN_OFF}") from error
    except (duckdb.FatalException, duckdb.TransactionException, duckdb.IOException) as error:
        reason = str(error).splitlines()[-1]
        raise CannotWrite(f"The warehouse in {settings.home} could not be written: {reason}. {BROKEN_OFF}") from error


@contextmanager
def _instance(folder: Path) -> Any:
    before = os.environ.get("DAGSTER_HOME")
    os.environ["DAGSTER_HOME"] = str(folder)
    try:
        with dg.DagsterInstance.get() as instance:
            yield instance
    finally:
        if before is None:
            del os.environ["DAGSTER_HOME"]
        else:
            os.environ["DAGSTER_HOME"] = before


def _run_config(settings: Settings) -> dict[str, Any]:
    given = {"home": str(settings.home.resolve()), "incoming": str(settings.incoming_folder.resolve())}
    if settings.as_of:
        given["as_of"] = settings.as_of.isoformat()
    if settings.known_on:
        given["known_on"] = settings.known_on.isoformat()
    return {
        "resources": {"pipeline": {"config": given}},
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
    }


def _reason(error: Any) -> str:
    """Return what a step itself said that failed, without Dagster's wrappings and without what the step has put better."""
    while error is not None and error.cause is not None and str(error.cls_name).startswith(WRAPPINGS):
        error = error.cause
    return str(error.message).strip() if error is not None else "no reason recorded"


if __name__ == "__main__":  # ``python -m pipeline.run HOME`` prepares the folder of Dagster's records
    dagster_home(Settings(home=Path(sys.argv[1])))
