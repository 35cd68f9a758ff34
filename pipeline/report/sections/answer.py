"""Macro or micro: the answer in sentences, each built from what the marts say, and open where they do."""

from collections.abc import Iterable

from pipeline.models.tier_schemes import Pair, pair_of
from pipeline.plan.words import result
from pipeline.report import verdicts
from pipeline.report.formats import (
    NAMED,
    TOLD,
    counted,
    followers,
    interval,
    listed,
    money,
    number,
    probability,
    sentence,
)
from pipeline.report.parts import Row, Section, Text, Tiles
from pipeline.report.queries import Reader
from pipeline.report.sections.tiers import names


def section(read: Reader) -> Section:
    """Return the answer: a headline, a paragraph, and what they rest on."""
    asked = pair_of(names(read))
    returns = {row["tier"]: row for row in read.rows("tier_returns") if row["cost"] is not None}
    compared = read.rows("tier_return_comparisons")
    paragraphs = [
        [*_returns(asked, returns, compared), *_under_review(read.row("programme"))],
        [*_engagement(asked, read.rows("tier_comparisons")), *_claims(read.rows("claims"))],
        [*_plans(read.rows("plans"), read.rows("plan_comparisons"))],
    ]
    found = Section("answer", headline(asked, returns, compared, read.rows("tier_comparisons")), "Answer", "")
    if any(paragraphs):
        found.blocks.append(Text([" ".join(sentences) for sentences in paragraphs if sentences]))
        found.blocks.append(_basis(read.row("programme")))
    else:
        found.missing = [
            "posts with their counts, from any platform's own export or a scraper",
            "follower counts: rosters or account exports",
            "a deal sheet and the shop's orders, for what each tier returns",
        ]
    return found


def _pair(asked: Pair | None, returns: dict[str, Row], comparisons: Iterable[Row]) -> Row | None:
    """Return the comparison of the two tiers that are asked about."""
    return verdicts.about(comparisons, verdicts.measure_of(returns.values()), *asked) if asked else None


def headline(asked: Pair | None, returns: dict[str, Row], comparisons: list[Row], engagement: list[Row]) -> str:
    """Return the answer in a line; of returns, only what the fair comparison says."""
    if asked is None:
        return "The data cannot tell yet"
    best, pair = verdicts.named(returns.values()), _pair(asked, returns, comparisons)
    if best is not None:
        neither = "" if best["tier"] in asked else f"Neither {asked.large} nor {asked.small}: "
        return _capital(f"{neither}{best['tier']} {verdicts.does_best(best)} for its cost")
    if pair is not None and verdicts.sure_of(pair) >= NAMED:
        is_small = (pair["fair_probability_beats"] or 0.0) >= NAMED
        more, less = asked if is_small else reversed(asked)
        return _capital(f"{more} returns more than {less} for its cost")
    if pair is not None and pair["fair_probability_beats"] is not None:
        return "Their returns cannot be told apart yet"
    told = {
        r["platform"]: r["probability_higher"]
        for r in engagement
        if _is_about(asked, r) and r["probability_higher"] is not None
    }
    ahead = [asked.small if p >= TOLD else asked.large for p in told.values() if not 1 - TOLD < p < TOLD]
    if ahead and len(set(ahead)) == 1 and len(ahead) == len(told):
        return _capital(f"{ahead[0]} engages more; what it returns cannot be told yet")
    return "The data cannot tell yet"


def _is_about(asked: Pair | None, row: Row) -> bool:
    return (row["tier"], row["other_tier"]) == asked


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _returns(asked: Pair | None, returns: dict[str, Row], comparisons: list[Row]) -> Iterable[str]:
    """Say which tier is the best, if any is, and what the tiers brought, raw."""
    known = [row for row in returns.values() if row["return_on_ad_spend"] is not None]
    if not known:
        return
    yield from verdicts.sentences(list(returns.values()), comparisons, asked)
    measure = verdicts.measure_of(returns.values()) or verdicts.REVENUE
    yield sentence(
        f"raw, campaigns of all kinds together, {listed(_worth(row, measure, row is known[0]) for row in known)}"
    )


def _worth(row: Row, measure: str, with_unit: bool) -> str:
    """Return what a tier brought, as it is, with bounds."""
    value = row[measure]
    if value is None:
        measure, value = verdicts.REVENUE, row[verdicts.REVENUE]
        with_unit = True
    between = interval(row[f"{measure}_low"], row[f"{measure}_high"], "ratio")
    held = "; ".join(part for part in (between, counted(row["deals"], "deal")) if part)
    what = "net revenue" if measure == verdicts.REVENUE else "profit"
    unit = f" {row['currency']} of {what} for each {row['currency']} of cost" if with_unit else ""
    return f"{row['tier']} brought {number(value, 'ratio')}{unit} ({held})"


def _under_review(row: Row) -> Iterable[str]:
    """Say how much of the revenue came by codes that a person should look at, and what the deals return without it."""
    doubted, revenue, cost = (float(row.get(name) or 0) for name in ("net_revenue_under_review", "net_revenue", "cost"))
    if doubted > 0:
        told = f"{money(doubted, row['currency'])} ({counted(row['orders_under_review'], 'order')})"
        without = (
            f"; without it the deals return {number((revenue - doubted) / cost, 'ratio')} for their cost, "
            f"and not {number(revenue / cost, 'ratio')}"
            if cost > 0
            else ""
        )
        yield f"Of the net revenue, {told} came by codes that need a review{without}."


def _engagement(asked: Pair | None, rows: list[Row]) -> Iterable[str]:
    """Say on which platforms the smaller tier that is asked about engages more than the larger, or less."""
    if asked is None:
        return
    about = [row for row in rows if _is_about(asked, row)]
    told: list[str] = []
    open_on: list[Row] = []
    for row in about:
        sure = row["probability_higher"]
        if sure is None or 1 - TOLD < sure < TOLD:
            open_on.append(row)
            continue
        is_small = sure >= TOLD
        ahead, other = asked if is_small else reversed(asked)
        ratio = number(row["rate_ratio"] if is_small else 1 / row["rate_ratio"], "ratio")
        told.append(
            f"on {row['platform_name']} {ahead} engages {ratio} times as much as {other} ({probability(max(sure, 1 - sure))})"
        )
    if told:
        yield f"Of engagement: {listed(told)}."
    if open_on:
        where = "any platform" if len(open_on) == len(about) > 1 else listed(row["platform_name"] for row in open_on)
        few = [row["platform_name"] for row in open_on if row["probability_higher"] is None]
        why = ", since bounds need three creators of each" if few else ""
        if few and len(few) < len(open_on):
            why = f"; on {listed(few)} since bounds need three creators of each"
        yield f"Which of {asked.small} and {asked.large} engages more cannot be told on {where}{why}."


def _claims(rows: list[Row]) -> Iterable[str]:
    """Say whether engagement falls past the claimed breakpoint."""
    if not rows:
        return
    words = {"holds": "holds", "does not hold": "does not hold", "cannot tell": "cannot be told"}
    parts = []
    for verdict, said in words.items():
        where = [row["platform_name"] for row in rows if row["falls_past_claimed"] == verdict]
        if where:
            parts.append(f"{said} on {'any platform' if len(where) == len(rows) > 1 else listed(where)}")
    yield f"That engagement falls past {followers(rows[0]['claimed_breakpoint'])} followers {listed(parts)}."


def _plans(plans: list[Row], comparisons: list[Row]) -> Iterable[str]:
    """Say of each plan which scenario that leaves out tiers brings most; a free choice is never worse than they are."""
    for plan_id in dict.fromkeys(row["plan_id"] for row in plans):
        solved = [row for row in plans if row["plan_id"] == plan_id and row["offers_chosen"]]
        apart = sorted((row for row in solved if row["allowed_tiers"]), key=lambda row: -row["result_expected"])
        if len(apart) < 2:
            continue
        one, other = apart[:2]
        goal = one["plan_goal"]
        sure = [
            (row["plan_probability_higher"], row["plan_probability_higher_in_campaign"])
            for row in comparisons
            if (row["plan_id"], row["plan_measure"], row["scenario"], row["other_scenario"])
            == (plan_id, goal, one["scenario"], other["scenario"])
        ]
        chance = ""
        if sure:
            mean, once = map(probability, sure[0])
            chance = f" ({mean} that {one['scenario']} brings more, {once} that it does in one campaign)"
        if one["caveats"]:
            yield _capital(one["caveats"])
        yield (
            f"{money(one['budget'], one['currency'])} are expected to bring {result(one['result_expected'], goal, one['currency'])} "
            f"under the plan {one['scenario']} and {result(other['result_expected'], goal, other['currency'])} under {other['scenario']}{chance}."
        )


def _basis(row: Row) -> Tiles:
    tiles = [
        (number(row["influencers"], "count"), "creators"),
        (number(row["posts"], "count"), "posts"),
        (number(row["deals"] or 0, "count"), "deals"),
    ]
    if row["cost"] is not None:
        tiles.append((money(row["cost"], row["currency"]), "cost of deals"))
    if row["net_revenue"] is not None:
        tiles.append(
            (money(row["net_revenue"], row["currency"]), f"net revenue of {counted(row['orders'] or 0, 'order')}")
        )
    return Tiles(tiles)
