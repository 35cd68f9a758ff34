"""What a command imports: counted in a process of its own, since what takes seconds to import takes them from every command."""

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

GRAPH = {"dagster", "sqlalchemy", "grpc"}
DRAWING = {"altair", "vl_convert", "jinja2"}
SOLVER = {"scipy"}
FRAMES = {"polars", "pandera", "numpy", "pyarrow", "schemas", "sqlglot", "babel"}
LIGHT = {"schemas", "schemas.model_settings"}  # of the contracts, only the settings, which need pydantic alone
SCRIPT = """
import json, sys
from pipeline.cli.main import main
sys.argv = ["influencers", *sys.argv[1:]]
try:
    main()
except SystemExit as ended:
    code = ended.code or 0
sys.stderr.write("\\n" + json.dumps({"code": code, "modules": sorted(sys.modules)}))
"""
BOOKS = """
create schema meta;
create table meta.runs as select now()::timestamp as started_at, now()::timestamp as ended_at, 'finished' as run_status,
    null::timestamp as as_of_at, null::timestamp as known_on_at, 'a' as run_id;
create table meta.settings as select null::timestamp as as_of_at, null::timestamp as known_on_at;
create table meta.loads as select 'a' as run_id, 'l' as load_id, 'x' as format, 'loaded' as status, 'f' as file_name, 1 as rows_accepted,
    0 as rows_rejected, now()::timestamp as captured_at, now()::timestamp as ended_at, null as reason, null as remedy;
create table meta.rejected_rows as select 'l' as load_id, 'r' as rule, 'c' as column_name, 'f' as file_name, 1 as source_record, 'v' as value;
create schema raw;
create table raw.posts as select 'x' as platform, 'h' as handle, 'i' as account_id, now()::timestamp as captured_at;
create table raw.profiles as from raw.posts;
create table raw.account_days as from raw.posts;
"""


def imported(*arguments: object) -> tuple[int, set[str]]:
    """Return the exit status of a command, and the modules that were loaded when it had ended."""
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT, *map(str, arguments)], check=False, capture_output=True, text=True
    )
    told = json.loads(ended.stderr.splitlines()[-1])
    return told["code"], set(told["modules"])


def packages(modules: set[str]) -> set[str]:
    return {name.split(".")[0] for name in modules - LIGHT}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home folder with a published file that holds little."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "warehouse").mkdir()
    with duckdb.connect(str(folder / "warehouse" / "influencers.duckdb")) as connection:
        connection.execute(BOOKS)
    return folder


@pytest.mark.parametrize("arguments", [["--help"], ["plan", "--help"], ["run", "--help"], ["report", "--help"]])
def test_help_imports_neither_data_frames_nor_the_warehouse(arguments: list[str]) -> None:
    code, modules = imported(*arguments)
    assert code == 0
    assert packages(modules) & (GRAPH | DRAWING | SOLVER | FRAMES | {"duckdb", "yaml"}) == set()
    assert len(modules) < 650  # 512 when this was written; 968 before


@pytest.mark.parametrize("arguments", [["query", "select 1"], ["status"]])
def test_reading_the_warehouse_imports_duckdb_and_no_data_frames(arguments: list[str], home: Path) -> None:
    code, modules = imported(*arguments, "--home", home)
    assert code == 0
    assert "duckdb" in modules
    assert packages(modules) & (GRAPH | DRAWING | SOLVER | FRAMES | {"yaml"}) == set()
    assert len(modules) < 550  # 433 when this was written; 862 before


def test_explain_imports_neither_the_graph_nor_the_solver(home: Path) -> None:
    code, modules = imported("explain", "no_such_table", "a=b", "--home", home)
    assert code == 2
    assert "pipeline.cli.explain" in modules
    assert packages(modules) & (GRAPH | DRAWING | SOLVER) == set()


def test_check_imports_neither_the_graph_nor_the_solver(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "fruit.csv"
    file.write_text("Fruit,Colour\napple,red\n")
    code, modules = imported("check", file, "--home", home)
    assert code == 3
    assert "pipeline.load.loader" in modules
    assert packages(modules) & (GRAPH | DRAWING | SOLVER) == set()


def test_a_plan_imports_neither_the_graph_nor_the_report(home: Path) -> None:
    code, modules = imported("plan", "--home", home, "--currency", "EUR")
    assert code == 2
    assert "pipeline.plan.make" in modules
    assert packages(modules) & (GRAPH | DRAWING) == set()


def test_what_is_imported_is_seen(tmp_path: Path) -> None:
    code, modules = imported("report", "--home", tmp_path)
    assert code == 1
    assert packages(modules) >= {"altair", "polars"} | {"duckdb"}
