"""The review of audiences against the truth of invented accounts, a small run of ``benchmarks.review``."""

import re

import polars as pl
import pytest
import sqlglot

from benchmarks.audiences import make_audiences
from benchmarks.review import Figures, measure
from pipeline import places
from pipeline.models import reference

SQL = next(places.SQL.rglob("int_audience_review.sql"))
ACCUSING = re.compile(r"fake|fraud|bought|purchas|cheat|bot\b|guilt|inflat|suspicious", re.I)


@pytest.fixture(scope="module")
def exact() -> Figures:
    return measure(make_audiences(150, {1.5: 75, 3.0: 40}, seed=7))


def test_followers_that_nobody_engages_with_are_found(exact: Figures) -> None:
    assert exact.recall[1.5] >= 0.75
    assert exact.precision[1.5] >= 0.75
    assert exact.recall[3.0] >= 0.9


def test_growth_that_posts_feel_is_left_alone(exact: Figures) -> None:
    assert exact.alarm <= 0.05
    assert exact.viral_alarm <= 0.4


def test_rounded_channels_raise_no_alarm_unless_rounding_is_ignored() -> None:
    made = make_audiences(100, {1.5: 30}, seed=8, days=150, platform="youtube", is_rounded=True)
    found, blind = measure(made), measure(made, knows_rounding=False)
    assert found.alarm <= 0.05
    assert found.recall[1.5] >= 0.5  # engagements of videos vary twice as much as those of pictures
    assert found.unsteady <= 0.1
    assert blind.unsteady >= 0.5


def test_the_invented_accounts_are_what_they_claim() -> None:
    made = make_audiences(40, {2.0: 10}, seed=9, platform="youtube", is_rounded=True)
    kinds = dict(made.truth.group_by("kind").len().iter_rows())
    assert kinds == {"steady": 36, "viral": 4, "inflated": 10}
    assert (
        made.profiles["followers"].cast(pl.String).str.strip_suffix("0").str.replace("0+$", "").str.len_chars().max()
        <= 3
    )
    again = make_audiences(40, {2.0: 10}, seed=9, platform="youtube", is_rounded=True)
    assert again.posts.equals(made.posts)
    assert again.profiles.equals(made.profiles)


def test_no_word_accuses() -> None:
    words = reference.read_reference("review_signals")["signal_words"].to_list()
    query = sqlglot.parse_one(SQL.read_text(encoding="utf-8"), read="duckdb")
    said = [literal.this for literal in query.find_all(sqlglot.exp.Literal) if literal.is_string]
    assert [text for text in words + said if ACCUSING.search(text)] == []
    assert "needs review" in said
