"""Goals of deals: how they stand, and which are behind."""

from pipeline.report import charts
from pipeline.report.formats import counted, listed
from pipeline.report.parts import Chart, Charts, Column, Row, Section, Table, Text
from pipeline.report.queries import Reader

STATUSES = {
    "reached": "var(--status-good)", "on track": "var(--status-fair)", "behind": "var(--status-poor)",
    "missed": "var(--status-bad)", "not started": "var(--status-none)", "unknown": "var(--status-none)",
}  # fmt: skip


def section(read: Reader) -> Section:
    """Return how the goals of deals stand."""
    counts, behind = read.rows("goal_counts"), read.rows("goals_behind")
    found = Section(
        "deals", "Deals behind their goals", "Deals",
        "A goal is behind when its result is short of what was to be expected by now, and missed when the deal is over. "
        "Unknown: the result is not reported.",
    )  # fmt: skip
    if not counts:
        found.missing = ["a deal sheet that states goals: agreed posts, views, engagements, clicks, orders or revenue"]
        return found
    found.blocks.append(Charts([_chart(counts)], key="statuses"))
    if not behind:
        found.blocks.append(Text(["No goal is behind or missed."]))
        return found
    columns = [
        Column("name", "Creator", "name"), Column("goal_measure", "Goal", is_filter=True),
        Column("goal_status", "Status", is_filter=True), Column("goal_value", "Agreed", "amount"),
        Column("actual_value", "Result", "amount"), Column("expected_value", "Expected by now", "amount"),
        Column("pace_rate", "Of expected", "share"), Column("projected_value", "Projected end", "amount"),
        Column("tier", "Tier", "tier", is_filter=True), Column("campaign_name", "Campaign", is_filter=True),
        Column("ends_on", "Ends", "day"), Column("deal_id", "Deal"),
    ]  # fmt: skip
    currency = read.row("run").get("reporting_currency", "")
    note = f"Revenue in {currency}. The furthest behind first."
    found.blocks.append(
        Table("goals-behind", "Goals behind or missed", columns, behind, is_interactive=True, note=note)
    )
    return found


def _chart(counts: list[Row]) -> Chart:
    bars = [
        {
            "label": row["goal_measure"].replace("_", " "), "status": row["goal_status"], "value": row["goals"],
            "tip": f"{row['goal_measure'].replace('_', ' ')}: {counted(row['goals'], 'goal')} {row['goal_status']}",
        }
        for row in counts
    ]  # fmt: skip
    present = {row["goal_status"] for row in counts}
    colours = {status: colour for status, colour in STATUSES.items() if status in present}
    colours |= dict.fromkeys(sorted(present - set(STATUSES)), "var(--status-none)")
    known = max((row["known_until"] for row in counts if row["known_until"] is not None), default=None)
    until = f"; results known until {known:%Y-%m-%d}" if known else ""
    goals = sum(row["goals"] for row in counts)
    return Chart(
        "goals",
        "How the goals stand",
        charts.stacked(bars, "status", colours, "Goals", "~d"),
        f"Count of goals, by what they are about; all deals{until}; n = {counted(goals, 'goal')}.",
        f"How goals stand: {listed(bar['tip'] for bar in bars)}.",
    )
