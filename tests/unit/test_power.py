"""``influencers power`` and what it rests on: the rule turned round, the spread that a warehouse tells, wrong options."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from pipeline.cli.main import app
from pipeline.power import planning
from pipeline.power.design import named_for, planned, with_creators
from pipeline.power.planning import Spread, creators_needed, of_test, power_of, smallest_ratio
from pipeline.power.spread import Price


def power(*options: object) -> tuple[int, str]:
    """Return the exit status and all that is printed, on a terminal of 80 columns."""
    result = CliRunner(env={"COLUMNS": "80", "INFLUENCERS_HOME": "nowhere"}).invoke(app, ["power", *map(str, options)])
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result.exit_code, result.output


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """Return a home whose published file knows two pairs of tiers."""
    (tmp_path / "warehouse").mkdir()
    with duckdb.connect(str(tmp_path / "warehouse" / "influencers.duckdb")) as con:
        con.execute(
            """
            create schema meta; create schema marts; create schema intermediate;
            create table meta.settings as select 'default' as tier_scheme;
            create table intermediate.int_tier_bounds as
            select 'default' as scheme, tier, lower_bound, true as is_current
            from (values ('nano', 0), ('micro', 10), ('macro', 100), ('mega', 1000)) as listed (tier, lower_bound);
            create table intermediate.int_fair_ratios as
            select 'all' as platform, 'all' as campaign_id, 'return_on_ad_spend' as measure, *
            from (values
                ('macro', 'micro', 12, 31, 0.64, 1.5), ('micro', 'nano', 31, 50, 0.81, 1.2), ('macro', 'mega', 12, 4, 9.0, 1.0)
            ) as listed (tier, other_tier, fair_creators, other_fair_creators, creator_variance, cost_unevenness);
            create table marts.tier_roi as
            select 'all' as platform, 'all' as campaign_id, 'EUR' as currency, *
            from (values ('micro', 40, 60, 12000.0), ('macro', 12, 18, 24000.0), ('mega', 4, 4, null)) as listed (tier, creators, deals, cost)
            """
        )
    return tmp_path


def test_the_size_of_a_test_is_the_smallest_that_keeps_the_promise() -> None:
    spread = Spread(0.64, 1.5)
    for ratio in (1.3, 1.5, 2.0):
        creators = creators_needed(ratio, spread)
        assert power_of(ratio, *of_test(creators, spread)) >= 0.8 > power_of(ratio, *of_test(creators - 1, spread))
        assert smallest_ratio(*of_test(creators, spread)) <= ratio < smallest_ratio(*of_test(creators - 1, spread))
    assert creators_needed(1.5, spread, power=0.9) > creators_needed(1.5, spread)
    assert creators_needed(1.5, spread, named=named_for(3)) > creators_needed(1.5, spread)
    assert creators_needed(50, spread, campaigns=6) == 12  # two of each tier in each campaign
    assert creators_needed(1.01, Spread(1e6)) is None


def test_half_of_the_tests_with_a_ratio_at_the_limit_name_it() -> None:
    variance, degrees = 0.04, 40
    needed = planning.needed_errors(variance, degrees)
    assert power_of(2.718281828 ** (needed * variance**0.5), variance, degrees) == pytest.approx(0.5)
    assert 2.5 < needed < 3.3


def test_a_test_costs_what_its_creators_cost() -> None:
    prices = {"micro": Price(300.0, 1.5, "EUR"), "macro": Price(2000.0, None, "EUR")}
    test = planned(2.0, 0.8, ["micro", "macro"], Spread(0.64), prices, 1)
    assert [(arm.creators, arm.deals, arm.cost) for arm in test.arms] == [
        (test.creators_each, -(-test.creators_each * 3 // 2), 300.0 * test.creators_each),
        (test.creators_each, None, 2000.0 * test.creators_each),
    ]
    assert test.cost == 2300.0 * test.creators_each
    assert with_creators(40, 0.8, ["micro", "nano"], Spread(0.64), prices, 1).cost is None


def test_a_warehouse_tells_spread_and_costs(warehouse: Path) -> None:
    status, told = power("--home", warehouse, "--ratio", 2, "--json")
    assert status == 0
    found = json.loads(told)
    assert (found["tiers"], found["spread"]) == (["micro", "macro"], pytest.approx(0.8))
    assert found["spread_source"] == "12 macro and 31 micro creators of the warehouse"
    (test,) = found["tests"]
    creators = creators_needed(2.0, Spread(0.64, 1.5))
    assert test["creators_each"] == creators
    assert [arm["cost"] for arm in test["arms"]] == [300 * creators, 2000 * creators]
    assert test["arms"][0]["deals"] == -(-creators * 3 // 2)
    status, told = power("--home", warehouse, "--tiers", "nano,micro,macro", "--ratio", 2, "--json")
    assert json.loads(told)["spread"] == pytest.approx(0.9)  # the widest of their pairs
    status, told = power("--home", warehouse, "--tiers", "nano,mega", "--json")
    assert "nano and mega have no five creators each that can be compared" in json.loads(told)["spread_source"]


def test_what_is_printed_fits_a_terminal(warehouse: Path) -> None:
    status, told = power("--home", warehouse, "--campaigns", 3)
    assert status == 0
    table = told.split("If one returns")[0]
    assert max(map(len, table.splitlines())) <= 80
    for ratio in (1.5, 2.0):
        creators = creators_needed(ratio, Spread(0.64, 1.5), campaigns=3)
        assert (
            f"If one returns {ratio:.2f} times as much as the other: {creators:,} creators of each, {2300 * creators:,} EUR in all."
            in told
        )
    assert "divided evenly over 3 campaigns" in told


def test_no_data_are_needed_where_the_spread_is_stated() -> None:
    status, told = power(
        "--spread", 0.8, "--ratio", 2, "--tiers", "micro,macro", "--cost", "micro=300", "--cost", "macro=2000"
    )
    creators = creators_needed(2.0, Spread(0.64))
    assert status == 0
    assert f"{creators} creators of each, {2300 * creators:,} USD in all" in told
    status, told = power("--spread", 0.8, "--tiers", "micro,macro", "--creators", 40, "--json")
    assert json.loads(told)["tests"][0]["ratio"] == pytest.approx(smallest_ratio(*of_test(40, Spread(0.64))))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--spread", 1, "--ratio", 0.9), "say how many times as much the better tier returns"),
        (("--spread", 1, "--power", 80), "0.8 finds the better tier four times in five"),
        (("--spread", 1, "--campaigns", 0), "is not 1 or more"),
        (("--spread", 0), "is not between 0.01 and 100"),
        (("--spread", 1, "--creators", 4), "a comparison needs five of each tier"),
        (("--spread", 1, "--tiers", "micro"), "a test needs two different tiers or more"),
        (("--spread", 1, "--tiers", "micro,micro"), "a test needs two different tiers or more"),
        (("--spread", 1, "--tiers", "micro,macro", "--cost", "giant=3"), "as in micro=300"),
        (("--spread", 100, "--tiers", "micro,macro", "--ratio", 1.01), "Ask for a larger --ratio or less --power"),
        (("--spread", 1), "so the tiers are not known: name two or more with --tiers"),
        ((), "Run 'influencers run' first, or state how much creators differ: --spread 1"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_reason(options: tuple[object, ...], words: str) -> None:
    status, told = power(*options)
    assert status == 2
    assert words in " ".join(told.split())


def test_what_a_warehouse_cannot_tell_is_said(warehouse: Path) -> None:
    status, told = power("--home", warehouse, "--tiers", "micro,giant")
    assert (status, "giant is no tier here. There are nano, micro, macro, mega." in " ".join(told.split())) == (2, True)
    with duckdb.connect(str(warehouse / "warehouse" / "influencers.duckdb")) as con:
        con.execute("delete from intermediate.int_fair_ratios where fair_creators > 0")
    status, told = power("--home", warehouse)
    assert status == 2
    assert "State it with --spread" in " ".join(told.split())
