"""The checks that warn when a person should look: one for each ``.warn.sql`` file."""

from collections.abc import Iterator

import dagster as dg

from pipeline import places
from pipeline.defs.published import PUBLISHED
from pipeline.defs.resources import Pipeline
from pipeline.models.checks import Check, find_checks


def _key(check: Check) -> dg.AssetKey:
    return dg.AssetKey(check.table.split(".")) if check.table else PUBLISHED


def _factory(checks: tuple[Check, ...]) -> dg.AssetChecksDefinition:
    """Return the checks as one step: it reads the finished copy, so that it sees what readers see."""
    by_name = {(_key(check), check.rule): check for check in checks}
    specs = [
        dg.AssetCheckSpec(rule, asset=key, description=check.words, additional_deps=[PUBLISHED] if check.table else [])
        for (key, rule), check in by_name.items()
    ]

    @dg.multi_asset_check(name="warnings", specs=specs, can_subset=True)
    def warnings(context: dg.AssetCheckExecutionContext, pipeline: Pipeline) -> Iterator[dg.AssetCheckResult]:
        with pipeline.warehouse.read() as connection:
            for key in context.selected_asset_check_keys:
                check = by_name[key.asset_key, key.name]
                rows = check.count(connection)
                examples = [{k: str(v) for k, v in row.items()} for row in check.examples(connection)] if rows else []
                yield dg.AssetCheckResult(
                    asset_key=key.asset_key, check_name=key.name, passed=not rows,
                    severity=dg.AssetCheckSeverity.WARN, metadata={"rows": rows, "examples": dg.MetadataValue.json(examples)},
                )  # fmt: skip

    return warnings


@dg.definitions
def checks() -> dg.Definitions:
    """Return the checks."""
    return dg.Definitions(asset_checks=[_factory(tuple(c for c in find_checks(places.SQL) if not c.stops))])
