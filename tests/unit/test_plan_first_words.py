"""What a plan says first, where it stops spending, scenarios at equal spend, and the luck of one campaign."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest
from plan_rows import offer, warehouse
from scipy.stats import poisson

from pipeline.plan.answers import answer
from pipeline.plan.luck import amounts, counts
from pipeline.plan.make import make, write
from pipeline.plan.page import made_in, page
from pipeline.plan.plan_files import Plan
from pipeline.plan.plan_rows import Made

MACRO = {"tier": "macro", "results_cell": "macro", "returns_cell": "macro", "followers": 300_000}


def asked(**given: Any) -> Plan:
    return Plan(**{"budget": 500, "currency": "EUR", "goal": "orders", "scenarios": "free", **given})


def row(made: Made, scenario: str = "free") -> dict[str, Any]:
    return made.tables["budget_plan"].row(by_predicate=pl.col("scenario") == scenario, named=True)


def past(account: str, deals: int, result: float, best: float, cost: float | None = None) -> dict[str, Any]:
    return {
        "measure": "orders", "influencer_id": account, "platform": "instagram", "past_deals": deals, "past_result": result,
        "past_best_result": best, "past_cost": cost, "past_result_with_cost": None if cost is None else result,
    }  # fmt: skip


def test_a_plan_that_buys_well_has_nothing_to_say_first() -> None:
    made = make(warehouse([offer("ana", 500, 20)], past=[past("ana", 3, 50, 30, 900)], margin=0.6), asked())
    assert row(made)["caveats"] is None
    assert (row(made)["planned_margin"], row(made)["programme_margin_rate"]) == (600, 0.6)


def test_less_margin_than_cost_is_a_loss_and_is_said_first() -> None:
    offers = [offer("ana", 250, 10), offer("mac", 250, 3, **MACRO)]  # an order is worth 50
    made = make(
        warehouse(offers, past=[past("ana", 1, 99, 99), past("mac", 1, 99, 99)], margin=0.4),
        asked(scenarios="free,micro"),
    )
    said = "free is expected to lose 240 EUR: 260 EUR of margin (40% of 650 EUR of net revenue) for 500 EUR of cost."
    assert row(made)["caveats"] == said
    assert answer(made, "asked")[0] == said


def test_without_a_margin_only_revenue_below_cost_is_said_and_no_profit() -> None:
    made = make(warehouse([offer("ana", 500, 8)], past=[past("ana", 1, 99, 99)]), asked())
    assert row(made)["caveats"] == (
        "free is expected to bring 400 EUR of net revenue for 500 EUR of cost: less than it costs, before any margin "
        "(no campaign's margin is known)."
    )
    assert row(made)["planned_margin"] is None


def test_more_than_was_ever_done_is_said_with_what_was() -> None:
    offers = [offer("ana", 250, 10), offer("bo", 250, 10)]
    made = make(warehouse(offers, past=[past("ana", 3, 12, 7, 600)]), asked())
    assert row(made)["caveats"] == (
        "free is expected to bring 20 orders, more than its creators have ever done: the best deals of 1 of its 2 creators "
        "brought 7.0 together, and these are expected to bring 10; of the other 1 no deal tells."
    )
    assert (row(made)["creators_with_past"], row(made)["past_best_results"]) == (1, 7)
    made = make(warehouse(offers), asked())
    assert row(made)["caveats"].endswith("no deal of its 2 creators tells what they brought before.")


def test_past_stands_beside_expected_where_the_audience_is() -> None:
    con = warehouse(
        [offer("ana", 500, 20), offer("bo", 1, 1)], {"ana": {"DE": 0.5, "FR": 0.5}}, [past("ana", 3, 50, 30, 900)]
    )
    frame = make(con, asked(countries="DE")).tables["budget_plan_candidates"]
    ana = frame.row(by_predicate=pl.col("handle") == "ana", named=True)
    assert (ana["past_deals"], ana["past_result"], float(ana["past_cost"])) == (3, 25, 900)
    assert (ana["past_cost_per_result"], ana["price_per_result"]) == (36, 50)
    assert frame.row(by_predicate=pl.col("handle") == "bo", named=True)["past_deals"] is None


def test_spending_stops_where_the_next_unit_brings_too_little() -> None:
    series = offer("ana", 300, 8, package="series", package_posts=3)  # 400 for 300, but 100 for 200 more than single
    offers = [offer("ana", 100, 6), series, offer("bo", 100, 4), offer("cem", 100, 1), offer("dana", 50, None)]
    made = make(warehouse(offers), asked(min_return=1))
    found = made.tables["budget_plan_candidates"]
    assert found.filter("is_planned")["account_key"].to_list() == ["instagram:ana", "instagram:bo"]
    reasons = {(r["handle"], r["package"]): r["plan_reason"] for r in found.iter_rows(named=True)}
    asks = "1.00 EUR for each EUR are asked for"
    assert reasons["cem", "single"] == f"Is expected to bring 0.50 EUR of net revenue for each EUR: {asks}."
    assert reasons["ana", "series"].startswith(
        "What it costs more than a smaller package is expected to bring 0.50 EUR"
    )
    assert reasons["dana", "single"].startswith("Nothing is known of the orders")
    assert row(made)["caveats"].startswith(
        "free spends 40% of the budget (200 EUR of 500 EUR) and leaves 300 EUR: nothing else is expected to bring 1.00 EUR of net "
        "revenue for each EUR."
    )
    everything = make(warehouse(offers), asked()).tables["budget_plan"]
    assert everything["planned_cost"].to_list() > [400]


def test_scenarios_are_compared_at_equal_spend_as_well() -> None:
    offers = [*(offer(f"n{i}", 100, 5) for i in range(2)), *(offer(f"m{i}", 100, 4, **MACRO) for i in range(9))]
    made = make(warehouse(offers), asked(budget=800, scenarios="micro,macro"))
    assert [row(made, name)["result_expected"] for name in ("micro", "macro")] == pytest.approx([10, 32])
    assert [float(row(made, name)["equal_spend_cost"]) for name in ("micro", "macro")] == [200, 200]
    assert [row(made, name)["equal_spend_result"] for name in ("micro", "macro")] == pytest.approx([10, 8])
    pair = (
        made.tables["budget_plan_comparisons"]
        .filter(scenario="macro", other_scenario="micro", plan_measure="orders")
        .row(0, named=True)
    )
    assert pair["plan_probability_higher"] > 0.99 and pair["equal_spend_probability_higher"] < 0.5
    said = "At equal spend, 200 EUR, macro is expected to bring 8.0 orders and micro 10 orders; macro more with a probability of"
    assert any(sentence.startswith(said) for sentence in answer(made, "asked"))


def test_one_campaign_scatters_more_than_its_mean_and_less_surely_brings_more() -> None:
    known = {"orders_log_sd": 0.01, "orders_cell_log_sd": 0.0}
    offers = [offer("ana", 500, 6, **known), offer("mac", 500, 5, **known, **MACRO)]
    made = make(warehouse(offers), asked(scenarios="micro,macro"))
    micro = row(made, "micro")
    assert (micro["result_low"], micro["result_high"]) == pytest.approx((6, 6), rel=0.03)
    assert (micro["campaign_result_low"], micro["campaign_result_high"]) == (2, 11)  # of a Poisson number of 6
    pair = made.tables["budget_plan_comparisons"].filter(scenario="micro", plan_measure="orders").row(0, named=True)
    drawn = np.random.default_rng(1).poisson([6, 5], (100_000, 2))
    truth = np.mean((drawn[:, 0] > drawn[:, 1]) + 0.5 * (drawn[:, 0] == drawn[:, 1]))
    assert pair["plan_probability_higher"] > 0.99
    assert pair["plan_probability_higher_in_campaign"] == pytest.approx(truth, abs=0.03)
    assert sum(row(made, name)["probability_best_in_campaign"] for name in ("micro", "macro")) == pytest.approx(1)


@pytest.mark.parametrize("expected", [0.05, 1.0, 7.0, 11.9, 12.1, 60.0, 4000.0])
def test_counts_are_the_quantiles_of_their_distribution(expected: float) -> None:
    uniform = np.linspace(0.0005, 0.9995, 1000)
    drawn = counts(uniform, np.full(uniform.size, expected))
    assert np.abs(drawn - poisson.ppf(uniform, expected)).max() <= (0 if expected < 12 else 1)
    assert drawn.mean() == pytest.approx(expected, rel=0.02)


def test_amounts_are_the_number_times_the_value_on_average() -> None:
    uniform = np.random.default_rng(1).random(40_000)
    worth = amounts(uniform, np.full(uniform.size, 5.0), np.full(uniform.size, 30.0))
    assert worth.mean() == pytest.approx(150, rel=0.02)
    assert worth.std() / worth.mean() == pytest.approx(1 / np.sqrt(5), rel=0.05)
    assert amounts(uniform[:3], np.zeros(3), np.full(3, 30.0)).tolist() == [0, 0, 0]


def test_the_page_says_the_same_and_shows_the_past() -> None:
    con = warehouse(
        [offer("ana", 250, 10), offer("mac", 250, 3, **MACRO)], past=[past("ana", 2, 12, 7, 600)], margin=0.4
    )
    made = make(con, asked(title="A plan", scenarios="free,micro,macro"))
    write(con, made)
    text = page(made_in(con), "asked")
    assert answer(made, "asked")[0] in text
    assert "| 10 | 25.00 EUR each | 2 | 12 | 50.00 EUR each |" in text
