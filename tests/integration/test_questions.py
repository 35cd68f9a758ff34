"""Every query of docs/questions.md is one query, answers, and answers with rows on the sample."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sample_runs import Season, rows

PAGE = (Path(__file__).parents[2] / "docs" / "questions.md").read_text(encoding="utf-8")
QUESTIONS = dict(re.findall(r"^## (.+?)\n.*?```sql\n(.+?)```", PAGE, re.S | re.M))


def test_each_question_has_its_query() -> None:
    assert len(QUESTIONS) == PAGE.count("\n## ") == PAGE.count("```sql") > 5


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered_by_one_query(season: Season, question: str) -> None:
    assert rows(season.published, QUESTIONS[question])
