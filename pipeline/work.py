"""What a run has to look at, planned before Dagster starts, so that only that costs steps and events.

A plan names more than is built in the end: a table whose inputs came out as they were is left alone.
"""

from __future__ import annotations

import duckdb

from pipeline.exports.mappings import Format
from pipeline.models import inputs, sql_models
from pipeline.models.fingerprints import Fingerprints
from pipeline.plan import READS, due
from pipeline.settings import Settings
from schemas.marts.plan_marts import PLAN_MARTS
from schemas.meta import META_TABLES

LAST = ["published.warehouse", "published.report"]


def planned(con: duckdb.DuckDBPyConnection, settings: Settings, formats: dict[str, Format]) -> list[str]:
    """Return the assets that may change, as ``group.name``.

    Args:
        con: The working file, its inbox taken.
        settings: The settings of the run.
        formats: The layouts.
    """
    waiting = con.execute("select distinct family, format from meta.inbox order by all").fetchall()
    loading = {f"known.{table}" for _, name in waiting for table in formats[name].tables}
    reference = inputs.reference_due(con, [settings.home / "reference"])
    fingerprints = Fingerprints(con, settings.for_models())
    versions = inputs.raw_versions(con, settings.for_models())
    known = [name for name, version in versions.items() if name in loading or fingerprints.holds(name) != version]
    models = sql_models.load_models()
    changing = {*reference, *known, *(["meta.loads"] if waiting else [])}
    if reference or inputs.settings_due(con, settings.for_models()):  # what is drawn and looked up follows from them
        changing.update(f"meta.{name}" for name in META_TABLES)
    moved = fingerprints.due(models.values(), changing)
    plans = [f"marts.{name}" for name in PLAN_MARTS]
    folders = [settings.home / "reference" / "plans"]
    if not {*moved, *reference}.intersection(READS) and not due.is_due(fingerprints, folders):
        plans = []
    families = dict.fromkeys(f"exports.{family}" for family, _ in waiting)
    return ["exports.inbox", *families, *reference, *known, *moved, *plans, *LAST]
