"""The fair comparison of tiers: what it is worked out as, that luck names no tier, and that a better one is found."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from scipy.stats import norm

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.fair_returns import STEPS, WORLDS, build, named, raw
from pipeline.models import sql_models
from pipeline.power import planning

Row = dict[str, Any]
OVER_ALL = "platform = 'all' and campaign_id = 'all'"


def deals(*rows: tuple[str, str, str, float, int | None, float | None], margin: float | None = None) -> pl.DataFrame:
    """Return rows as of intermediate.int_returns: creator, campaign, tier, cost, orders, net revenue; a deal each."""
    names = ["influencer_id", "campaign_id", "tier", "cost", "orders", "net_revenue"]
    frame = pl.DataFrame(rows, schema=names, orient="row", infer_schema_length=None).with_row_index("number")
    return frame.select(
        "influencer_id", "campaign_id", platform=pl.lit("tiktok"), tier="tier", deal_id=pl.format("d{}", "number"),
        deals=pl.lit(1, pl.Int64), cost=pl.col("cost").cast(pl.Float64), orders=pl.col("orders").cast(pl.Int64),
        net_revenue=pl.col("net_revenue").cast(pl.Float64),
        margin_revenue=pl.col("net_revenue").cast(pl.Float64) * margin if margin else pl.lit(None, pl.Float64),
    )  # fmt: skip


def rows(con: duckdb.DuckDBPyConnection, query: str) -> list[Row]:
    """Return the rows of a query by the names of its columns."""
    found = con.execute(query)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def ratio(con: duckdb.DuckDBPyConnection, where: str = OVER_ALL, measure: str = "return_on_ad_spend") -> Row:
    """Return the comparison of micro with macro."""
    query = f"select * from intermediate.int_fair_ratios where {where} and tier = 'micro' and measure = '{measure}'"
    (found,) = rows(con, query)
    return found


def both(campaign: str, micro: float, macro: float, creators: int = 6, cost: float = 100.0) -> list[tuple[Any, ...]]:
    """Return deals of six creators of each tier in a campaign: each brings its cost times a return, in orders of 10."""
    return [
        (f"{tier} {number}", campaign, tier, cost, round(cost * value / 10), cost * value)
        for tier, value in (("micro", micro), ("macro", macro))
        for number in range(creators)
    ]


def test_campaigns_that_return_unalike_do_not_make_a_tier_better() -> None:
    """Micro returns 3.4 and macro 1.6 over all; in each campaign they return the same."""
    good = [*both("good", 4, 4), *[(f"more {n}", "good", "micro", 100.0, 40, 400.0) for n in range(12)]]
    bad = [*both("bad", 1, 1), *[(f"other {n}", "bad", "macro", 100.0, 10, 100.0) for n in range(12)]]
    found = ratio(build(deals(*good, *bad)))
    assert found["fair_ratio"] == pytest.approx(1)
    assert (found["fair_creators"], found["other_fair_creators"], found["fair_deals"]) == (18, 18, 24)
    assert found["fair_probability_beats"] < 0.2


def test_the_ratio_is_mantel_and_haenszels() -> None:
    """Two campaigns: sums of one's revenue by the other's part of the cost, over the reverse."""
    con = build(
        deals(
            ("a", "s", "micro", 100, 3, 300), ("b", "s", "macro", 300, 6, 600),
            ("a", "t", "micro", 50, 2, 200), ("c", "t", "micro", 50, 0, None), ("b", "t", "macro", 100, 1, 90),
            ("d", "u", "micro", 70, 9, 900), ("e", "unassigned", "micro", 80, 9, 900),
        )
    )  # fmt: skip
    wanted = (300 * 300 / 400 + 200 * 100 / 200) / (600 * 100 / 400 + 90 * 100 / 200)
    found = ratio(con)
    assert found["fair_ratio"] == pytest.approx(wanted)
    assert found["compared_cost"] == 600  # campaign u has no macro, and deals without a campaign are in none
    assert (found["fair_creators"], found["other_fair_creators"], found["fair_deals"]) == (2, 1, 3)
    assert found["fair_probability_beats"] is None  # of fewer than five creators nothing is said
    (back,) = rows(con, f"select fair_ratio from intermediate.int_fair_ratios where {OVER_ALL} and tier = 'macro'")
    assert back["fair_ratio"] == pytest.approx(1 / wanted)
    placeless = deals(*both("s", 2, 1)).with_columns(platform=pl.lit("unknown"))
    assert rows(build(placeless), "select * from intermediate.int_fair_ratios") == []
    assert ratio(con, "platform = 'all' and campaign_id = 't'")["fair_ratio"] == pytest.approx(200 / 90)


def test_where_no_order_is_reported_what_came_back_is_unknown_and_elsewhere_0() -> None:
    blind = [(name, "blind", tier, cost, None, None) for name, _, tier, cost, _, _ in both("blind", 1, 1)]
    found = ratio(build(deals(*both("s", 2, 1), *blind)))
    assert (found["fair_ratio"], found["compared_cost"]) == (pytest.approx(2), 1200)
    silent = [(name, "s", tier, cost, None, None) for name, _, tier, cost, _, _ in both("s", 1, 1)]
    found = ratio(build(deals(*both("s", 2, 1), *[row for row in silent if row[2] == "micro"])))
    assert (found["fair_ratio"], found["compared_cost"]) == (pytest.approx(1), 1800)


def test_a_tier_that_sold_nothing_stays_in_and_can_lose() -> None:
    con = build(deals(*both("s", 3, 0, creators=12)))
    found = ratio(con)
    assert found["fair_probability_beats"] > 0.95
    assert found["fair_ratio"] == pytest.approx(3 * 1200 / (10 / 2))  # half an order of 10
    few = ratio(build(deals(*both("s", 0.2, 0, creators=5))))
    assert few["fair_probability_beats"] < 0.9  # ten orders against none


def test_where_every_deal_returns_alike_the_noise_of_the_counts_is_left() -> None:
    """Twenty orders of each tier: the log of their ratio has the variance 1 / 20 + 1 / 20 if nothing else varies."""
    found = ratio(build(deals(*both("s", 1, 1, creators=10, cost=20))))
    assert found["log_ratio_variance"] == pytest.approx(2 / 20)
    assert found["log_ratio_half_width"] > 1.96 * (2 / 20) ** 0.5


def test_a_creator_counts_once_however_many_deals_it_is_split_into() -> None:
    chance = (0.5, 2.0, 1.0, 0.3, 4.0, 1.2)
    whole = [
        (f"{tier} {n}", "s", tier, 100.0, 100, 100 * value)
        for tier in ("micro", "macro")
        for n, value in enumerate(chance)
    ]
    split = [
        (name, c, tier, cost / 4, orders // 4, net / 4) for name, c, tier, cost, orders, net in whole for _ in range(4)
    ]
    one, four = ratio(build(deals(*whole))), ratio(build(deals(*split)))
    for name in ("fair_ratio", "log_ratio_variance", "log_ratio_degrees", "fair_probability_beats"):
        assert one[name] == pytest.approx(four[name])
    assert (one["fair_deals"], four["fair_deals"]) == (6, 24)


def test_tiers_are_judged_in_profit_where_every_margin_is_known() -> None:
    priced = deals(*both("s", 9, 1, creators=12), margin=0.3)
    query = f"select fair_measure, is_named_best from intermediate.int_fair_winners where {OVER_ALL} and tier = 'micro'"
    assert rows(build(priced), query) == [{"fair_measure": "margin_roi", "is_named_best": True}]
    unpriced = deals(*[(f"x {n}", "other", "micro", 10.0, 1, 10.0) for n in range(2)])
    mixed = build(pl.concat([priced, unpriced.with_columns(margin_revenue=pl.lit(None, pl.Float64))]))
    assert rows(mixed, query) == [{"fair_measure": "return_on_ad_spend", "is_named_best": True}]
    assert ratio(mixed, measure="margin_roi")["fair_ratio"] == pytest.approx(9)


def test_of_three_tiers_the_best_beats_both_others_or_is_not_named() -> None:
    third = [(f"nano {n}", "s", "nano", 100.0, 90, 900.0) for n in range(12)]
    query = f"select tier, fair_best_probability, is_named_best from intermediate.int_fair_winners where {OVER_ALL} order by tier"
    found = rows(build(deals(*both("s", 2, 1, creators=12), *third)), query)
    assert [row["tier"] for row in found if row["is_named_best"]] == ["nano"]
    con = build(deals(*both("s", 9, 1, creators=12), *third))
    beats = {
        (row["tier"], row["other_tier"]): row["fair_probability_beats"]
        for row in rows(
            con, f"select * from intermediate.int_fair_ratios where {OVER_ALL} and measure = 'return_on_ad_spend'"
        )
    }
    tied = {row["tier"]: row for row in rows(con, query)}
    doubt = (1 - beats["micro", "macro"]) + (1 - beats["micro", "nano"])
    assert tied["micro"]["fair_best_probability"] == pytest.approx(max(1 - doubt, 0), abs=1e-9)
    assert not any(row["is_named_best"] for row in tied.values())  # micro and nano are alike
    apart = [(f"mega {n}", "elsewhere", "mega", 100.0, 1, 10.0) for n in range(5)]
    alone = rows(build(deals(*both("s", 9, 1, creators=12), *apart)), query)
    assert not any(row["is_named_best"] for row in alone)  # mega shares no campaign with them


def test_what_the_data_can_show_is_what_a_planned_test_of_their_size_could() -> None:
    """The SQL and ``pipeline.power`` turn the same rule round."""
    chance = (0.5, 2.0, 1.0, 0.3, 4.0, 1.2)
    rows_of = [
        (f"{tier} {n} {m}", f"s{m}", tier, 100.0 + 9 * n, 20, 100 * value)
        for tier in ("micro", "macro")
        for n, value in enumerate(chance)
        for m in range(3)
    ]
    con = build(deals(*rows_of))
    found = ratio(con)
    (seen,) = rows(
        con,
        f"select * from intermediate.int_fair_powers where {OVER_ALL} and tier = 'micro' and measure = 'return_on_ad_spend'",
    )
    shown = planning.smallest_ratio(found["log_ratio_variance"], found["log_ratio_degrees"])
    assert seen["smallest_ratio_shown"] == pytest.approx(shown, rel=1e-6)
    spread = planning.Spread(found["creator_variance"], found["cost_unevenness"])
    for name, wanted in (("deals_each_to_tell_1_5", 1.5), ("deals_each_to_tell_2", 2.0)):
        creators = planning.creators_needed(wanted, spread)
        assert abs(seen[name] - creators) <= 1 + 0.01 * creators  # a deal a creator


def test_the_probability_is_that_of_the_rule() -> None:
    """A third each on better, worse and no difference; the ratio's log with Student's t, placed on the normal distribution."""
    found = ratio(build(deals(*both("s", 2, 1), *both("t", 3, 2), ("x", "s", "micro", 90, 1, 10))))
    variance, degrees = found["log_ratio_variance"], found["log_ratio_degrees"]
    assert found["fair_probability_beats"] == pytest.approx(
        planning.probability(found["fair_ratio"], variance, degrees), abs=1e-6
    )
    at_rule = planning.needed_errors(variance, degrees) * variance**0.5
    assert planning.probability(2.718281828**at_rule, variance, degrees) == pytest.approx(0.95, abs=0.005)
    assert norm.cdf(1.96) == pytest.approx(0.975, abs=1e-4)


def test_a_tier_s_evidence_is_counted() -> None:
    con = build(deals(("a", "s", "micro", 10, 2, 60), ("b", "s", "micro", 10, 8, 140), ("c", "s", "micro", 10, 0, 0)))
    con.execute(
        "create table intermediate.int_return_placements as select influencer_id, campaign_id, deal_id, platform, tier from intermediate.int_returns"
    )
    con.execute(
        """
        create table intermediate.int_order_attribution as
        select influencer_id, campaign_id, deal_id, load_id, source_record, orders, net_revenue, true as is_counted
        from (values
            ('a', 's', 'd0', 'l', 1, 1, 50.0), ('a', 's', 'd0', 'l', 2, 1, 10.0),
            ('b', 's', 'd1', 'l', 3, 5, 100.0), ('b', 's', 'd1', 'l', 4, 3, 40.0)
        ) as listed (influencer_id, campaign_id, deal_id, load_id, source_record, orders, net_revenue)
        """
    )
    con.execute("create table found as " + sql_models.load_models()["intermediate.int_tier_evidence"].text)
    (found,) = rows(con, f"select * from found where {OVER_ALL}")
    assert float(found["largest_deal_net_revenue"]) == 140
    assert float(found["five_largest_orders_net_revenue"]) == 50 + 4 * 20  # the row of five orders is five of 20
    assert found["deals_without_orders"] == 1


def test_a_return_is_drawn_towards_that_of_all_tiers_the_more_the_less_is_known() -> None:
    step = "intermediate.int_shrunk_returns"
    model = sql_models.load_models()[step].text
    con = build(deals(*both("s", 3, 1, creators=12), ("x", "s", "mega", 50, 4, 400), margin=0.5), STEPS[:1])
    found = {(row["measure"], row["tier"]): row for row in rows(con, f"select * from ({model}) where {OVER_ALL}")}
    programme = (12 * 300 + 12 * 100 + 400) / 2450
    for tier, value in (("micro", 3), ("macro", 1), ("mega", 8)):
        row = found["return_on_ad_spend", tier]
        assert row["tier_return"] == pytest.approx(value)
        assert row["programme_return"] == pytest.approx(programme)
        assert min(value, programme) < row["shrunk_return"] < max(value, programme)
        assert found["margin_roi", tier]["shrunk_return"] == pytest.approx(row["shrunk_return"] / 2)
    kept = {
        tier: (found["return_on_ad_spend", tier]["shrunk_return"] / programme - 1) / (value / programme - 1)
        for tier, value in (("micro", 3), ("mega", 8))
    }
    assert kept["mega"] < kept["micro"]
    alike = build(deals(*both("s", 1.02, 1, creators=6)), STEPS[:1])
    for row in rows(alike, f"select * from ({model}) where {OVER_ALL} and measure = 'return_on_ad_spend'"):
        assert row["shrunk_return"] == pytest.approx(1.01)  # no more different than chance makes them


@pytest.mark.long
@pytest.mark.parametrize("name", ["30 creators a tier", "40 and 15, heavy tails", "four tiers"])
def test_luck_names_no_tier(name: str) -> None:
    """In 6 % of worlds at most, at one look; bounds hold the truth."""
    found = named(WORLDS[name], 100, 11)
    assert found["any"] <= 0.06
    assert 0.89 <= found["bounds_hold"] <= 1
    assert raw(WORLDS[name], 40, 11) > 0.1


@pytest.mark.long
def test_luck_names_no_tier_at_eleven_looks() -> None:
    assert named(WORLDS["30 creators a tier"], 60, 12, often=True)["any"] <= 0.08


@pytest.mark.long
def test_a_tier_that_is_better_is_named() -> None:
    found = named(replace(WORLDS["25 a tier, many orders"], ratio=2.0), 60, 13)
    assert found["first"] == found["any"] > 0.4
    assert 0.85 <= found["bounds_hold"] <= 1
