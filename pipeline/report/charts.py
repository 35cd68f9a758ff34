"""Charts as Vega-Lite. Colours are the page's CSS variables, so that light, dark and print need no second drawing."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import altair as alt

from pipeline.report.formats import followers
from pipeline.report.parts import Row

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
STEP = 34
INK, MUTED, LINE, CARD, ACCENT = (f"var(--{name})" for name in ("ink", "muted", "line", "card", "accent"))
CONFIG: dict[str, Any] = {
    "font": FONT, "background": "transparent", "aria": False, "view": {"stroke": None},
    "axis": {
        "labelColor": MUTED, "titleColor": MUTED, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal",
        "gridColor": LINE, "domainColor": LINE, "tickColor": LINE, "labelPadding": 6, "titlePadding": 10,
        "domain": False, "ticks": False, "labelFont": FONT, "titleFont": FONT,
    },
    "text": {"color": MUTED, "fontSize": 12, "font": FONT},
}  # fmt: skip
UNLISTED = "var(--tier-none)"


def tier_number(tier: str, tiers: Sequence[str]) -> int | None:
    """Return which colour a tier has: the smaller half the first three, the larger the last three."""
    if tier not in tiers or len(tiers) > 6:
        return None
    half = (len(tiers) + 1) // 2
    at = list(tiers).index(tier)
    return at if at < half else 3 + at - half


def _tier_colour(tiers: Sequence[str], shown: Sequence[str], channel: Any = alt.Color) -> Any:
    colours = tier_colours(tiers, shown)
    return channel("tier:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None)


def _finished(chart: Any, height: int) -> dict[str, Any]:
    """Return a chart as data that fits the width of its place."""
    sized = chart.properties(
        width="container", height=height, autosize=alt.AutoSizeParams(type="fit-x", contains="padding")
    )
    spec: dict[str, Any] = sized.configure(**CONFIG).to_dict(validate=False)  # the page's tests draw every one
    return spec


def _axis(form: str) -> alt.Axis:
    return alt.Axis(labelExpr=f"format(datum.value, '{form}')", tickCount=5, titleAnchor="end")


def _values(rows: Sequence[Row]) -> alt.InlineData:
    return alt.InlineData(values=list(rows))


def intervals(
    rows: Sequence[Row], tiers: Sequence[str], title: str, form: str, mark_at: float | None = None
) -> dict[str, Any]:
    """Return a value with its bounds for each row; hollow where it has none.

    Args:
        rows: label, value, low, high, tier (null for charts without tiers), tip.
        tiers: All tiers, smallest first.
        title: Of the axis.
        form: How the axis writes numbers (d3-format).
        mark_at: A value with a line of its own, such as 1 for a return that pays its cost.
    """
    labels = list(dict.fromkeys(row["label"] for row in rows))
    y = alt.Y(
        "label:N", sort=labels, title=None, axis=alt.Axis(labelColor=INK, labelLimit=150, minExtent=52, grid=False)
    )
    shown = [tier for tier in dict.fromkeys(row["tier"] for row in rows) if tier]
    colour: Any = _tier_colour(tiers, shown) if shown else alt.value(ACCENT)
    x = alt.X("value:Q", title=title, scale=alt.Scale(zero=True, nice=True), axis=_axis(form))
    layers: list[Any] = []
    if mark_at is not None:
        layers.append(
            alt.Chart(_values([{"at": mark_at}])).mark_rule(stroke=MUTED, strokeDash=[4, 4]).encode(x=alt.X("at:Q"))
        )
    for is_bounded in (True, False):
        group = [row for row in rows if (row["low"] is not None) == is_bounded]
        if not group:
            continue
        base = alt.Chart(_values(group)).encode(y=y, color=colour, tooltip=alt.Tooltip("tip:N", title=" "))
        if is_bounded:
            line = base.mark_rule(strokeWidth=4, opacity=0.45, strokeCap="round")
            layers += [
                line.encode(x=alt.X("low:Q"), x2="high:Q"),
                base.mark_point(filled=True, size=110, opacity=1).encode(x=x),
            ]
        else:
            layers.append(base.mark_point(filled=False, size=90, strokeWidth=2, opacity=1).encode(x=x))
    return _finished(alt.layer(*layers), STEP * len(labels))


def stacked(
    rows: Sequence[Row], part: str, colours: Mapping[str, str], title: str, form: str, share: bool = False
) -> dict[str, Any]:
    """Return a bar for each label, in parts side by side.

    Args:
        rows: label, value, the part, tip; in the order of the parts.
        part: The key of the part.
        colours: Part -> colour, in their order.
        title: Of the axis.
        form: How the axis writes numbers.
        share: Whether the values are shares of 1.
    """
    labels = list(dict.fromkeys(row["label"] for row in rows))
    order = list(colours)
    ordered = [{**row, "order": order.index(row[part])} for row in rows]
    scale = alt.Scale(domain=[0, 1]) if share else alt.Scale(zero=True)
    axis = alt.Axis(format=form, values=[0, 0.25, 0.5, 0.75, 1], titleAnchor="end") if share else _axis(form)
    chart = (
        alt.Chart(_values(ordered))
        .mark_bar(height=18, stroke=CARD, strokeWidth=1)
        .encode(
            y=alt.Y("label:N", sort=labels, title=None, axis=alt.Axis(labelColor=INK, labelLimit=150, grid=False)),
            x=alt.X("value:Q", title=title, scale=scale, axis=axis),
            color=alt.Color(f"{part}:N", scale=alt.Scale(domain=order, range=list(colours.values())), legend=None),
            order=alt.Order("order:Q"),
            tooltip=alt.Tooltip("tip:N", title=" "),
        )
    )
    return _finished(chart, STEP * len(labels))


def tier_colours(tiers: Sequence[str], shown: Sequence[str]) -> dict[str, str]:
    """Return tier -> colour, of the tiers that are shown."""
    found = {tier: tier_number(tier, tiers) for tier in shown}
    return {tier: UNLISTED if number is None else f"var(--tier-{number})" for tier, number in found.items()}


def _log_axis(low: float, high: float, form: str, steps: Sequence[int]) -> alt.Axis:
    """Return an axis with a line at each step of each power of ten."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    values = [step * 10**power for power in powers for step in steps]
    return alt.Axis(format=form, values=[value for value in values if low <= value <= high], labelOverlap=True)


def scatter(
    rows: Sequence[Row],
    tiers: Sequence[str],
    title: str,
    breakpoints: Sequence[tuple[int, str]],
    published: Sequence[Row],
) -> dict[str, Any]:
    """Return rates against followers, both on log axes, with breakpoints and published rates.

    Args:
        rows: followers, value, tier, tip, is_sure (hollow if not); all numbers positive, at least one row.
        tiers: All tiers, smallest first.
        title: Of the rates.
        breakpoints: Followers, and what the place is.
        published: lower, upper (followers, either may be null), rate, label, tip.
    """
    sizes = [row["followers"] for row in rows] + [at for at, _ in breakpoints]
    low, high = min(sizes) * 0.7, max(sizes) * 1.5
    rates = [row["value"] for row in rows] + [row["rate"] for row in published]
    bottom, top = min(rates) * 0.85, max(rates) * 1.25
    x_scale = alt.Scale(type="log", domain=[low, high], nice=False)
    y_scale = alt.Scale(type="log", domain=[bottom, top], nice=False)
    shown = list(dict.fromkeys(row["tier"] for row in rows))
    points = (
        alt.Chart(_values(rows))
        .mark_point(size=64, strokeWidth=1.5)
        .encode(
            x=alt.X("followers:Q", title="Followers", scale=x_scale, axis=_log_axis(low, high, "~s", [1])),
            y=alt.Y("value:Q", title=title, scale=y_scale, axis=_log_axis(bottom, top, "~%", [1] if top > 100 * bottom else [1, 2, 5])),
            stroke=_tier_colour(tiers, shown, alt.Stroke),
            fill=_tier_colour(tiers, shown, alt.Fill),
            fillOpacity=alt.condition("datum.is_sure", alt.value(0.75), alt.value(0)),
            tooltip=alt.Tooltip("tip:N", title=" "),
        )
    )  # fmt: skip
    lines = _breakpoint_lines(breakpoints, x_scale, (low * high) ** 0.5)
    levels = _published_levels(published, x_scale, low, high)
    return _finished(alt.layer(*lines, points, *levels), 260)


def _breakpoint_lines(breakpoints: Sequence[tuple[int, str]], scale: alt.Scale, middle: float) -> Iterator[alt.Chart]:
    for number, (at, words) in enumerate(breakpoints):
        line = alt.Chart(_values([{"at": at, "words": f"{followers(at)} {words}"}])).encode(
            x=alt.X("at:Q", scale=scale)
        )
        is_right = at > middle
        place: dict[str, Any] = {
            "align": "right" if is_right else "left",
            "dx": 4 if is_right else -4,
            "dy": -4 - 15 * number,
        }
        yield line.mark_rule(stroke=MUTED, strokeDash=[5, 3] if number == 0 else [2, 3])
        yield line.mark_text(baseline="bottom", **place).encode(y=alt.value(0), text="words:N")


def _published_levels(published: Sequence[Row], scale: alt.Scale, low: float, high: float) -> Iterator[alt.Chart]:
    shown = [{**row, "from": max(row["lower"] or low, low), "to": min(row["upper"] or high, high)} for row in published]
    shown = [row for row in shown if row["from"] < row["to"]]
    if not shown:
        return
    level = alt.Chart(_values(shown)).encode(
        x=alt.X("from:Q", scale=scale), y=alt.Y("rate:Q"), tooltip=alt.Tooltip("tip:N", title=" ")
    )
    yield level.mark_rule(stroke=INK, strokeWidth=1.5, strokeDash=[1, 2]).encode(x2="to:Q")
    words: dict[str, Any] = {"align": "left", "baseline": "bottom", "dy": -3, "dx": 2, "fontSize": 11}
    yield level.mark_text(**words, stroke=CARD, strokeWidth=3, strokeJoin="round").encode(
        text="label:N"
    )  # room around it
    yield level.mark_text(**words, color=INK).encode(text="label:N")
