"""The plans as assets: made from the plan files and the models, before publishing."""

from collections.abc import Iterator

import dagster as dg

from pipeline.defs.execution import NIGHTLY, OWNERS, RETRIES
from pipeline.defs.models import KNOWN, REFERENCE, broken_check, broken_failure, column_schema, contract_check
from pipeline.defs.resources import Pipeline
from pipeline.models.sql_models import BrokenContract
from pipeline.plan import READS
from pipeline.warehouse.ddl import words_of
from schemas.marts.plan_marts import PLAN_MARTS

PLANS = [dg.AssetKey(["marts", name]) for name in PLAN_MARTS]
INPUTS = {"reference": REFERENCE, "meta": KNOWN}


def _inputs() -> list[dg.AssetKey]:
    parts = [table.split(".") for table in READS]
    return sorted({INPUTS.get(schema, dg.AssetKey([schema, name])) for schema, name in parts})


@dg.multi_asset(
    name="marts__budget_plan",
    specs=[
        dg.AssetSpec(
            key, deps=_inputs(), group_name="marts", description=words_of(PLAN_MARTS[key.path[-1]]), owners=OWNERS,
            kinds={"python", "duckdb", "table"}, metadata=column_schema(PLAN_MARTS[key.path[-1]]), freshness_policy=NIGHTLY,
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
    retry_policy=RETRIES,
)  # fmt: skip
def budget_plans(pipeline: Pipeline) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    """Choose creators for each plan in data/reference/plans and <home>/reference/plans, by scenario."""
    from pipeline.plan import make  # the solver takes a while to import

    with pipeline.connect_models() as connection:
        made = make.make_all(connection, [pipeline.settings.home / "reference" / "plans"])
        try:
            rows = make.write(connection, made)
        except BrokenContract as broken:
            yield broken_check(dg.AssetKey(broken.model.split(".")), broken)
            raise broken_failure(broken) from broken
    plans = made.tables["budget_plan"]
    unmet = plans.filter(~plans["plan_status"].is_in(["optimal", "time limit"]))
    said = {f"{r['plan_id']}, {r['scenario']}": r["status_sentence"] for r in unmet.iter_rows(named=True)}
    check = dg.AssetCheckResult(
        asset_key=PLANS[0], check_name="plans_can_be_made", passed=not said, severity=dg.AssetCheckSeverity.WARN,
        metadata={"unmet": dg.MetadataValue.json(said)},
    )  # fmt: skip
    for key in PLANS:
        yield dg.MaterializeResult(
            asset_key=key, metadata={"dagster/row_count": rows[key.path[-1]]},
            check_results=[
                dg.AssetCheckResult(asset_key=key, check_name="contract", passed=True),
                *([check] if key == PLANS[0] else []),
            ],
        )  # fmt: skip


@dg.definitions
def plans() -> dg.Definitions:
    """Return the plans."""
    return dg.Definitions(assets=[budget_plans])
