"""Contracts of the ``meta`` schema: the books that every run keeps."""

from schemas.contract import Contract, tables


class Runs(Contract):
    """meta.runs: one run of the pipeline."""

    columns = "run_id started_at ended_at run_status as_of_at known_on_at pipeline_version clock_at files_new"
    grain = "run_id"


class Loads(Contract):
    """meta.loads: one file and run: what it was, what was read, accepted, rejected and why."""

    columns = (
        "load_id run_id path_name file_name sha256 content_id bytes packed_bytes modified_at format status reason",
        "remedy rejected_at_step is_program_fault platform handle captured_at captured_at_source rows_read",
        "rows_accepted rows_rejected rows_duplicate rows_summary values_unread columns_unknown columns_missing notes",
        "started_at ended_at",
    )  # fmt: skip
    grain = "load_id run_id"
    not_null = "ended_at"
    nullable = "platform captured_at"
    rules = {"platform": {"isin": None}}


class RejectedRows(Contract):
    """meta.rejected_rows: a rule that a record broke."""

    columns = "load_id file_name source_record column_name rule value raw_record"
    means = {"value": "rejected_value"}


class UnreadValues(Contract):
    """meta.unread_values: a figure that could not be read or cannot be; it is null and its record is kept."""

    columns = "load_id file_name source_record column_name rule value"
    means = {"value": "rejected_value"}


class Conflicts(Contract):
    """meta.conflicts: one observation that two records state differently."""

    columns = (
        "table_name observation kept_load_id kept_source_record dropped_load_id dropped_source_record differences",
        "dropped_record found_at",
    )  # fmt: skip


class Inbox(Contract):
    """meta.inbox: a table of a new file, between finding it and loading it."""

    columns = "path_name file_name format family captured_date"
    not_null = "path_name format"


class MetricDefinitions(Contract):
    """meta.metric_definitions: a number that the marts work out: what it means and what it follows from."""

    columns = (
        "metric metric_family definition unit averaging numerator denominator scale time_window null_when not_additive",
        "version decision published_in",
    )  # fmt: skip
    grain = "metric"


class BootstrapWeights(Contract):
    """meta.bootstrap_weights: how often a replicate draws a slot; a slot is a creator."""

    columns = "replicate slot weight"
    grain = "replicate slot"


class BootstrapNormals(Contract):
    """meta.bootstrap_normals: two numbers of a normal distribution for each replicate, for what varies on its own."""

    columns = "replicate normal_number other_normal_number"
    grain = "replicate"


class TQuantiles(Contract):
    """meta.t_quantiles: Student's t for some comparisons, at a thousandth of the inverse of the degrees of freedom."""

    columns = "comparisons thousandth t_quantile t_quantile_step"
    grain = "comparisons thousandth"


class NormalDistribution(Contract):
    """meta.normal_distribution: the normal distribution at a thousandth of a standard error."""

    columns = "thousandth probability_below probability_below_step mean_above_zero mean_above_zero_step"
    grain = "thousandth"


class ChiSquareLogs(Contract):
    """meta.chi_square_logs: the log of a chi-square over its degrees of freedom: its mean and variance."""

    columns = "degrees_of_freedom log_mean log_variance"
    grain = "degrees_of_freedom"
    rules = {"degrees_of_freedom": {"ge": 1}}


class Cleanings(Contract):
    """meta.cleanings: a rule on what is kept that what was written before has been cleaned by."""

    columns = "data_version cleaned_at"


class Fingerprints(Contract):
    """meta.fingerprints: what a table was built from, and what it holds; a run builds only what differs."""

    columns = "table_name fingerprint content_version"
    grain = "table_name"


META_TABLES = tables(__name__)
