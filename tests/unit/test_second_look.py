"""Pandera looks at accepted rows before they are committed, and what it refuses costs its file and no other."""

import polars as pl
from home_folder import POSTS, post

from pipeline.load import second_look


def test_rows_that_only_pandera_refuses_cost_their_file_and_leave_the_others(home, monkeypatch):
    from pipeline.exports import raw_rows

    rules = raw_rows.compiled
    monkeypatch.setattr(raw_rows, "compiled", lambda model: [r for r in rules(model) if r.column != "impressions"])
    home.put("2026-03-01/bad.csv", POSTS + post(1).replace(",100,", ",-5,"))
    home.put("2026-03-01/good.csv", POSTS + post(2))
    loads = home.load()
    bad, good = loads["2026-03-01/bad.csv"], loads["2026-03-01/good.csv"]
    assert (bad["status"], bad["is_program_fault"], bad["rows_accepted"]) == ("rejected", True, 0)
    assert "SchemaError" in bad["reason"]
    assert (good["status"], good["rows_accepted"]) == ("loaded", 1)


def test_pandera_is_asked_once_a_table_and_not_about_more_rows_than_cost_nothing(monkeypatch):
    seen: list[int] = []
    monkeypatch.setattr(second_look, "validate", lambda model, rows: seen.append(rows.height))
    look = second_look.SecondLook()
    for height in (10, second_look.ROWS, 5):
        look.add({"posts": pl.DataFrame({"likes": [0] * height})})
    look.take()
    look.take()
    assert seen == [15]
