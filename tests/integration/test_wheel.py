"""The built wheel holds everything a run needs: it works from any folder, with the checkout out of its sight."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from home_folder import POSTS, post

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
ALONE = ["--no-deps", "--no-index"]

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty folder into which the wheel was installed, without what it depends on."""
    folder = tmp_path_factory.mktemp("wheel")
    wheels = [str(folder / "dist"), str(ROOT)]
    subprocess.run([*PIP, "wheel", *ALONE, "--no-build-isolation", "--wheel-dir", *wheels], check=True)
    (wheel,) = (folder / "dist").glob("*.whl")
    subprocess.run([*PIP, "install", *ALONE, "--target", str(folder / "site"), str(wheel)], check=True)
    return folder / "site"


@pytest.fixture
def run(installed: Path, tmp_path: Path) -> Run:
    """Return what runs Python in a folder that is no checkout; -S leaves out the link that an editable install made."""
    path = f"{installed}:{sysconfig.get_path('purelib')}:{sysconfig.get_path('platlib')}"

    def python(*arguments: object) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-S", *map(str, arguments)]
        return subprocess.run(
            command,
            cwd=tmp_path,
            env={"PYTHONPATH": path, "PATH": os.environ["PATH"]},
            check=False,
            capture_output=True,
            text=True,
        )

    return python


def files(folder: Path) -> dict[Path, bytes]:
    return {
        path.relative_to(folder): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


@pytest.mark.parametrize(
    ("shipped", "source"),
    [
        ("pipeline/shipped/sql", "sql"),
        ("pipeline/shipped/data/reference", "data/reference"),
        ("pipeline/exports", "pipeline/exports"),
        ("pipeline/report", "pipeline/report"),
        ("schemas", "schemas"),
    ],
)
def test_the_wheel_holds_what_the_checkout_holds(installed: Path, shipped: str, source: str) -> None:
    assert files(installed / shipped) == files(ROOT / source)


def test_places_are_those_of_the_wheel(run: Run, installed: Path) -> None:
    names = ("PACKAGE", "SQL", "REFERENCE", "PLANS", "LAYOUTS", "REPORT")
    ended = run("-c", f"from pipeline import places\nfor name in {names}: print(getattr(places, name))")
    assert ended.returncode == 0, ended.stderr
    found = [Path(line) for line in ended.stdout.split()]
    assert len(found) == len(names)
    for path in found:
        assert path.is_dir(), path
        assert path.is_relative_to(installed), path


def test_errors_of_ours_are_told_from_those_of_the_libraries_beside_them(run: Run) -> None:
    ours = run(
        "-c",
        "import sqlglot\nfrom pipeline.failures import in_our_words\nfrom pipeline.models.sql_models import tables_in\n"
        "with in_our_words(): tables_in(sqlglot.parse_one('select * from bare'))",
    )
    assert "tables without a schema: bare" in ours.stderr
    library = run(
        "-c",
        "import yaml\nfrom pipeline.failures import in_our_words\nwith in_our_words(): yaml.safe_load('secret: [')",
    )
    assert "LibraryFailed" in library.stderr
    assert "secret" not in library.stderr.split("LibraryFailed")[-1]


def test_the_command_is_installed_and_writes_a_sample(run: Run, installed: Path, tmp_path: Path) -> None:
    command = installed / "bin" / "influencers"
    assert "influencer" in run(command, "--help").stdout
    ended = run(command, "sample", "--out", "sample", "--creators", 20, "--days", 30)
    assert ended.returncode == 0, ended.stderr
    assert len(files(tmp_path / "sample" / "incoming")) > 100


@pytest.mark.timeout(900)
def test_a_run_from_any_folder_builds_publishes_and_draws(run: Run, installed: Path, tmp_path: Path) -> None:
    """One small file goes through everything that ships: layouts, reference data, models, definitions, templates."""
    file = tmp_path / "data" / "incoming" / "2026-03-01" / "x.csv"
    file.parent.mkdir(parents=True)
    file.write_text(POSTS + post(1) + post(2))
    ended = run(installed / "bin" / "influencers", "run")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    with duckdb.connect(str(tmp_path / "data" / "warehouse" / "influencers.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from marts.post_performance").fetchall() == [(2,)]
    assert "<html" in (tmp_path / "data" / "report" / "influencers.html").read_text(encoding="utf-8")
