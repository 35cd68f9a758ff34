"""What starts a run between nights: new files in the incoming folder."""

import hashlib

import dagster as dg

from pipeline.defs.jobs import NIGHTLY_RUN
from pipeline.defs.resources import Pipeline
from pipeline.exports.files import find, states
from pipeline.exports.names import name_of


@dg.sensor(job=NIGHTLY_RUN, minimum_interval_seconds=60)
def new_exports(context: dg.SensorEvaluationContext, pipeline: Pipeline) -> dg.SensorResult | dg.SkipReason:
    """Start a run when the files in the incoming folder have changed and have then stayed the same for a minute."""
    folder = pipeline.settings.incoming_folder
    state = hashlib.sha256()
    files = find(folder) if folder.is_dir() else []
    for path, size, changed in states(files):
        state.update(f"{name_of(path, folder)}\n{size}\n{changed}\n".encode())
    seen = state.hexdigest()
    before, _, settled = (context.cursor or ":").partition(":")
    if not files:
        return dg.SkipReason(f"{folder} holds no files")
    if seen == settled:
        return dg.SkipReason("No new files")
    if seen != before:  # still being copied, perhaps
        context.update_cursor(f"{seen}:{settled}")
        return dg.SkipReason("Files have changed; waiting a minute for copying to end")
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=seen)], cursor=f"{seen}:{seen}")


@dg.definitions
def sensors() -> dg.Definitions:
    """Return the sensor."""
    return dg.Definitions(sensors=[new_exports])
