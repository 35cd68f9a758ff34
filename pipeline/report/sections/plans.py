"""Plans: what a budget buys under each scenario, side by side, and the candidates with the reason."""

from pipeline.report import charts
from pipeline.report.formats import counted, interval, listed, money, number, probability
from pipeline.report.parts import Block, Chart, Charts, Column, Findings, Row, Section, Table, Text
from pipeline.report.queries import Reader
from pipeline.report.sections.tiers import names

MONEY_GOAL = "net_revenue"


def section(read: Reader) -> Section:
    """Return the plans, one after the other."""
    rows = read.rows("plans")
    found = Section(
        "plans", "What a budget would buy", "Plans",
        "Scenarios are alternatives for the same budget: what each may choose from, what it costs, what it is expected to bring.",
    )  # fmt: skip
    if not rows:
        found.missing = [
            "a plan: influencers plan --budget 50000 --currency EUR --goal orders, or a YAML file in reference/plans below the home folder",
            "deals with their fees, so that prices are known or can be modelled",
            "posts and orders of the same creators, for what they are expected to bring",
        ]
        return found
    for place, plan_id in enumerate(dict.fromkeys(row["plan_id"] for row in rows), 1):
        found.blocks += _plan(read, f"plan-{place}", [row for row in rows if row["plan_id"] == plan_id])
    return found


def _goal(row: Row) -> str:
    return str(row["plan_goal"] or "").replace("_", " ")


def _plan(read: Reader, place: str, rows: list[Row]) -> list[Block]:
    first = rows[0]
    plan_id = first["plan_id"]
    title = first["plan_title"] or plan_id
    aims = [
        f"aimed at {_goal(first)}" if first["plan_goal"] else "",
        f"in {first['target_countries'].replace(';', ', ')}" if first["target_countries"] else "in any country",
        f"for {first['target_niches'].replace(';', ', ')}" if first["target_niches"] else "",
    ]
    budget = money(first["budget"], first["currency"]) if first["budget"] is not None else "No budget stated"
    blocks: list[Block] = [Text([f"{budget}, {' '.join(aim for aim in aims if aim)}."], title)]
    solved = [row for row in rows if row["result_expected"] is not None]
    table = Table(f"{place}-scenarios", f"{title}: scenarios side by side", _columns(first), rows)
    blocks.append(Charts([_chart(read, place, title, solved)], key="", table=table) if solved else table)
    sentences = [f"{row['scenario']}: {row['status_sentence']}" for row in rows]
    blocks.append(
        Text([*sentences, *(_break_even(row) for row in rows if row["break_even_price"] is not None)], is_list=True)
    )
    advice = [
        (row["verdict"], f"{row['advice']} {row['verdict_sentence']}")
        for row in read.rows("plan_advice")
        if row["plan_id"] == plan_id
    ]
    if advice:
        blocks.append(Findings("Often advised, and what your data say", advice))
    candidates = [row for row in read.rows("plan_candidates") if row["plan_id"] == plan_id]
    if candidates:
        blocks.append(_candidates(read, place, title, candidates))
    return blocks


def _columns(first: Row) -> list[Column]:
    currency, goal = first["currency"] or "", _goal(first) or "results"
    unit = f", {currency}" if first["plan_goal"] == MONEY_GOAL else ""
    return [
        Column("scenario", "Scenario"), Column("plan_status", "Status"), Column("creators", "Creators", "count"),
        Column("posts", "Posts", "count"), Column("planned_cost", f"Cost, {currency}", "amount"),
        Column("planned_budget_rate", "of the budget", "share"), Column("modelled_cost_share", "at modelled prices", "share"),
        Column("result_expected", f"Expected {goal}{unit}", "amount"),
        Column("bounds", "95% bounds", "amount", "result_low", "result_high"),
        Column("cost_per_result", f"Cost per result, {currency}", "money"), Column("probability_best", "Is the best", "share"),
        Column("largest_creator_planned_cost_share", "Largest creator's share", "share"),
    ]  # fmt: skip


def _told(row: Row) -> str:
    bounds = interval(row["result_low"], row["result_high"], "amount") or "no bounds"
    best = f", the best with {probability(row['probability_best'])}" if row["probability_best"] is not None else ""
    return f"{row['scenario']} {number(row['result_expected'], 'amount')} {_goal(row)} ({bounds}{best})"


def _chart(read: Reader, place: str, title: str, rows: list[Row]) -> Chart:
    points = [
        {"label": row["scenario"], "tier": None, "value": row["result_expected"], "low": row["result_low"], "high": row["result_high"], "tip": _told(row)}
        for row in rows
    ]  # fmt: skip
    first = rows[0]
    unit = f", {first['currency']}" if first["plan_goal"] == MONEY_GOAL else ""
    eligible = max(row["candidates_eligible"] or 0 for row in rows)
    return Chart(
        place,
        f"{title}: expected {_goal(first)}",
        charts.intervals(points, names(read), f"Expected {_goal(first)}{unit}", "~s"),
        f"Expected {_goal(first)}{unit} for {money(first['budget'], first['currency'])}, not per head; packages of the plan; "
        f"n = {counted(eligible, 'eligible candidate')}; line: 95% bounds.",
        f"Expected {_goal(first)} of each scenario: {listed(_told(row) for row in rows)}.",
    )


def _break_even(row: Row) -> str:
    now = (
        f" instead of {money(row['break_even_price_now'], row['currency'])}"
        if row["break_even_price_now"] is not None
        else ""
    )
    return (
        f"{row['scenario']}: {row['break_even_name'] or 'a creator'} ({row['break_even_tier']}), whom it excludes, would enter at "
        f"{money(row['break_even_price'], row['currency'])}{now}."
    )


def _candidates(read: Reader, place: str, title: str, rows: list[Row]) -> Table:
    plan_id = rows[0]["plan_id"]
    reasons = [row for row in read.rows("plan_reasons") if row["plan_id"] == plan_id]
    total = sum(row["offers"] for row in reasons)
    shown = [{**row, "choice": "chosen" if row["is_planned"] else "not chosen"} for row in rows]
    currency = rows[0]["currency"]
    note = f"{len(rows):,} of {counted(total, 'offer')}: all that a scenario chose, and of the others those expected to bring most."
    columns = [
        Column("name", "Creator", "name"), Column("handle", "Handle", "name"), Column("scenario", "Scenario", is_filter=True),
        Column("choice", "Choice", is_filter=True), Column("platform", "Platform", is_filter=True), Column("tier", "Tier", "tier", is_filter=True),
        Column("package", "Package"), Column("offer_price", f"Price, {currency}", "amount"), Column("price_source", "Price is"),
        Column("result_expected", "Expected", "amount"), Column("bounds", "95% bounds", "amount", "result_low", "result_high"),
        Column("entry_price", f"Enters at, {currency}", "amount"), Column("plan_reason", "Why", "sentence"),
    ]  # fmt: skip
    return Table(f"{place}-candidates", f"{title}: candidates", columns, shown, is_interactive=True, note=note)
