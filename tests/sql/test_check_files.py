"""What a person should look at is found and named."""

from typing import Any

import duckdb
from model_rows import built, warehouse

from pipeline import places
from pipeline.models.checks import find_checks

CHECKS = {check.rule: check for check in find_checks(places.SQL)}

DEAL = {"dataset": "b", "creator_ref": "ana", "agreed_on": "2026-02-01"}
RATES = {"reference.exchange_rates": [
    {"rate_date": "2026-01-15", "currency": currency, "euros_per_unit": 1, "rate_source": "bank"} for currency in ("EUR", "USD")
]}  # fmt: skip


def _found(rule: str, con: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    assert CHECKS[rule].count(con) == len(CHECKS[rule].examples(con))
    return [tuple(row.values()) for row in CHECKS[rule].examples(con)]


def test_amounts_without_a_rate_are_named_by_currency() -> None:
    given = RATES | {
        "raw.deals": [
            {**DEAL, "record_key": "1", "deal_ref": "1", "fee": 10, "currency": "XTS"},
            {**DEAL, "record_key": "2", "deal_ref": "2", "fee": 10, "currency": "USD"},
            {**DEAL, "record_key": "3", "deal_ref": "3", "currency": "XXX"},
        ],
        "raw.orders": [{"record_key": "1", "orders": 1, "gross_revenue": 5, "currency": "XTS", "creator_ref": "ana"}],
        "raw.ad_spend": [{"record_key": "1", "day": "2026-02-01", "spend": 5, "currency": "USD"}],
    }
    con = built("marts.tier_roi", given)
    assert _found("amounts_are_converted", con) == [("XTS", "deals", 1), ("XTS", "orders", 1)]


def test_a_refused_allocation_is_named_with_its_reason() -> None:
    given = {
        "raw.deals": [
            {**DEAL, "record_key": "1", "deal_ref": "P1", "fee": 10},
            {**DEAL, "record_key": "2", "deal_ref": "P2", "fee": 10},
        ],
        "raw.deal_allocations": [
            {
                "dataset": "b",
                "record_key": f"{deal}{who}",
                "deal_ref": deal,
                "creator_ref": who,
                "allocation_share": share,
            }
            for deal, who, share in (("P1", "ana", 0.6), ("P1", "bob", 0.6), ("P2", "ana", 0.6), ("P2", "bob", 0.4))
        ],
    }
    con = built("marts.tier_roi", given)
    assert _found("packages_are_divided_as_declared", con) == [("P1", "shares sum to 1.2")]


LOAD = {"run_id": "second", "status": "loaded", "rows_accepted": 0, "rows_duplicate": 0}
LOADS = [
    {**LOAD, "load_id": "1", "file_name": "a.csv", "platform": "x", "captured_at": "2026-03-01", "rows_read": 100, "rows_rejected": 10},
    {**LOAD, "load_id": "2", "file_name": "b.csv", "platform": "tiktok", "captured_at": "2026-02-14", "rows_read": 100, "rows_rejected": 11},
    {**LOAD, "load_id": "3", "file_name": "c.csv", "platform": "youtube", "captured_at": "2026-02-15", "rows_read": 9, "rows_rejected": 0},
    {**LOAD, "load_id": "4", "file_name": "d.csv", "run_id": "first", "rows_read": 9, "rows_rejected": 9, "captured_at": "2026-02-15"},
]  # fmt: skip
RUNS = [{"run_id": "first", "started_at": "2026-03-01"}, {"run_id": "second", "started_at": "2026-03-02"}]


def test_a_platform_that_is_absent_and_a_file_of_the_last_run_with_many_rejections_are_named() -> None:
    con = warehouse({"meta.loads": LOADS, "meta.runs": RUNS})
    assert [name for name, _ in _found("platforms_keep_coming", con)] == ["tiktok"]
    assert _found("few_rejections", con) == [("b.csv", 100, 11)]


def test_a_file_whose_records_are_not_all_accounted_for_is_named() -> None:
    con = warehouse({"meta.loads": LOADS[2:]})
    assert _found("books_balance", con) == [("c.csv", 9, 0, 0, 0)]
