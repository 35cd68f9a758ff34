"""What the tests share."""

import os
from pathlib import Path

import pytest
from home_folder import Home

SHARED = Path(__file__).parents[1].parent / "shared"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the environment of whoever runs the tests out of them."""
    for name in list(os.environ):
        if name.startswith("INFLUENCERS_") or name == "DAGSTER_HOME":
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def shared_exports() -> Path:
    """Return the folder with real exports; without it the test is skipped."""
    folder = SHARED / "exports"
    if not folder.is_dir():
        pytest.skip(f"real exports are not at {folder}")
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that make what others share, so that no worker waits for another."""
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    uses = {path: {name for item in of for name in getattr(item, "fixturenames", ())} for path, of in files.items()}
    makers = [next((path for path in files if name in uses[path]), None) for name in ("sample_run", "season")]
    items[:] = [item for path in sorted(files, key=lambda path: path not in makers) for item in files[path]]
