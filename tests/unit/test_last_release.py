"""What the last release published is still there with its types, or its removal is announced."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import yaml

from pipeline.models.published_contracts import published_contracts

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
RELEASED = re.findall(r"^## (\d+\.\d+\.\d+)", CHANGELOG, re.M)[0]
LAST: dict[str, dict[str, str]] = json.loads((GOLDEN / f"contracts_{RELEASED}.json").read_text(encoding="utf-8"))
ANNOUNCED = yaml.safe_load((GOLDEN / "announced_removals.yaml").read_text(encoding="utf-8")) or []

Columns = set[tuple[str, str]]


def holds(new: str | None, old: str) -> bool:
    """Return whether a type holds every value of another one as it was: the same, or a decimal with more digits before the point."""
    digits = [re.fullmatch(r"decimal\((\d+),(\d+)\)", kind or "") for kind in (new, old)]
    widths = [(int(found[1]), int(found[2])) for found in digits if found]
    return new == old or (len(widths) == 2 and widths[0][0] >= widths[1][0] and widths[0][1] == widths[1][1])


def broken(last: dict[str, dict[str, str]], now: dict[str, dict[str, str]]) -> Columns:
    """Return the columns that are gone or have a type that does not hold what they held."""
    return {
        (table, column)
        for table, columns in last.items()
        for column, kind in columns.items()
        if not holds(now.get(table, {}).get(column), kind)
    }


def covered(entry: dict[str, Any]) -> Columns:
    """Return the columns that an announcement is about."""
    return {(entry["table"], column) for column in entry.get("columns", LAST.get(entry["table"], {}))}


def test_what_is_gone_was_announced() -> None:
    announced = {pair for entry in ANNOUNCED for pair in covered(entry)}
    unannounced = sorted(broken(LAST, published_contracts()) - announced)
    assert unannounced == [], "Keep it beside the new one for a release, or announce it in announced_removals.yaml."


def test_an_announcement_is_about_something_and_says_what_to_do() -> None:
    for entry in ANNOUNCED:
        assert covered(entry), entry
        assert {(table, column) for table, columns in LAST.items() for column in columns} >= covered(entry)
        assert entry["why"], entry
        assert entry["instead"], entry


def test_what_is_gone_is_told_in_the_changelog() -> None:
    unreleased = CHANGELOG.split(f"## {RELEASED}")[0]
    told = [set(re.findall(r"`([\w.*]+)`", line)) for line in unreleased.splitlines()]
    for table, column in broken(LAST, published_contracts()):
        about = [names for names in told if names & {table, table.split(".")[1]}]
        assert any(fnmatch(column, name) for names in about for name in names), f"{table}.{column}"


def test_a_missing_table_column_or_type_is_found() -> None:
    last = {"marts.a": {"x": "bigint", "y": "varchar"}, "marts.b": {"z": "date"}}
    now = {"marts.a": {"new": "date", "x": "double"}}
    assert broken(last, last) == set()
    assert broken(last, now) == {("marts.a", "x"), ("marts.a", "y"), ("marts.b", "z")}


def test_a_decimal_with_more_digits_before_the_point_breaks_nothing() -> None:
    assert holds("decimal(38,4)", "decimal(18,4)")
    assert not holds("decimal(18,4)", "decimal(38,4)")
    assert not holds("decimal(38,2)", "decimal(38,4)")
    assert not holds("double", "decimal(18,4)")
    assert not holds(None, "decimal(18,4)")
