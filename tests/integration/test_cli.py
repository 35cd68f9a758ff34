"""The command line: exit statuses, what goes to which stream, and that looking changes nothing."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from home_folder import POSTS, post
from sample_runs import influencers

ROOT = Path(__file__).parents[2]
WRONG = POSTS + post(1) + post(2, likes="many") + post(3).replace("Feb 6", "Feb 30")


def query(run, sql: str, *options: str):
    return influencers("query", sql, "--home", run.home, *options)


def digests(folder: Path) -> dict[str, tuple[int, int]]:
    return {p.as_posix(): (p.stat().st_size, p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()}


def test_strict_ends_with_3_when_something_was_rejected_and_prints_json_only(sample_run):
    assert sample_run.result.exit_code == 3
    assert sample_run.summary["status"] == "finished"
    assert sample_run.summary["rows_rejected"] > 0
    assert sample_run.summary["tiers"]


def test_check_says_what_would_be_rejected_and_loads_nothing(tmp_path):
    file = tmp_path / "2026-03-01" / "x.csv"
    file.parent.mkdir()
    file.write_text(WRONG)
    before = digests(tmp_path)
    result = influencers("check", file, "--home", tmp_path / "home", "--json")
    assert result.exit_code == 3, result.output
    (load,) = json.loads(result.stdout)
    assert (load["status"], load["format"], load["rows_accepted"], load["rows_rejected"]) == (
        "loaded",
        "x_content",
        2,
        1,
    )
    assert [(r["source_record"], r["column_name"], r["rule"]) for r in load["rejected"]] == [(3, "Date", "not_a_date")]
    assert [(r["source_record"], r["column_name"], r["value"]) for r in load["unread"]] == [
        (2, "Likes", "text of 4 characters")
    ]
    assert digests(tmp_path) == before
    shown = influencers("check", file, "--home", tmp_path / "home").stdout
    assert "3 rows: 2 accepted, 1 rejected" in shown
    assert "1 figures cannot be read" in shown


def test_check_names_each_table_of_an_archive_and_what_is_no_export(tmp_path, sample_run):
    archive = next(p for p in sorted(sample_run.incoming.rglob("*.zip")) if "youtube" in p.as_posix())
    other = tmp_path / "fruit.csv"
    other.write_text("Fruit,Colour\napple,red\n")
    found = json.loads(influencers("check", archive, other, "--home", tmp_path / "home", "--json").stdout)
    assert {f["file_name"] for f in found[:3]} == {
        f"{archive}!{n}" for n in ("Chart data.csv", "Table data.csv", "Totals.csv")
    }
    assert "no export layout" in found[3]["reason"]


@pytest.fixture
def folder(tmp_path):
    """Return a folder of files that would be loaded, rejected and held already."""
    files = {
        "2026-03-01/a.csv": POSTS + post(1) + post(2),
        "2026-03-01/copy of a.csv": POSTS + post(1) + post(2),
        "@ana_b/2026-03-02/days.csv": "Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies\n"
        '"Sun, Mar 1, 2026",10,1,2,0,0,0,0,0\n',
        "fruit.csv": "Fruit,Colour\napple,red\n",
        "tiktok/account.yaml": "handle: [\n",
        "tiktok/2026-03-01/x.csv": POSTS + post(3),
    }
    for name, content in files.items():
        path = tmp_path / "exports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path / "exports"


def test_check_takes_a_folder_as_an_incoming_folder(folder, tmp_path):
    before = digests(tmp_path)
    result = influencers("check", folder, "--home", tmp_path / "home", "--json")
    assert result.exit_code == 3
    found = {Path(load["file_name"]).relative_to(folder).as_posix(): load for load in json.loads(result.stdout)}
    assert {name: load["would"] for name, load in found.items()} == {
        "2026-03-01/a.csv": "would be loaded",
        "2026-03-01/copy of a.csv": "would be passed over",
        "@ana_b/2026-03-02/days.csv": "would be loaded",
        "fruit.csv": "would be rejected",
        "tiktok/2026-03-01/x.csv": "would be rejected",
    }
    days = found["@ana_b/2026-03-02/days.csv"]
    assert (days["handle"], days["captured_at"][:10], days["rows_accepted"]) == ("ana_b", "2026-03-02", 1)
    assert "tiktok/account.yaml cannot be read (line 2" in found["tiktok/2026-03-01/x.csv"]["reason"]
    assert digests(tmp_path) == before


def test_check_ends_with_a_total_and_0_when_all_would_be_loaded(folder, tmp_path):
    shown = " ".join(influencers("check", folder, "--home", tmp_path / "home").stdout.split())
    assert "a.csv: would be loaded, x_content" in shown
    assert ": loaded" not in shown
    assert "5 files: 2 would be loaded, 1 would be passed over, 2 would be rejected" in shown
    assert "5 rows: 3 would be accepted, 0 rejected, 2 are repeated" in shown
    clean = influencers("check", folder / "2026-03-01", folder / "@ana_b", "--home", tmp_path / "home")
    assert clean.exit_code == 0
    assert "captured 2026-03-01 23:59 (folder)" in " ".join(clean.stdout.split())


def test_check_refuses_what_a_run_would_refuse(tmp_path):
    (tmp_path / "secret.csv").write_text(POSTS + post(1, "of another folder"))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.csv").symlink_to(tmp_path / "secret.csv")
    result = influencers("check", tmp_path / "in", "--home", tmp_path / "home")
    assert result.exit_code == 3
    assert "leads out of the incoming folder" in " ".join(result.stdout.split())
    assert "of another folder" not in result.stdout


def test_status_shows_runs_freshness_and_rejections(sample_run):
    result = influencers("status", "--home", sample_run.home)
    assert result.exit_code == 0, result.output
    for title in ("Last runs", "Freshness by source", "Freshness by account", "Records rejected", "finished"):
        assert title in result.stdout


@pytest.mark.parametrize(
    "table", ["post_performance", "influencer_roi", "follower_history", "tier_engagement", "influencers"]
)
def test_explain_leads_from_a_mart_row_to_records_of_files(sample_run, table):
    (row, *_) = json.loads(query(sample_run, f"select * from marts.{table} limit 1", "--format", "json").stdout)
    names = {"post_performance": ["post_key"], "influencer_roi": ["influencer_id", "campaign_id"], "follower_history": ["account_key", "day"],
             "tier_engagement": ["scheme", "platform", "tier", "niche"], "influencers": ["influencer_id"]}[table]  # fmt: skip
    keys = [f"{name}={row[name]}" for name in names if name in row]
    assert keys
    result = influencers(
        "explain", table, *keys, "--home", sample_run.home, "--incoming", sample_run.incoming, "--limit", 2
    )
    assert result.exit_code == 0, result.output
    assert "rows behind it" in result.stdout
    assert ", record " in result.stdout.replace("\n", " ")


def test_explain_shows_the_very_record_of_the_file(tmp_path, sample_run):
    (post_row, *_) = json.loads(
        query(
            sample_run,
            "select post_id, likes from marts.post_performance where platform = 'x' order by all limit 1",
            "--format",
            "json",
        ).stdout
    )
    result = influencers(
        "explain",
        "post_performance",
        f"post_id={post_row['post_id']}",
        "--home",
        sample_run.home,
        "--incoming",
        sample_run.incoming,
    )
    assert f"Post id='{post_row['post_id']}'" in result.stdout or f"Tweet id='{post_row['post_id']}'" in result.stdout
    assert f"ikes='{post_row['likes']}" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["influencer_roy", "a=b"], "There is no table 'influencer_roy'"),
        (["influencers", "shoe=42"], "has no column 'shoe'"),
        (["influencers", "influencer_id=nobody"], "has no row with influencer_id=nobody"),
        (["influencers", "influencer_id"], "is not column=value"),
    ],
)
def test_explain_says_what_there_is_instead(sample_run, arguments, message):
    result = influencers("explain", *arguments, "--home", sample_run.home)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


def test_query_prints_a_table_csv_or_json(sample_run):
    sql = "select platform, count(*) as accounts from staging.stg_accounts group by all order by 1"
    found = json.loads(query(sample_run, sql, "--format", "json").stdout)
    assert {"tiktok", "x"} <= {row["platform"] for row in found}
    as_csv = list(csv.DictReader(io.StringIO(query(sample_run, sql, "--format", "csv").stdout)))
    assert [(r["platform"], int(r["accounts"])) for r in as_csv] == [(r["platform"], r["accounts"]) for r in found]
    shown = query(sample_run, sql).stdout
    assert "tiktok" in shown
    assert f"{len(found)} rows" in shown


def test_formulas_in_captions_are_harmless_in_csv(sample_run):
    assert query(sample_run, "select '=1+1' as caption, -5 as n", "--format", "csv").stdout == "caption,n\n'=1+1,-5\n"


@pytest.mark.parametrize(
    "sql",
    ["delete from marts.influencers", "create table marts.mine as select 1", "drop table raw.posts", "update raw.posts set likes = 0",
     "insert into meta.runs select * from meta.runs", "copy (select 1) to '{out}'", "attach '{out}' as other", "select broken from",
     "export database '{out}'"],
)  # fmt: skip
def test_query_writes_nothing(sample_run, tmp_path, sql):
    before = digests(sample_run.home / "warehouse")
    result = query(sample_run, sql.format(out=tmp_path / "out"))
    assert result.exit_code == 2
    assert "Error" in result.stderr
    assert digests(sample_run.home / "warehouse") == before
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "arguments",
    [["fly"], ["run", "--fast"], ["run", "--as-of", "soon"], ["run", "--incoming", "/nowhere/at/all"], ["check"], ["check", "/nowhere.csv"],
     ["sample", "--out", "x", "--creators", "3"], ["query", "select 1", "--format", "xml"]],
)  # fmt: skip
def test_wrong_usage_ends_with_2_and_a_message_on_stderr(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = influencers(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.strip()


def test_a_wrong_setting_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("influencers.toml").write_text("engagement_window_posts = 0\n")
    result = influencers("status")
    assert result.exit_code == 2
    assert "engagement_window_posts" in result.stderr


def test_the_environment_and_the_file_say_where_home_is(sample_run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INFLUENCERS_HOME", str(sample_run.home))
    assert influencers("query", "select 41 + 1 as n", "--format", "csv").stdout == "n\n42\n"
    monkeypatch.delenv("INFLUENCERS_HOME")
    Path("influencers.toml").write_text(f'home = "{sample_run.home}"\n')
    assert influencers("query", "select 41 + 1 as n", "--format", "csv").stdout == "n\n42\n"


def test_without_a_warehouse_the_command_says_what_to_do_and_ends_with_1(tmp_path):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("INFLUENCERS_")} | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pipeline.cli.main", "query", "select 1", "--home", str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path, check=False)
    assert (result.returncode, result.stdout) == (1, "")
    assert "Run 'influencers run' first" in " ".join(result.stderr.split())


def test_a_mapping_file_that_cannot_be_used_is_named_before_anything_runs(tmp_path):
    mappings = tmp_path / "home" / "mappings"
    mappings.mkdir(parents=True)
    (mappings / "own.yaml").write_text("format: own\n")
    result = influencers("run", "--home", tmp_path / "home")
    assert type(result.exception).__name__ == "MappingError"
    assert "own.yaml" in str(result.exception)
    assert not (tmp_path / "home" / "warehouse").exists()


def test_sample_writes_exports_and_the_truth_and_leaves_others_files_alone(tmp_path):
    result = influencers("sample", "--out", tmp_path / "s", "--creators", 20, "--days", 30)
    assert result.exit_code == 0, result.output
    assert "influencers run --incoming" in result.stdout
    assert (tmp_path / "s" / "truth" / "files.csv").exists()
    (tmp_path / "t" / "incoming").mkdir(parents=True)
    (tmp_path / "t" / "incoming" / "mine.csv").touch()
    refused = influencers("sample", "--out", tmp_path / "t", "--creators", 20, "--days", 30)
    assert refused.exit_code == 2
    assert refused.stderr.strip()
