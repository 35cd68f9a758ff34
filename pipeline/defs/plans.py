"""The plans as assets: made from the plan files and the models, before publishing."""

from collections.abc import Iterator

import dagster as dg

from pipeline.defs.execution import NIGHTLY, OWNERS, RETRIES
from pipeline.defs.resources import Pipeline
from pipeline.defs.table_assets import broken_check, broken_failure, column_schema, contract_check, is_asset, key_of
from pipeline.models.building import BrokenContract
from pipeline.models.fingerprints import Fingerprints
from pipeline.plan import READS
from pipeline.plan.due import is_due, note_made
from pipeline.warehouse.ddl import words_of
from schemas.marts.plan_marts import PLAN_MARTS

PLANS = [dg.AssetKey(["marts", name]) for name in PLAN_MARTS]
UNMET = """
    select plan_id || ', ' || scenario, status_sentence from marts.budget_plan
    where plan_status not in ('optimal', 'within 0.1 %', 'time limit') order by all
"""
INPUTS = [key_of(table) for table in READS if is_asset(table)]


@dg.multi_asset(
    name="marts__budget_plan",
    specs=[
        dg.AssetSpec(
            key, deps=INPUTS, group_name="marts", description=words_of(PLAN_MARTS[key.path[-1]]), owners=OWNERS,
            kinds={"python", "duckdb", "table"}, metadata=column_schema(".".join(key.path)), freshness_policy=NIGHTLY,
        )
        for key in PLANS
    ],
    check_specs=[
        dg.AssetCheckSpec(
            "plans_can_be_made", asset=PLANS[0],
            description="Every plan file can be used, and each of its scenarios can be met within its budget.",
        ),
        *map(contract_check, PLANS),
    ],
    retry_policy=RETRIES, can_subset=True,
)  # fmt: skip
def budget_plans(
    context: dg.AssetExecutionContext, pipeline: Pipeline
) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    """Choose creators for each plan in data/reference/plans and <home>/reference/plans, by scenario."""
    from pipeline.plan import make  # the solver takes a while to import

    folders = [pipeline.settings.home / "reference" / "plans"]
    with pipeline.connect_models() as connection:
        fingerprints = Fingerprints(connection, pipeline.settings.for_models())
        rows: dict[str, int] = {}
        if is_due(fingerprints, folders):
            made = make.make_all(connection, folders)
            try:
                rows = make.write(connection, made)
            except BrokenContract as broken:
                yield broken_check(dg.AssetKey(broken.model.split(".")), broken)
                raise broken_failure(broken) from broken
            note_made(connection, fingerprints, folders)
        unmet = dict(connection.execute(UNMET).fetchall())
    check = dg.AssetCheckResult(
        asset_key=PLANS[0], check_name="plans_can_be_made", passed=not unmet, severity=dg.AssetCheckSeverity.WARN,
        metadata={"unmet": dg.MetadataValue.json(unmet)},
    )  # fmt: skip
    for key in (key for key in PLANS if key in context.selected_asset_keys):
        said = {"dagster/row_count": rows[key.path[-1]]} if rows else {"unchanged": True}
        yield dg.MaterializeResult(
            asset_key=key, metadata=said,
            check_results=[
                dg.AssetCheckResult(asset_key=key, check_name="contract", passed=True),
                *([check] if key == PLANS[0] else []),
            ],
        )  # fmt: skip


@dg.definitions
def plans() -> dg.Definitions:
    """Return the plans."""
    return dg.Definitions(assets=[budget_plans])
