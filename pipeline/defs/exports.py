"""The export assets: the inbox that recognises new files, and one asset for each export family."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import dagster as dg

from pipeline.defs.execution import NIGHTLY, OWNERS, RETRIES
from pipeline.defs.partitions import BY_CAPTURE
from pipeline.defs.resources import Pipeline
from pipeline.exports.mapping_files import read_mappings
from pipeline.exports.names import path_of
from pipeline.failures import in_our_words, write_stack
from pipeline.load import books, cleaning
from pipeline.load.arrivals import take
from pipeline.load.file_load import Load
from pipeline.load.loader import Loader

INBOX = dg.AssetKey(["exports", "inbox"])


@dg.asset(
    key=INBOX, group_name="exports", kinds={"python", "duckdb"}, owners=OWNERS, retry_policy=RETRIES,
    freshness_policy=NIGHTLY,
)  # fmt: skip
def inbox(context: dg.AssetExecutionContext, pipeline: Pipeline) -> dg.MaterializeResult:
    """Each new table in the incoming folder, with the export format that its headers and content show.

    A file that no reader knows, or that cannot be read, is written to meta.loads with the reason.
    """
    settings, run_id = pipeline.settings, context.run.run_id
    settings.incoming_folder.mkdir(parents=True, exist_ok=True)
    records = Path(context.instance.root_directory)
    with in_our_words():
        cleaning.clean(
            pipeline.warehouse, settings.home, lambda: cleaning.forget_runs(context.instance, records, run_id)
        )
    with pipeline.connect() as connection:
        books.start_run(connection, run_id, settings.as_of_at, settings.known_on_at)
        if warning := books.clock_warning(connection, run_id):
            context.log.warning(warning)
        new = books.files_new(connection, run_id)
        if new is None:  # the command line has looked before it planned this run
            new = take(connection, settings, pipeline.formats, run_id)
        rejected = books.rejected_by(connection, run_id)
        waiting = books.waiting(connection)
        days = books.days_waiting(connection)
    for name, reason, remedy in rejected:
        context.log.warning(f"{name}: {reason}. {remedy}")
    context.instance.add_dynamic_partitions(BY_CAPTURE.name, days)
    return dg.MaterializeResult(
        metadata={"dagster/row_count": waiting, "new_files": new, "files_not_usable": len(rejected)}
    )


def _spec(family: str, titles: list[str]) -> dg.AssetSpec:
    described = (
        "Records of " + "; ".join(titles) + ". Accepted ones go to the raw tables, the others to meta.rejected_rows."
    )
    return dg.AssetSpec(
        ["exports", family], deps=[INBOX], group_name="exports", kinds={"python", "polars", "duckdb"}, owners=OWNERS,
        description=described,
    )  # fmt: skip


def _assets(found: dict[str, list[str]]) -> dg.AssetsDefinition:
    checks = [
        dg.AssetCheckSpec(
            "books_balance", asset=["exports", family], blocking=True,
            description="For each file: read = accepted + rejected + duplicate.",
        )
        for family in found
    ]  # fmt: skip

    @dg.multi_asset(
        name="exports", specs=[_spec(family, titles) for family, titles in found.items()], check_specs=checks,
        can_subset=True, partitions_def=BY_CAPTURE, retry_policy=RETRIES,
    )  # fmt: skip
    def load_families(context: dg.AssetExecutionContext, pipeline: Pipeline) -> Iterator[dg.MaterializeResult]:
        only = date.fromisoformat(context.partition_key) if context.has_partition_key else None
        settings = pipeline.settings
        asked = sorted(key.path[-1] for key in context.selected_asset_keys)
        with pipeline.connect() as connection:
            for family in asked:
                loader = Loader(
                    connection, settings.incoming_folder, pipeline.formats, context.run.run_id, settings.limits
                )
                files = [
                    (path_of(name, settings.incoming_folder), tables)
                    for name, tables in books.inbox_of(connection, family, only)
                ]
                loads = list(loader.load_files(files))
                unbalanced = books.unbalanced(connection)
                for load in loads:
                    _log(context, settings.home, load)
                for event in _by_day(family, loads):
                    context.log_event(event)
                check = dg.AssetCheckResult(
                    asset_key=["exports", family], check_name="books_balance", passed=not unbalanced,
                    metadata={"files": dg.MetadataValue.json(unbalanced)},
                )  # fmt: skip
                yield dg.MaterializeResult(
                    asset_key=["exports", family], metadata=_counts(loads), check_results=[check]
                )

    return load_families


def _log(context: dg.AssetExecutionContext, home: Path, load: Load) -> None:
    """Say what became of a file; where the program failed on it, also where in the program."""
    if load.status != "rejected":
        context.log.info(f"{load.file_name}: {load.status}, {load.rows_accepted} of {load.rows_read} accepted")
        return
    context.log.warning(f"{load.file_name}: {load.reason}. {load.remedy}")
    if load.stack:
        context.log.error(f"{load.file_name}: {load.stack}")
        write_stack(home, load.run_id, load.file_name, load.stack)


def _counts(loads: list[Load]) -> dict[str, dg.MetadataValue | int | str]:
    days = sorted({load.captured_at.date().isoformat() for load in loads if load.captured_at})
    return {
        "dagster/row_count": sum(load.rows_accepted for load in loads),
        "files": len(loads),
        "rows_read": sum(load.rows_read for load in loads),
        "rows_rejected": sum(load.rows_rejected for load in loads),
        "rows_duplicate": sum(load.rows_duplicate for load in loads),
        "dates_covered": f"{days[0]} to {days[-1]}" if days else "none",
    }


def _by_day(family: str, loads: list[Load]) -> Iterator[dg.AssetMaterialization]:
    """Give a materialization for each day of capture that the files bring."""
    days = sorted({load.captured_at.date() for load in loads if load.captured_at and load.status == "loaded"})
    for day in days:
        of_day = [load for load in loads if load.captured_at and load.captured_at.date() == day]
        yield dg.AssetMaterialization(["exports", family], partition=day.isoformat(), metadata=_counts(of_day))


def families() -> dict[str, list[str]]:
    """Return the titles of the layouts that each export family holds."""
    found: dict[str, list[str]] = {}
    for layout in (layout for layout in read_mappings().values() if not layout.refuse):
        found.setdefault(layout.family, []).append(layout.title)
    return found | {"own_exports": ["layouts of mapping files of your own"]}


@dg.definitions
def exports() -> dg.Definitions:
    """Return the inbox and the families."""
    return dg.Definitions(assets=[inbox, _assets(dict(sorted(families().items())))])
