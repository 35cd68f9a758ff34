"""What a run does not do: work is counted, not timed. Nothing new ends before Dagster starts; only what follows is built."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace

import dagster as dg
import duckdb
import pytest
from home_folder import POSTS, post
from sample_runs import influencers, rows, tables

from pipeline.models import sql_models
from pipeline.models.fingerprints import Fingerprints
from pipeline.settings import Settings
from pipeline.warehouse.warehouse import Warehouse

BUILT = ["raw", "reference", "staging", "intermediate", "marts"]
BOOKS = ["meta.loads", "meta.rejected_rows", "meta.conflicts"]


@pytest.fixture
def copied_run(copied_run, tmp_path):
    shutil.copytree(copied_run.incoming, tmp_path / "incoming")
    return replace(copied_run, incoming=tmp_path / "incoming")


def run(ran, *options):
    result = influencers("run", "--incoming", ran.incoming, "--home", ran.home, "--json", *options)
    return json.loads(result.stdout)


def materialised(ran, run_id):
    with dg.DagsterInstance.from_config(str(ran.home / "dagster")) as instance:
        logs = instance.all_logs(run_id)
    made = [
        event.dagster_event.step_materialization_data.materialization
        for event in logs
        if event.dagster_event and event.dagster_event.event_type_value == "ASSET_MATERIALIZATION"
    ]
    return {".".join(one.asset_key.path) for one in made if "unchanged" not in one.metadata}, len(logs) / len(made)


def fingerprints(ran):
    return dict(rows(Warehouse(ran.home).working, "select table_name, fingerprint from meta.fingerprints"))


@pytest.mark.usefixtures("graph")
def test_with_nothing_new_nothing_is_done_and_a_line_is_left(copied_run):
    before, seen = copied_run.published.read_bytes(), fingerprints(copied_run)
    summary = run(copied_run)
    assert (summary["status"], summary["published"], summary["files"]) == ("unchanged", False, 0)
    assert copied_run.published.read_bytes() == before
    assert fingerprints(copied_run) == seen
    assert not (copied_run.home / "dagster").exists()
    working = Warehouse(copied_run.home).working
    assert rows(working, "select run_status from meta.runs order by started_at") == [("finished",), ("unchanged",)]
    told = " ".join(influencers("run", "--incoming", copied_run.incoming, "--home", copied_run.home).stdout.split())
    assert "Nothing is new since" in told and "No new files" in told
    assert "unchanged" in influencers("status", "--home", copied_run.home).stdout


def test_a_run_with_nothing_new_does_not_import_dagster(copied_run):
    code = (
        "import sys; from pathlib import Path; from pipeline.settings import Settings; from pipeline.run import run\n"
        "outcome = run(Settings(home=Path(sys.argv[1]), incoming=Path(sys.argv[2])))\n"
        "heavy = {'dagster', 'sqlalchemy', 'sqlglot', 'scipy', 'altair'} & set(sys.modules)\n"
        "print(outcome.is_unchanged, sorted(heavy))"
    )
    command = [sys.executable, "-c", code, str(copied_run.home), str(copied_run.incoming)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split(maxsplit=1) == ["True", "[]\n"]


@pytest.mark.usefixtures("graph")
@pytest.mark.long
@pytest.mark.timeout(900)
def test_a_new_file_builds_what_follows_from_it_as_building_everything_would(copied_run):
    old = tables(copied_run.published, "marts")
    folder = copied_run.incoming / "x" / "2026-11-20"
    folder.mkdir(parents=True)
    (folder / "more.csv").write_text(POSTS + post(1))
    summary = run(copied_run)
    assert (summary["status"], summary["rows_accepted"]) == ("finished", 1)
    built, events_a_table = materialised(copied_run, summary["run_id"])
    assert {
        "exports.inbox",
        "known.posts",
        "staging.stg_posts",
        "marts.post_performance",
        "published.warehouse",
    } <= built
    assert not {"staging.stg_orders", "staging.stg_clicks", "known.orders", "reference.tier_schemes"} & built
    assert events_a_table < 9
    new = tables(copied_run.published, *BUILT)
    books = tables(copied_run.published, "meta")
    assert len(new["marts.post_performance"]) == len(old["marts.post_performance"]) + 1
    assert run(copied_run)["status"] == "unchanged"
    again = run(copied_run, "--rebuild")
    assert again["files"] == 0
    built, _ = materialised(copied_run, again["run_id"])
    assert set(sql_models.load_models()) <= built
    assert tables(copied_run.published, *BUILT) == new
    after = tables(copied_run.published, "meta")
    assert {name: after[name] for name in BOOKS} == {name: books[name] for name in BOOKS}
    assert len(after["meta.runs"]) == len(books["meta.runs"]) + 2


@pytest.mark.usefixtures("graph")
@pytest.mark.long
def test_a_setting_builds_the_tables_that_read_it(copied_run, monkeypatch):
    monkeypatch.setenv("INFLUENCERS_LIFT_POST_AGE_DAYS", "4")
    built, _ = materialised(copied_run, run(copied_run)["run_id"])
    readers = {
        table for table, model in sql_models.load_models().items()
        if "meta.settings" in model.depends_on and "lift_post_age_days" in model.text
    }  # fmt: skip
    assert readers and readers <= built
    assert not {"staging.stg_posts", "marts.influencer_roi", "marts.tier_engagement"} & built


@pytest.mark.usefixtures("graph")
@pytest.mark.long
def test_a_reference_row_builds_the_tables_that_follow_from_its_file(copied_run):
    own = copied_run.home / "reference"
    own.mkdir()
    with duckdb.connect(str(copied_run.published), read_only=True) as connection:
        table = connection.sql("select * from reference.country_names").pl()
    table.head(table.height - 1).write_csv(own / "country_names.csv")
    built, _ = materialised(copied_run, run(copied_run)["run_id"])
    assert "reference.country_names" in built
    assert not {"reference.tier_schemes", "staging.stg_posts", "known.posts"} & built


@pytest.mark.usefixtures("graph")
@pytest.mark.long
def test_a_rejected_file_is_tried_again_only_when_the_layouts_have_changed(copied_run):
    (copied_run.incoming / "unknown.csv").write_text("colour,taste\nred,sweet\n")
    assert run(copied_run)["status"] == "finished"
    again = run(copied_run)
    assert again["status"] == "unchanged"
    assert [file["file_name"] for file in again["rejected_files"]] == ["unknown.csv"]
    mappings = copied_run.home / "mappings"
    mappings.mkdir()
    (mappings / "note.txt").write_text("layouts to come")
    run(copied_run)
    query = "select files_new from meta.runs order by started_at desc limit 1"
    assert rows(Warehouse(copied_run.home).working, query) == [(1,)]


@pytest.mark.usefixtures("graph")
@pytest.mark.long
def test_tables_that_do_not_follow_from_a_broken_one_are_built(copied_run):
    with Warehouse(copied_run.home).connect() as connection:  # what no contract lets in
        connection.execute("update raw.orders set gross_revenue = -5, loaded_at = loaded_at + interval 1 second")
        connection.execute(
            "delete from meta.fingerprints where table_name like '%.%' and table_name not like 'known.%'"
        )
    summary = run(copied_run)
    built, _ = materialised(copied_run, summary["run_id"])
    assert summary["status"] == "failed"
    assert {"marts.post_performance", "marts.tier_engagement", "staging.stg_posts"} <= built
    assert not {"marts.influencer_roi", "published.warehouse"} & built
    assert "stg_order" in summary["failed_steps"]["models"]


def test_the_tables_that_a_query_names_are_those_that_a_parser_finds():
    for model in sql_models.load_models().values():
        assert model.depends_on == sql_models.tables_in(model.tree), model.table


def test_fingerprints_are_the_same_in_every_process(copied_run):
    code = (
        "from pipeline.models import fingerprints, sql_models\n"
        "print(fingerprints.digest([fingerprints.code_version(m) for m in sql_models.load_models().values()]))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    settings = Settings(home=copied_run.home).for_models()
    with duckdb.connect(str(Warehouse(copied_run.home).working), read_only=True) as connection:
        held = Fingerprints(connection, settings)
        assert [table for table, model in sql_models.load_models().items() if held.is_due(model)] == []
