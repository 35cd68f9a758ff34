"""Plans of a whole sample: made by the nightly run, asked from the command line, traced back to files."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import duckdb
import pytest
from sample_runs import Ran, Season, influencers, rows

from pipeline.plan.plan_files import plan_files

ASKED = ["--budget", 4000, "--currency", "EUR", "--goal", "orders", "--countries", "DE,FR,US"]


@pytest.fixture(scope="module")
def planned_home(season: Season, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("planned")
    (home / "warehouse").mkdir()
    shutil.copyfile(season.published, home / "warehouse" / "influencers.duckdb")
    return home


def test_the_run_publishes_every_shipped_plan(sample_run: Ran) -> None:
    found = rows(sample_run.published, "select distinct plan_id, plan_status from marts.budget_plan order by all")
    assert {plan for plan, _ in found} == {path.stem for path in plan_files()}
    assert "refused" not in {status for _, status in found}
    candidates, accounts = rows(
        sample_run.published,
        "select (select count(distinct account_key) from marts.budget_plan_candidates),"
        " (select count(distinct account_key) from intermediate.int_offers)",
    )[0]
    assert candidates == accounts > 0


def test_scenarios_side_by_side_keep_to_the_budget_and_free_is_never_worse(planned_home: Path) -> None:
    result = influencers("plan", "--home", planned_home, *ASKED, "--json")
    assert result.exit_code == 0, result.output
    made = json.loads(result.stdout)
    plans = {row["scenario"]: row for row in made["budget_plan"]}
    assert list(plans) == ["free", "micro", "macro"]
    assert all(row["plan_status"] == "optimal" and row["planned_cost"] <= 4000 for row in plans.values())
    best = plans["free"]["result_expected"]
    assert all(row["result_expected"] <= best * (1 + 1e-6) for row in plans.values())
    assert sum(row["probability_best"] for row in plans.values()) == pytest.approx(1)
    for name, row in plans.items():
        chosen = [c for c in made["budget_plan_candidates"] if c["scenario"] == name and c["is_planned"]]
        assert sum(c["price"] for c in chosen) == pytest.approx(row["planned_cost"])
        assert sum(c["result_expected"] for c in chosen) == pytest.approx(row["result_expected"])
        tiers = {"micro": {"nano", "micro"}, "macro": {"macro", "mega"}}.get(name)
        assert tiers is None or {c["tier"] for c in chosen} <= tiers
    assert all(c["plan_reason"] for c in made["budget_plan_candidates"])


def test_what_is_printed_leads_with_the_answer(planned_home: Path, tmp_path: Path) -> None:
    result = influencers("plan", "--home", planned_home, *ASKED, "--out", tmp_path / "candidates.csv")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("4,000 EUR for orders in DE, FR and US")
    assert "is expected to bring more than" in result.stdout
    assert "Left out of micro, nearest to entering" in " ".join(result.stdout.split())
    with (tmp_path / "candidates.csv").open(encoding="utf-8") as file:
        reasons = {row["plan_reason_code"] for row in csv.DictReader(file)}
    assert {"chosen", "outbid", "tier"} <= reasons


def test_what_cannot_be_met_ends_with_1_and_says_what_is_missing(planned_home: Path) -> None:
    result = influencers("plan", "--home", planned_home, *ASKED, "--min-creators-per-country", 30)
    assert result.exit_code == 1
    assert "creators missing" in " ".join(result.stdout.split())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--goal", "orders"], "--budget is missing"),
        (["--budget", 0, "--goal", "orders"], "budget: Input should be greater than 0"),
        (["--budget", 9, "--goal", "orders", "--tier-spend", "macro=half"], "macro=half is not tier=least:most"),
        (["--budget", 9, "--goal", "orders", "--currency", "XYZ"], "no exchange rate of XYZ is known"),
        (["--budget", 9, "--goal", "orders", "--candidates", "nowhere.csv"], "nowhere.csv does not exist"),
    ],
)
def test_wrong_usage_ends_with_2_and_a_reason(planned_home: Path, options: list[object], said: str) -> None:
    result = influencers("plan", "--home", planned_home, *options)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())


def test_a_plan_file_can_be_asked_with_another_budget_and_list(planned_home: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(planned_home / "warehouse" / "influencers.duckdb"), read_only=True) as connection:
        platform, handle = connection.execute(
            "select platform, handle from intermediate.int_offers where orders_expected > 0 and country = 'DE' order by all"
        ).fetchall()[0]
    (tmp_path / "quotes.csv").write_text(
        f"platform,handle,price,currency\n{platform},{handle},7,EUR\n", encoding="utf-8"
    )
    plan = next(path for path in plan_files() if path.stem == "start_up")
    options = [
        "--plan",
        plan,
        "--budget",
        900,
        "--min-creators-per-country",
        0,
        "--candidates",
        tmp_path / "quotes.csv",
        "--json",
    ]
    made = json.loads(influencers("plan", "--home", planned_home, *options).stdout)
    mine = next(row for row in made["budget_plan"] if row["scenario"] == "mine")
    assert (mine["plan_id"], mine["budget"], mine["planned_cost"], mine["creators"]) == ("start_up", 900, 7, 1)
    quoted = [c for c in made["budget_plan_candidates"] if c["handle"] == handle and c["scenario"] == "mine"]
    assert [(c["price"], c["price_source"], c["is_planned"]) for c in quoted] == [(7, "quoted", True)]


def test_a_candidate_is_traced_to_the_staged_rows_behind_it(sample_run: Ran) -> None:
    plan, scenario, account = rows(
        sample_run.published,
        "select plan_id, scenario, account_key from marts.budget_plan_candidates where price_source = 'agreed' order by all",
    )[0]
    result = influencers(
        "explain", "budget_plan_candidates", f"plan_id={plan}", f"scenario={scenario}", f"account_key={account}",
        "--home", sample_run.home, "--incoming", sample_run.incoming,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "staging.stg_deals: " in result.stdout
