"""The committed pages of the shipped plans: each says of every piece of advice what the sample supports."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.plan.plan_files import plan_files, read_plan

PAGES = Path(__file__).parents[2] / "docs" / "plans"


@pytest.mark.parametrize("path", plan_files(), ids=lambda path: path.stem)
def test_a_shipped_plan_has_its_page_with_a_verdict_for_each_advice(path: Path) -> None:
    plan = read_plan(path)
    page = (PAGES / f"{path.stem}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {plan.title}\n")
    for advice in plan.advice:
        row = next(line for line in page.splitlines() if line.startswith(f"| {advice.says} |"))
        assert any(f"**{verdict}**" in row for verdict in ("supported", "not supported", "cannot tell"))
    for scenario in ("free", "micro", "macro"):
        assert f"| {scenario} |" in page
    assert f"{plan.budget:,.0f} {plan.currency}" in page
