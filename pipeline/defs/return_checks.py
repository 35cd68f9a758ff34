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
UNKNOWN_STATES = """
    select shop_system, order_state, orders_placed from intermediate.int_order_states
    where is_state_unknown order by orders_placed desc, shop_system, order_state
"""
MISSING_DEALS = "select deal_id from marts.deal_results where not_in_latest_sheet order by deal_id"


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


@dg.asset_check(asset=PUBLISHED, name="order_states_are_known")
def order_states_are_known(pipeline: Pipeline) -> dg.AssetCheckResult:
    """Warn when orders have a state that reference.order_states does not have: they count as none."""
    with pipeline.warehouse.read() as connection:
        unknown = connection.execute(UNKNOWN_STATES).fetchall()
    return dg.AssetCheckResult(
        passed=not unknown,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "orders": sum(orders for _, _, orders in unknown),
            "states": len(unknown),
            "remedy": "see intermediate.int_order_states, and add the states to <home>/reference/order_states.csv",
        },
    )


@dg.asset_check(asset=PUBLISHED, name="deals_are_in_their_latest_sheet")
def deals_are_in_their_latest_sheet(pipeline: Pipeline) -> dg.AssetCheckResult:
    """Warn when a later edition of a deal's sheet no longer has the deal: it stays, and a person should say which is right."""
    with pipeline.warehouse.read() as connection:
        missing = [deal for (deal,) in connection.execute(MISSING_DEALS).fetchall()]
    return dg.AssetCheckResult(
        passed=not missing,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"missing": ", ".join(missing[:10]) or "none", "deals": len(missing)},
    )


@dg.definitions
def return_checks() -> dg.Definitions:
    """Return the checks."""
    return dg.Definitions(
        asset_checks=[
            amounts_are_converted,
            packages_are_divided_as_declared,
            order_states_are_known,
            deals_are_in_their_latest_sheet,
        ]
    )
