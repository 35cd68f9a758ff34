"""A planned test keeps its promise: the better tier is named about four times in five, one that is none hardly ever."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.planned_tests import PROGRAMMES, kept

pytestmark = pytest.mark.long


def test_planned_tests_find_the_ratio_four_times_in_five() -> None:
    """Of two kinds of programme together, so that chance is left little room: 24 plans, 240 tests with and without a difference."""
    found = [
        kept(*PROGRAMMES[name], plans=12, tests=10, seed=seed)
        for seed, name in enumerate(("100 a tier, ratio 2", "40 a tier, ratio 3"), start=21)
    ]
    assert 0.75 <= sum(named for _, named, _ in found) / 2 <= 0.87
    assert sum(wrong for _, _, wrong in found) / 2 <= 0.06
