"""Checks of what returns rest on: they warn when amounts or packages could not be used as stated."""

import dagster as dg

from pipeline.defs.published import PUBLISHED
from pipeline.defs.resources import Pipeline

UNCONVERTED = """
    select currency, source, count(*) as records
    from (
        select 'deals' as source, currency, cost is not null and cost_reporting is null as is_missing
        from staging.stg_deals
        union all
        select 'orders', currency, net_revenue is not null and net_revenue_reporting is null from staging.stg_orders
        union all
        select 'ad_spend', currency, spend is not null and spend_reporting is null from staging.stg_ad_spend
    ) as amounts
    where is_missing
    group by currency, source
    order by currency, source
"""
REFUSED = """
    select distinct deal_id, allocation_refused from intermediate.int_deal_shares
    where allocation_refused is not null order by deal_id
"""


@dg.asset_check(asset=PUBLISHED, name="amounts_are_converted")
def amounts_are_converted(pipeline: Pipeline) -> dg.AssetCheckResult:
    """Warn when amounts have no exchange rate of their day: they are unknown in returns, never summed as they stand."""
    with pipeline.warehouse.read() as connection:
        missing = connection.execute(UNCONVERTED).fetchall()
    words = ", ".join(f"{records} {source} in {currency}" for currency, source, records in missing)
    return dg.AssetCheckResult(
        passed=not missing,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"without_a_rate": words or "none", "remedy": "add the rates to <home>/reference/exchange_rates.csv"},
    )


@dg.asset_check(asset=PUBLISHED, name="packages_are_divided_as_declared")
def packages_are_divided_as_declared(pipeline: Pipeline) -> dg.AssetCheckResult:
    """Warn when a declared allocation could not be used, so that the package was divided equally."""
    with pipeline.warehouse.read() as connection:
        refused = connection.execute(REFUSED).fetchall()
    words = "; ".join(f"{deal}: {reason}" for deal, reason in refused[:10])
    return dg.AssetCheckResult(
        passed=not refused, severity=dg.AssetCheckSeverity.WARN, metadata={"refused": words or "none"}
    )


@dg.definitions
def return_checks() -> dg.Definitions:
    """Return the checks."""
    return dg.Definitions(asset_checks=[amounts_are_converted, packages_are_divided_as_declared])
