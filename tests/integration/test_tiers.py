"""Tiers are data: the user's own file, and one changed row in it, re-tiers everything; no name of a tier stands in the code."""

import io
import re
from pathlib import Path

import pytest
from rich.console import Console
from sample_runs import rows

from pipeline import summary
from pipeline.cli import run_display
from pipeline.cli.explain import explain_row
from pipeline.models import building, reference, sql_models
from pipeline.plan import make
from pipeline.report import page
from pipeline.report.queries import Reader
from pipeline.report.sections import answer
from pipeline.settings import Settings
from pipeline.warehouse.warehouse import Warehouse

ROOT = Path(__file__).parents[2]
HEAD = "scheme,platform,niche,tier,lower_bound,upper_bound,valid_from\n"
TIERS_OF_ACCOUNTS = """
    select tier, count(*) from intermediate.int_account_tiers where scheme = 'default' group by tier order by tier
"""
WRONG_TIERS = """
    select count(*) from marts.post_performance
    where tier is distinct from case when followers_at_post < {bound} then 'small' when followers_at_post >= {bound} then 'large' end
"""


def scheme(home: Path, bound: int, upper: int | None = None) -> None:
    """Write the user's own tiers: small below a bound, large from there, or from another one, on."""
    own = home / "reference" / "tier_schemes.csv"
    own.parent.mkdir(exist_ok=True)
    own.write_text(f"{HEAD}default,,,small,0,{bound},\ndefault,,,large,{upper or bound},,\n")


@pytest.fixture(scope="module")
def tiered(sample_run, tmp_path_factory):
    """Return a home with the sample's files loaded, and everything built on tiers of the user's own."""
    home = tmp_path_factory.mktemp("tiers") / "home"
    warehouse = Warehouse(home)
    warehouse.working.parent.mkdir(parents=True)
    warehouse.working.write_bytes(Warehouse(sample_run.home).working.read_bytes())
    scheme(home, 50_000)
    with warehouse.connect() as connection:
        reference.load_reference(connection, [home / "reference"])
        reference.write_settings(connection, {})
        building.build_all(connection)
        make.write(connection, make.make_all(connection))
        warehouse.publish(connection)
    return warehouse


@pytest.mark.long
def test_a_scheme_of_two_tiers_re_tiers_every_mart(tiered):
    assert rows(tiered.published, WRONG_TIERS.format(bound=50_000)) == [(0,)]
    for mart in ("influencers", "influencer_engagement", "tier_engagement", "tier_roi"):
        tiers = {row[0] for row in rows(tiered.published, f"select distinct tier from marts.{mart}")}
        assert tiers <= {"small", "large", "unknown", None}, mart
        assert tiers & {"small", "large"}, mart


@pytest.mark.long
def test_the_shipped_plans_compare_the_two_halves_of_such_a_scheme(tiered):
    plans = "select distinct scenario, allowed_tiers from marts.budget_plan order by scenario"
    assert rows(tiered.published, plans) == [("free", None), ("large", "large"), ("small", "small")]
    assert rows(tiered.published, "select count(*) from marts.budget_plan where plan_status = 'refused'") == [(0,)]
    advice = "select distinct scenario, other_scenario from marts.budget_plan_advice where other_scenario is not null order by all"
    assert rows(tiered.published, advice) == [("large", "small"), ("small", "large")]


@pytest.mark.long
def test_the_report_answers_for_the_tiers_of_such_a_scheme(tiered):
    with tiered.read() as connection:
        reader = Reader(connection, "influencers query")
        told = answer.section(reader)
        html = page.render(connection, Settings(home=tiered.published.parents[1]))
    words = " ".join([told.title, *told.blocks[0].sentences]).lower()
    assert "small" in words and "large" in words
    assert [row["scenario"] for row in reader.rows("plans")][:3] == ["free", "small", "large"]
    assert not re.search(r'class="tier [^"]*">(nano|micro|mid|macro|mega)<', html)


@pytest.mark.long
def test_the_command_line_names_a_row_of_such_a_scheme_that_explain_finds(tiered, sample_run):
    with tiered.read() as connection:
        made = summary.of_run(connection, sample_run.summary["run_id"], sample_run.incoming)
    out = Console(file=io.StringIO(), width=300)
    run_display.show_next(out, made, "influencers", "", "", "", "data")
    (given,) = re.findall(r"explain tier_engagement (.*)", out.file.getvalue())
    keys = dict(part.split("=") for part in given.split())
    assert keys["tier"] in ("small", "large")
    assert (
        explain_row(Settings(home=tiered.published.parents[1]), "tier_engagement", keys, 3).row["tier"] == keys["tier"]
    )


@pytest.mark.long
def test_one_changed_row_in_the_own_file_moves_every_account_and_a_wrong_one_nothing(tiered):
    home = tiered.published.parents[1]
    models = sql_models.load_models()
    moved = ["intermediate.int_account_tiers", "marts.post_performance"]
    with tiered.connect() as connection:
        before = dict(connection.execute(TIERS_OF_ACCOUNTS).fetchall())
        scheme(home, 5_000)
        reference.load_reference(connection, [home / "reference"])
        for table, model in models.items():
            if table in _upstream(models, moved):
                building.build(connection, model)
        assert connection.execute(WRONG_TIERS.format(bound=5_000)).fetchall() == [(0,)]
        after = dict(connection.execute(TIERS_OF_ACCOUNTS).fetchall())
        assert after["large"] > before["large"] > 0
        scheme(home, 5_000, 6_000)
        with pytest.raises(reference.WrongReference, match="lines 2, 3: default: a gap before tier large"):
            reference.load_reference(connection, [home / "reference"])
        held = connection.execute(
            "select tier, lower_bound from reference.tier_schemes order by lower_bound"
        ).fetchall()
    assert held == [("small", 0), ("large", 5_000)]


def _upstream(models, wanted):
    found = set()
    for table in wanted:
        if table in models:
            found |= {table} | _upstream(models, models[table].depends_on)
    return found


def test_no_name_of_a_shipped_tier_stands_in_the_code():
    names = "|".join(sorted(set(reference.read_reference("tier_schemes")["tier"])))
    told = re.compile(r"macro or micro|{%-? *(end)?macro", re.I)  # the question itself; a block of a template
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted((ROOT / "pipeline").rglob("*"))
        if path.suffix in (".py", ".sql", ".html", ".js", ".yaml", ".css") and "sample" not in path.parts
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(rf"\b({names})\b", told.sub("", line), re.I)
    ]
    assert found == []
