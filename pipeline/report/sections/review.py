"""Audiences and codes that a person should look at. Evidence, never a verdict."""

from pipeline.report.formats import counted
from pipeline.report.parts import Column, Section, Table, Text
from pipeline.report.queries import Reader


def section(read: Reader) -> Section:
    """Return the signals of audiences and of codes."""
    audiences, codes, counts = read.rows("audience_review"), read.rows("code_review"), read.row("code_review_counts")
    found = Section(
        "review", "To review by a person", "Review",
        "Signals, each with its evidence. Every one can have an innocent reason: a post that went viral, a giveaway, a code "
        "in a newsletter.",
    )  # fmt: skip
    has_codes = bool(counts and counts["deals"])
    if not read.rows("freshness"):
        found.missing = [
            "follower histories or rosters over several weeks, and posts with likes and comments, for signals of audiences",
            "orders with promo codes, and tracked clicks, for signals of codes",
        ]
        return found
    if audiences:
        found.blocks.append(_audiences(audiences))
    else:
        found.blocks.append(
            Text(["No account shows a signal, as far as its posts and follower counts can tell."], "Audiences")
        )
    if not has_codes:
        found.blocks.append(
            Text(["No code was redeemed. Add orders with their promo codes, and deals that name them."], "Codes")
        )
    elif codes:
        if under_review := read.rows("codes_under_review"):
            found.blocks.append(_codes(read, under_review))
        found.blocks.append(_signals(read, codes))
    else:
        found.blocks.append(Text([f"No signal at the codes of {counted(counts['deals'], 'deal')}."], "Codes"))
    return found


def _audiences(rows: list[dict[str, object]]) -> Table:
    shown = [{**row, "signal": str(row["signal"]).replace("_", " ")} for row in rows]
    columns = [
        Column("handle", "Account", "name"), Column("platform_name", "Platform", is_filter=True),
        Column("wording", "Finding", "verdict"), Column("strength", "Signal", is_filter=True),
        Column("signal", "Kind", is_filter=True), Column("evidence_sentence", "Evidence", "sentence"),
        Column("evidence_until", "Until", "day"), Column("evidence_posts", "Posts", "count"),
        Column("review_peers", "Peers", "count"),
    ]  # fmt: skip
    return Table("audience-review", "Audiences to review", columns, shown, is_interactive=True)


def _codes(read: Reader, rows: list[dict[str, object]]) -> Table:
    shown = [{**row, "signals_found": str(row["signals_found"]).replace("_", " ").replace(",", ", ")} for row in rows]
    currency = read.row("run").get("reporting_currency", "")
    columns = [
        Column("promo_code", "Code", "name"), Column("name", "Creator", "name"), Column("signals_found", "Signals"),
        Column("redemptions_under_review", "Redemptions under review", "count"), Column("orders", "Orders", "count"),
        Column("orders_under_review", "Orders under review", "count"), Column("orders_ambiguous", "Of a shared code", "count"),
        Column("net_revenue", f"Net revenue, {currency}", "amount"),
        Column("net_revenue_under_review", f"Under review, {currency}", "amount"),
        Column("return_on_ad_spend", "Net revenue / cost", "ratio"),
        Column("return_on_ad_spend_without_review", "Without what is under review", "ratio"),
        Column("first_unusual_on", "From", "day"), Column("last_unusual_on", "Until", "day"),
        Column("countries_under_review", "Countries"),
    ]  # fmt: skip
    note = "An order counts once, however many signals it shows. What is under review counts in net revenue until a person decides."
    return Table("codes-under-review", "Codes to review", columns, shown, is_interactive=True, note=note)


def _signals(read: Reader, rows: list[dict[str, object]]) -> Table:
    shown = [{**row, "signal": str(row["signal"]).replace("_", " ")} for row in rows]
    currency = read.row("run").get("reporting_currency", "")
    columns = [
        Column("promo_code", "Code", "name"), Column("name", "Creator", "name"), Column("finding", "Finding", "verdict", is_filter=True),
        Column("signal", "Kind", is_filter=True), Column("redemptions", "Redemptions", "count"),
        Column("redemptions_unusual", "Unusual", "count"), Column("redemptions_unusual_share", "Share unusual", "share"),
        Column("net_revenue_unusual", f"Net revenue of unusual, {currency}", "amount"), Column("first_unusual_on", "From", "day"),
        Column("last_unusual_on", "Until", "day"), Column("countries_unusual", "Countries"),
    ]  # fmt: skip
    note = "A row a signal: an order that shows two of them is in two rows."
    return Table("code-review", "Signals of codes", columns, shown, is_interactive=True, note=note)
