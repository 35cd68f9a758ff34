"""The graph, run in this process, with a record that the web UI shows in its lists and in its timeline.

Belongs here: all that a run needs of Dagster. Whether there is anything to run is for ``run``; what the graph is, for ``defs``.
"""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dagster as dg
from dagster._core.definitions.job_base import InMemoryJob
from dagster._core.execution.api import execute_run
from dagster._core.remote_origin import (
    ManagedGrpcPythonEnvCodeLocationOrigin,
    RemoteJobOrigin,
    RemoteRepositoryOrigin,
)
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin
from sqlalchemy.exc import OperationalError

from pipeline.settings import Settings
from pipeline.warehouse.holder import CannotWrite

JOB = "nightly_run"
QUIET = "telemetry:\n  enabled: false\nnux:\n  enabled: false\n"
EVENT_LOG = "event_log_storage:\n  module: pipeline.records\n  class: EventLog\n  config:\n    base_dir: "
OURS = re.compile(re.escape(QUIET) + f"(?:{re.escape(EVENT_LOG)}.*\n)?")  # a file that nobody has edited
WRAPPINGS = ("Dagster", "RetryRequested", "Failure")  # errors of Dagster around a step's own
TICKS = {"ASSET_MATERIALIZATION", "STEP_SUCCESS", "STEP_FAILURE", "STEP_SKIPPED"}
# Dagster has no public way to say where a run that it did not start comes from; without that the timeline leaves it out
ORIGIN = RemoteJobOrigin(
    RemoteRepositoryOrigin(
        ManagedGrpcPythonEnvCodeLocationOrigin(
            LoadableTargetOrigin(module_name="pipeline.definitions"), location_name="influencer-analytics"
        ),
        "__repository__",
    ),
    JOB,
)

Progress = Callable[[str, int, int], None]


def dagster_home(settings: Settings) -> Path:
    """Return the folder of Dagster's records, made if need be: DAGSTER_HOME, else <home>/dagster."""
    folder = Path(os.environ.get("DAGSTER_HOME") or settings.home / "dagster").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "dagster.yaml"
    wanted = f"{QUIET}{EVENT_LOG}{json.dumps(str(folder / 'history' / 'runs'))}\n"
    if not config.exists() or (OURS.fullmatch(text := config.read_text(encoding="utf-8")) and text != wanted):
        config.write_text(wanted, encoding="utf-8")
    return folder


@contextmanager
def instance_of(settings: Settings) -> Iterator[dg.DagsterInstance]:
    """Open Dagster's records."""
    before = os.environ.get("DAGSTER_HOME")
    os.environ["DAGSTER_HOME"] = str(dagster_home(settings))
    try:
        with dg.DagsterInstance.get() as instance:
            yield instance
    finally:
        if before is None:
            del os.environ["DAGSTER_HOME"]
        else:
            os.environ["DAGSTER_HOME"] = before


def execute(
    settings: Settings, run_id: str, assets: Sequence[str] | None, progress: Progress
) -> tuple[bool, dict[str, str]]:
    """Run the graph, or the part of it that was planned.

    Args:
        settings: The settings of the run.
        run_id: The run.
        assets: The assets to look at, as ``group.name``; everything if none are named.
        progress: Called with each table or step that has ended, how many have, and how many there are.

    Returns:
        Whether every step succeeded, and of those that did not why.

    Raises:
        CannotWrite: Dagster's records could not be written.
    """
    from pipeline.definitions import defs

    job = defs().resolve_job_def(JOB)
    if assets is not None:
        job = job.get_subset(asset_selection={dg.AssetKey(name.split(".")) for name in assets})
    failed: dict[str, str] = {}
    expected = len(job.asset_layer.selected_asset_keys) + len(job.nodes)
    ended = 0

    def listen(record: dg.EventLogEntry) -> None:
        nonlocal ended
        event = record.dagster_event
        if event is None or event.event_type_value not in TICKS:
            return
        ended += 1
        key = event.asset_key if event.event_type_value == "ASSET_MATERIALIZATION" else None
        progress(".".join(key.path) if key else str(event.step_key), ended, expected)
        if event.event_type_value == "STEP_FAILURE" and event.step_key:
            failed[event.step_key] = _reason(event.step_failure_data.error)

    try:
        with instance_of(settings) as instance:
            instance.add_event_listener(run_id, listen)
            config = _run_config(settings)
            run = instance.create_run_for_job(
                job_def=job, run_id=run_id, run_config=config, remote_job_origin=ORIGIN,
                asset_selection=job.asset_selection, tags=job.run_tags,
            )  # fmt: skip
            result = execute_run(InMemoryJob(job), run, instance)
    except OperationalError as error:
        raise CannotWrite(f"Dagster's records could not be written: {error.orig}.") from error
    return result.success, failed


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


if __name__ == "__main__":  # ``python -m pipeline.graph HOME`` prepares the folder of Dagster's records
    dagster_home(Settings(home=Path(sys.argv[1])))
