"""What assets of tables share: their keys, their columns in the web UI, their contract check, and how one is told of."""

import dagster as dg

from pipeline.models.building import BrokenContract
from pipeline.models.inputs import DEFINITIONS
from pipeline.models.sql_models import bound, declared
from schemas.contract import column_of, columns_of
from schemas.types import duckdb_type


def key_of(table: str) -> dg.AssetKey:
    """Return the asset of a table."""
    return dg.AssetKey(table.split("."))


def is_asset(table: str) -> bool:
    """Whether a table that models read is an asset; settings, books and tables of numbers in ``meta`` are none."""
    return not table.startswith("meta.") or table == DEFINITIONS


def made(table: str, rows: int, version: str) -> dg.MaterializeResult:
    """Return that a table was made: its rows, and the version of what it holds."""
    return dg.MaterializeResult(
        asset_key=key_of(table), metadata={"dagster/row_count": rows}, data_version=dg.DataVersion(version)
    )


def stayed(table: str, version: str) -> dg.MaterializeResult:
    """Return that a table was looked at and stays as it is: without a result, Dagster would skip what follows from it."""
    return dg.MaterializeResult(
        asset_key=key_of(table), metadata={"unchanged": True}, data_version=dg.DataVersion(version)
    )


def column_schema(table: str) -> dict[str, object]:
    """Return the columns of a table as the web UI shows them; no pandera model is made for it."""
    contract = declared()[table]
    columns = [
        dg.TableColumn(name, duckdb_type(column.dtype), description=column.words)
        for name, column in ((name, column_of(contract, name)) for name in columns_of(contract) or bound()[table])
    ]
    return {"dagster/column_schema": dg.TableSchema(columns=columns)}


def contract_check(key: dg.AssetKey) -> dg.AssetCheckSpec:
    """Return the check that a table keeps its contract."""
    return dg.AssetCheckSpec(
        "contract", asset=key, blocking=True,
        description="Columns, types, ranges, grain and identities as schemas/ says; checked before the table is committed.",
    )  # fmt: skip


def broken_check(key: dg.AssetKey, broken: BrokenContract) -> dg.AssetCheckResult:
    """Return the red check of a table that broke its contract, with examples."""
    return dg.AssetCheckResult(
        asset_key=key, check_name="contract", passed=False, description=broken.rule, metadata=examples(broken)
    )


def broken_failure(broken: BrokenContract) -> dg.Failure:
    """Return why the step failed; trying again would not help."""
    return dg.Failure(str(broken), metadata=examples(broken), allow_retries=False)


def examples(broken: BrokenContract) -> dict[str, dg.MetadataValue]:
    """Return the failing rows as the web UI shows them."""
    return {"examples": dg.MetadataValue.json([{k: str(v) for k, v in row.items()} for row in broken.examples])}
