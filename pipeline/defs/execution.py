"""Policy that holds for all assets: one process, owners, retries, freshness."""

from datetime import timedelta

import dagster as dg

OWNERS = ["team:influencer-analytics"]
RETRIES = dg.RetryPolicy(max_retries=2, delay=5, backoff=dg.Backoff.EXPONENTIAL)
NIGHTLY = dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=36), warn_window=timedelta(hours=26))


@dg.definitions
def execution() -> dg.Definitions:
    """Run the steps in one process: a single DuckDB file has one writer."""
    return dg.Definitions(executor=dg.in_process_executor)
