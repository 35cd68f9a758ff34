"""Macro or micro: the answer in sentences, each built from what the marts say, and open where they do."""

from collections.abc import Iterable

from pipeline.report.formats import TOLD, counted, followers, interval, listed, money, number, probability, sentence
from pipeline.report.parts import Row, Section, Text, Tiles
from pipeline.report.queries import Reader
from pipeline.report.sections.returns import MEASURES, MINIMUM_DEALS

SMALL, LARGE = "micro", "macro"


def section(read: Reader) -> Section:
    """Return the answer: a headline, a paragraph, and what they rest on."""
    returns = {row["tier"]: row for row in read.rows("tier_returns") if row["cost"] is not None}
    sentences = [
        *_returns(returns, read.rows("tier_return_comparisons")),
        *_goals(returns),
        *_engagement(read.rows("tier_comparisons")),
        *_claims(read.rows("claims")),
        *_plans(read.rows("plans"), read.rows("plan_comparisons")),
    ]
    found = Section(
        "answer", headline(returns, read.rows("tier_return_comparisons"), read.rows("tier_comparisons")), "Answer", ""
    )
    if sentences:
        found.blocks.append(Text([" ".join(sentences)]))
        found.blocks.append(_basis(read.row("programme")))
    else:
        found.missing = [
            "posts with their counts, from any platform's own export or a scraper",
            "follower counts: rosters or account exports",
            "a deal sheet and the shop's orders, for what each tier returns",
        ]
    return found


def _beats(comparisons: Iterable[Row], measure: str = "return_on_ad_spend") -> float | None:
    """Return the probability that micro beats macro."""
    found = [r for r in comparisons if (r["measure"], r["tier"], r["other_tier"]) == (measure, SMALL, LARGE)]
    return found[0]["probability_beats"] if found else None


def best_tier(returns: dict[str, Row]) -> str | None:
    """Return the tier that returns most, where that can be told."""
    known = {tier: row["return_on_ad_spend_best_probability"] or 0.0 for tier, row in returns.items()}
    best = max(known, key=lambda tier: known[tier], default=None)
    return best if best is not None and known[best] >= TOLD else None


def headline(returns: dict[str, Row], comparisons: list[Row], engagement: list[Row]) -> str:
    """Return the answer in a line."""
    best, micro_beats = best_tier(returns), _beats(comparisons)
    if best is not None and best not in (SMALL, LARGE):
        return f"Neither macro nor micro: {best} returns most for its cost"
    if micro_beats is not None and not 1 - TOLD < micro_beats < TOLD:
        return f"{SMALL if micro_beats >= TOLD else LARGE} returns more for its cost".capitalize()
    if micro_beats is not None:
        return "Macro or micro: their returns cannot be told apart yet"
    told = {
        r["platform"]: r["probability_higher"]
        for r in engagement
        if _is_question(r) and r["probability_higher"] is not None
    }
    ahead = [SMALL if p >= TOLD else LARGE for p in told.values() if not 1 - TOLD < p < TOLD]
    if ahead and len(set(ahead)) == 1 and len(ahead) == len(told):
        return f"{ahead[0]} engages more; what it returns cannot be told yet".capitalize()
    return "Macro or micro: the data cannot tell yet"


def _is_question(row: Row) -> bool:
    return (row["tier"], row["other_tier"]) == (SMALL, LARGE)


def _worth(row: Row) -> str:
    bounds = interval(row["return_on_ad_spend_low"], row["return_on_ad_spend_high"], "ratio")
    held = "; ".join(part for part in (bounds, counted(row["deals"], "deal")) if part)
    return f"{row['tier']} {number(row['return_on_ad_spend'], 'ratio')} ({held})"


def _returns(returns: dict[str, Row], comparisons: list[Row]) -> Iterable[str]:
    """Say what the tiers return, and how sure that is."""
    known = {tier: row for tier, row in returns.items() if row["return_on_ad_spend"] is not None}
    if not known:
        return
    best = best_tier(returns)
    compared = [known[tier] for tier in dict.fromkeys([best, SMALL, LARGE]) if tier in known] or list(known.values())
    currency = compared[0]["currency"]
    yield f"Net revenue for each {currency} of cost: {listed(map(_worth, compared))}."
    if best:
        sure = probability(known[best]["return_on_ad_spend_best_probability"])
        yield f"{sentence(best)[:-1]} is the best tier with a probability of {sure}."
    micro_beats = _beats(comparisons)
    if micro_beats is not None:
        ahead, sure = (SMALL, micro_beats) if micro_beats >= 0.5 else (LARGE, 1 - micro_beats)
        other = LARGE if ahead == SMALL else SMALL
        open_words = "" if sure >= TOLD else ", which is too little to tell them apart"
        yield f"That {ahead} returns more than {other} has a probability of {probability(sure)}{open_words}."
    few = [row for row in returns.values() if row["deals"] < MINIMUM_DEALS]
    if few:
        held = listed(f"{row['tier']} ({counted(row['deals'], 'deal')})" for row in few)
        yield f"Too few deals to judge {held}: five are needed."


def _goals(returns: dict[str, Row]) -> Iterable[str]:
    """Say which tier is the cheapest for each kind of result, where that can be told."""
    found = []
    for measure, (result, _) in list(MEASURES.items())[1:]:
        known = [
            (row[f"{measure}_best_probability"], tier)
            for tier, row in returns.items()
            if row[f"{measure}_best_probability"] is not None
        ]
        if known and max(known)[0] >= TOLD:
            found.append(f"{result} cheapest at {max(known)[1]} ({probability(max(known)[0])})")
    if found:
        yield f"By what counts: {listed(found)}."


def _engagement(rows: list[Row]) -> Iterable[str]:
    """Say on which platforms micro engages more than macro, or less."""
    asked = [row for row in rows if _is_question(row)]
    told: list[str] = []
    untold: list[str] = []
    for row in asked:
        sure = row["probability_higher"]
        if sure is None or 1 - TOLD < sure < TOLD:
            untold.append(row["platform_name"])
            continue
        ahead, other, p, ratio = (
            (SMALL, LARGE, sure, row["rate_ratio"]) if sure >= TOLD else (LARGE, SMALL, 1 - sure, 1 / row["rate_ratio"])
        )
        told.append(
            f"on {row['platform_name']} {ahead} engages {number(ratio, 'ratio')} times as much as {other} ({probability(p)})"
        )
    if told:
        yield f"Of engagement, {listed(told)}."
    if untold:
        few = [row for row in asked if row["platform_name"] in untold and row["probability_higher"] is None]
        why = (
            f" ({few[0]['creators']:,} micro and {few[0]['other_creators']:,} macro on {few[0]['platform_name']}; bounds need three of each)"
            if few
            else ""
        )
        yield f"Whether micro engages more than macro cannot be told on {listed(untold)}{why}."


def _claims(rows: list[Row]) -> Iterable[str]:
    """Say whether engagement falls past the claimed breakpoint."""
    by_word = {
        word: [r["platform_name"] for r in rows if r["falls_past_claimed"] == word]
        for word in ("holds", "does not hold", "cannot tell")
    }
    if not rows:
        return
    parts = [
        f"{words} on {listed(by_word[word])}"
        for word, words in (("holds", "holds"), ("does not hold", "does not hold"), ("cannot tell", "cannot be told"))
        if by_word[word]
    ]
    yield f"That engagement falls past {followers(rows[0]['claimed_breakpoint'])} followers {listed(parts)}."


def _plans(plans: list[Row], comparisons: list[Row]) -> Iterable[str]:
    """Say of each plan which scenario brings most, and whether the small beat the large."""
    for plan_id in dict.fromkeys(row["plan_id"] for row in plans):
        rows = [
            r
            for r in plans
            if r["plan_id"] == plan_id and r["result_expected"] is not None and r["probability_best"] is not None
        ]
        if not rows:
            continue
        best = max(rows, key=lambda row: (row["probability_best"], row["scenario"]))
        goal = best["plan_goal"].replace("_", " ")
        yield (
            f"For {money(best['budget'], best['currency'])} aimed at {goal}, {best['scenario']} is the best plan with a probability "
            f"of {probability(best['probability_best'])}: {number(best['result_expected'], 'amount')} {goal} "
            f"({interval(best['result_low'], best['result_high'], 'amount')})."
        )
        pair = [
            c
            for c in comparisons
            if (c["plan_id"], c["plan_measure"], c["scenario"], c["other_scenario"])
            == (plan_id, best["plan_goal"], SMALL, LARGE)
        ]
        if pair:
            yield f"There only small creators bring more than only large ones with {probability(pair[0]['plan_probability_higher'])}."


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
