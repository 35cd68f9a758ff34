"""Engagement against followers: does it fall with size, and past the claimed breakpoint?"""

from itertools import groupby

from pipeline.report import charts
from pipeline.report.formats import change, counted, followers, number
from pipeline.report.parts import Chart, Charts, Findings, Row, Section, Sources
from pipeline.report.queries import Reader
from pipeline.report.sections.tiers import names, window


def section(read: Reader) -> Section:
    """Return the rates of creators against their followers, with breakpoints and published rates."""
    rows = read.rows("creator_rates")
    claims = {row["platform"]: row for row in read.rows("claims")}
    published = read.rows("benchmarks")
    found = Section(
        "size", "Engagement against followers", "Followers",
        "Is a small audience a more active one? Each point is a creator; both axes are logarithmic, so a straight fall "
        "is the same factor for each tenfold of followers.",
    )  # fmt: skip
    if not rows:
        found.missing = [
            "posts with their counts, and follower counts of the same accounts (rosters, account exports, follower histories)"
        ]
        return found
    drawn = []
    for platform, group in groupby(rows, key=lambda row: row["platform"]):
        references = [row for row in published if row["platform"] == platform]
        drawn.append(_chart(read, list(group), claims.get(platform), references))
    note = "Dashed line: the claimed breakpoint. Finely dotted line: the place where a break fits best."
    if published:
        note += " Dotted level: a published rate over the same base and sizes, as reference; sources below."
    found.blocks.append(Charts(drawn, note=note))
    if claims:
        title = "Does engagement fall past the breakpoint?"
        found.blocks.append(Findings(title, [(row["falls_past_claimed"], _sentence(row)) for row in claims.values()]))
    if published:
        found.blocks.append(Sources("Published rates shown as reference", _sources(published)))
    return found


def _chart(read: Reader, rows: list[Row], claim: Row | None, published: list[Row]) -> Chart:
    first, base = rows[0], rows[0]["headline_denominator"]
    points = [
        {"followers": row["followers"], "value": row["headline_rate_median"], "tier": row["tier"] or "unknown", "tip": _tip(row)}
        for row in rows
        if row["headline_rate_median"] > 0 and row["followers"] > 0
    ]  # fmt: skip
    hidden = len(rows) - len(points)
    references = [
        {
            "lower": row["benchmark_lower_bound"], "upper": row["benchmark_upper_bound"], "rate": row["benchmark_rate"],
            "label": f"{row['benchmark_rate']:.1%}",
            "tip": f"{row['benchmark_publisher']} {row['benchmark_year']}: {row['benchmark_rate']:.2%}",
        }
        for row in published
        if row["benchmark_denominator"] == base and row["benchmark_rate"] > 0
    ]  # fmt: skip
    caption = f"Engagements over {base}; {window(read)}; n = {len(rows):,} creators"
    caption += f", of which {hidden:,} with a rate of 0 cannot be drawn." if hidden else "."
    words = _sentence(claim) if claim else "No test of the breakpoint."
    return Chart(
        f"size-{first['platform']}",
        first["platform_name"],
        charts.scatter(points, names(read), f"Engagements per {base[:-1]}", _breakpoints(claim), references),
        caption,
        f"Median engagement rate of {len(points):,} creators against followers on {first['platform_name']}. {words}",
    )


def _breakpoints(claim: Row | None) -> list[tuple[int, str]]:
    if claim is None or claim["claimed_breakpoint"] is None:
        return []
    claimed, best = claim["claimed_breakpoint"], claim["best_breakpoint"]
    if best is None or best == claimed:
        return [(claimed, "claimed, and best fit" if best else "claimed")]
    return [(claimed, "claimed"), (best, "best fit")]


def _tip(row: Row) -> str:
    rate = number(row["headline_rate_median"], "rate")
    return f"{row['name'] or 'unnamed'}: {rate}, {row['followers']:,} followers, {counted(row['posts_with_rate'], 'post')}, evidence {row['evidence']}"


def _bounds(row: Row, name: str) -> str:
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    return "" if low is None or high is None else f" (95% {change(low)} to {change(high)})"


def _sentence(row: Row) -> str:
    """Return what the test says of a platform, with its numbers."""
    place = followers(row["claimed_breakpoint"])
    sides = f"{counted(row['accounts_before'], 'account')} below {place}, {row['accounts_past']:,} above"
    if row["change_past_claimed"] is None:
        told = f"too few accounts on one side of {place} to test it ({sides})"
    else:
        bounds = _bounds(row, "change_past_claimed")
        told = f"past {place} the typical rate changes by {change(row['change_past_claimed'])}{bounds}; {sides}"
    best = row["best_breakpoint"]
    if best is not None and best != row["claimed_breakpoint"] and row["change_past_best"] is not None:
        told += f"; a break fits best at {followers(best)}, with {change(row['change_past_best'])}{_bounds(row, 'change_past_best')}"
    return f"{row['platform_name']}: {told}."


def _sources(published: list[Row]) -> list[tuple[str, str, str]]:
    found: dict[tuple[str, str, str], list[str]] = {}
    for row in published:
        base = f"over {row['benchmark_denominator']}, {row['benchmark_aggregation']} of {row['benchmark_population']}"
        parts = f", counting {row['benchmark_components']}" if row["benchmark_components"] else ""
        key = (
            f"{row['benchmark_publisher']}, {row['benchmark_year']}",
            f"{row['platform_name']}, {base}{parts}",
            row["benchmark_url"] or "",
        )
        ratio = row["own_to_benchmark_ratio"]
        own = f", own rate {number(ratio, 'ratio')} times that" if ratio is not None else ""
        found.setdefault(key, []).append(f"{row['tier']} {row['benchmark_rate']:.2%}{own}")
    return [(who, f"{what}: {'; '.join(rates)}", url) for (who, what, url), rates in found.items()]
