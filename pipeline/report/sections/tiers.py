"""How the tiers engage, platform by platform."""

from itertools import groupby

from pipeline.apart import left_out
from pipeline.report import charts
from pipeline.report.formats import interval, listed, number
from pipeline.report.parts import Chart, Charts, Column, Row, Section, Table, Text
from pipeline.report.queries import Reader

COLUMNS = [
    Column("platform_name", "Platform"), Column("tier", "Tier", "tier"), Column("creators", "Creators", "count"),
    Column("creators_with_rate", "with a rate", "count"), Column("creators_without_rate", "without", "count"),
    Column("posts_with_rate", "Posts", "count"), Column("headline_denominator", "Public engagements per"), Column("headline_rate_median", "Median rate", "rate"),
    Column("bounds", "95% bounds", "rate", "headline_rate_low", "headline_rate_high"),
    Column("headline_rate_pooled", "All posts pooled", "rate"),
    Column("full_rate_median", "All that owners see, median", "rate"), Column("full_rate_pooled", "pooled", "rate"),
    Column("posts_with_full_rate", "Posts that report it", "count"),
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
        "a platform only: each platform counts engagements over its own base. Counted are public engagements, which every source "
        "of a platform shows; what owners see besides (saves, on some platforms shares) stands beside, of posts that report it.",
    )  # fmt: skip
    apart = left_out(read.rows("tiers_apart"), "platform_name")
    if not rows:
        found.missing = [
            "posts with their counts: Meta Business Suite content exports, TikTok Studio content, YouTube Studio content,"
            " X content, or scraper files",
            "follower counts for platforms that are measured by them: rosters, or account exports",
        ]
        found.blocks += [Text(apart)] if apart else []
        return found
    platforms = [_chart(read, list(group)) for _, group in groupby(rows, key=lambda row: row["platform"])]
    note = "A hollow point has no bounds: fewer than three creators."
    hollow = any(row["headline_rate_low"] is None for row in rows)
    table = Table("tier-engagement", "Engagement of the tiers", COLUMNS, rows)
    found.blocks.append(Charts(platforms, note=note if hollow else "", table=table))
    if apart:
        found.blocks.append(Text(apart, "In no tier, or without a rate"))
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
    counted, base = first["headline_numerator"].replace("_", " "), first["headline_denominator"]
    creators, posts = sum(row["creators_with_rate"] for row in rows), sum(row["posts_with_rate"] for row in rows)
    return Chart(
        f"tiers-{first['platform']}",
        first["platform_name"],
        charts.intervals(points, names(read), f"{counted.capitalize()} per {base.removesuffix('s')}", ".1~%"),
        f"{counted.capitalize()} over {base_in_words(rows)}; {window(read)}; n = {creators:,} creators, {posts:,} posts; line: 95% bounds of the median.{_left_out(rows)}",
        f"Median engagement rate on {first['platform_name']}: {listed(_told(row) for row in rows)}.",
    )


def base_in_words(rows: list[Row]) -> str:
    """Return what engagements are divided by, and under which definition where the platform has changed it."""
    metrics = sorted({metric for row in rows for metric in (row["headline_base_metric"] or "").split(", ") if metric})
    base = " and ".join(metrics or [rows[0]["headline_denominator"]]).replace("_", " ")
    definition = rows[0]["headline_definition"] or "original"
    if "engaged views" in base:
        return f"{base} (views as they were counted before the platform changed it)"
    return base if definition == "original" else f"{base} (as the platform counts them under “{definition}”)"


def _left_out(rows: list[Row]) -> str:
    """Return how many creators are left out, whose counts are of another definition."""
    others = sum(row["creators_other_definition"] for row in rows)
    return f" Left out, counted under another definition: {others:,} creators." if others else ""


def _told(row: Row) -> str:
    bounds = interval(row["headline_rate_low"], row["headline_rate_high"], "rate") or "no bounds"
    return f"{row['tier']} {number(row['headline_rate_median'], 'rate')} ({bounds}, {row['creators_with_rate']:,} creators)"
