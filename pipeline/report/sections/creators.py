"""Every creator on every platform, to sort and filter."""

from pipeline.report.parts import Column, Section, Table
from pipeline.report.queries import Reader
from pipeline.report.sections.tiers import window


def section(read: Reader) -> Section:
    """Return the table of creators."""
    rows = read.rows("creators")
    found = Section(
        "creators", "Creators", "Creators",
        f"The estimate draws a creator's rate towards that of similar ones as far as its own posts ({window(read)}) leave it "
        "open. Sorted by the lower bound, so that one lucky post does not win; insufficient evidence comes last.",
    )  # fmt: skip
    if not rows:
        found.missing = ["posts with their counts, and a roster or account exports for follower counts and niches"]
        return found
    currency = read.row("run").get("reporting_currency", "")
    columns = [
        Column("name", "Creator", "name"), Column("handles", "Handle", "name"),
        Column("platform_name", "Platform", is_filter=True), Column("tier", "Tier", "tier", is_filter=True),
        Column("niche", "Niche", is_filter=True), Column("evidence", "Evidence", "evidence", is_filter=True),
        Column("followers", "Followers", "count"), Column("posts_with_rate", "Posts", "count"),
        Column("headline_denominator", "Per"), Column("headline_rate_median", "Median rate", "rate"),
        Column("full_rate_median", "All that owners see", "rate"),
        Column("headline_rate_pooled_estimate", "Estimate", "rate"),
        Column("bounds", "95% bounds", "rate", "headline_rate_low", "headline_rate_high"),
        Column("peer_percentile", "Among peers", "share"), Column("country", "Country"),
        Column("deals", "Deals", "count"), Column("cost", f"Cost, {currency}", "amount"),
        Column("return_on_ad_spend", "Net revenue / cost", "ratio"), Column("signals", "Signals to review", "count"),
    ]  # fmt: skip
    note = "Rates count public engagements (what every source of a platform shows); the one of all that owners see is of posts that report it. "
    note += "Deals, cost and return are the creator's over all platforms. Evidence grades: posts, their engagements and the width of the bounds."
    if any(row["is_other_definition"] for row in rows):
        columns.insert(10, Column("headline_definition", "Counted as"))
        note += " Counted as: the platform's definition of what the rate is over; rates of two definitions are not to be compared."
    found.blocks.append(
        Table("creators-table", "Every creator on every platform", columns, rows, is_interactive=True, note=note)
    )
    return found
