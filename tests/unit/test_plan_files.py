"""Plan files: what they may say, and what is said of those that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import places
from pipeline.plan.plan_files import Plan, PlanError, plan_files, read_plan
from pipeline.plan.scenarios import in_scheme

LEAST = "budget: 5000\ncurrency: EUR\ngoal: orders\n"


def written(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def in_default(plan: Plan) -> Plan:
    return in_scheme(plan, "default", ["nano", "micro", "macro", "mega"])


def test_the_least_plan_compares_free_micro_and_macro(tmp_path: Path) -> None:
    plan = in_default(read_plan(written(tmp_path, LEAST)))
    assert list(plan.scenarios) == ["free", "micro", "macro"]
    assert plan.scenarios["micro"].tiers == ["nano", "micro"]
    assert plan.scenarios["macro"].tiers == ["macro", "mega"]
    assert plan.plan_id == "mine"


@pytest.mark.parametrize("scenarios", ["[smaller, larger]", "[micro, macro]", "{micro: {half: smaller}, larger: }"])
def test_a_half_of_the_tiers_may_be_named_in_either_way(tmp_path: Path, scenarios: str) -> None:
    advice = "advice: [{says: x, scenario: micro, than: macro, measure: reach}]\n"
    plan = in_default(read_plan(written(tmp_path, f"{LEAST}scenarios: {scenarios}\n{advice}")))
    assert {name: said.tiers for name, said in plan.scenarios.items()} == {
        "micro": ["nano", "micro"],
        "macro": ["macro", "mega"],
    }


def test_the_tier_in_the_middle_of_an_odd_number_is_in_neither_half(tmp_path: Path) -> None:
    plan = in_scheme(read_plan(written(tmp_path, LEAST)), "loose", ["nano", "micro", "mid", "macro", "mega"])
    assert [said.tiers for said in plan.scenarios.values()] == [[], ["nano", "micro"], ["macro", "mega"]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("scenarios: [free, big]\n", r"scenarios \['big'\] are not defined; usual ones are \['free', 'micro', 'macro', 'mine'\]"),
        ("scenarios: [free]\nadvice: [{says: x, scenario: micro}]\n", "advice is about scenario 'micro'"),
        ("scenarios: [smaller, micro]\n", "one of them is called micro"),
    ],
)  # fmt: skip
def test_what_a_scheme_does_not_have_is_said(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(PlanError, match=said):
        in_default(read_plan(written(tmp_path, LEAST + text)))


def test_a_scheme_of_one_tier_has_no_halves(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="scenario smaller asks for a half of the tiers of scheme own, which has 1"):
        in_scheme(read_plan(written(tmp_path, LEAST)), "own", ["all"])


def test_a_list_of_ones_own_is_a_scenario_and_lies_beside_the_plan(tmp_path: Path) -> None:
    plan = read_plan(written(tmp_path, LEAST + "candidates: quotes.csv\n"))
    assert plan.scenarios["mine"].is_list
    assert plan.candidates == tmp_path / "quotes.csv"


def test_scenarios_may_name_tiers_of_their_own(tmp_path: Path) -> None:
    plan = read_plan(written(tmp_path, LEAST + "scenarios: {free: , middle: {tiers: [micro, macro]}}\n"))
    assert plan.scenarios["middle"].tiers == ["micro", "macro"]


def test_norway_is_a_country_and_not_false(tmp_path: Path) -> None:
    assert read_plan(written(tmp_path, LEAST + "countries: [SE, NO, dk]\n")).countries == ["SE", "NO", "DK"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LEAST.replace("5000", "-1"), "budget: Input should be greater than 0"),
        (LEAST.replace("EUR", "Euro"), "currency: String should match"),
        (LEAST.replace("orders", "fame"), "goal: Input should be 'reach', 'engagements', 'clicks'"),
        (LEAST + "budgett: 3\n", "budgett: Extra inputs are not permitted"),
        (LEAST + "countries: [DEU]\n", "countries.0: String should match"),
        (LEAST + "scenarios: [mine]\n", "needs the list: name its file under candidates"),
        (LEAST + "advice: [{says: x, scenario: micro, than: macro}]\n", "than and measure belong together"),
        (LEAST + "tier_spend: {nano: {min: 0.6}, mega: {min: 0.6}}\n", "add up to more than the budget"),
        (LEAST + "countries: [DE, FR]\nmin_result_share_per_country: 0.6\n", "more than the whole result"),
        ("[]", "states no plan"),
        ("budget: [", "not readable as YAML"),
    ],
)
def test_a_plan_that_cannot_be_used_says_where_and_why(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(PlanError, match=said) as error:
        read_plan(written(tmp_path, text))
    assert str(error.value).startswith("mine.yaml")


def test_a_file_of_ones_own_replaces_the_shipped_one_of_its_name(tmp_path: Path) -> None:
    own = written(tmp_path, LEAST, "start_up.yaml")
    more = written(tmp_path, LEAST, "another.yml")
    assert plan_files([tmp_path]) == [more, places.PLANS / "big_brand.yaml", own]


def test_the_shipped_plans_can_be_used_and_test_advice() -> None:
    plans = {path.stem: in_default(read_plan(path)) for path in plan_files()}
    assert plans["start_up"].scenarios.keys() == plans["big_brand"].scenarios.keys() == {"free", "micro", "macro"}
    assert all(plan.advice for plan in plans.values())
