"""Every file in ``sql/`` as an asset, and what they may know before them."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import dagster as dg

from pipeline.defs.execution import NIGHTLY, OWNERS, RETRIES
from pipeline.defs.exports import families
from pipeline.defs.resources import Pipeline
from pipeline.exports.mappings import read_mappings
from pipeline.load import books
from pipeline.models import metric_registry as metrics
from pipeline.models import reference, sql_models
from schemas.types import duckdb_type

REFERENCE = dg.AssetKey(["reference", "tables"])
KNOWN = dg.AssetKey(["known", "tables"])


@dg.asset(key=REFERENCE, group_name="reference", kinds={"csv", "duckdb"}, owners=OWNERS, retry_policy=RETRIES)
def reference_tables(pipeline: Pipeline) -> dg.MaterializeResult:
    """Choices that are data: tier schemes, platforms, engagement components, exchange rates, country names,
    review signals, published benchmarks.

    From data/reference, each file replaced by one of the same name in <home>/reference; and the
    metrics' definitions.
    """
    settings = pipeline.settings
    with pipeline.connect() as connection:
        try:
            rows = reference.load_reference(connection, [settings.home / "reference"])
        except reference.WrongReference as wrong:  # trying again would not help
            raise dg.Failure(str(wrong), allow_retries=False) from wrong
        rows["metric_definitions"] = metrics.write_definitions(connection)
    return dg.MaterializeResult(metadata={"dagster/row_count": sum(rows.values()), **rows})


@dg.asset(
    key=KNOWN, deps=[REFERENCE, *(dg.AssetKey(["exports", family]) for family in sorted(families()))],
    group_name="reference", kinds={"duckdb", "view"}, owners=OWNERS, retry_policy=RETRIES,
)  # fmt: skip
def known_tables(context: dg.AssetExecutionContext, pipeline: Pipeline) -> dg.MaterializeResult:
    """A view of each raw table: what this build may know of it, captured by as_of and loaded by known_on.

    And the run's settings in meta.settings. A back-dated build begins here, in a copy of its own.
    """
    settings = pipeline.settings
    with pipeline.connect() as connection:  # a run without the inbox starts here
        books.start_run(connection, context.run.run_id, settings.as_of_at, settings.known_on_at)
    pipeline.warehouse.begin()
    with pipeline.connect_models() as connection:
        reference.write_settings(connection, settings.for_models())
    return dg.MaterializeResult(
        metadata={"as_of": str(settings.as_of or "everything"), "known_on": str(settings.known_on or "everything")}
    )


@cache
def _families_of(table: str) -> list[dg.AssetKey]:
    """Return the export assets that write a raw table."""
    found = {layout.family for layout in read_mappings().values() if table in layout.tables}
    return [dg.AssetKey(["exports", family]) for family in sorted(found | {"own_exports"})]


def _inputs(model: sql_models.Model) -> list[dg.AssetKey]:
    keys: set[dg.AssetKey] = set()
    for table in model.depends_on:
        schema, name = table.split(".")
        if schema == "known":
            keys.update([KNOWN, *_families_of(name)])
        elif schema == "meta":
            keys.add(KNOWN)
        elif schema == "reference":
            keys.add(REFERENCE)
        else:
            keys.add(dg.AssetKey([schema, name]))
    return sorted(keys)


def column_schema(contract: Any) -> dict[str, object]:
    """Return the columns of a contract as the web UI shows them."""
    columns = [
        dg.TableColumn(name, duckdb_type(column.dtype), description=column.description)
        for name, column in contract.to_schema().columns.items()
    ]
    return {"dagster/column_schema": dg.TableSchema(columns=columns)}


def contract_check(key: dg.AssetKey) -> dg.AssetCheckSpec:
    """Return the check that a table keeps its contract."""
    return dg.AssetCheckSpec(
        "contract", asset=key, blocking=True,
        description="Columns, types, ranges, grain and identities as schemas/ says; checked before the table is committed.",
    )  # fmt: skip


def broken_check(key: dg.AssetKey, broken: sql_models.BrokenContract) -> dg.AssetCheckResult:
    """Return the red check of a table that broke its contract, with examples."""
    return dg.AssetCheckResult(
        asset_key=key, check_name="contract", passed=False, description=broken.rule, metadata=_examples(broken)
    )


def broken_failure(broken: sql_models.BrokenContract) -> dg.Failure:
    """Return why the step failed; trying again would not help."""
    return dg.Failure(str(broken), metadata=_examples(broken), allow_retries=False)


def _examples(broken: sql_models.BrokenContract) -> dict[str, dg.MetadataValue]:
    return {"examples": dg.MetadataValue.json([{k: str(v) for k, v in row.items()} for row in broken.examples])}


def _asset(model: sql_models.Model) -> dg.AssetsDefinition:
    key = dg.AssetKey([model.schema, model.name])
    kinds = {"sql", "duckdb", model.kind}
    spec = dg.AssetSpec(
        key, deps=_inputs(model), group_name=model.schema, description=model.words, owners=OWNERS, kinds=kinds,
        metadata=column_schema(model.contract), freshness_policy=NIGHTLY if model.schema == "marts" else None,
    )  # fmt: skip

    @dg.multi_asset(name=f"{model.schema}__{model.name}", specs=[spec], check_specs=[contract_check(key)])
    def build(pipeline: Pipeline) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
        try:
            with pipeline.connect_models() as connection:
                rows = sql_models.build(connection, model)
        except sql_models.BrokenContract as broken:
            yield broken_check(key, broken)
            raise broken_failure(broken) from broken
        yield dg.MaterializeResult(
            asset_key=key,
            metadata={"dagster/row_count": rows},
            check_results=[dg.AssetCheckResult(asset_key=key, check_name="contract", passed=True)],
        )

    return build


@dg.definitions
def models() -> dg.Definitions:
    """Return reference data and models."""
    found = sql_models.load_models()
    sql_models.bound()  # a misspelt column stops here, before any data moves
    return dg.Definitions(assets=[reference_tables, known_tables, *map(_asset, found.values())])
