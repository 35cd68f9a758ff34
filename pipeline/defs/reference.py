"""Reference data and the definitions of metrics, each table an asset of its own, loaded where its file has changed."""

from collections.abc import Iterator

import dagster as dg

from pipeline.defs.execution import OWNERS, RETRIES
from pipeline.defs.resources import Pipeline
from pipeline.defs.table_assets import column_schema, key_of, made, stayed
from pipeline.models import inputs, reference
from pipeline.models.fingerprints import Fingerprints
from pipeline.warehouse.ddl import words_of
from schemas.meta import META_TABLES
from schemas.reference import REFERENCE_TABLES


def _reference_spec(table: str) -> dg.AssetSpec:
    schema, name = table.split(".")
    contract = REFERENCE_TABLES[name] if schema == "reference" else META_TABLES[name]
    return dg.AssetSpec(
        key_of(table), group_name="reference", kinds={"csv", "duckdb"}, owners=OWNERS,
        description=words_of(contract), metadata=column_schema(table),
    )  # fmt: skip


@dg.multi_asset(
    name="reference",
    specs=[_reference_spec(table) for table in inputs.REFERENCE],
    can_subset=True,
    retry_policy=RETRIES,
)
def reference_tables(context: dg.AssetExecutionContext, pipeline: Pipeline) -> Iterator[dg.MaterializeResult]:
    """Load choices that are data, from data/reference, each file replaced by one of the same name in <home>/reference."""
    with pipeline.connect() as connection:
        try:
            rows = inputs.load_reference(connection, [pipeline.settings.home / "reference"])
        except reference.WrongReference as wrong:  # trying again would not help
            raise dg.Failure(str(wrong), allow_retries=False) from wrong
        fingerprints = Fingerprints(connection, pipeline.settings.for_models())
    for table in (table for table in inputs.REFERENCE if key_of(table) in context.selected_asset_keys):
        version = fingerprints.version(table)
        yield made(table, rows[table], version) if table in rows else stayed(table, version)


@dg.definitions
def reference_data() -> dg.Definitions:
    """Return the reference tables."""
    return dg.Definitions(assets=[reference_tables])
