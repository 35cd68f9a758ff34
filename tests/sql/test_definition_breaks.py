"""A year of a channel with a break in the definition of views inside: what is compared, and with what."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from model_rows import built, insert, upstream

from pipeline.models import building, reference

BREAK = datetime(2026, 8, 24)
PLATFORM = {"platform": "youtube", "format": "video", "posted_at_precision": "second", "comments": 0, "shares": 0}


def post(handle: str, day: datetime, seen: datetime, *, engaged: bool, likes: int = 50, **more: Any) -> dict[str, Any]:
    """Return a video of 1000 watched views, of which the likes are a share; from the break on twice as many are counted."""
    views = 1000 if seen < BREAK else 2000 if day >= BREAK else 1200
    row = {**PLATFORM, "handle": handle, "post_key": f"{handle} {day:%Y-%m-%d}", "posted_at": str(day), "likes": likes}
    return {**row, "captured_at": str(seen), "views": views, "engaged_views": 1000 if engaged else None, **more}


def year(handle: str, until: datetime, *, engaged: bool, every: int = 7) -> list[dict[str, Any]]:
    """Return a video a week, each last seen 20 days after it was published, or on the last day."""
    days = [until - timedelta(days=n + 1) for n in range(0, 365, every)]
    return [post(handle, day, min(day + timedelta(days=20), until), engaged=engaged) for day in days]


def rows(con: duckdb.DuckDBPyConnection, table: str, columns: str, where: str = "true") -> list[tuple[Any, ...]]:
    """Return the rows of a table, in order of their columns."""
    return con.execute(f"select {columns} from {table} where {where} order by all").fetchall()


def build_more(con: duckdb.DuckDBPyConnection, table: str, anew: str = "") -> None:
    """Build what a table still needs; what follows from a table named anew is built again."""
    found = con.execute("select table_schema || '.' || table_name from information_schema.tables").fetchall()
    there = {name for (name,) in found}
    changed = {anew} if anew else set()
    for model in upstream(table, []):
        if model.table not in there or changed & set(model.depends_on):
            building.create(con, model)
            building.check(con, model)
            changed.add(model.table)


def benchmark(year_published: int) -> dict[str, Any]:
    """Return a published median of engagements over views on YouTube."""
    return {
        "platform": "youtube", "metric": "engagement_rate", "numerator": "public_engagements", "denominator": "views", "aggregation": "median",
        "lower_bound": 0, "upper_bound": 10000, "value": 0.04, "publisher": "p", "url": "https://x",
        "published_year": year_published, "source_title": str(year_published),
    }  # fmt: skip


@pytest.fixture(scope="module", params=[True, False], ids=["with engaged views", "without"])
def autumn(request: pytest.FixtureRequest) -> tuple[duckdb.DuckDBPyConnection, bool]:
    """Return a year until 2026-10-01 of one channel, and whether it reports engaged views."""
    profile = {"handle": "ana", "platform": "youtube", "followers": 5000, "observed_at": "2026-09-01 00:00:00"}
    given = {
        "raw.posts": year("ana", datetime(2026, 10, 1), engaged=request.param), "raw.profiles": [profile],
        "reference.published_benchmarks": [benchmark(n) for n in (2024, 2026, 2027)],
    }  # fmt: skip
    return built("marts.influencer_engagement", given), request.param


WINDOW = "round(median(headline_rate), 4), min(headline_definition), min(headline_base_metric), count(*), max(posts_other_definition)"


def test_a_window_keeps_to_one_side(autumn: tuple[duckdb.DuckDBPyConnection, bool]) -> None:
    """Of 90 days with the break inside all are comparable by engaged views; else the newer side counts, that has five posts."""
    con, engaged = autumn
    columns = (
        "round(headline_rate_median, 4), round(headline_rate_pooled, 4), headline_definition, headline_base_metric, posts, "
        "posts_other_definition, is_other_definition, engaged_views"
    )
    expected = (0.05, 0.05, "original", "engaged_views", 13, 0, False, 13000)
    if not engaged:
        expected = (0.025, 0.025, "first frame", "views", 6, 7, False, None)
    assert rows(con, "marts.influencer_engagement", columns) == [expected]


def test_offers_expect_what_one_definition_counts(autumn: tuple[duckdb.DuckDBPyConnection, bool]) -> None:
    """Without engaged views those since the break alone say how often a video is viewed."""
    con, engaged = autumn
    build_more(con, "intermediate.int_offer_post_samples")
    columns = "posts, cast(floor(5000 * exp(log_mean)) as int)"
    found = rows(con, "intermediate.int_offer_post_samples", columns, "measure = 'exposures'")
    assert found == [(13, 1000) if engaged else (6, 2000)]


def test_a_benchmark_is_of_the_definition_of_its_year(autumn: tuple[duckdb.DuckDBPyConnection, bool]) -> None:
    """A figure of 2024 is in the old meaning, one of 2027 in the new; one of a year of a break is not told."""
    con, engaged = autumn
    build_more(con, "marts.benchmark_comparison")
    columns, where = "benchmark_source, comparison, benchmark_definition", "scheme = 'default' and niche = 'all'"
    assert rows(con, "marts.benchmark_comparison", columns, where) == [
        ("2024", "comparable" if engaged else "other definition", "original"),
        ("2026", "other definition", "not told"),
        ("2027", "other definition" if engaged else "comparable", "first frame"),
    ]


def test_the_older_side_counts_until_the_newer_has_enough() -> None:
    """Four posts since the break are no side: what was seen before it counts, apart from what spans it."""
    con = built("intermediate.int_window_posts", {"raw.posts": year("ana", datetime(2026, 9, 20), engaged=False)})
    assert rows(con, "intermediate.int_window_posts", WINDOW) == [(0.05, "original", "views", 6, 7)]


@pytest.mark.parametrize("last", ["short", "video"])
def test_shorts_and_long_videos_of_two_definitions_are_apart(last: str) -> None:
    """Early in 2026 Shorts are viewed from the first frame and long videos are not: the newer definition, whichever came last."""
    until = datetime(2026, 3, 31)
    posts = [
        post("ana", until - timedelta(days=2 * n + (kind != last) + 1), until, engaged=False, format=kind, post_key=f"{kind}{n}")
        for n in range(6) for kind in ("short", "video")
    ]  # fmt: skip
    con = built("intermediate.int_window_posts", {"raw.posts": posts})
    assert rows(con, "intermediate.int_window_posts", WINDOW)[0][1:] == ("first frame", "views", 6, 6)


def test_how_many_are_enough_is_a_setting() -> None:
    """Two posts since the break do not stand against five that span it; with the setting at two they do."""
    until = datetime(2026, 9, 7)
    posts = [post("ana", BREAK + timedelta(days=d), until, engaged=False) for d in (-20, -16, -12, -8, -4, 4, 8)]
    con = built("intermediate.int_window_posts", {"raw.posts": posts})
    assert rows(con, "intermediate.int_window_posts", WINDOW)[0][1:] == ("original, then first frame", "views", 5, 2)
    reference.write_settings(con, {"reporting_currency": "EUR", "definition_min_posts": 2})
    build_more(con, "intermediate.int_window_posts", anew="meta.settings")
    assert rows(con, "intermediate.int_window_posts", WINDOW)[0][1:] == ("first frame", "views", 2, 5)


def test_a_tier_compares_creators_of_one_definition_and_counts_the_others() -> None:
    """Three creators report engaged views; the fourth does not, is rated by itself, and is in no tier and no cell."""
    until = datetime(2026, 10, 1)
    posts = [row for name in "abcd" for row in year(name, until, engaged=name != "d")]
    profiles = [
        {"handle": n, "platform": "youtube", "followers": 5000, "observed_at": "2026-08-01 00:00:00", "niche": "food"}
        for n in "abcd"
    ]
    given = {"raw.posts": posts, "raw.profiles": profiles}
    con = built("marts.tier_engagement", given, {"follower_tolerance_hours": 24 * 1000})
    columns = (
        "creators, creators_with_rate, creators_other_definition, round(headline_rate_median, 4), headline_definition"
    )
    found = rows(con, "marts.tier_engagement", columns, "scheme = 'default' and niche = 'all'")
    assert found == [(4, 3, 1, 0.05, "original")]
    build_more(con, "marts.influencer_engagement")
    columns = "round(headline_rate_median, 4), is_other_definition, peers, peer_percentile"
    found = rows(con, "marts.influencer_engagement", columns)
    assert found == [(0.025, True, None, None), *[(0.05, False, 2, 0.5)] * 3]


def test_few_with_engaged_views_do_not_decide_for_all() -> None:
    """One of three creators reports them: the definition is the newest, which all have."""
    posts = [row for name in "abc" for row in year(name, datetime(2026, 10, 1), engaged=name == "a")]
    con = built("intermediate.int_creator_definitions", {"raw.posts": posts})
    columns = "influencer_id, side, is_other_definition"
    found = rows(con, "intermediate.int_creator_definitions", columns)
    assert found == [(f"youtube:{name}", "first frame", False) for name in "abc"]


@pytest.mark.parametrize(("engaged", "definition", "left_out"), [(True, "original", 0), (False, "first frame", 10)])
def test_a_lift_is_within_one_definition(engaged: bool, definition: str, left_out: int) -> None:
    """Sponsored posts, all after the break, get 0.8 of the likes of others, and less of views that are counted otherwise."""
    days = [(-30 - d, False) for d in range(10)] + [(3 + d, d % 2 == 0) for d in range(12)]
    posts = [
        post("ana", BREAK + timedelta(days=d), datetime(2026, 11, 1), engaged=engaged, is_sponsored=paid, likes=40 if paid else 50)
        for d, paid in days
    ]  # fmt: skip
    con = built("intermediate.int_lift_creators", {"raw.posts": posts})
    columns = (
        "headline_definition, posts, posts_other_definition, sponsored_posts, organic_posts, round(exp(log_lift), 2)"
    )
    found = rows(con, "intermediate.int_lift_creators", columns, "format = 'all'")
    assert found == [(definition, 22, left_out, 6, 16 - left_out, 0.8)]


def test_a_rate_by_followers_is_not_touched_by_a_break_of_views() -> None:
    """Instagram's views changed on 2025-04-21: likes over followers go on, the rate by views keeps to nine posts since."""
    until = datetime(2025, 6, 1)
    posts = [
        {"handle": "ana", "post_key": f"p{n}", "posted_at": str(until - timedelta(days=5 * n + 1)), "views": 1000,
         "posted_at_precision": "second", "captured_at": str(until), "likes": 20, "comments": 0, "shares": 0, "saves": 0}
        for n in range(16)
    ]  # fmt: skip
    profiles = [{"handle": "ana", "followers": 1000, "observed_at": "2025-03-10 00:00:00"}]
    given = {"raw.posts": posts, "raw.profiles": profiles}
    con = built("intermediate.int_window_posts", given, {"follower_tolerance_hours": 24 * 1000})
    columns = f"{WINDOW}, count(*) filter (where is_on_views_side)"
    assert rows(con, "intermediate.int_window_posts", columns) == [(0.02, "original", "followers", 16, 0, 9)]


def test_a_break_of_ones_own_splits_what_it_names() -> None:
    """A break of what counts as engagement on TikTok splits every rate; one of the reach there splits no headline."""
    posts = [
        {**row, "platform": "tiktok", "saves": 0, "format": None, "views": 1000}
        for row in year("ana", datetime(2026, 10, 1), engaged=False)
    ]
    ours = {"platform": "tiktok", "day": "2026-08-24", "definition": "ours", "change": "c", "source": "https://x"}
    breaks = "reference.metric_definition_breaks"
    con = built("intermediate.int_window_posts", {"raw.posts": posts, breaks: [{**ours, "metric": "engagements"}]})
    assert rows(con, "intermediate.int_window_posts", WINDOW) == [(0.05, "original; engagements ours", "views", 6, 7)]
    con.execute(f"delete from {breaks}")
    insert(con, breaks, [{**ours, "metric": "reach"}])
    build_more(con, "intermediate.int_window_posts", anew=breaks)
    assert rows(con, "intermediate.int_window_posts", WINDOW) == [(0.05, "original", "views", 13, 0)]


def test_three_posts_with_engaged_views_are_over_them() -> None:
    """Where no side has enough posts and each as many, the old meaning that goes on comes first, in windows and lifts."""
    posts = [
        post("ana", BREAK + timedelta(days=n), datetime(2026, 10, 1), engaged=True, is_sponsored=n == 2)
        for n in (1, 2, 3)
    ]
    con = built("intermediate.int_window_posts", {"raw.posts": posts})
    assert rows(con, "intermediate.int_window_posts", WINDOW) == [(0.05, "original", "engaged_views", 3, 0)]
    build_more(con, "intermediate.int_lift_creators")
    columns = "headline_definition, posts, posts_other_definition"
    assert rows(con, "intermediate.int_lift_creators", columns, "format = 'all'") == [("original", 3, 0)]


def test_the_question_about_sides_is_answered_with_their_sums() -> None:
    """The query of docs/questions.md, over three videos before the break, one that spans it and two after it."""
    page = (Path(__file__).parents[2] / "docs" / "questions.md").read_text(encoding="utf-8")
    query = page.split("## Whose counts stand on which side", 1)[1].split("```sql\n", 1)[1].split("```", 1)[0]
    seen = {-60: -40, -50: -30, -40: -20, -5: 15, 5: 25, 15: 35}
    posts = [
        post("ana", BREAK + timedelta(days=day), BREAK + timedelta(days=until), engaged=day > 10)
        for day, until in seen.items()
    ]
    con = built("marts.post_performance", {"raw.posts": posts})
    assert con.execute(query).fetchall() == [
        ("youtube", "first frame", 2, 0, 4000, 1000, 1),
        ("youtube", "original", 3, 0, 3000, 3000, 3),
        ("youtube", "original, then first frame", 1, 1, 1200, None, 0),
    ]
