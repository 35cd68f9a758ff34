"""What a build may know of the raw tables, and every file in ``sql/``: each table an asset of its own.

One step makes them all. A table whose inputs, query, contract and settings are those of before is left alone.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import dagster as dg
import duckdb

from pipeline.defs.execution import NIGHTLY, OWNERS
from pipeline.defs.resources import Pipeline
from pipeline.defs.table_assets import (
    broken_check,
    column_schema,
    contract_check,
    examples,
    is_asset,
    key_of,
    made,
    stayed,
)
from pipeline.exports.mapping_files import read_mappings
from pipeline.load import books
from pipeline.models import building, inputs, sql_models
from pipeline.models.fingerprints import Fingerprints, code_version, digest, remember, settings_read
from pipeline.settings import Settings
from schemas.raw import RAW_TABLES

Event = dg.MaterializeResult | dg.AssetCheckResult


@cache
def _families_of(table: str) -> list[dg.AssetKey]:
    """Return the export assets that write a raw table."""
    found = {layout.family for layout in read_mappings().values() if table in layout.tables}
    return [dg.AssetKey(["exports", family]) for family in sorted(found | {"own_exports"})]


def _known_spec(name: str) -> dg.AssetSpec:
    return dg.AssetSpec(
        dg.AssetKey(["known", name]), deps=_families_of(name), group_name="known", kinds={"duckdb", "view"}, owners=OWNERS,
        metadata=column_schema(f"raw.{name}"),
        description=f"What this build may know of raw.{name}: captured by as_of, loaded by known_on.",
    )  # fmt: skip


def _model_spec(model: sql_models.Model, settings: dict[str, Any]) -> dg.AssetSpec:
    return dg.AssetSpec(
        key_of(model.table), deps=[key_of(table) for table in model.depends_on if is_asset(table)],
        group_name=model.schema, description=model.words, owners=OWNERS, kinds={"sql", "duckdb", model.kind},
        metadata=column_schema(model.table),
        freshness_policy=NIGHTLY if model.schema == "marts" else None,
        code_version=digest(code_version(model), settings_read(model, settings)),
    )  # fmt: skip


class _Building:
    """One pass over the models: what was built, what stayed, what broke."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, settings: Mapping[str, Any], log: Callable[[str], None]
    ) -> None:
        self.connection, self.settings, self.log = connection, settings, log
        self.fingerprints = Fingerprints(connection, settings)
        self.built: set[str] = set()
        self.unchanged: list[sql_models.Model] = []
        self.broken: dict[str, Exception] = {}
        self.skipped: list[str] = []

    def known(self) -> Iterator[Event]:
        """Give the raw tables, those that this build knows otherwise than the last one with their rows."""
        for table, version in inputs.raw_versions(self.connection, self.settings).items():
            if self.fingerprints.holds(table) != version:
                remember(self.connection, table, version, version)
                rows = self.connection.execute(f"select count(*) from {table}").fetchall()[0][0]
                yield made(table, rows, version)
            else:
                yield stayed(table, version)
        self.fingerprints = Fingerprints(self.connection, self.settings)

    def model(self, model: sql_models.Model) -> Iterator[Event]:
        """Build a table if it is due; one that breaks does not stop those that do not follow from it."""
        if {*self.broken, *self.skipped}.intersection(model.depends_on):
            self.skipped.append(model.table)
            return
        if not self.fingerprints.is_due(model):
            self.unchanged.append(model)
            yield stayed(model.table, self.fingerprints.version(model.table))
            yield dg.AssetCheckResult(
                asset_key=key_of(model.table), check_name="contract", passed=True, metadata={"unchanged": True}
            )
            return
        version = ""
        fingerprint = self.fingerprints.fingerprint(model)

        def note(rows: int) -> None:
            nonlocal version
            version = self.fingerprints.note(model.table, fingerprint, rows, is_view=model.kind == "view")

        try:
            rows = building.build(self.connection, model, note)
        except building.BrokenContract as broken:
            self.broken[model.table] = broken
            yield broken_check(key_of(model.table), broken)
        except duckdb.FatalException:  # the file can no longer be written
            raise
        except duckdb.Error as error:
            self.broken[model.table] = error
        else:
            self.built.add(model.table)
            yield made(model.table, rows, version)
            yield dg.AssetCheckResult(asset_key=key_of(model.table), check_name="contract", passed=True)

    def check_again(self) -> None:
        """Run the check files of tables that stay where they read a table that was built."""
        for model in self.unchanged:
            if self.built.intersection(model.checks_read):
                try:
                    building.check_files(self.connection, model)
                except building.BrokenContract as broken:
                    self.broken[model.table] = broken

    def end(self) -> None:
        """Say what stayed, and fail if a table broke.

        Raises:
            dg.Failure: A table broke; its cause is the first one.
        """
        self.log(f"{len(self.built)} tables built, {len(self.unchanged)} unchanged")
        if not self.broken:
            return
        (table, first), *others = self.broken.items()
        for other, error in others:
            first.add_note(f"{other}: {error}")
        if self.skipped:
            first.add_note(f"Not built, since they follow from it: {', '.join(self.skipped)}")
        shown = examples(first) if isinstance(first, building.BrokenContract) else {}
        raise dg.Failure(f"{table}: {first}", metadata=shown, allow_retries=False) from first


def _build_asset(models: dict[str, sql_models.Model]) -> dg.AssetsDefinition:
    settings = Settings().for_models()
    specs = [*map(_known_spec, RAW_TABLES), *(_model_spec(model, settings) for model in models.values())]

    @dg.multi_asset(
        name="models", specs=specs, check_specs=[contract_check(key_of(table)) for table in models], can_subset=True
    )
    def build_models(context: dg.AssetExecutionContext, pipeline: Pipeline) -> Iterator[Event]:
        asked = context.selected_asset_keys
        settings = pipeline.settings
        with pipeline.connect() as connection:  # a run without the inbox starts here
            books.start_run(connection, context.run.run_id, settings.as_of_at, settings.known_on_at)
        pipeline.warehouse.begin()
        with pipeline.connect_models() as connection:
            inputs.write_settings(connection, settings.for_models())
            tables = _Building(connection, settings.for_models(), context.log.info)
            for event in tables.known():
                if event.asset_key in asked:
                    yield event
            for model in models.values():
                if key_of(model.table) in asked:
                    yield from tables.model(model)
            tables.check_again()
            building.drop_what_no_model_makes(connection)
            tables.end()

    return build_models


@dg.definitions
def models() -> dg.Definitions:
    """Return the models."""
    found = sql_models.load_models()
    sql_models.bound()  # a misspelt column stops here, before any data moves
    return dg.Definitions(assets=[_build_asset(found)])
