"""Plans over a handful of offers: who is chosen, why not the others, what others would have to cost, how sure it is."""

from __future__ import annotations

from math import exp
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from plan_rows import offer, warehouse

from pipeline.models.building import BrokenContract
from pipeline.plan.answers import answer
from pipeline.plan.make import make, make_all, write
from pipeline.plan.page import made_in, page
from pipeline.plan.plan_files import Plan, PlanError
from pipeline.plan.plan_rows import Made

SMALL = [offer("ana", 300, 6), offer("bo", 200, 5), offer("cem", 250, 3), offer("dana", 100, 1.5)]
MACRO = {"tier": "macro", "results_cell": "macro", "returns_cell": "macro", "followers": 300_000}


def asked(**given: Any) -> Plan:
    return Plan(**{"budget": 500, "currency": "EUR", "goal": "orders", "scenarios": "free", **given})


def planned(made: Made, scenario: str = "free") -> list[str]:
    frame = made.tables["budget_plan_candidates"].filter((pl.col("scenario") == scenario) & pl.col("is_planned"))
    return sorted(frame["influencer_id"].to_list())


def row(made: Made, scenario: str = "free") -> dict[str, Any]:
    return made.tables["budget_plan"].row(by_predicate=pl.col("scenario") == scenario, named=True)


def candidate(made: Made, account: str, scenario: str = "free", package: str = "single") -> dict[str, Any]:
    of = (pl.col("handle") == account) & (pl.col("scenario") == scenario) & (pl.col("package") == package)
    return made.tables["budget_plan_candidates"].row(by_predicate=of, named=True)


def test_the_budget_buys_what_brings_most_and_each_other_has_its_reason() -> None:
    made = make(warehouse(SMALL), asked())
    assert planned(made) == ["ana", "bo"]
    assert row(made)["result_expected"] == pytest.approx(11)
    assert float(row(made)["planned_cost"]) == 500
    assert candidate(made, "ana")["plan_reason"] == "Chosen: 6.0 orders for 300 EUR (50.00 EUR each)."
    left = candidate(made, "cem")
    assert left["plan_reason_code"] == "outbid"
    assert "3.0 orders for 250 EUR (83.33 EUR each)" in left["plan_reason"]
    assert left["entry_price"] < 250


def test_an_offer_enters_below_its_entry_price_when_it_is_alone_in_question() -> None:
    entry = candidate(make(warehouse(SMALL), asked()), "dana")["entry_price"]
    cheaper = [*SMALL[:3], offer("dana", entry * 0.5, 1.5)]
    made = make(warehouse(cheaper), asked(budget=500 + entry * 0.5))
    assert "dana" in planned(made)


def test_one_package_of_an_account() -> None:
    series = offer("ana", 500, 9, package="series", package_posts=3)
    made = make(warehouse([SMALL[0], series]), asked(budget=2000))
    assert planned(made) == ["ana"]
    assert candidate(made, "ana")["plan_reason"] == "Another package of this account is chosen: series."


REFUSED = {
    "niche": (offer("ana", 100, 5, niche="tech"), "Niche is tech, which is not asked for."),
    "niche not known": (offer("ana", 100, 5, niche=None), "Niche is not known: state it in the roster."),
    "platform": (offer("ana", 100, 5, platform="tiktok"), "Is on tiktok, which is not asked for."),
    "review": (
        offer("ana", 100, 5, review_signals_strong=1, review_signal_names="follower_jump"),
        "Needs review first: follower jump.",
    ),
    "no price": (offer("ana", None, 5), "No price is known, and too few deals are to model one"),
    "no result": (offer("ana", 100, None), "Nothing is known of the orders to expect"),
    "over budget": (offer("ana", 501, 5), "Costs 501 EUR, more than the whole budget."),
    "over one creator's part": (offer("ana", 300, 5), "Costs 300 EUR, more than one creator may get (250 EUR, 50%"),
    "tier": (offer("ana", 100, 5, **MACRO), "Is macro, which this scenario leaves out."),
    "tier not known": (offer("ana", 100, 5, tier=None), "Tier is not known: no count of followers was loaded."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_who_may_not_be_chosen_is_told_why(name: str) -> None:
    given, said = REFUSED[name]
    plan = asked(niches="Food", platforms="instagram", max_share_per_creator=0.5, scenarios="micro")
    made = make(warehouse([given, offer("bo", 100, 1)]), plan)
    refused = candidate(made, "ana", "micro")
    assert not refused["is_eligible"] and not refused["is_planned"]
    assert refused["plan_reason"].startswith(said)
    assert refused["plan_reason_code"] == name.replace(" not known", "")
    assert planned(made, "micro") == ["bo"]


def test_a_strong_signal_is_no_hindrance_where_the_plan_allows_it() -> None:
    flagged = offer("ana", 100, 5, review_signals_strong=1)
    assert planned(make(warehouse([flagged]), asked(allow_review=True))) == ["ana"]


def test_results_count_where_the_audience_is() -> None:
    audiences = {"ana": {"DE": 0.25, "unknown": 0.75}, "bo": {"FR": 1.0}, "cem": {"BR": 1.0}}
    plan = asked(countries="DE,FR", min_creators_per_country=1)
    made = make(warehouse([offer("ana", 100, 8), offer("bo", 100, 3), offer("cem", 1, 99)], audiences), plan)
    assert planned(made) == ["ana", "bo"]
    assert row(made)["result_expected"] == pytest.approx(0.25 * 8 + 3)
    assert candidate(made, "cem")["plan_reason"] == "No part of the audience is known to be in DE or FR."


def test_a_country_without_creators_is_named_with_what_is_missing() -> None:
    made = make(warehouse(SMALL), asked(countries="DE,FR", min_creators_per_country=2))
    assert row(made)["plan_status"] == "infeasible"
    assert "in FR: 2.0 needed, 0.0 to be had, 2.0 creators missing" in row(made)["status_sentence"]
    assert row(made)["planned_cost"] is None
    assert candidate(made, "ana")["plan_reason_code"] == "infeasible"


def test_a_budget_that_is_too_small_for_the_rules_says_by_how_much() -> None:
    audiences = {"ana": {"DE": 1.0}, "bo": {"FR": 1.0}}
    made = make(warehouse([offer("ana", 400, 8), offer("bo", 300, 3)], audiences), asked(countries="DE,FR"))
    assert "budget: 700 needed, 500 to be had, 200 EUR missing" in row(made)["status_sentence"]


def test_nothing_eligible_says_why_by_number() -> None:
    made = make(warehouse([offer("ana", 900, 5), offer("bo", None, 5)]), asked())
    assert row(made)["plan_status"] == "nothing eligible"
    assert "no price (1), over budget (1)" in row(made)["status_sentence"]
    assert made.tables["budget_plan_comparisons"].height == 0


def test_a_warehouse_without_creators_makes_an_empty_plan() -> None:
    made = make(warehouse([]), asked())
    assert row(made)["status_sentence"] == "The warehouse knows no creator."


def test_the_tiers_of_a_plan_are_those_of_the_scheme() -> None:
    with pytest.raises(
        PlanError, match=r"tier 'tiny' is none of scheme default\. Its tiers are macro, mega, micro, nano"
    ):
        make(warehouse(SMALL), asked(scenarios={"small": {"tiers": ["tiny"]}}))


def test_a_tier_keeps_to_its_part_of_the_budget() -> None:
    offers = [offer("ana", 300, 30, **MACRO), offer("bo", 200, 5), offer("cem", 250, 3)]
    assert planned(make(warehouse(offers), asked())) == ["ana", "bo"]
    assert planned(make(warehouse(offers), asked(tier_spend={"macro": {"max": 0.5}}))) == ["bo", "cem"]


def test_people_count_once_in_a_country_and_again_in_another() -> None:
    offers = [offer("ana", 100, 100), offer("bo", 100, 100), offer("cem", 100, 90)]  # 40,000 and 36,000 people reached
    audiences = {"ana": {"DE": 1.0}, "bo": {"DE": 1.0}, "cem": {"FR": 1.0}}
    plan = asked(goal="reach", countries="DE,FR", budget=200, addressable={"DE": 50_000, "FR": 50_000})
    made = make(warehouse(offers, audiences), plan)
    assert planned(made) == ["ana", "cem"]
    expected = 50_000 * (1 - exp(-40_000 / 50_000)) + 50_000 * (1 - exp(-36_000 / 50_000))
    assert row(made)["planned_reach"] == pytest.approx(expected)


def test_reach_in_a_country_of_unknown_size_is_refused_with_the_remedy() -> None:
    with pytest.raises(
        PlanError, match=r"how many people can be reached in XX is not known\. Say it under addressable"
    ):
        make(warehouse(SMALL), asked(goal="reach", countries="XX"))


def test_money_of_a_plan_is_in_its_currency() -> None:
    made = make(warehouse(SMALL), asked(budget=625, currency="USD"))  # a dollar is 0.8 euros
    assert planned(made) == ["ana", "bo"]
    assert float(candidate(made, "ana")["price"]) == 375
    assert row(made)["planned_net_revenue"] == pytest.approx(11 * 50 / 0.8)


def test_a_currency_without_a_rate_is_refused() -> None:
    with pytest.raises(PlanError, match=r"no exchange rate of SEK is known\. Add one to exchange_rates\.csv"):
        make(warehouse(SMALL), asked(currency="SEK"))


def test_the_excluded_tier_enters_at_its_break_even_price() -> None:
    small = [offer(f"n{i}", 100, 2) for i in range(5)]
    plan = asked(scenarios="micro")
    found = row(make(warehouse([*small, offer("mac", 450, 6, **MACRO)]), plan), "micro")
    assert found["break_even_name"] == "Mac (instagram, single)"
    assert found["break_even_tier"] == "macro"
    assert found["break_even_price"] == pytest.approx(300)  # as much as the three small ones that bring 6
    assert float(found["break_even_price_now"]) == 450
    for price, enters in ((299, True), (301, False)):
        made = make(warehouse([*small, offer("mac", price, 6.001, **MACRO)]), asked())
        assert ("mac" in planned(made)) is enters


def test_a_scenario_that_runs_out_of_creators_says_so() -> None:
    made = make(
        warehouse([offer("ana", 100, 5), offer("mac", 900, 5, **MACRO)]), asked(budget=1000, scenarios="micro,macro")
    )
    said = "micro spends 10% of the budget (100 EUR of 1,000 EUR) and leaves 900 EUR: every account that it may choose is in it."
    assert any(sentence.startswith(said) for sentence in answer(made, "asked"))


def test_equal_choices_are_equally_good() -> None:
    made = make(warehouse(SMALL), asked(scenarios="free,micro"))
    assert row(made)["probability_best"] == row(made, "micro")["probability_best"] == 0.5
    assert set(made.tables["budget_plan_comparisons"]["plan_probability_higher"]) == {0.5}


def test_what_a_tier_shares_does_not_average_out() -> None:
    """Forty small creators at a mean that is not known are no surer than that mean."""
    own = {"orders_log_sd": 0.5, "orders_cell_log_sd": 0.0}
    shared = {"orders_log_sd": 0.0, "orders_cell_log_sd": 0.5}
    widths = []
    for spread in (own, shared):
        made = make(warehouse([offer(f"n{i:02}", 10, 2, **spread) for i in range(40)]), asked())
        widths.append(row(made)["result_high"] / row(made)["result_low"])
    assert widths[0] < 1.5
    assert widths[1] == pytest.approx(exp(2 * 1.96 * 0.5), rel=0.1)


def test_chances_are_the_same_each_time_and_follow_the_numbers() -> None:
    offers = [offer("ana", 500, 10), offer("mac", 500, 5, **MACRO)]
    plan = asked(
        scenarios="micro,macro",
        advice=[{"says": "Small is better", "scenario": "micro", "than": "macro", "measure": "orders"}],
    )
    first, second = make(warehouse(offers), plan), make(warehouse(offers), plan)
    assert first.tables["budget_plan_advice"].equals(second.tables["budget_plan_advice"])
    advice = first.tables["budget_plan_advice"].row(0, named=True)
    # log 10 - log 5 over the root of two times 0.3^2 + 0.2^2 is 1.36 standard errors
    assert advice["verdict_probability"] == pytest.approx(0.913, abs=0.02)
    assert advice["verdict"] == "supported"
    assert "micro: 10 orders, macro: 5.0 orders, for 500 EUR" in advice["verdict_sentence"]


def test_advice_about_a_scenario_that_could_not_be_planned_is_left_open() -> None:
    plan = asked(
        scenarios="micro,macro",
        advice=[
            {"says": "x", "scenario": "micro", "than": "macro", "measure": "orders"},
            {"says": "y", "scenario": "macro"},
        ],
    )
    advice = make(warehouse(SMALL), plan).tables["budget_plan_advice"]
    assert advice["verdict"].to_list() == ["cannot tell", "not supported"]
    assert advice["verdict_probability"].to_list() == [None, None]


def test_modelled_prices_leave_the_bill_open() -> None:
    modelled = {
        "price_source": "modelled",
        "price_log_sd": 0.5,
        "price_low": 40.0,
        "price_high": 260.0,
    }
    made = make(warehouse([offer("ana", 100, 5, **modelled), offer("bo", 100, 5)]), asked())
    found = row(made)
    assert found["modelled_cost_share"] == 0.5
    assert 130 < found["planned_cost_low"] < 160 < 200 < 270 < found["planned_cost_high"] < 360


LIST = "Handle, platform,price,currency,posts,note\n@ANA,instagram,80,USD,,hello\nnew.one,instagram,50,,,\nbo,instagram,,,,\n"


def test_a_list_of_ones_own_brings_quotes_and_is_a_scenario(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    series = offer("ana", 500, 9, package="series", package_posts=3)
    made = make(warehouse([*SMALL, series]), asked(candidates=tmp_path / "list.csv", scenarios="free,mine"))
    quoted = candidate(made, "ana", "mine")
    assert float(quoted["price"]) == 64 and quoted["price_source"] == "quoted"
    assert planned(made, "mine") == ["ana", "bo"]
    assert candidate(made, "cem", "mine")["plan_reason"] == "Is not on your list."
    assert candidate(made, "new.one", "mine")["plan_reason"].startswith("Is not known to the warehouse")
    assert "series" not in made.tables["budget_plan_candidates"].filter(pl.col("handle") == "ana")["package"].to_list()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("handle,price\nana,3\n", "has no column platform"),
        ("platform,handle,price\ninstagram,ana,much\n", 'line 2: price is "much", expected Float64'),
        ("platform,handle,posts\ninstagram,ana,7\n", "7 posts is no package; there are 1, 3 posts"),
        ("platform,handle\ninstagram,ana\ninstagram,ANA\n", "lines 2, 3: the same key twice"),
        ("platform,handle\nmyspace,ana\n", "line 2: platform breaks"),
    ],
)
def test_a_list_that_cannot_be_used_says_where_and_why(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    with pytest.raises(PlanError, match=said):
        make(warehouse(SMALL), asked(candidates=tmp_path / "list.csv"))


def test_every_plan_file_is_made_and_a_bad_one_has_its_reason(tmp_path: Path) -> None:
    (tmp_path / "start_up.yaml").write_text("active: false\nbudget: 1\ncurrency: EUR\ngoal: orders\n", encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("budget: 1\n", encoding="utf-8")
    con = warehouse([*SMALL, offer("mac", 450, 6, **MACRO)])
    rows = write(con, make_all(con, [tmp_path]))
    plans = con.execute("select plan_id, scenario, plan_status from marts.budget_plan order by all").fetchall()
    assert plans[0][:2] == ("big_brand", "free") and plans[3] == ("broken", "all", "refused")
    assert len(plans) == 4 == rows["budget_plan"]
    (comment,) = con.execute("select comment from duckdb_tables() where table_name = 'budget_plan'").fetchall()[0]
    assert comment.startswith("One row per")
    assert "This plan cannot be made: broken.yaml" in page(made_in(con), "broken")


def test_a_plan_that_breaks_its_contract_leaves_the_tables_of_before() -> None:
    con = warehouse(SMALL)
    write(con, make(con, asked()))
    wrong = make(con, asked())
    wrong.tables["budget_plan"] = wrong.tables["budget_plan"].with_columns(pl.lit(0.9).alias("planned_budget_rate"))
    with pytest.raises(BrokenContract, match=r"planned_budget_rate: is planned_cost / budget"):
        write(con, wrong)
    assert con.execute("select planned_budget_rate from marts.budget_plan").fetchall() == [(1.0,)]


def test_the_page_of_a_plan_leads_with_the_answer_and_escapes_names(con_page: duckdb.DuckDBPyConnection) -> None:
    text = page(made_in(con_page), "asked")
    assert text.startswith("# A plan\n\nAsked: 500 EUR for the most orders")
    assert "micro is expected to bring more than macro with a probability of" in text
    assert "| Small is better | **" in text
    assert "\\<b\\>Ana\\</b\\>" in text and "<b>" not in text


@pytest.fixture
def con_page() -> duckdb.DuckDBPyConnection:
    con = warehouse([offer("ana", 300, 6, name="<b>Ana</b>"), offer("mac", 450, 3, **MACRO)])
    advice = [{"says": "Small is better", "scenario": "micro", "than": "macro", "measure": "orders"}]
    write(con, make(con, asked(title="A plan", scenarios="free,micro,macro", advice=advice)))
    return con
