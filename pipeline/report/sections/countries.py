"""What came from which country."""

from itertools import groupby

from pipeline.report import charts
from pipeline.report.formats import counted, listed, number
from pipeline.report.parts import Chart, Charts, Column, Row, Section, Table
from pipeline.report.queries import Reader
from pipeline.report.sections.tiers import names

SHOWN = 12
DRAWN = {"net_revenue": "Net revenue", "orders": "Orders", "clicks": "Clicks"}


def section(read: Reader) -> Section:
    """Return the results by country and tier."""
    rows = read.rows("countries")
    found = Section(
        "countries", "Countries", "Countries",
        "Orders and clicks have the country that the shop and the tracker report. Reach and cost are divided by the creators' "
        "audiences, as far as those are known.",
    )  # fmt: skip
    if not rows:
        found.missing = [
            "orders with their country (Shopify orders) or tracked clicks by country",
            "audience shares by country: Meta Business Suite audience, TikTok followers or viewers",
        ]
        return found
    currency = rows[0]["currency"] or read.row("run").get("reporting_currency", "")
    chart = _chart(read, rows, currency)
    if chart:
        found.blocks.append(Charts([chart]))
    columns = [
        Column("country", "Country", is_filter=True), Column("tier", "Tier", "tier", is_filter=True),
        Column("is_target_country", "Target", "flag", is_filter=True), Column("clicks", "Clicks", "count"),
        Column("orders", "Orders", "count"), Column("orders_by_link_click", "Orders by link", "count"),
        Column("net_revenue", f"Net revenue, {currency}", "amount"), Column("reach_estimated", "Reach, estimated", "count"),
        Column("cost_allocated", f"Cost, by audience, {currency}", "amount"), Column("cost_share", "Share of the tier's cost", "share"),
    ]  # fmt: skip
    found.blocks.append(Table("countries-table", "Countries by tier", columns, rows, is_interactive=True))
    return found


def _chart(read: Reader, rows: list[Row], currency: str) -> Chart | None:
    """Return the chart of what is known best: revenue, else orders, else clicks; none where nothing is."""
    measure = next((name for name in DRAWN if any(row[name] for row in rows)), None)
    if measure is None:
        return None
    totals = {
        country: sum(row[measure] or 0 for row in group)
        for country, group in groupby(rows, key=lambda row: row["country"])
    }
    largest = sorted((c for c in totals if c != "unknown" and totals[c] > 0), key=lambda c: (-totals[c], c))[:SHOWN]
    if not largest:
        return None
    unit = f", {currency}" if measure == "net_revenue" else ""
    title, form = DRAWN[measure], "amount"
    bars = [
        {
            "label": country, "tier": row["tier"], "value": float(row[measure]),
            "tip": f"{country}, {row['tier']}: {number(row[measure], form)}{unit.replace(',', '')}",
        }
        for country in largest
        for row in rows
        if row["country"] == country and row[measure]
    ]  # fmt: skip
    shown = list(dict.fromkeys(bar["tier"] for bar in bars))
    tiers = [tier for tier in names(read) if tier in shown] + [tier for tier in shown if tier not in names(read)]
    orders = sum(row["orders"] or 0 for row in rows)
    return Chart(
        "countries",
        f"{title} by country and tier",
        charts.stacked(bars, "tier", charts.tier_colours(names(read), tiers), f"{title}{unit}", "~s"),
        f"Totals{unit}, no rate; all platforms and campaigns; {_of(len(largest), len(totals) - ('unknown' in totals))}; "
        f"n = {counted(orders, 'order')}.",
        f"{title} by country: {listed(f'{country} {number(totals[country], form)}' for country in largest)}.",
    )


def _of(shown: int, known: int) -> str:
    countries = counted(known, "country", "countries")
    return countries if shown == known else f"the {shown:,} with most of {countries}"
