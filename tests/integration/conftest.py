"""The graph is resolved once, the sample is generated and run once; tests that change it work on a copy."""

import shutil
from pathlib import Path

import dagster as dg
import pytest
from sample_runs import Ran, influencers

from pipeline import definitions
from pipeline.sample import generate


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


@pytest.fixture
def copied_run(sample_run: Ran, tmp_path: Path) -> Ran:
    """Return a copy of the sample after its run, to change."""
    shutil.copytree(sample_run.home, tmp_path / "home", ignore=shutil.ignore_patterns("dagster"))
    return Ran(tmp_path / "home", sample_run.incoming, sample_run.truth, sample_run.result)
