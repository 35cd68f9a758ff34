"""What a run made, as plain data: for the command line to show and for ``--json``."""

import os
from pathlib import Path
from typing import Any

import duckdb

from pipeline.exports.names import path_of

COUNTS = """
    select count(*) as files, count(*) filter (status = 'loaded') as files_loaded,
        count(*) filter (status = 'duplicate') as files_duplicate,
        count(*) filter (status = 'rejected') as files_rejected,
        count(*) filter (status in ('ignored', 'empty')) as files_without_rows,
        count(*) filter (is_program_fault) as files_failed_by_program,
        coalesce(sum(rows_read), 0)::bigint as rows_read, coalesce(sum(rows_accepted), 0)::bigint as rows_accepted,
        coalesce(sum(rows_rejected), 0)::bigint as rows_rejected,
        coalesce(sum(rows_duplicate), 0)::bigint as rows_duplicate,
        coalesce(sum(values_unread), 0)::bigint as values_unread
    from meta.loads where run_id = ?
"""
REJECTED_FILES = """
    with tried as (
        select *, coalesce(path_name, split_part(file_name, '!', 1)) as place from meta.loads
    )
    select file_name, format, platform, reason, remedy, run_id = ? as is_new, place from tried
    where not exists (  -- the file has been replaced since
        select 1 from tried as later
        where later.place = tried.place and later.started_at > tried.started_at
            and (later.packed_bytes <> tried.packed_bytes or later.modified_at <> tried.modified_at)
    )
    qualify row_number() over (partition by file_name order by started_at desc) = 1 and status = 'rejected'
    order by is_new desc, file_name
"""
BY_FILE_TIME = """
    select file_name, captured_at from meta.loads
    where run_id = ? and status = 'loaded' and captured_at_source = 'file_time' order by file_name
"""
REJECTED_ROWS = """
    select loads.format, rule, column_name, count(*) as records, count(distinct rejected_rows.file_name) as files,
        any_value(value order by rejected_rows.file_name, source_record) as example
    from meta.rejected_rows join meta.loads using (load_id)
    where loads.run_id = ? group by all order by records desc, loads.format, rule, column_name limit 10
"""
TIERS = """
    select platform, tier, niche, scheme, creators, creators_with_rate, posts, headline_numerator, headline_denominator,
        headline_base_metric, headline_rate_median, headline_rate_low, headline_rate_high
    from marts.tier_engagement
    where scheme = (select tier_scheme from meta.settings) and niche = 'all' and tier <> 'unknown'
    order by platform, tier_rank
"""
APART = """
    select platform, min(headline_denominator) as headline_denominator,
        coalesce(sum(creators_with_rate) filter (where tier = 'unknown'), 0)::bigint as creators_without_followers,
        coalesce(sum(posts_with_rate) filter (where tier = 'unknown'), 0)::bigint as posts_without_followers,
        coalesce(sum(creators_without_rate) filter (where tier <> 'unknown'), 0)::bigint as creators_without_rate,
        coalesce(sum(creators_without_rate) filter (where tier = 'unknown'), 0)::bigint as creators_without_both,
        coalesce(sum(creators_with_other_rate) filter (where tier <> 'unknown'), 0)::bigint as creators_with_other_rate,
        coalesce(sum(creators_with_other_rate) filter (where tier = 'unknown'), 0)::bigint as creators_with_only_other_rate
    from marts.tier_engagement
    where scheme = (select tier_scheme from meta.settings) and niche = 'all'
    group by platform order by platform
"""
RETURNS = """
    select tier_roi.tier, creators, deals, cost, orders, net_revenue, return_on_ad_spend, return_on_ad_spend_low,
        return_on_ad_spend_high, return_interval_over, margin_roi, return_on_ad_spend_shrunk, margin_roi_shrunk, fair_measure,
        fair_best_probability, is_named_best, largest_deal_revenue_share, five_largest_orders_revenue_share,
        deals_without_orders, currency
    from marts.tier_roi
    left join (
        select scheme, tier, min(lower_bound) as lower_bound from reference.tier_schemes group by all
    ) as bounds on bounds.scheme = tier_roi.scheme and bounds.tier = tier_roi.tier
    where platform = 'all' and campaign_id = 'all' and cost is not null
    order by bounds.lower_bound
"""
CLAIMS = """
    select platform, falls_past_claimed, claimed_breakpoint, change_past_claimed, change_past_claimed_low,
        change_past_claimed_high
    from marts.tier_effect where measure = 'headline_rate' order by falls_past_claimed, platform
"""
MISSING_DEALS = "select deal_id from marts.deal_results where not_in_latest_sheet order by deal_id"
CODES_UNDER_REVIEW = """
    select deal_id, promo_code, signals_found, orders_under_review, net_revenue_under_review from marts.codes_under_review
    order by net_revenue_under_review desc nulls last, deal_id
"""
UNKNOWN_STATES = """
    select shop_system, count(*) as states, sum(orders_placed)::bigint as orders from intermediate.int_order_states
    where is_state_unknown group by shop_system order by shop_system
"""
ANSWERS = {
    "tiers": ("tier_engagement", TIERS),
    "tiers_apart": ("tier_engagement", APART),
    "returns": ("tier_roi.is_named_best", RETURNS),
    "claims": ("tier_effect", CLAIMS),
    "deals_not_in_latest_sheet": ("deal_results.not_in_latest_sheet", MISSING_DEALS),
    "codes_under_review": ("codes_under_review", CODES_UNDER_REVIEW),
    "order_states_unknown": ("int_order_states", UNKNOWN_STATES),
}


def rows(connection: duckdb.DuckDBPyConnection, query: str, *values: Any) -> list[dict[str, Any]]:
    """Return the rows of a query as dictionaries."""
    result = connection.execute(query, list(values))
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def of_run(connection: duckdb.DuckDBPyConnection, run_id: str, incoming: Path) -> dict[str, Any]:
    """Return counts, rejections and, where they are built, engagement and returns of the tiers.

    Files that were rejected before and still lie in the folder are rejected still.
    """
    built = {
        name
        for (name,) in connection.execute(
            "select table_name from duckdb_tables() where schema_name in ('marts', 'intermediate') union all "
            "select table_name || '.' || column_name from duckdb_columns() where schema_name = 'marts'"
        ).fetchall()
    }
    rejected = [
        file
        for file in rows(connection, REJECTED_FILES, run_id)
        if os.path.lexists(path_of(file.pop("place"), incoming)) or file["is_new"]
    ]
    return {
        "run_id": run_id,
        **rows(connection, COUNTS, run_id)[0],
        "files_still_rejected": sum(not file["is_new"] for file in rejected),
        "rejected_files": rejected,
        "captured_by_file_time": rows(connection, BY_FILE_TIME, run_id),
        "rejected_rows": rows(connection, REJECTED_ROWS, run_id),
        **{name: rows(connection, query) if mart in built else [] for name, (mart, query) in ANSWERS.items()},
    }
