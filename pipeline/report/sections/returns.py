"""What each tier returns, raw and compared fairly, and what could have been seen."""

from pipeline.report import charts, verdicts
from pipeline.report.formats import counted, interval, listed, money, number, probability
from pipeline.report.parts import Chart, Charts, Column, Row, Section, Table
from pipeline.report.queries import Reader
from pipeline.report.sections.tiers import names

UNBOUNDED = "cannot be bounded"  # what return_interval_over says then
MEASURES = {
    "return_on_ad_spend": ("net revenue for its cost", "Net revenue / cost"),
    "cost_per_order": ("orders", "Cost per order"),
    "cost_per_click": ("clicks", "Cost per click"),
    "cost_per_engagement": ("engagements", "Cost per engagement"),
    "cost_per_thousand_views": ("views", "Cost per 1,000 views"),
}


FAIR_COLUMNS = [
    Column("tier", "Tier", "tier"), Column("other_tier", "Other tier", "tier"),
    Column("fair_ratio", "Returns times as much", "ratio"),
    Column("bounds", "95% bounds", "ratio", "fair_ratio_low", "fair_ratio_high"),
    Column("fair_probability_beats", "Returns more", "chance"), Column("fair_deals", "Deals", "count"),
    Column("other_fair_deals", "of the other", "count"), Column("compared_cost_share", "Cost compared", "share"),
    Column("smallest_ratio_shown", "Smallest ratio shown", "ratio"), Column("deals_each_to_tell_2", "Deals of each for 2", "count"),
    Column("deals_each_to_tell_1_5", "for 1.5", "count"),
]  # fmt: skip
FAIR_NOTE = (
    "Within campaigns and platforms, where both tiers spent and orders are known. A tier is named as better from 95% on; what both "
    "directions leave of 100% is that neither returns more. The smallest ratio is the one that these data would show four times in five."
)


def columns(currency: str) -> list[Column]:
    """Return the columns of the table of returns."""
    return [
        Column("tier", "Tier", "tier"), Column("creators", "Creators", "count"), Column("deals", "Deals", "count"),
        Column("cost", f"Cost, {currency}", "amount"), Column("orders", "Orders", "count"),
        Column("net_revenue", f"Net revenue, {currency}", "amount"),
        Column("return_on_ad_spend", "Net revenue / cost", "ratio"),
        Column("bounds", "95% bounds", "ratio", "return_on_ad_spend_low", "return_on_ad_spend_high"),
        Column("return_on_ad_spend_shrunk", "drawn towards all", "ratio"),
        Column("margin_roi", "Profit / cost", "ratio"),
        Column("fair_best_probability", "Is the best, compared fairly", "chance"),
        Column("cost_per_order", f"Cost per order, {currency}", "money"),
        Column("cost_per_click", f"per click, {currency}", "money"),
        Column("cost_per_engagement", f"per engagement, {currency}", "money"),
    ]  # fmt: skip


def section(read: Reader) -> Section:
    """Return the returns of the tiers."""
    rows = [row for row in read.rows("tier_returns") if row["cost"] is not None]
    found = Section(
        "returns", "What the tiers return", "Returns",
        "Cost is everything a deal cost: fee, product, shipping, agency, boosting and commissions. Net revenue is that of "
        "orders found by the deals' codes and links, each counted once.",
    )  # fmt: skip
    if not rows:
        found.missing = [
            "a deal sheet with creators, fees and dates (CSV or XLSX)",
            "orders with the codes or links that led to them: Shopify orders, TikTok Shop affiliate orders, tracked orders",
            "tracked clicks, for costs per click",
        ]
        return found
    currency = rows[0]["currency"]
    drawn = [chart for chart in (_returns(read, rows), _best(read, rows)) if chart]
    unbounded = [row["tier"] for row in rows if row["return_interval_over"] == UNBOUNDED]
    few = [row["tier"] for row in rows if row["return_on_ad_spend_low"] is None and row["tier"] not in unbounded]
    notes = []
    if few:
        notes.append(f"No bounds for {listed(few)}: fewer than five creators, or no result.")
    if unbounded:
        notes.append(f"The return of {listed(unbounded)} {UNBOUNDED}: one bound would be more than 50 times the other.")
    table = Table("tier-returns", "Returns of the tiers", columns(currency), rows)
    found.blocks.append(Charts(drawn, note=" ".join(notes), table=table))
    measure = verdicts.measure_of(rows)
    compared = [row for row in read.rows("tier_return_comparisons") if row["measure"] == measure and row["fair_ratio"]]
    if compared:
        found.blocks.append(Table("fair-returns", "Two tiers, compared fairly", FAIR_COLUMNS, compared, note=FAIR_NOTE))
    return found


def _basis(rows: list[Row]) -> str:
    days = rows[0]["attribution_window_days"]
    deals = sum(row["deals"] for row in rows)
    counts = f"; orders within {days} days after a deal's last post" if days is not None else ""
    return f"all platforms and campaigns{counts}; n = {counted(deals, 'deal')} of {counted(sum(r['creators'] for r in rows), 'creator')}"


def _returns(read: Reader, rows: list[Row]) -> Chart | None:
    known = [row for row in rows if row["return_on_ad_spend"] is not None]
    if not known:
        return None
    currency = rows[0]["currency"]
    points = [
        {
            "label": row["tier"], "tier": row["tier"], "value": row["return_on_ad_spend"],
            "low": row["return_on_ad_spend_low"], "high": row["return_on_ad_spend_high"], "tip": _told(row),
        }
        for row in known
    ]  # fmt: skip
    return Chart(
        "returns",
        f"Net revenue for each {currency} of cost",
        charts.intervals(points, names(read), f"Net revenue / cost, {currency}", "~g", mark_at=1),
        f"Net revenue over cost; {_basis(known)}; line: 95% bounds over creators. Dashed at 1: revenue equals cost.",
        f"Net revenue over cost: {listed(_told(row) for row in known)}.",
    )


def _told(row: Row) -> str:
    value = number(row["return_on_ad_spend"], "ratio")
    bounds = interval(row["return_on_ad_spend_low"], row["return_on_ad_spend_high"], "ratio") or (
        UNBOUNDED if row["return_interval_over"] == UNBOUNDED else "no bounds"
    )
    cost = money(row["cost"], row["currency"])
    return f"{row['tier']} {value} ({bounds}, {counted(row['deals'], 'deal')}, cost {cost})"


def _best(read: Reader, rows: list[Row]) -> Chart | None:
    bars = [
        {
            "label": label, "tier": row["tier"], "value": row[f"{measure}_best_probability"],
            "tip": f"{label}: {row['tier']} comes first in {probability(row[f'{measure}_best_probability'])}",
        }
        for measure, (_, label) in MEASURES.items()
        for row in rows
        if row[f"{measure}_best_probability"] is not None
    ]  # fmt: skip
    if not bars:
        return None
    tiers = [tier for tier in names(read) if any(bar["tier"] == tier for bar in bars)]
    judged = [row for row in rows if row["tier"] in tiers]
    return Chart(
        "best",
        "Raw: which tier comes first in a draw, by what counts",
        charts.stacked(bars, "tier", charts.tier_colours(names(read), tiers), "Part of the draws", ".0%", share=True),
        f"Share of bootstrap draws in which the tier comes first of {listed(tiers)}, campaigns of all kinds together: what it "
        f"mixes names no winner; {_basis(judged)}.",
        f"Raw share of draws in which a tier comes first. {'; '.join(bar['tip'] for bar in bars)}.",
    )
