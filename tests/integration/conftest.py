"""The graph is resolved once, the sample is generated and run once; tests that change it work on a copy."""

import shutil
from pathlib import Path

import dagster as dg
import pytest
from home_folder import Home
from sample_runs import Ran, Season, influencers

from pipeline import definitions, reference, sql_models
from pipeline.sample import generate
from pipeline.warehouse import Warehouse


@pytest.fixture(scope="session")
def graph() -> dg.Definitions:
    """Return the definitions, resolved once; every run of the session uses them."""
    found = definitions.defs()
    patch = pytest.MonkeyPatch()
    patch.setattr(definitions, "defs", lambda: found)
    return found


@pytest.fixture(scope="session")
def sample_run(graph: dg.Definitions, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Return a small sample after ``influencers run --strict --json``."""
    folder = tmp_path_factory.mktemp("sample")
    generate(folder, creators=20, days=30)
    home, incoming = folder / "home", folder / "incoming"
    result = influencers("run", "--incoming", incoming, "--home", home, "--json", "--strict")
    return Ran(home, incoming, folder / "truth", result)


@pytest.fixture(scope="session")
def season(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """Return a sample of four months, loaded and built."""
    folder = tmp_path_factory.mktemp("season")
    generate(folder, creators=32, days=110)
    home = Home(folder / "home")
    home.incoming.rmdir()
    (folder / "incoming").rename(home.incoming)
    home.load()
    with Warehouse(home.path).connect() as connection:
        reference.load_reference(connection, [])
        reference.write_settings(connection, home.settings.for_models())
        sql_models.build_all(connection)
    return Season(folder / "truth", Warehouse(home.path).working)


@pytest.fixture
def copied_run(sample_run: Ran, tmp_path: Path) -> Ran:
    """Return a copy of the sample after its run, to change."""
    shutil.copytree(sample_run.home, tmp_path / "home", ignore=shutil.ignore_patterns("dagster"))
    return Ran(tmp_path / "home", sample_run.incoming, sample_run.truth, sample_run.result)
