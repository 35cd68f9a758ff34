"""Each YAML file is a case: given rows, one model and all it needs are built, expected columns compared."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from model_rows import built

FOLDER = Path(__file__).parent
CASES = sorted(FOLDER.glob("*/*/*.yaml"))


def _plain(value: Any) -> Any:
    """Return a value in the form in which YAML and DuckDB agree."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float | Decimal):
        return round(float(value), 9)
    if isinstance(value, datetime.datetime):
        return value.replace(tzinfo=None).isoformat(" ")
    return value.isoformat() if isinstance(value, datetime.date) else value


def _sorted(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: [(value is None, str(value)) for value in row.values()])


@pytest.mark.parametrize("path", CASES, ids=lambda path: str(path.relative_to(FOLDER).with_suffix("")))
def test_case(path: Path) -> None:
    case = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    table = f"{path.parent.parent.name}.{path.parent.name}"
    con = built(table, case["given"], case.get("settings"))
    expected = [{name: _plain(value) for name, value in row.items()} for row in case["expect"]]
    names = list(expected[0]) if expected else ["*"]
    where = f" where {case['where']}" if "where" in case else ""
    result = con.execute(f"select {', '.join(names)} from {table}{where}")
    rows = [{name: _plain(value) for name, value in zip(names, row, strict=False)} for row in result.fetchall()]
    assert _sorted(rows) == _sorted(expected), case["why"]
