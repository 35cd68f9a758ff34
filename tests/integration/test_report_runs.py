"""The report as the night draws it and as the command draws it; what happens when it cannot be drawn."""

import json

import dagster as dg
import duckdb
import pytest
from sample_runs import influencers, rows

from pipeline.report import page, queries
from pipeline.report.queries import Reader
from pipeline.report.sections import all_sections
from pipeline.warehouse.warehouse import Warehouse

ALWAYS = {
    "benchmarks", "claims", "countries", "creator_rates", "creators", "freshness", "freshness_platforms", "goal_counts", "loads",
    "plan_candidates", "plans", "programme", "run", "tier_comparisons", "tier_engagement", "tier_returns", "tiers",
    "tiers_apart",
}  # fmt: skip


def test_the_run_draws_the_report_and_says_where_it_is(sample_run):
    report = sample_run.home / "report" / "influencers.html"
    assert sample_run.summary["report"] == str(report)
    assert report.read_text(encoding="utf-8").startswith("<!doctype html>")
    with dg.DagsterInstance.from_config(str(sample_run.home / "dagster")) as instance:
        event = instance.get_latest_materialization_event(dg.AssetKey(["published", "report"]))
    assert event.asset_materialization.metadata["bytes"].value == report.stat().st_size


def test_every_query_is_behind_a_section_and_its_command_runs(sample_run):
    with Warehouse(sample_run.home).read() as connection:
        shown = {query.name for part in all_sections(Reader(connection, "")) for query in part.queries}
    nothing_to_show = {"rejected_files", "codes_under_review"} - shown
    assert set(queries.names()) == shown | nothing_to_show
    for name in queries.names():
        result = influencers("query", queries.text(name)[1], "--home", sample_run.home, "--format", "csv")
        assert result.exit_code == 0, (name, result.output)
        assert result.stdout.count("\n") > (1 if name in ALWAYS else 0), name


def test_the_command_draws_the_same_page_again_where_it_is_told(sample_run, tmp_path):
    file = tmp_path / "elsewhere" / "macro or micro.html"
    result = influencers("report", "--home", sample_run.home, "--out", file)
    assert result.exit_code == 0, result.output
    assert str(file) in result.stdout
    assert file.read_bytes() == (sample_run.home / "report" / "influencers.html").read_bytes()
    assert [found.name for found in file.parent.iterdir()] == [file.name]


def test_a_back_dated_report_has_the_name_of_its_day(sample_run, tmp_path):
    assert Warehouse(tmp_path, back_date="as_of_2026-10-06").report.name == "influencers_as_of_2026-10-06.html"
    result = influencers("report", "--home", sample_run.home, "--as-of", "2020-01-01")
    assert isinstance(result.exception, FileNotFoundError)
    assert "with the same --as-of" in str(result.exception)


def test_a_warehouse_of_another_release_is_named_and_no_page_written(copied_run):
    copied_run.published.chmod(0o644)
    with duckdb.connect(str(copied_run.published)) as connection:
        connection.execute("alter table marts.tier_effect drop column change_past_best")
    before = (copied_run.home / "report" / "influencers.html").read_bytes()
    result = influencers("report", "--home", copied_run.home)
    assert result.exit_code == 1
    assert "built by another release. Run 'influencers run' again" in " ".join(result.output.split())
    assert (copied_run.home / "report" / "influencers.html").read_bytes() == before


@pytest.mark.usefixtures("graph")
@pytest.mark.long
def test_a_report_that_cannot_be_drawn_leaves_the_warehouse_published_and_the_last_report(copied_run, monkeypatch):
    def fail(*_: object) -> str:
        raise RuntimeError("no ink")

    monkeypatch.setattr(page, "render", fail)
    monkeypatch.setenv("INFLUENCERS_LIFT_POST_AGE_DAYS", "4")  # builds a few tables
    report = copied_run.home / "report" / "influencers.html"
    before = report.read_bytes()
    result = influencers("run", "--incoming", copied_run.incoming, "--home", copied_run.home, "--json")
    summary = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (summary["status"], summary["published"]) == ("failed", True)
    assert (
        list(summary["failed_steps"]) == ["published__report"]
        and "no ink" in summary["failed_steps"]["published__report"]
    )
    last = "select run_id, run_status from meta.runs order by started_at desc limit 1"
    for file in (copied_run.published, Warehouse(copied_run.home).working):
        assert rows(file, last) == [(summary["run_id"], "finished")]
    assert report.read_bytes() == before
    (told,) = (copied_run.home / "reports").glob("*.md")
    assert "The warehouse of this run is published." in told.read_text(encoding="utf-8")
