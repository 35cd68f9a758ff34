"""Checks that are about more than one table: they warn when a person should look."""

import dagster as dg

from pipeline.defs.published import PUBLISHED
from pipeline.defs.resources import Pipeline

ABSENT = """
    select platform from meta.loads where status = 'loaded' and platform is not null
    group by platform having max(captured_at) < (select max(captured_at) from meta.loads) - interval 14 days
    order by platform
"""
REJECTED = """
    select count(*) from meta.loads
    where rows_rejected > 0.1 * rows_read and run_id = (select run_id from meta.runs order by started_at desc limit 1)
"""


@dg.asset_check(asset=PUBLISHED, name="platforms_keep_coming")
def platforms_keep_coming(pipeline: Pipeline) -> dg.AssetCheckResult:
    """Warn when a platform has brought no file for two weeks while others have."""
    with pipeline.warehouse.read() as connection:
        absent = [row[0] for row in connection.execute(ABSENT).fetchall()]
    return dg.AssetCheckResult(
        passed=not absent, severity=dg.AssetCheckSeverity.WARN, metadata={"platforms": ", ".join(absent) or "none"}
    )


@dg.asset_check(asset=PUBLISHED, name="few_rejections")
def few_rejections(pipeline: Pipeline) -> dg.AssetCheckResult:
    """Warn when a file of the last run had more than a tenth of its records rejected."""
    with pipeline.warehouse.read() as connection:
        files = connection.execute(REJECTED).fetchall()[0][0]
    return dg.AssetCheckResult(passed=files == 0, severity=dg.AssetCheckSeverity.WARN, metadata={"files": files})


@dg.definitions
def checks() -> dg.Definitions:
    """Return the checks."""
    return dg.Definitions(asset_checks=[platforms_keep_coming, few_rejections])
