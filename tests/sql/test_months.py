"""A month that is lost, or counted twice, is found by the checks that stop the run."""

from __future__ import annotations

import pytest
from model_rows import built

from pipeline import places
from pipeline.models.checks import find_checks

CHECKS = {f"{check.table.split('.')[1]}__{check.rule}": check for check in find_checks(places.SQL) if check.table}
GIVEN = {
    "raw.creators": [{"dataset": "b", "creator_ref": "ana", "platform": "tiktok", "handle": "ana", "followers": 5000}],
    "raw.deals": [
        {
            "dataset": "b", "record_key": "1", "deal_ref": "1", "creator_ref": "ana", "platform": "tiktok",
            "handle": "ana", "fee": 100, "currency": "EUR", "starts_on": "2026-01-01", "ends_on": "2026-03-01",
        },
    ],
    "raw.posts": [
        {"platform": "tiktok", "handle": "ana", "post_key": key, "posted_at": at, "is_sponsored": True, "views": 10, "likes": 1}
        for key, at in (("a", "2026-01-31 12:00:00"), ("b", "2026-02-01 12:00:00"), ("c", "2026-02-02 12:00:00"))
    ],
    "raw.orders": [
        {
            "dataset": "b", "record_key": "1", "order_id": "1", "creator_ref": "ana", "attribution_method": "link_click",
            "ordered_at": "2026-02-03 00:00:00", "subtotal": 9.99, "currency": "EUR",
        },
    ],
}  # fmt: skip
LOST_POST = "update marts.{mart} set posts = posts - 1 where posts = 2"
LOST_CENT = "update marts.{mart} set cost = cost - 0.0001 where cost > 0"
LOST_ORDER = "update marts.{mart} set orders = 0 where orders = 1"
TWICE = "insert into marts.{mart} select * from marts.{mart} where cost > 0"


@pytest.mark.parametrize("mart", ["creator_months", "tier_months"])
def test_a_month_that_does_not_add_up_is_found(mart: str) -> None:
    con = built(f"marts.{mart}", GIVEN)
    posts, returns = CHECKS[f"{mart}__adds_up_to_posts"], CHECKS[f"{mart}__adds_up_to_returns"]
    assert [str(cost) for (cost,) in con.execute(f"select cost from marts.{mart} where cost > 0 order by 1").fetchall()] == [
        "33.3333", "66.6667",
    ]  # fmt: skip
    for broken, found in ((LOST_POST, posts), (LOST_CENT, returns), (LOST_ORDER, returns), (TWICE, returns)):
        assert posts.count(con) == returns.count(con) == 0
        con.execute("begin")
        con.execute(broken.format(mart=mart))
        assert found.count(con) > 0, broken
        con.execute("rollback")
