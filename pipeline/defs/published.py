"""The finished warehouse, after every table of it."""

import dagster as dg

from pipeline.defs.execution import NIGHTLY, OWNERS, RETRIES
from pipeline.defs.resources import Pipeline
from pipeline.failures import in_our_words
from pipeline.load import books
from pipeline.models import sql_models
from pipeline.semantic.views import create_views

PUBLISHED = dg.AssetKey(["published", "warehouse"])
TABLES = [table.split(".") for table in sql_models.declared() if table.split(".")[0] in sql_models.SCHEMAS]


@dg.asset(
    key=PUBLISHED, deps=[dg.AssetKey(table) for table in TABLES], group_name="published", kinds={"duckdb"}, owners=OWNERS,
    retry_policy=RETRIES, freshness_policy=NIGHTLY,
)  # fmt: skip
def warehouse(context: dg.AssetExecutionContext, pipeline: Pipeline) -> dg.MaterializeResult:
    """The finished warehouse that analysts and BI tools open: a copy swapped in whole, never half written.

    A back-dated build is published beside it, under the name of its day.
    """
    with in_our_words(), pipeline.connect_models() as connection:
        create_views(connection)
    path = books.publish_run(pipeline.warehouse, context.run.run_id)
    return dg.MaterializeResult(metadata={"path": dg.MetadataValue.path(str(path)), "bytes": path.stat().st_size})


@dg.definitions
def published() -> dg.Definitions:
    """Return the published copy."""
    return dg.Definitions(assets=[warehouse])
