"""The report of the published warehouse."""

import dagster as dg

from pipeline.defs.execution import NIGHTLY, OWNERS
from pipeline.defs.published import PUBLISHED
from pipeline.defs.resources import Pipeline
from pipeline.failures import in_our_words

REPORT = dg.AssetKey(["published", "report"])


@dg.asset(key=REPORT, deps=[PUBLISHED], group_name="published", kinds={"html"}, owners=OWNERS, freshness_policy=NIGHTLY)
def report(pipeline: Pipeline) -> dg.MaterializeResult:
    """One HTML file that answers macro or micro from the published warehouse, and opens without a network.

    Drawn after publishing and swapped in whole: should drawing fail, the warehouse stays published and the last report in place.
    """
    from pipeline.report import page  # the charting library takes a second to import

    with in_our_words():
        path = page.write(pipeline.settings)
    return dg.MaterializeResult(metadata={"path": dg.MetadataValue.path(str(path)), "bytes": path.stat().st_size})


@dg.definitions
def reports() -> dg.Definitions:
    """Return the report."""
    return dg.Definitions(assets=[report])
