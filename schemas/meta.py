"""Contracts of the ``meta`` schema: the books that every run keeps."""

import pandera.polars as pa

from schemas.types import Count, Day, Moment, column


class Runs(pa.DataFrameModel):
    """meta.runs: one run of the pipeline."""

    run_id: str = column("run_id", nullable=False)
    started_at: Moment = column("started_at", nullable=False)
    ended_at: Moment = column("ended_at")
    run_status: str = column("run_status", nullable=False, isin=["running", "finished", "unchanged", "failed"])
    as_of_at: Moment = column("as_of_at")
    known_on_at: Moment = column("known_on_at")
    pipeline_version: str = column("pipeline_version", nullable=False)
    clock_at: Moment = column("clock_at")
    files_new: Count = column("files_new", ge=0)

    class Config:
        unique = ["run_id"]


class Loads(pa.DataFrameModel):
    """meta.loads: one file and run: what it was, what was read, accepted, rejected and why."""

    load_id: str = column("load_id", nullable=False)
    run_id: str = column("run_id", nullable=False)
    path_name: str = column("path_name")
    file_name: str = column("file_name", nullable=False)
    sha256: str = column("sha256", nullable=False)
    content_id: str = column("content_id", nullable=False)
    bytes: Count = column("bytes", nullable=False, ge=0)
    packed_bytes: Count = column("packed_bytes", nullable=False, ge=0)
    modified_at: Moment = column("modified_at", nullable=False)
    format: str = column("format")
    status: str = column("status", nullable=False, isin=["loaded", "duplicate", "empty", "ignored", "rejected"])
    reason: str = column("reason")
    remedy: str = column("remedy")
    rejected_at_step: str = column(
        "rejected_at_step", isin=["finding", "unpacking", "recognising", "reading", "writing"]
    )
    is_program_fault: bool = column("is_program_fault")
    platform: str = column("platform")
    handle: str = column("handle")
    captured_at: Moment = column("captured_at")
    captured_at_source: str = column("captured_at_source")
    rows_read: Count = column("rows_read", nullable=False, ge=0)
    rows_accepted: Count = column("rows_accepted", nullable=False, ge=0)
    rows_rejected: Count = column("rows_rejected", nullable=False, ge=0)
    rows_duplicate: Count = column("rows_duplicate", nullable=False, ge=0)
    rows_summary: Count = column("rows_summary", nullable=False, ge=0)
    values_unread: Count = column("values_unread", ge=0)
    columns_unknown: str = column("columns_unknown")
    columns_missing: str = column("columns_missing")
    notes: str = column("notes")
    started_at: Moment = column("started_at", nullable=False)
    ended_at: Moment = column("ended_at", nullable=False)

    class Config:
        unique = ["load_id", "run_id"]


class RejectedRows(pa.DataFrameModel):
    """meta.rejected_rows: a rule that a record broke."""

    load_id: str = column("load_id", nullable=False)
    file_name: str = column("file_name", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)
    column_name: str = column("column_name")
    rule: str = column("rule", nullable=False)
    value: str = column("value")
    raw_record: str = column("raw_record")


class UnreadValues(pa.DataFrameModel):
    """meta.unread_values: a figure that could not be read or cannot be; it is null and its record is kept."""

    load_id: str = column("load_id", nullable=False)
    file_name: str = column("file_name", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)
    column_name: str = column("column_name")
    rule: str = column("rule", nullable=False)
    value: str = column("value")


class Conflicts(pa.DataFrameModel):
    """meta.conflicts: one observation that two records state differently."""

    table_name: str = column("table_name", nullable=False)
    observation: str = column("observation", nullable=False)
    kept_load_id: str = column("kept_load_id", nullable=False)
    kept_source_record: Count = column("kept_source_record", nullable=False)
    dropped_load_id: str = column("dropped_load_id", nullable=False)
    dropped_source_record: Count = column("dropped_source_record", nullable=False)
    differences: str = column("differences", nullable=False)
    dropped_record: str = column("dropped_record", nullable=False)
    found_at: Moment = column("found_at", nullable=False)


class Inbox(pa.DataFrameModel):
    """meta.inbox: a table of a new file, between finding it and loading it."""

    path_name: str = column("path_name", nullable=False)
    file_name: str = column("file_name", nullable=False)
    format: str = column("format", nullable=False)
    family: str = column("family", nullable=False)
    captured_date: Day = column("captured_date", nullable=False)


class MetricDefinitions(pa.DataFrameModel):
    """meta.metric_definitions: a number that the marts work out: what it means and what it follows from."""

    metric: str = column("metric", nullable=False)
    metric_family: str = column("metric_family", nullable=False)
    definition: str = column("definition", nullable=False)
    unit: str = column("unit", nullable=False)
    averaging: str = column("averaging", nullable=False)
    numerator: str = column("numerator")
    denominator: str = column("denominator")
    scale: Count = column("scale", nullable=False)
    time_window: str = column("time_window")
    null_when: str = column("null_when")
    not_additive: str = column("not_additive")
    version: Count = column("version", nullable=False, ge=1)
    decision: str = column("decision")
    published_in: str = column("published_in")

    class Config:
        unique = ["metric"]


class BootstrapWeights(pa.DataFrameModel):
    """meta.bootstrap_weights: how often a replicate draws a slot; a slot is a deal, or orders of a deal."""

    replicate: Count = column("replicate", nullable=False, ge=0)
    slot: Count = column("slot", nullable=False, ge=1)
    weight: Count = column("weight", nullable=False, ge=0)

    class Config:
        unique = ["replicate", "slot"]


class Cleanings(pa.DataFrameModel):
    """meta.cleanings: a rule on what is kept that what was written before has been cleaned by."""

    data_version: Count = column("data_version", nullable=False, ge=1)
    cleaned_at: Moment = column("cleaned_at", nullable=False)


class Fingerprints(pa.DataFrameModel):
    """meta.fingerprints: what a table was built from, and what it holds; a run builds only what differs."""

    table_name: str = column("table_name", nullable=False)
    fingerprint: str = column("fingerprint", nullable=False)
    content_version: str = column("content_version", nullable=False)

    class Config:
        unique = ["table_name"]


META_TABLES = {
    "inbox": Inbox,
    "runs": Runs,
    "loads": Loads,
    "rejected_rows": RejectedRows,
    "unread_values": UnreadValues,
    "conflicts": Conflicts,
    "metric_definitions": MetricDefinitions,
    "bootstrap_weights": BootstrapWeights,
    "cleanings": Cleanings,
    "fingerprints": Fingerprints,
}
