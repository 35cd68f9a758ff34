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
