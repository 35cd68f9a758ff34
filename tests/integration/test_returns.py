"""Returns of the sample equal what its generator knows: per deal, to the cent, the leaked code included."""

import csv
import re

import duckdb
import pytest
from home_folder import Home
from sample_runs import Season, rows

from pipeline.models import building, reference
from pipeline.report.queries import Reader
from pipeline.report.sections import answer
from pipeline.warehouse.warehouse import Warehouse


@pytest.fixture(scope="module")
def truth(season: Season) -> dict[str, dict[str, str]]:
    with (season.truth / "deals.csv").open(newline="", encoding="utf-8") as file:
        return {row["deal_id"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def expected(season: Season) -> dict[str, tuple[float, float, float]]:
    """Return, for each deal, its rate, and the net revenue inside and outside the window at the rates of the orders' days."""
    with duckdb.connect(str(season.published), read_only=True) as connection:
        found = connection.execute(
            f"""
            with orders as (
                select orders.deal_id, orders.is_leaked,
                    orders.net_revenue * case when orders.currency = 'USD' then 1 else rates.exchange_rate end as net
                from read_csv('{season.truth}/orders.csv') as orders
                asof left join staging.stg_exchange_rates as rates
                    on orders.currency = rates.currency and cast(orders.created_at as date) >= rates.exchange_rate_date
                where orders.deal_id is not null
            )
            select deals.deal_id, deals.exchange_rate,
                coalesce(sum(orders.net) filter (where not orders.is_leaked), 0),
                coalesce(sum(orders.net) filter (where orders.is_leaked), 0)
            from staging.stg_deals as deals
            left join orders on deals.deal_id = orders.deal_id
            group by deals.deal_id, deals.exchange_rate
            """
        ).fetchall()
    return {deal: (rate, inside, outside) for deal, rate, inside, outside in found}


def test_each_deal_comes_out_to_the_cent(season, truth, expected):
    found = rows(
        season.published,
        "select deal_id, orders, orders_cancelled, net_revenue, orders_outside_window, net_revenue_outside_window, cost, commission"
        " from marts.deal_results",
    )
    assert {row[0] for row in found} == truth.keys()
    for deal, orders, cancelled, net, orders_outside, net_outside, cost, commission in found:
        told = truth[deal]
        rate, inside, outside = expected[deal]
        assert (orders or 0) == int(told["orders_deduplicated"]), deal
        assert (cancelled or 0) == int(told["orders_cancelled"]), deal
        assert float(net or 0) == pytest.approx(inside, abs=0.005), deal
        assert (orders_outside or 0) == int(told["orders_after_window"]), deal
        assert float(net_outside or 0) == pytest.approx(outside, abs=0.005), deal
        share = (
            0 if float(told["commission"]) == 0 else float(told["commission"]) / float(told["net_revenue_deduplicated"])
        )
        assert float(commission or 0) == pytest.approx(inside * share, rel=1e-3, abs=0.005), deal
        before = float(told["cost_before_commission"]) * rate
        assert float(cost) == pytest.approx(before + float(commission or 0), abs=0.005), deal
        if told["currency"] == "USD":
            assert float(cost) == pytest.approx(float(told["total_cost"]), abs=0.005), deal
            assert float(net or 0) == pytest.approx(float(told["net_revenue_deduplicated"]), abs=0.005), deal


def test_methods_stay_apart(season, truth):
    found = rows(
        season.published,
        "select deal_id, coalesce(orders_by_promo_code, 0), coalesce(orders_by_link_click, 0) from marts.deal_results",
    )
    for deal, by_code, by_link in found:
        assert (by_code, by_link) == (int(truth[deal]["orders_promo_code"]), int(truth[deal]["orders_link"])), deal


def test_the_leaked_code_and_no_other_needs_review(season, truth):
    leaked = {deal for deal, row in truth.items() if int(row["orders_after_window"]) > 0}
    assert len(leaked) == 1
    flagged = rows(
        season.published, "select deal_id, count(*) from marts.code_review where finding = 'needs review' group by 1"
    )
    assert {deal for deal, _ in flagged} == leaked
    assert flagged[0][1] >= 2
    counts = rows(season.published, "select deal_id from marts.deal_results where code_review_signals > 0")
    assert {deal for (deal,) in counts} == leaked


def test_a_tier_s_return_has_its_interval_in_one_query(season):
    found = rows(
        season.published,
        "select tier, creators, return_on_ad_spend_low, return_on_ad_spend, return_on_ad_spend_high,"
        " return_on_ad_spend_best_probability, return_interval_over"
        " from marts.tier_roi where platform = 'all' and campaign_id = 'all'",
    )
    enough = [row for row in found if row[1] >= 5]
    assert len(enough) >= 2
    bounded = [row for row in enough if row[6] == "creators"]
    assert bounded
    assert all(low < value < high <= 50 * low for _, _, low, value, high, _, _ in bounded)
    assert all(row[6] == "cannot be bounded" for row in enough if row not in bounded)
    assert sum(row[5] for row in enough) == pytest.approx(1, abs=0.002)
    assert all(row[2] is None for row in found if row not in bounded)


def test_the_better_tier_of_a_pair_is_the_worse_one_reversed(season):
    found = rows(
        season.published,
        """
        select count(*), max(abs(one.probability_beats + other.probability_beats - 1))
        from marts.tier_return_comparisons as one
        inner join marts.tier_return_comparisons as other
            on one.platform = other.platform and one.campaign_id = other.campaign_id and one.measure = other.measure
                and one.tier = other.other_tier and one.other_tier = other.tier
        """,
    )
    assert found[0][0] > 0
    assert found[0][1] < 1e-9


def test_a_package_arrives_as_a_sheet(tmp_path):
    home = Home(tmp_path / "home")
    home.put(
        "brand/2026-01-01/deals.csv",
        "deal_id,influencer_id,campaign_id,fee,currency\nP1,ana,s,1000.01,USD\nD2,ana,s,5,USD\n",
    )
    home.put("brand/2026-01-01/packages.csv", "package_id,influencer_id,share\nP1,ana,50%\nP1,bob,0.3\nP1,cem,20 %\n")
    books = home.load()
    assert books["brand/2026-01-01/packages.csv"]["format"] == "brand_deal_allocations"
    assert books["brand/2026-01-01/packages.csv"]["rows_accepted"] == 3
    with Warehouse(home.path).connect() as connection:
        reference.load_reference(connection, [])
        reference.write_settings(connection, home.settings.for_models())
        building.build_all(connection)
        cost = connection.execute(
            "select influencer_id, cast(cost as varchar) from marts.influencer_roi where campaign_id = 'all' order by 1"
        ).fetchall()
        deals = connection.execute(
            "select deal_id, cast(cost as varchar) from marts.deal_results order by 1"
        ).fetchall()
    assert cost == [("ana", "505.0100"), ("bob", "300.0000"), ("cem", "200.0000")]
    assert deals == [("D2", "5.0000"), ("P1", "1000.0100")]


def test_the_answer_says_what_the_tables_say(season):
    """Who is named, what each tier brought, and what could have been seen of micro and macro."""
    with duckdb.connect(str(season.published), read_only=True) as connection:
        section = answer.section(Reader(connection, ""))
    told = section.blocks[0].sentences[0]
    tiers = rows(
        season.published,
        "select tier, is_named_best, fair_best_probability, fair_measure, return_on_ad_spend, margin_roi, deals from marts.tier_roi"
        " where platform = 'all' and campaign_id = 'all' and return_on_ad_spend is not null",
    )
    named = [row[0] for row in tiers if row[1]]
    assert all(row[2] >= 0.95 for row in tiers if row[1])
    assert ("is the best tier" in told) == bool(named)
    assert ("No tier can be named best" in told) == (not named)
    (measure,) = {row[3] for row in tiers} - {None}
    assert ("not profit: state margin_rate" in told) == (measure == "return_on_ad_spend")
    for tier, _, _, _, revenue, profit, deals in tiers:
        value = revenue if measure == "return_on_ad_spend" else profit
        assert re.search(
            rf"{tier} brought {value:.2f}\b[^)]*; {deals} deals\)|{tier} brought {value:.2f} \({deals} deals\)",
            told,
            re.I,
        )
    ((share, two, one_and_a_half, held),) = rows(
        season.published,
        "select compared_cost_share, deals_each_to_tell_2, deals_each_to_tell_1_5, fair_deals from marts.tier_return_comparisons"
        f" where platform = 'all' and campaign_id = 'all' and measure = '{measure}' and tier = 'micro' and other_tier = 'macro'",
    )
    assert f"which is {share:.0%} of their cost" in told
    if two:
        assert f"a ratio of 2 takes {two:,} deals of each ({two - held:,} more of micro" in told
        assert f"a ratio of 1.5 takes {one_and_a_half:,} deals of each" in told
