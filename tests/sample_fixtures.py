"""The graph is resolved once a process, samples are generated and run once for all; tests that change one work on a copy."""

import shutil
from pathlib import Path

import dagster as dg
import pytest
from home_folder import Home
from made_once import made_once
from sample_runs import Ended, Ran, Season, influencers

from pipeline import definitions
from pipeline.models import building, reference
from pipeline.plan import make
from pipeline.sample import generate
from pipeline.warehouse.warehouse import Warehouse


@pytest.fixture(scope="session")
def graph() -> dg.Definitions:
    """Return the definitions, resolved once; every run of the session uses them."""
    found = definitions.defs()
    patch = pytest.MonkeyPatch()
    patch.setattr(definitions, "defs", lambda: found)
    return found


@pytest.fixture(scope="session")
def sample_run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Return a small sample after ``influencers run --strict --json``; only who makes it needs the graph."""

    def make(folder: Path) -> Ran:
        request.getfixturevalue("graph")
        generate(folder, creators=20, days=30)
        home, incoming = folder / "home", folder / "incoming"
        result = influencers("run", "--incoming", incoming, "--home", home, "--json", "--strict")
        return Ran(home, incoming, folder / "truth", Ended(result.exit_code, result.stdout))

    return made_once(tmp_path_factory, "sample", make)


@pytest.fixture(scope="session")
def season(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """Return a sample of four months, loaded and built."""
    return made_once(tmp_path_factory, "season", make_season)


def make_season(folder: Path) -> Season:
    generate(folder, creators=32, days=110)
    home = Home(folder / "home")
    home.incoming.rmdir()
    (folder / "incoming").rename(home.incoming)
    home.load()
    with Warehouse.of(home.settings).connect() as connection:
        reference.load_reference(connection, [])
        reference.write_settings(connection, home.settings.for_models())
        building.build_all(connection)
        make.write(connection, make.make_all(connection))
    return Season(folder / "truth", Warehouse(home.path).working)


@pytest.fixture
def copied_run(sample_run: Ran, tmp_path: Path) -> Ran:
    """Return a copy of the sample after its run, to change."""
    shutil.copytree(sample_run.home, tmp_path / "home", ignore=shutil.ignore_patterns("dagster"))
    return Ran(tmp_path / "home", sample_run.incoming, sample_run.truth, sample_run.result)
