"""What a run made, as plain data: for the command line to show and for ``--json``."""

from pathlib import Path
from typing import Any

import duckdb

COUNTS = """
    select count(*) as files, count(*) filter (status = 'loaded') as files_loaded,
        count(*) filter (status = 'duplicate') as files_duplicate,
        count(*) filter (status = 'rejected') as files_rejected,
        count(*) filter (status in ('ignored', 'empty')) as files_without_rows,
        coalesce(sum(rows_read), 0)::bigint as rows_read, coalesce(sum(rows_accepted), 0)::bigint as rows_accepted,
        coalesce(sum(rows_rejected), 0)::bigint as rows_rejected,
        coalesce(sum(rows_duplicate), 0)::bigint as rows_duplicate
    from meta.loads where run_id = ?
"""
REJECTED_FILES = """
    select file_name, reason, remedy, run_id = ? as is_new from meta.loads
    where status = 'rejected'
    qualify row_number() over (partition by file_name order by started_at desc) = 1
    order by is_new desc, file_name
"""
REJECTED_ROWS = """
    select loads.format, rule, column_name, count(*) as records, count(distinct rejected_rows.file_name) as files,
        any_value(value order by rejected_rows.file_name, source_record) as example
    from meta.rejected_rows join meta.loads using (load_id)
    where loads.run_id = ? group by all order by records desc, loads.format, rule, column_name limit 10
"""
TIERS = """
    select tier_engagement.platform, tier_engagement.tier, tier_engagement.creators, tier_engagement.posts,
        headline_rate_median, headline_denominator, tier_roi.cost, tier_roi.orders,
        tier_roi.net_revenue, tier_roi.return_on_ad_spend, tier_roi.return_on_ad_spend_low,
        tier_roi.return_on_ad_spend_high
    from marts.tier_engagement
    left join marts.tier_roi on tier_roi.platform = tier_engagement.platform
        and tier_roi.tier = tier_engagement.tier and tier_roi.campaign_id = 'all'
    left join (
        select scheme, tier, min(lower_bound) as lower_bound from reference.tier_schemes group by all
    ) as bounds on bounds.scheme = tier_engagement.scheme and bounds.tier = tier_engagement.tier
    where tier_engagement.scheme = (select tier_scheme from meta.settings) and niche = 'all'
    order by tier_engagement.platform, bounds.lower_bound
"""


def rows(connection: duckdb.DuckDBPyConnection, query: str, *values: Any) -> list[dict[str, Any]]:
    """Return the rows of a query as dictionaries."""
    result = connection.execute(query, list(values))
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def of_run(connection: duckdb.DuckDBPyConnection, run_id: str, incoming: Path) -> dict[str, Any]:
    """Return counts, rejections and, where they are built, the tiers of a run.

    Files that were rejected before and still lie in the folder are rejected still.
    """
    built = connection.execute(
        "select count(*) from duckdb_tables() where schema_name = 'marts' and table_name in ('tier_engagement', 'tier_roi')"
    ).fetchall()[0][0]
    rejected = [
        file
        for file in rows(connection, REJECTED_FILES, run_id)
        if file["is_new"] or (incoming / file["file_name"].split("!")[0]).exists()
    ]
    return {
        "run_id": run_id,
        **rows(connection, COUNTS, run_id)[0],
        "files_still_rejected": sum(not file["is_new"] for file in rejected),
        "rejected_files": rejected,
        "rejected_rows": rows(connection, REJECTED_ROWS, run_id),
        "tiers": rows(connection, TIERS) if built == 2 else [],
    }
