"""Every query of docs/questions.md is one query, answers, and answers with rows on the sample."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from statistics import median

import pytest
from sample_runs import Season, rows

PAGE = (Path(__file__).parents[2] / "docs" / "questions.md").read_text(encoding="utf-8")
QUESTIONS = dict(re.findall(r"^## (.+?)\n.*?```sql\n(.+?)```", PAGE, re.S | re.M))


def test_each_question_has_its_query() -> None:
    assert len(QUESTIONS) == PAGE.count("\n## ") == PAGE.count("```sql") > 5


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered_by_one_query(season: Season, question: str) -> None:
    assert rows(season.published, QUESTIONS[question])


PARTS = {
    "instagram": "likes comments", "facebook": "reactions comments shares", "tiktok": "likes comments shares",
    "youtube": "likes comments", "x": "likes comments reposts", "linkedin": "likes comments shares",
}  # fmt: skip


def test_how_the_tiers_engage_by_hand(season: Season) -> None:
    """Rates, medians and counts of every tier follow from the components of the posts in the windows."""
    query = """
        select posts.platform, coalesce(performance.tier, 'unknown') as tier, posts.influencer_id, posts.headline_base,
            performance.engagements, performance.likes, performance.reactions, performance.comments, performance.shares,
            performance.reposts
        from intermediate.int_window_posts as posts
        join marts.post_performance as performance using (platform, post_key)
        where posts.is_other_definition is not true
    """
    public: dict[tuple[str, str], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    full: dict[tuple[str, str], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for platform, tier, creator, base, engagements, *counts in rows(season.published, query):
        known = dict(zip(["likes", "reactions", "comments", "shares", "reposts"], counts, strict=True))
        parts = [known[name] for name in PARTS[platform].split()]
        if base and None not in parts:
            public[platform, tier][creator].append(sum(parts) / base)
        if base and engagements is not None:
            full[platform, tier][creator].append(engagements / base)
    found = rows(season.published, QUESTIONS["How do the tiers engage, and who is in none of them?"])
    assert {row[:2] for row in found} >= public.keys()
    for platform, tier, creators, _, posts, numerator, _, rate, low, high, full_rate, full_posts in found:
        of_creators = public[platform, tier]
        assert (creators, posts) == (len(of_creators), sum(map(len, of_creators.values())))
        assert numerator == "public_engagements"
        assert rate == (pytest.approx(median(map(median, of_creators.values()))) if of_creators else None)
        assert low is None or low <= rate <= high
        assert full_posts == sum(map(len, full[platform, tier].values()))
        of_owners = full[platform, tier].values()
        assert full_rate == (pytest.approx(median(map(median, of_owners))) if of_owners else None)
