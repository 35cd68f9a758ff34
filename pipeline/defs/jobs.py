"""The jobs, and the hook that writes a report when a step of theirs fails."""

import dagster as dg

from pipeline import failures
from pipeline.defs.resources import Pipeline


@dg.failure_hook(required_resource_keys={"pipeline"})
def report_failure(context: dg.HookContext) -> None:
    """Write a report that a person can act on, and post it where the settings say."""
    resource: Pipeline = context.resources.pipeline
    resource.note_failure()
    error = context.op_exception
    if isinstance(error, dg.Failure):  # how a step says that trying again would not help; the cause says why
        error = error.__cause__ or error
    failures.report(resource.settings, context.run_id, context.step_key, error, context.log.warning)


NIGHTLY_RUN = dg.define_asset_job(
    "nightly_run",
    selection=dg.AssetSelection.all(),
    hooks={report_failure},
    description="Load every new export, rebuild what depends on it, publish the warehouse.",
)
LOAD_NEW_EXPORTS = dg.define_asset_job(
    "load_new_exports",
    selection=dg.AssetSelection.groups("exports"),
    hooks={report_failure},
    description="Load new exports only; with a partition, those captured on that day.",
)
REFRESH_MARTS = dg.define_asset_job(
    "refresh_marts",
    selection=dg.AssetSelection.all() - dg.AssetSelection.groups("exports"),
    hooks={report_failure},
    description="Rebuild the models from what is loaded, and publish.",
)


@dg.definitions
def jobs() -> dg.Definitions:
    """Return the jobs."""
    return dg.Definitions(jobs=[NIGHTLY_RUN, LOAD_NEW_EXPORTS, REFRESH_MARTS])
