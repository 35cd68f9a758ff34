"""Engagement against followers: does it fall with size, and past the claimed breakpoint?"""

from itertools import groupby

from pipeline.report import charts
from pipeline.report.formats import change, counted, followers, listed, number, sentence
from pipeline.report.parts import Chart, Charts, Findings, Row, Section, Sources
from pipeline.report.queries import Reader
from pipeline.report.sections.tiers import base_in_words, names, window


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
    drawn: list[Chart] = []
    for platform, group in groupby(rows, key=lambda row: row["platform"]):
        references = [row for row in published if row["platform"] == platform]
        chart = _chart(read, list(group), claims.get(platform), references)
        drawn += [chart] if chart else []
    note = "Hollow: insufficient evidence. Dashed line: the claimed breakpoint. Finely dotted line: the place where a break fits best."
    if published:
        note += " Dotted level: a published rate of the same engagements, base and sizes, as reference; sources below."
    found.blocks.append(Charts(drawn, note=note))
    if claims:
        title = "Does engagement fall past the breakpoint?"
        found.blocks.append(
            Findings(
                title, [(r["falls_past_claimed"], r["platform_name"], sentence(_tested(r))) for r in claims.values()]
            )
        )
    if published:
        found.blocks.append(Sources("Published rates shown as reference", _sources(published)))
    return found


def _chart(read: Reader, rows: list[Row], claim: Row | None, published: list[Row]) -> Chart | None:
    """Return the chart of a platform; none where every rate is 0, which a logarithmic axis cannot show."""
    first, base = rows[0], rows[0]["headline_denominator"]
    counted_are = rows[0]["headline_numerator"].replace("_", " ").capitalize()
    points = [
        {
            "followers": row["followers"], "value": row["headline_rate_median"], "tier": row["tier"] or "unknown",
            "is_sure": row["evidence"] != "insufficient", "tip": _tip(row),
        }
        for row in rows
        if row["headline_rate_median"] > 0 and row["followers"] > 0
    ]  # fmt: skip
    if not points:
        return None
    hidden = len(rows) - len(points)
    caption = f"{counted_are} over {base_in_words(rows)}; {window(read)}; n = {counted(len(rows), 'creator')}"
    caption += f", of which {hidden:,} with a rate of 0 cannot be drawn." if hidden else "."
    references = _references(published, base)
    if references:
        caption += f" Dotted levels: {listed(dict.fromkeys(row['who'] for row in references))}."
    return Chart(
        f"size-{first['platform']}",
        first["platform_name"],
        charts.scatter(
            points, names(read), f"{counted_are} per {base.removesuffix('s')}", _breakpoints(claim), references
        ),
        caption,
        f"Median engagement rate of {counted(len(points), 'creator')} against followers on {first['platform_name']}. "
        + (sentence(_tested(claim)) if claim else "No test of the breakpoint."),
    )  # fmt: skip


def _references(published: list[Row], base: str) -> list[Row]:
    """Return the published rates over the same base."""
    found: list[Row] = []
    for row in published:
        if row["benchmark_denominator"] != base or not row["benchmark_rate"] > 0:
            continue
        who = f"{row['benchmark_publisher']} {row['benchmark_year']}"
        found.append(
            {
                "lower": row["benchmark_lower_bound"], "upper": row["benchmark_upper_bound"], "rate": row["benchmark_rate"],
                "label": f"{row['benchmark_rate']:.1%}",
                "tip": f"{who}: {row['benchmark_rate']:.2%}", "who": who,
            }
        )  # fmt: skip
    return found


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


def _tested(row: Row) -> str:
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
    return told


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
