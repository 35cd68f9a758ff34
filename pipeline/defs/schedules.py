"""When the nightly run starts."""

import dagster as dg

from pipeline.defs.jobs import NIGHTLY_RUN
from pipeline.settings import Settings


@dg.definitions
def schedules() -> dg.Definitions:
    """Return the nightly schedule, at the time that the settings say."""
    settings = Settings()
    nightly = dg.ScheduleDefinition(
        name="nightly",
        job=NIGHTLY_RUN,
        cron_schedule=settings.schedule,
        execution_timezone=settings.schedule_zone,
        description="Every night: load, rebuild, publish.",
    )
    return dg.Definitions(schedules=[nightly])
