"""How the tiers engage, platform by platform."""

from itertools import groupby

from pipeline.report import charts
from pipeline.report.formats import interval, listed, number
from pipeline.report.parts import Chart, Charts, Column, Row, Section, Table
from pipeline.report.queries import Reader

COLUMNS = [
    Column("platform_name", "Platform"), Column("tier", "Tier", "tier"), Column("creators", "Creators", "count"),
    Column("creators_with_rate", "with a rate", "count"), Column("posts_with_rate", "Posts", "count"),
    Column("headline_denominator", "Engagements per"), Column("headline_rate_median", "Median rate", "rate"),
    Column("bounds", "95% bounds", "rate", "headline_rate_low", "headline_rate_high"),
    Column("headline_rate_pooled", "All posts pooled", "rate"),
]  # fmt: skip


def names(read: Reader) -> list[str]:
    """Return the tiers of the scheme in use, smallest first."""
    return [row["tier"] for row in read.rows("tiers")]


def window(read: Reader) -> str:
    """Return in words which posts of a creator count."""
    run = read.row("run")
    return (
        f"the newest {run['engagement_window_posts']} posts of at most {run['engagement_window_days']} days"
        if run
        else "the newest posts"
    )


def section(read: Reader) -> Section:
    """Return the tier comparison."""
    rows = read.rows("tier_engagement")
    found = Section(
        "tiers", "How the tiers engage", "Engagement",
        "The rate of a tier is that of its median creator, whose own rate is the median over posts. Compare tiers within "
        "a platform only: each platform counts engagements over its own base.",
    )  # fmt: skip
    if not rows:
        found.missing = [
            "posts with their counts: Meta Business Suite content exports, TikTok Studio content, YouTube Studio content,"
            " X content, or scraper files",
            "follower counts for platforms that are measured by them: rosters, or account exports",
        ]
        return found
    platforms = [_chart(read, list(group)) for _, group in groupby(rows, key=lambda row: row["platform"])]
    note = "A hollow point has no bounds: fewer than three creators."
    hollow = any(row["headline_rate_low"] is None for row in rows)
    table = Table("tier-engagement", "Engagement of the tiers", COLUMNS, rows)
    found.blocks.append(Charts(platforms, note=note if hollow else "", table=table))
    return found


def _chart(read: Reader, rows: list[Row]) -> Chart:
    first = rows[0]
    points = [
        {
            "label": row["tier"], "tier": row["tier"], "value": row["headline_rate_median"],
            "low": row["headline_rate_low"], "high": row["headline_rate_high"], "tip": _told(row),
        }
        for row in rows
    ]  # fmt: skip
    base = first["headline_denominator"]
    creators, posts = sum(row["creators_with_rate"] for row in rows), sum(row["posts_with_rate"] for row in rows)
    return Chart(
        f"tiers-{first['platform']}",
        first["platform_name"],
        charts.intervals(points, names(read), f"Engagements per {base.removesuffix('s')}", ".1~%"),
        f"Engagements over {base}; {window(read)}; n = {creators:,} creators, {posts:,} posts; line: 95% bounds of the median.",
        f"Median engagement rate on {first['platform_name']}: {listed(_told(row) for row in rows)}.",
    )


def _told(row: Row) -> str:
    bounds = interval(row["headline_rate_low"], row["headline_rate_high"], "rate") or "no bounds"
    return f"{row['tier']} {number(row['headline_rate_median'], 'rate')} ({bounds}, {row['creators_with_rate']:,} creators)"
