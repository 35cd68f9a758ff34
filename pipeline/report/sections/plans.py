"""Plans: what a budget buys under each scenario, side by side, and the candidates with the reason."""

from pipeline.plan.answers import break_even
from pipeline.plan.words import amount, bounds, chance, listed, measure_words, result
from pipeline.report import charts
from pipeline.report.formats import counted
from pipeline.report.parts import Block, Chart, Charts, Column, Findings, Row, Section, Table, Text
from pipeline.report.queries import Reader
from pipeline.report.sections.tiers import names


def section(read: Reader) -> Section:
    """Return the plans, one after the other."""
    rows = read.rows("plans")
    found = Section(
        "plans", "What a budget would buy", "Plans",
        "Scenarios are alternatives for the same budget: which creators each may choose, what they cost, and what they are "
        "expected to bring.",
    )  # fmt: skip
    if not rows:
        found.missing = [
            "a plan: a YAML file in reference/plans below the home folder, with budget, currency and goal",
            "deals with their fees, so that prices are known or can be modelled",
            "posts and orders of the same creators, for what they are expected to bring",
        ]
        return found
    for place, plan_id in enumerate(dict.fromkeys(row["plan_id"] for row in rows), 1):
        found.blocks += _plan(read, f"plan-{place}", [row for row in rows if row["plan_id"] == plan_id])
    return found


def _plan(read: Reader, place: str, rows: list[Row]) -> list[Block]:
    first = rows[0]
    title = first["plan_title"] or first["plan_id"]
    planned = [row for row in rows if row["offers_chosen"]]
    unmet = [f"{row['scenario']}: {row['status_sentence']}" for row in rows if not row["offers_chosen"]]
    if first["plan_goal"] is None or first["budget"] is None:
        return [Text(unmet, title)]
    first_words = [row["caveats"] for row in planned if row["caveats"]]
    blocks: list[Block] = [Text([_asked(first), *first_words], title)]
    if planned:
        shown = [{**row, "allowed_tiers": row["allowed_tiers"] or "any"} for row in planned]
        table = Table(f"{place}-scenarios", f"{title}: scenarios side by side", _columns(planned), shown)
        blocks.append(Charts([_chart(read, place, title, planned)], key="", table=table))
    sentences = [*unmet, *(break_even(row) for row in planned if row["break_even_price"] is not None)]
    if sentences:
        blocks.append(Text(sentences, is_list=True))
    of_plan = [row for row in read.rows("plan_advice") if row["plan_id"] == first["plan_id"]]
    if of_plan:
        advice = [(row["verdict"], row["advice"], row["verdict_sentence"]) for row in of_plan]
        blocks.append(Findings("Often advised, and what the data say", advice))
    candidates = [row for row in read.rows("plan_candidates") if row["plan_id"] == first["plan_id"]]
    if candidates:
        blocks.append(_candidates(read, place, title, candidates))
    return blocks


def _asked(row: Row) -> str:
    where = f" in {listed(row['target_countries'].split(';'), 'and')}" if row["target_countries"] else ""
    niches = f", from creators of {listed(row['target_niches'].split(';'))}" if row["target_niches"] else ""
    budget = amount(float(row["budget"]), row["currency"])
    return f"{budget} for the most {measure_words(row['plan_goal'])}{where}{niches}."


def _kind(rows: list[Row]) -> str:
    """Return how expected results are written: with a decimal where they are few."""
    return "amount" if max(row["result_expected"] or 0 for row in rows) >= 100 else "expected"


def _columns(rows: list[Row]) -> list[Column]:
    currency, goal, kind = rows[0]["currency"], measure_words(rows[0]["plan_goal"]), _kind(rows)
    unit = f", {currency}" if rows[0]["plan_goal"] == "net_revenue" else ""
    return [
        Column("scenario", "Scenario"), Column("allowed_tiers", "Tiers allowed", "list"),
        Column("creators", "Creators", "count"), Column("posts", "Posts", "count"),
        Column("planned_cost", f"Cost, {currency}", "amount"), Column("planned_budget_rate", "Of the budget", "share"),
        Column("modelled_cost_share", "At modelled prices", "share"),
        Column("result_expected", f"Expected {goal}{unit}", kind), Column("bounds", "95% bounds", kind, "result_low", "result_high"),
        Column("campaign_bounds", "In one campaign", kind, "campaign_result_low", "campaign_result_high"),
        Column("cost_per_result", f"Cost of one, {currency}", "money"), Column("probability_best", "Is the best", "chance"),
        Column("probability_best_in_campaign", "Is the best in one campaign", "chance"),
        Column("largest_creator_planned_cost_share", "Largest creator's share", "share"),
    ]  # fmt: skip


def _told(row: Row) -> str:
    brings = result(row["result_expected"], row["plan_goal"], row["currency"])
    between = (
        f" (95% {bounds(row['result_low'], row['result_high'], row['plan_goal'], row['currency'])})"
        if None not in (row["result_low"], row["result_high"])
        else ""
    )
    best = f", the best with {chance(row['probability_best'])}" if row["probability_best"] is not None else ""
    return f"{row['scenario']}: {brings}{between}{best}"


def _chart(read: Reader, place: str, title: str, rows: list[Row]) -> Chart:
    points = [
        {
            "label": row["scenario"], "tier": None, "value": row["result_expected"], "low": row["result_low"],
            "high": row["result_high"], "tip": _told(row),
        }
        for row in rows
    ]  # fmt: skip
    first = rows[0]
    goal = measure_words(first["plan_goal"])
    unit = f", {first['currency']}" if first["plan_goal"] == "net_revenue" else ""
    eligible = max(row["candidates_eligible"] or 0 for row in rows)
    return Chart(
        place,
        f"Expected {goal}",
        charts.intervals(points, names(read), f"Expected {goal}{unit}", "~s"),
        f"Total{unit} of the offers that the budget of {amount(float(first['budget']), first['currency'])} buys, no rate; one "
        f"booking of each package; n = {counted(eligible, 'eligible creator')}; line: 95% bounds.",
        f"{title}. {'; '.join(_told(row) for row in rows)}.",
    )


def _candidates(read: Reader, place: str, title: str, rows: list[Row]) -> Table:
    reasons = [row for row in read.rows("plan_reasons") if row["plan_id"] == rows[0]["plan_id"]]
    total = sum(row["offers"] for row in reasons)
    shown = [{**row, "choice": "chosen" if row["is_planned"] else "not chosen"} for row in rows]
    currency, kind = rows[0]["currency"], _kind(rows)
    left = (
        ""
        if len(rows) == total
        else f" {len(rows):,} of {total:,}: all chosen ones, and of the others those that would bring most."
    )
    columns = [
        Column("name", "Creator", "name"), Column("handle", "Handle", "name"), Column("scenario", "Scenario", is_filter=True),
        Column("choice", "Choice", is_filter=True), Column("plan_reason", "Why", "sentence"),
        Column("platform_name", "Platform", is_filter=True), Column("tier", "Tier", "tier", is_filter=True),
        Column("package", "Package"), Column("price", f"Price, {currency}", "amount"), Column("price_source", "Price is"),
        Column("result_expected", "Expected", kind), Column("bounds", "95% bounds", kind, "result_low", "result_high"),
        Column("price_per_result", f"Cost of one, {currency}", "money"), Column("past_deals", "Past deals", "count"),
        Column("past_result", "They brought", kind), Column("past_cost_per_result", f"Cost of one then, {currency}", "money"),
        Column("entry_price", f"Enters at, {currency}", "amount"),
    ]  # fmt: skip
    note = f"Each offer under each scenario.{left}"
    return Table(
        f"{place}-candidates", f"{title}: offers chosen and not chosen", columns, shown, is_interactive=True, note=note
    )
