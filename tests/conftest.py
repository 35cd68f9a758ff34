"""What the tests share."""

import os
from pathlib import Path

import pytest

if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ |= {"POLARS_MAX_THREADS": "1", "INFLUENCERS_THREADS": "1"}  # a worker has a core of its own

from home_folder import Home

SHARED_FIXTURES = {"sample_run", "season"}
SHARED = Path(__file__).parents[1].parent / "shared"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the environment of whoever runs the tests out of them."""
    for name in list(os.environ):
        if (name.startswith("INFLUENCERS_") and name != "INFLUENCERS_THREADS") or name == "DAGSTER_HOME":
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def shared_exports() -> Path:
    """Return the folder with real exports; without it the test is skipped."""
    folder = SHARED / "exports"
    if not folder.is_dir():
        pytest.skip(f"real exports are not at {folder}")
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--long-part", metavar="N/PARTS", help="of the files with long tests only every PARTS-th, from the N-th"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the files that make what others share, and end with these others; of each first what takes long.

    So no worker waits for another, or for the last file of another.
    """
    if part := config.getoption("--long-part"):
        _leave_out(config, items, *map(int, part.split("/")))
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    uses = {
        path: {name for item in of for name in getattr(item, "fixturenames", ())} & SHARED_FIXTURES
        for path, of in files.items()
    }
    alone = {name: [path for path in files if uses[path] == {name}] for name in SHARED_FIXTURES}
    makers = {paths[0] for paths in alone.values() if paths}
    longest = {path for path, of in files.items() if any(item.get_closest_marker("long") for item in of)}
    order = sorted(files, key=lambda path: (path not in makers, len(uses[path]), path not in longest))
    items[:] = [item for path in order for item in files[path]]


def _leave_out(config: pytest.Config, items: list[pytest.Item], number: int, parts: int) -> None:
    """Leave out the long tests of the other parts."""
    paths = sorted({item.path for item in items if item.get_closest_marker("long")})
    kept = set(paths[number % parts :: parts])
    out = [item for item in items if item.get_closest_marker("long") and item.path not in kept]
    config.hook.pytest_deselected(items=out)
    items[:] = [item for item in items if item not in out]
