"""Which tier returns most, in sentences: named best only by the fair comparison, and what that rests on.

Belongs here: words about rows of ``marts.tier_roi`` and ``marts.tier_return_comparisons``; the report and the command line
say the same. Whether a tier is best is ``is_named_best`` of the first.
Does not belong here: a rule about naming; that is ``sql/intermediate/fair``.
"""

from collections.abc import Iterable, Sequence

from pipeline.report.formats import NAMED, counted, interval, listed, number, probability, sentence
from pipeline.report.parts import Row

PROFIT, REVENUE = "margin_roi", "return_on_ad_spend"
REMEDY = "so this is revenue, not profit: state margin_rate in the campaign sheet."


def measure_of(returns: Iterable[Row]) -> str | None:
    """Return the measure by which tiers are judged: profit where every margin is known; none where no return is known."""
    known = [row for row in returns if row[REVENUE] is not None]
    if judged := {row["fair_measure"] for row in known} - {None}:
        return str(min(judged))
    return (PROFIT if all(row[PROFIT] is not None for row in known) else REVENUE) if known else None


def named(returns: Iterable[Row]) -> Row | None:
    """Return the tier that is named best."""
    return next((row for row in returns if row["is_named_best"]), None)


def about(comparisons: Iterable[Row], measure: str | None, tier: str, other_tier: str) -> Row | None:
    """Return the comparison of two tiers."""
    return next(
        (row for row in comparisons if (row["measure"], row["tier"], row["other_tier"]) == (measure, tier, other_tier)),
        None,
    )


def sentences(returns: Sequence[Row], comparisons: Sequence[Row], asked: tuple[str, str] | None) -> Iterable[str]:
    """Yield which tier is the best, what that rests on, and what could have been seen of the two that are asked about."""
    measure = measure_of(returns)
    if measure is None:
        return
    yield from told(returns)
    pair = about(comparisons, measure, *asked) if asked else None
    if pair:
        yield from pair_words(pair)


def told(returns: Sequence[Row]) -> Iterable[str]:
    """Yield which tier is the best, what that rests on, and whether that is profit."""
    returns = [row for row in returns if row["tier"] != "unknown"]
    measure = measure_of(returns)
    if measure is None:
        return
    best = named(returns)
    if best:
        yield from best_words(best, returns, measure)
    else:
        yield _nobody(returns, measure)
    judged = [row for row in returns if row["fair_best_probability"] is not None]
    if apart := [row["tier"] for row in returns if row not in judged and judged]:
        yield sentence(
            f"{listed(apart)} {'is' if len(apart) == 1 else 'are'} not judged, on fewer than five creators in campaigns whose "
            "orders are known"
        )
    if measure == REVENUE:
        some = any(row[PROFIT] is not None for row in returns)
        yield f"Margins are not known{' of all that was sold' if some else ''}, {REMEDY}"


def does_best(best: Row) -> str:
    """Return what the best tier does: in profit where margins are known, and honest where all lose."""
    if best["fair_measure"] == REVENUE:
        return "returns most"
    shrunk = best[f"{PROFIT}_shrunk"]
    return "makes most profit" if shrunk is None or shrunk >= 0 else "loses least"


def best_words(best: Row, returns: Sequence[Row], measure: str) -> Iterable[str]:
    """Say that a tier is the best, its return drawn towards the programme's, and what that rests on."""
    others = [row["tier"] for row in returns if row["fair_best_probability"] is not None and row is not best]
    profit = "in profit, " if measure == PROFIT else ""
    yield sentence(
        f"{profit}{best['tier']} is the best tier for its cost: within campaigns and platforms it returns more than "
        f"{listed(others)} with a probability of {probability(best['fair_best_probability'])}"
    )
    shrunk, raw = best[f"{measure}_shrunk"], best[measure]
    if shrunk is not None and raw is not None:
        yield sentence(
            f"drawn towards the return of all tiers together, it {brings(shrunk, measure, best['currency'])} (raw "
            f"{number(raw, 'ratio')})"
        )
    yield sentence(f"that rests on {rests_on(best)}")


def brings(value: float, measure: str, currency: str) -> str:
    """Return a return in words: what comes back for each unit of cost."""
    each = f"for each {currency} of cost"
    if measure == REVENUE:
        return f"brings {number(value, 'ratio')} {currency} of net revenue {each}"
    return f"{'brings' if value >= 0 else 'loses'} {number(abs(value), 'ratio')} {currency} {'of profit ' if value >= 0 else ''}{each}"


def rests_on(row: Row) -> str:
    """Return what a tier's return rests on: orders, the largest deal and orders, deals that brought none."""
    parts = [counted(row["orders"] or 0, "order")]
    if row["largest_deal_revenue_share"] is not None:
        parts.append(
            f"its largest deal brought {number(row['largest_deal_revenue_share'], 'share')} of its net revenue"
        )
    if row["five_largest_orders_revenue_share"] is not None:
        parts.append(f"its five largest orders {number(row['five_largest_orders_revenue_share'], 'share')}")
    none = row["deals_without_orders"] or 0
    parts.append(f"{none:,} of its {counted(row['deals'], 'deal')} brought no order")
    return f"{parts[0]}: {listed(parts[1:])}"


def _nobody(returns: Sequence[Row], measure: str) -> str:
    judged = [row for row in returns if row["fair_best_probability"] is not None]
    if not judged:
        return (
            "No tier can be named best: that takes two tiers with five creators each whose deals name their campaign and "
            "have a known cost."
        )
    first = max(judged, key=lambda row: row["fair_best_probability"])
    return (
        f"No tier can be named best{' in profit' if measure == PROFIT else ''} within campaigns and platforms: that takes a probability of {NAMED:.0%}, and none has "
        f"more than {first['tier']} with {probability(first['fair_best_probability'])}."
    )


def pair_words(pair: Row) -> Iterable[str]:
    """Say what is known of two tiers in the fair comparison, and what could have been seen."""
    one, other = pair["tier"], pair["other_tier"]
    share = number(pair["compared_cost_share"] or 0, "share")
    if pair["fair_ratio"] is None:
        yield sentence(
            f"{one} and {other} cannot be compared: they share no campaign on one platform whose orders and costs are known. "
            f"Name the campaign in the deal sheet, or let both work in one"
        )
        return
    said = ratio_words(pair)
    if pair["fair_probability_beats"] is None:
        said = (
            f"{one} and {other} cannot be judged: five creators of each are needed, and there are {pair['fair_creators']:,} and "
            f"{pair['other_fair_creators']:,}"
        )
    yield sentence(f"within campaigns and platforms, which is {share} of their cost, {said}")
    if sure_of(pair) < NAMED:
        yield from could_be_seen(pair)


def sure_of(pair: Row) -> float:
    """Return how sure it is which of two tiers returns more."""
    return max(pair["fair_probability_beats"] or 0.0, pair["other_fair_probability_beats"] or 0.0)


def ratio_words(pair: Row) -> str:
    """Return how many times as much one of two tiers returns as the other, and whether that tells them apart."""
    is_first = pair["fair_ratio"] >= 1
    low, high = pair["fair_ratio_low"], pair["fair_ratio_high"]
    if not is_first and low is not None and high is not None:
        low, high = 1 / high, 1 / low
    ahead, other = (pair["tier"], pair["other_tier"]) if is_first else (pair["other_tier"], pair["tier"])
    value = number(pair["fair_ratio"] if is_first else 1 / pair["fair_ratio"], "ratio")
    bounds = interval(low, high, "ratio") or "cannot be bounded"
    said = f"{ahead} returns {value} times as much for its cost as {other} ({bounds})"
    beats = pair["fair_probability_beats" if is_first else "other_fair_probability_beats"] or 0.0
    told = probability(beats)
    return f"{said}, more with a probability of {told}{'' if beats >= NAMED else ', which does not tell them apart'}"


def could_be_seen(pair: Row) -> Iterable[str]:
    """Say which difference would have shown, and how many more deals would show a smaller one."""
    shown = pair["smallest_ratio_shown"]
    if shown is not None:
        yield f"These data would show a true ratio of {number(shown, 'ratio')}, four times in five."
    elif pair["fair_probability_beats"] is not None:
        yield "These data would not show a true ratio of 1,000, four times in five."
    parts = [
        f"a ratio of {ratio} takes {needed:,} deals of each ({_more(needed, pair)})"
        for ratio, needed in (("2", pair["deals_each_to_tell_2"]), ("1.5", pair["deals_each_to_tell_1_5"]))
        if needed is not None
    ]
    if parts:
        yield sentence(f"in campaigns of both, {listed(parts)}")


def _more(needed: int, pair: Row) -> str:
    """Return how many deals more that is."""
    lacking = {pair[tier]: max(needed - pair[held], 0) for tier, held in HELD.items()}
    if not any(lacking.values()):
        return "there are so many"
    return listed(f"{more:,} more of {tier}" for tier, more in lacking.items() if more)


HELD = {"tier": "fair_deals", "other_tier": "other_fair_deals"}
