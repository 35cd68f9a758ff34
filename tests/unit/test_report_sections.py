"""The report's queries, its sentences and its page, over rows of a real DuckDB."""

import json
import re
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pipeline.models import building, reference
from pipeline.models import metric_registry as metrics
from pipeline.models.tier_schemes import Pair
from pipeline.report import charts, formats, page, queries, verdicts
from pipeline.report.queries import OldWarehouse, Reader
from pipeline.report.sections import SECTIONS, all_sections, answer, plans
from pipeline.settings import Settings
from pipeline.warehouse.loader_tables import create_tables
from schemas.marts.plan_marts import PLAN_MARTS
from schemas.types import duckdb_type

ASKED = Pair("micro", "macro")


def returned(tier: str, value: float | None, best: float | None, deals: int = 9, **more: object) -> dict[str, object]:
    """Return a row of the returns of a tier, which is judged in revenue."""
    row = dict.fromkeys(columns("tier_returns"))
    bounds = (None, None) if value is None else (value / 2, value * 2)
    row |= {
        "tier": tier, "creators": deals, "deals": deals, "cost": Decimal(100), "currency": "EUR", "return_on_ad_spend": value, "orders": 40,
        "return_on_ad_spend_low": bounds[0], "return_on_ad_spend_high": bounds[1], "return_on_ad_spend_shrunk": value and 0.8 * value,
        "fair_measure": None if best is None else "return_on_ad_spend", "fair_best_probability": best,
        "is_named_best": None if best is None else best >= 0.95, "largest_deal_revenue_share": 0.34,
        "five_largest_orders_revenue_share": 0.41, "deals_without_orders": 3,
    }  # fmt: skip
    return row | more


def priced(row: dict[str, object], margin: float = 0.5) -> dict[str, object]:
    """Return the row with a margin: judged in profit."""
    profits = {
        f"margin_roi{part}": None
        if row[f"return_on_ad_spend{part}"] is None
        else row[f"return_on_ad_spend{part}"] * margin - 1
        for part in ("", "_low", "_high", "_shrunk")
    }
    return row | profits | {"fair_measure": row["fair_measure"] and "margin_roi"}


def columns(name: str) -> list[str]:
    """Return the columns that a query ends with."""
    select = queries.text(name)[1].split("select", 1)[1].split("\nfrom", 1)[0]
    return [part.strip().split(" as ")[-1].split(".")[-1] for part in select.split(",")]


def beats(
    probability: float | None, other: float = 0.01, measure: str = "return_on_ad_spend", **more: object
) -> list[dict[str, object]]:
    """Return the comparison of micro with macro; raw it would be certain that micro is better."""
    row = dict.fromkeys(columns("tier_return_comparisons"))
    row |= {
        "measure": measure, "tier": "micro", "other_tier": "macro", "probability_beats": 1.0, "fair_ratio": 2.0,
        "fair_ratio_low": 0.8, "fair_ratio_high": 5.0, "fair_probability_beats": probability,
        "other_fair_probability_beats": None if probability is None else other, "fair_deals": 9, "other_fair_deals": 70,
        "compared_cost_share": 0.37, "smallest_ratio_shown": 4.1, "deals_each_to_tell_2": 60, "deals_each_to_tell_1_5": 210,
    }  # fmt: skip
    return [row | more]


def engages(probability: float | None, platform: str = "X") -> dict[str, object]:
    return {
        "platform": platform.lower(), "platform_name": platform, "tier": "micro", "other_tier": "macro",
        "rate_ratio": 2.0, "probability_higher": probability,
    }  # fmt: skip


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """Return a warehouse with reference data and no rows."""
    con = duckdb.connect()
    con.execute("set TimeZone = 'UTC'")
    create_tables(con)
    reference.load_reference(con, [])
    metrics.write_definitions(con)
    reference.write_settings(con, Settings(home=Path("nowhere")).for_models())
    building.build_all(con)
    return con


@pytest.mark.parametrize("name", queries.names())
def test_a_query_can_stand_in_double_quotes_on_the_command_line_and_says_what_it_is(name):
    words, sql = queries.text(name)
    assert not re.search(r'["$`!\\]', sql), "the shell would read it"
    assert sql.startswith("select")
    assert words[0].isupper() and words.endswith(".")
    assert "order by" in sql or name in ("programme", "run", "code_review_counts"), "rows need an order"


def test_every_query_is_asked_by_a_section_and_shown_with_its_command(empty):
    reader = Reader(empty, "influencers query --home there")
    shown = {query.name: query for section in all_sections(reader) for query in section.queries}
    deferred = {
        "codes_under_review",
        "plan_advice",
        "plan_candidates",
        "plan_reasons",
        "programme",
        "goals_behind",
    }  # where there is something
    assert set(queries.names()) - deferred - set(shown) <= {
        "freshness_platforms",
        "rejected_files",
        "rejected_rows",
        "tiers",
    }
    assert shown["tier_returns"].command == f'influencers query --home there "{queries.text("tier_returns")[1]}"'
    assert shown["tier_returns"].words.startswith("What each tier costs")


def test_a_section_without_rows_says_what_to_add(empty):
    reader = Reader(empty, "influencers query")
    for build in SECTIONS:
        section = build(reader)
        assert section.missing, section.id
        assert all(re.search("[a-z]{4}", point) for point in section.missing)


def test_the_page_of_an_empty_warehouse_has_neither_charts_nor_the_library(empty):
    html = page.render(empty, Settings(home=Path("there")))
    assert "vegaEmbed" not in html
    assert html.count('class="missing"') == len(SECTIONS) + 1  # the words for browsers without scripts


def test_a_table_that_was_never_built_is_no_error_and_one_of_another_release_is_named():
    con = duckdb.connect()
    con.execute("create schema marts; create schema reference; create schema intermediate; create schema meta")
    reader = Reader(con, "influencers query")
    assert reader.rows("plan_advice") == []
    con.execute("create table marts.budget_plan_advice as select 1 as plan_id")
    with pytest.raises(OldWarehouse, match=r"another release.*Run 'influencers run' again"):
        Reader(con, "influencers query").rows("plan_advice")


def test_a_tier_that_is_best_is_the_answer_whichever_it_is():
    rows = {
        "nano": returned("nano", 3.0, 0.96, orders=25),
        "micro": returned("micro", 0.5, 0.03),
        "macro": returned("macro", 0.6, 0.01),
        "mega": returned("mega", 0.2, None, deals=3),
    }
    assert answer.headline(ASKED, rows, beats(0.46), []) == "Neither macro nor micro: nano returns most for its cost"
    told = " ".join(answer._returns(ASKED, rows, beats(0.46)))
    assert told.startswith(
        "Nano is the best tier for its cost: within campaigns and platforms it returns more than micro and macro with a "
        "probability of 96%. Drawn towards the return of all tiers together, it brings 2.40 EUR of net revenue for each EUR of "
        "cost (raw 3.00). That rests on 25 orders: its largest deal brought 34% of its net revenue, its five largest orders 41% "
        "and 3 of its 9 deals brought no order. Mega is not judged, on fewer than five creators in campaigns whose orders are "
        "known. Margins are not known, so this is revenue, not profit: state margin_rate in the campaign sheet."
    )
    assert (
        "Raw, campaigns of all kinds together, nano brought 3.00 EUR of net revenue for each EUR of cost (95% 1.50 to 6.00; 9 deals)"
        in told
    )


def test_where_margins_are_known_the_answer_is_told_in_profit():
    rows = {
        tier: priced(returned(tier, value, best)) for tier, value, best in (("micro", 3.0, 0.97), ("macro", 1.0, 0.0))
    }
    assert answer.headline(ASKED, rows, beats(0.97, measure="margin_roi"), []) == "Micro makes most profit for its cost"
    told = " ".join(answer._returns(ASKED, rows, beats(0.97, measure="margin_roi")))
    assert told.startswith("In profit, micro is the best tier for its cost")
    assert "it brings 0.20 EUR of profit for each EUR of cost (raw 0.50)" in told
    assert "micro brought 0.50 EUR of profit for each EUR of cost (95% -0.25 to 2.00; 9 deals)" in told
    assert "revenue, not profit" not in told
    losing = {
        tier: priced(returned(tier, value, best), 0.2)
        for tier, value, best in (("micro", 3.0, 0.97), ("macro", 1.0, 0.0))
    }
    assert answer.headline(ASKED, losing, beats(0.97, measure="margin_roi"), []) == "Micro loses least for its cost"
    assert "it loses 0.52 EUR for each EUR of cost (raw -0.40)" in " ".join(answer._returns(ASKED, losing, []))
    partly = {
        "micro": priced(returned("micro", 3.0, 0.97)) | {"fair_measure": "return_on_ad_spend"},
        "macro": returned("macro", 1.0, 0.0),
    }
    assert "Margins are not known of all that was sold, so this is revenue, not profit" in " ".join(
        answer._returns(ASKED, partly, [])
    )


@pytest.mark.parametrize(
    ("probability", "other", "expected"),
    [
        (0.97, 0.01, "Micro returns more than macro for its cost"),
        (0.95, 0.01, "Micro returns more than macro for its cost"),
        (0.94, 0.01, "Their returns cannot be told apart yet"),
        (0.01, 0.94, "Their returns cannot be told apart yet"),
        (0.01, 0.96, "Macro returns more than micro for its cost"),
        (None, 0.0, "The data cannot tell yet"),
    ],
)
def test_micro_against_macro_is_told_only_when_it_can_be(probability, other, expected):
    rows = {"micro": returned("micro", 2.0, 0.6), "macro": returned("macro", 1.0, 0.0)}
    assert answer.headline(ASKED, rows, beats(probability, other), []) == expected


def test_raw_figures_name_nobody():
    """However sure the bootstrap is of a tier."""
    sure = {
        f"{measure}_best_probability": 1.0 for measure in ("return_on_ad_spend", "cost_per_order", "cost_per_click")
    }
    rows = {"micro": returned("micro", 9.0, 0.6, **sure), "macro": returned("macro", 1.0, 0.0)}
    assert answer.headline(ASKED, rows, beats(0.6), []) == "Their returns cannot be told apart yet"
    told = " ".join(answer._returns(ASKED, rows, beats(0.6)))
    assert "is the best" not in told and "heapest" not in told
    assert told.startswith(
        "No tier can be named best within campaigns and platforms: that takes a probability of 95%, and none has more than micro "
        "with 60%."
    )


def test_where_two_tiers_cannot_be_told_apart_it_says_what_could_have_been_seen():
    rows = {"micro": returned("micro", 2.0, 0.6), "macro": returned("macro", 1.0, 0.0)}
    told = " ".join(answer._returns(ASKED, rows, beats(0.6)))
    assert (
        "Within campaigns and platforms, which is 37% of their cost, micro returns 2.00 times as much for its cost as macro (95% 0.80 "
        "to 5.00), more with a probability of 60%, which does not tell them apart. These data would show a true ratio of 4.10, four "
        "times in five. In campaigns of both, a ratio of 2 takes 60 deals of each (51 more of micro) and a ratio of 1.5 takes 210 "
        "deals of each (201 more of micro and 140 more of macro)."
    ) in told
    reverse = beats(0.01, 0.7, fair_ratio=0.5, fair_ratio_low=0.2, fair_ratio_high=None)
    told = " ".join(answer._returns(ASKED, rows, reverse))
    assert (
        "macro returns 2.00 times as much for its cost as micro (cannot be bounded), more with a probability of 70%"
        in told
    )
    assert "could" not in " ".join(verdicts.pair_words(beats(0.97)[0]))
    apart = beats(None, fair_ratio=None, compared_cost_share=0.0)
    assert "Micro and macro cannot be compared: they share no campaign on one platform" in " ".join(
        answer._returns(ASKED, rows, apart)
    )
    few = " ".join(
        verdicts.pair_words(beats(None, smallest_ratio_shown=None, fair_creators=2, other_fair_creators=1)[0])
    )
    assert "micro and macro cannot be judged: five creators of each are needed, and there are 2 and 1." in few
    assert "a ratio of 2 takes 60 deals of each (51 more of micro)" in few
    assert "2.00 times" not in few
    assert "These data" not in few


def test_revenue_under_review_is_told_with_the_return_without_it():
    row = {"net_revenue": 130, "net_revenue_under_review": 80, "orders_under_review": 4, "cost": 100, "currency": "EUR"}
    assert list(answer._under_review(row)) == [
        "Of the net revenue, 80.00 EUR (4 orders) came by codes that need a review; without it the deals return 0.50 for "
        "their cost, and not 1.30."
    ]
    assert list(answer._under_review({**row, "cost": None})) == [
        "Of the net revenue, 80.00 EUR (4 orders) came by codes that need a review."
    ]
    assert list(answer._under_review({**row, "net_revenue_under_review": 0})) == []
    assert list(answer._under_review({})) == []


def test_engagement_answers_where_returns_cannot_and_disagreement_is_no_answer():
    assert answer.headline(ASKED, {}, [], [engages(0.99)]) == "Micro engages more; what it returns cannot be told yet"
    assert answer.headline(ASKED, {}, [], [engages(0.01)]) == "Macro engages more; what it returns cannot be told yet"
    assert answer.headline(ASKED, {}, [], [engages(0.99), engages(0.01, "TikTok")]) == "The data cannot tell yet"
    assert answer.headline(ASKED, {}, [], [engages(0.99), engages(0.5, "TikTok")]) == "The data cannot tell yet"
    assert answer.headline(ASKED, {}, [], [engages(None)]) == "The data cannot tell yet"
    (told,) = answer._engagement(ASKED, [engages(0.01)])
    assert told == "Of engagement: on X macro engages 0.50 times as much as micro (99%)."


def test_where_no_two_tiers_can_be_judged_it_says_what_that_takes():
    rows = {"micro": returned("micro", 2.0, None), "macro": returned("macro", 1.0, None, deals=3)}
    assert answer.headline(ASKED, rows, [], []) == "The data cannot tell yet"
    (first, *_) = answer._returns(ASKED, rows, [])
    assert first == (
        "No tier can be named best: that takes two tiers with five creators each whose deals name their campaign and have a known cost."
    )


@pytest.fixture
def planned(empty):
    """Return the empty warehouse with the tables of plans, and what inserts a row."""
    con = empty.cursor()
    con.execute("begin")
    for name, contract in PLAN_MARTS.items():
        con.execute(f"drop table if exists marts.{name}")
        types = {n: duckdb_type(c.dtype) for n, c in contract.to_schema().columns.items()}
        con.execute(f"create table marts.{name} ({', '.join(f'{n} {t}' for n, t in types.items())})")

    def insert(table: str, **row: object) -> None:
        marks = ", ".join("?" * len(row))
        con.execute(f"insert into marts.{table} ({', '.join(row)}) values ({marks})", list(row.values()))

    yield con, insert
    con.execute("rollback")


def scenario(name: str, **row: object) -> dict[str, object]:
    plain = {
        "plan_id": "start", "scenario": name, "plan_title": "A small budget", "plan_goal": "orders", "currency": "EUR",
        "budget": 5000, "plan_status": "optimal", "status_sentence": "ok", "candidates_known": 9, "candidates_eligible": 7,
        "creators": 3, "offers_chosen": 3, "posts": 4, "planned_cost": 4900, "planned_budget_rate": 0.98,
        "modelled_cost_share": 0.2, "result_low": 1.0, "result_high": 99.0, "cost_per_result": 5.0,
    }  # fmt: skip
    return plain | row


def test_scenarios_stand_side_by_side_and_one_that_cannot_be_met_says_why(planned):
    con, insert = planned
    con.execute(
        "insert into intermediate.int_tier_bounds by name"
        " select scheme, tier, lower_bound, true as is_current from reference.tier_schemes where scheme = 'default'"
    )
    insert("budget_plan", **scenario("free", result_expected=62.0, probability_best=0.9))
    insert(
        "budget_plan",
        **scenario(
            "micro",
            result_expected=60.0,
            probability_best=0.1,
            allowed_tiers="nano;micro",
            caveats="micro is expected to lose.",
        ),
    )
    insert("budget_plan", **scenario("macro", result_expected=20.0, probability_best=0.0, allowed_tiers="macro;mega"))
    words = "DE needs one creator more."
    unmet = scenario(
        "mine", plan_status="infeasible", status_sentence=words, offers_chosen=0, result_low=None, result_high=None
    )
    insert("budget_plan", **unmet)
    insert("budget_plan_comparisons", plan_id="start", plan_measure="orders", scenario="micro", other_scenario="macro",
           result_expected=60.0, other_result_expected=20.0, plan_probability_higher=0.97,
           plan_probability_higher_in_campaign=0.9)  # fmt: skip
    insert("budget_plan_advice", plan_id="start", advice_number=1, advice="Small ones fit.", scenario="micro",
           verdict="supported", verdict_sentence="They do.")  # fmt: skip
    for at in range(130):
        insert("budget_plan_candidates", plan_id="start", scenario="free", account_key=f"x:{at}", package="single",
               platform="x", currency="EUR", price=100, result_expected=float(at), is_eligible=True, is_planned=at < 3,
               plan_reason_code="price", plan_reason="Too dear.")  # fmt: skip
    section = plans.section(Reader(con, "influencers query"))
    title, side_by_side, unmet_words, advice, candidates = section.blocks
    assert (title.title, title.sentences) == (
        "A small budget",
        ["5,000 EUR for the most orders.", "micro is expected to lose."],
    )
    assert [row["scenario"] for row in side_by_side.table.rows] == ["free", "micro", "macro"]
    assert unmet_words.sentences == [f"mine: {words}"]
    assert list(advice.rows) == [("supported", "Small ones fit.", "They do.")]
    assert sum(row["is_planned"] for row in candidates.rows) == 3
    assert [row["result_expected"] for row in candidates.rows[3:5]] == [129.0, 128.0]
    assert "103 of 130" in candidates.note
    first, told = answer._plans(Reader(con, "").rows("plans"), Reader(con, "").rows("plan_comparisons"))
    assert told == (
        "5,000 EUR are expected to bring 60 orders under the plan micro and 20 orders under macro "
        "(97% that micro brings more, 90% that it does in one campaign)."
    )
    assert first == "Micro is expected to lose."
    html = page.render(con, Settings(home=Path("there")))
    assert "not reported" in html


def test_a_plan_that_was_refused_says_why_and_nothing_else(planned):
    con, insert = planned
    insert("budget_plan", plan_id="odd", scenario="all", plan_status="refused", status_sentence="budget: is missing.")
    (block,) = plans.section(Reader(con, "influencers query")).blocks
    assert (block.title, block.sentences) == ("odd", ["all: budget: is missing."])


def test_text_of_people_stays_inside_the_data_of_the_page(planned):
    con, insert = planned
    evil = "</script><script>alert(1)</script><!--"
    insert("budget_plan", **scenario("free", plan_title=evil, result_expected=62.0))
    html = page.render(con, Settings(home=Path("there")))
    data = re.search(r'<script type="application/json" id="page-data">(.*?)</script>', html, re.DOTALL).group(1)
    assert json.loads(data)["charts"]
    assert evil not in html
    assert html.count("<script>") == 5


def test_only_the_scripts_of_the_page_may_run(empty):
    html = page.render(empty, Settings(home=Path("there")))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html).group(1)
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-eval" not in policy
    assert [page._hash(script) in policy for script in scripts] == [True] * len(scripts)
    assert "http" not in policy


def test_numbers_are_written_as_people_read_them():
    assert formats.shown(0.03054, "rate") == "3.05%"
    assert formats.shown(12979, "count") == "12,979"
    assert formats.shown((1.18, 7.42), "ratio") == "1.18 to 7.42"
    assert formats.shown(None, "rate") is None
    assert formats.money(Decimal("12979.5"), "EUR") == "12,980 EUR"
    assert formats.money(2.976, "EUR") == "2.98 EUR"
    assert formats.probability(0.999) == "more than 99%"
    assert formats.change(-0.071) == "−7%"
    assert formats.listed(["a", "b", "c"]) == "a, b and c"


def test_small_tiers_have_the_first_colours_and_large_ones_the_last():
    assert [
        charts.tier_number(tier, ["nano", "micro", "macro", "mega"]) for tier in ("nano", "micro", "macro", "mega")
    ] == [0, 1, 3, 4]
    assert charts.tier_number("unknown", ["nano"]) is None


def test_the_commands_name_the_warehouse_of_the_page(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert page.same_warehouse(Settings()) == ""
    assert (
        page.same_warehouse(Settings(home=tmp_path / "demo", as_of="2026-10-06")) == " --home demo --as-of 2026-10-06"
    )


def test_nothing_is_left_behind_and_the_last_report_stays_when_drawing_fails(monkeypatch, tmp_path, empty):
    warehouse = tmp_path / "warehouse" / "influencers.duckdb"
    warehouse.parent.mkdir()
    duckdb.connect(str(warehouse)).close()
    settings = Settings(home=tmp_path)
    monkeypatch.setattr(page, "render", lambda *_: "first")
    path = page.write(settings)
    assert path == tmp_path / "report" / "influencers.html"

    def fail(*_: object) -> str:
        raise RuntimeError("no ink")

    monkeypatch.setattr(page, "render", fail)
    with pytest.raises(RuntimeError, match="no ink"):
        page.write(settings)
    assert [(found.name, found.read_text()) for found in path.parent.iterdir()] == [("influencers.html", "first")]


def test_where_tiers_cannot_be_told_apart_the_reason_is_told_of_the_platforms_that_have_it():
    def compared(platform: str, probability: float | None) -> dict[str, object]:
        return {
            "platform_name": platform, "tier": "micro", "other_tier": "macro", "rate_ratio": 1.5, "probability_higher": probability,
        }  # fmt: skip

    def told(*rows: dict[str, object]) -> list[str]:
        return list(answer._engagement(ASKED, list(rows)))

    start = "Which of micro and macro engages more cannot be told on"
    assert told(compared("X", None), compared("TikTok", 0.7)) == [
        f"{start} any platform; on X since bounds need three creators of each."
    ]
    assert told(compared("X", None), compared("TikTok", None)) == [
        f"{start} any platform, since bounds need three creators of each."
    ]
    assert told(compared("X", 0.6), compared("TikTok", 0.7)) == [f"{start} any platform."]
