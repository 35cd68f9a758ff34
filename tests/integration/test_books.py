"""The books of the generated sample, file by file, against what the generator says it wrote."""

import csv
import re

import pytest
from sample_runs import Ran, rows

SAME_SHAPE = {"meta_account_days": "meta_daily", "x_content_2025": "x_content", "x_content_2026": "x_content"}
ALL_PLATFORM_FORMATS = {
    "meta_instagram_posts", "meta_facebook_posts", "tiktok_studio_overview", "tiktok_studio_follower_history",
    "tiktok_studio_viewers", "tiktok_studio_content", "tiktok_business_videos", "tiktok_business_overview", "shopify_orders",
    "brand_campaigns", "brand_deals", "brand_deal_posts", "brand_clicks", "brand_tracking",
}  # fmt: skip
TOTAL_FIRST = {"youtube_videos", "youtube_days"}  # their first record is a total, which the truth does not number


def truth(run: Ran, name: str) -> list[dict[str, str]]:
    with (run.truth / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def name_of(entry: dict[str, str]) -> str:
    return f"{entry['file']}!{entry['member']}" if entry["member"] else entry["file"]


@pytest.fixture(scope="module")
def loads(sample_run):
    names = [
        "file_name",
        "format",
        "status",
        "rows_read",
        "rows_accepted",
        "rows_rejected",
        "rows_duplicate",
        "rows_summary",
    ]
    found = rows(sample_run.published, f"select {', '.join(names)} from meta.loads")
    return {row[0]: dict(zip(names, row, strict=True)) for row in found}


def test_every_file_is_in_the_books_once(sample_run, loads):
    expected = [name_of(entry) for entry in truth(sample_run, "files")]
    assert sorted(loads) == sorted(expected)
    assert rows(sample_run.published, "select count(*) from meta.loads") == [(len(expected),)]


def test_no_file_of_the_sample_is_refused(sample_run):
    assert rows(sample_run.published, "select file_name, reason from meta.loads where status = 'rejected'") == []


def test_every_file_is_recognised_as_what_it_is(sample_run, loads):
    for entry in truth(sample_run, "files"):
        if entry["format"] in ALL_PLATFORM_FORMATS | SAME_SHAPE.keys():
            assert loads[name_of(entry)]["format"] == SAME_SHAPE.get(entry["format"], entry["format"]), entry


def test_the_records_read_are_those_written(sample_run, loads):
    for entry in truth(sample_run, "files"):
        load = loads[name_of(entry)]
        if load["status"] != "ignored":
            assert load["rows_read"] == int(entry["records"]), entry


def test_read_is_accepted_rejected_and_duplicate_in_every_file(loads):
    for load in loads.values():
        assert load["rows_read"] == load["rows_accepted"] + load["rows_rejected"] + load["rows_duplicate"], load


def test_copies_are_duplicates(sample_run, loads):
    repeats = [e for e in truth(sample_run, "files") if "same bytes" in e["note"]]
    assert repeats
    for entry in repeats:
        assert {loads[name_of(entry)]["status"], loads[entry["repeats"]]["status"]} == {"loaded", "duplicate"}


UNREAD = {"negative count", "text in a count"}  # they cost the figure; where the layout needs the column, the record
KEPT = {"engagements above impressions"}
RULES = {
    "negative count": "greater_than_or_equal_to", "text in a count": "not_a_", "date that cannot be": "not_a_date",
    "too many fields": "too_many_fields", "id rounded by Excel, no link": "not_null",
}  # fmt: skip


def found_in(run: Ran, table: str) -> dict[tuple[str, int], set[str]]:
    """Return what the books say of each record: column and rule."""
    found: dict[tuple[str, int], set[str]] = {}
    query = f"select file_name, source_record, rule, column_name from meta.{table}"
    for file, record, rule, column in rows(run.published, query):
        found.setdefault((file, record), set()).add(f"{column}: {rule}")
    return found


def test_every_damaged_record_is_in_the_books_by_file_record_and_rule_and_nothing_else_is(sample_run, loads):
    rejected, unread = found_in(sample_run, "rejected_rows"), found_in(sample_run, "unread_values")
    formats = {name_of(e): e["format"] for e in truth(sample_run, "files")}
    expected = {}
    for flaw in truth(sample_run, "malformed"):
        name = name_of(flaw)
        if flaw["repairable"] == "false" and loads[name]["status"] == "loaded" and flaw["wrong"] not in KEPT:
            expected[name, int(flaw["record"]) + (formats[name] in TOTAL_FIRST)] = flaw
    assert expected
    assert rejected.keys() | unread.keys() == expected.keys()
    assert not rejected.keys() & unread.keys()
    assert {expected[key]["wrong"] for key in unread} == UNREAD
    assert {flaw["wrong"] for key, flaw in expected.items() if key in rejected} >= RULES.keys() - UNREAD
    for key, flaw in expected.items():
        told = rejected.get(key) or unread[key]
        assert any(re.search(RULES[flaw["wrong"]], rule) for rule in told), (flaw, told)
        if flaw["column"] and not flaw["wrong"].startswith("id"):
            assert any(rule.startswith(f"{flaw['column']}:") for rule in told), (flaw, told)


def test_unread_figures_are_counted_file_by_file(sample_run):
    counted = "select file_name, count(*) from meta.unread_values group by file_name order by file_name"
    booked = "select file_name, values_unread from meta.loads where values_unread > 0 order by file_name"
    assert rows(sample_run.published, counted) == rows(sample_run.published, booked)


def test_repairable_records_are_repaired(sample_run, loads):
    flaws = [
        f
        for f in truth(sample_run, "malformed")
        if f["repairable"] == "true" and loads[name_of(f)]["status"] == "loaded"
    ]
    for flaw in flaws:
        query = f"""
            select count(*) from raw.posts join meta.loads using (load_id)
            where file_name = '{name_of(flaw)}' and source_record = {flaw["record"]} and post_id is null and post_key is not null
        """
        duplicates = loads[name_of(flaw)]["rows_duplicate"]
        assert rows(sample_run.published, query) == [(1,)] or duplicates


def test_every_raw_row_leads_back_to_a_file(sample_run):
    for (table,) in rows(sample_run.published, "select table_name from duckdb_tables() where schema_name = 'raw'"):
        orphans = f"select count(*) from raw.{table} anti join meta.loads using (load_id)"
        assert rows(sample_run.published, orphans) == [(0,)]


def test_the_summary_of_the_command_says_what_the_books_say(sample_run, loads):
    summary = sample_run.summary
    assert summary["files"] == len(loads)
    for name in ("rows_read", "rows_accepted", "rows_rejected", "rows_duplicate"):
        assert summary[name] == sum(load[name] for load in loads.values())
