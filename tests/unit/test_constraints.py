"""The pins: what a run needs and what tests need besides stand in two files, which agree and say no index."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN, TOOLS = "constraints.txt", "constraints-dev.txt"
ANYWHERE = {"editables", "hatchling"}  # what builds the package


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(file: str) -> dict[str, set[tuple[str, bool]]]:
    """Return of each package the versions, and whether each has hashes."""
    found: dict[str, set[tuple[str, bool]]] = {}
    text = (ROOT / file).read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        name, version = re.match(r"([A-Za-z0-9._-]+)(?:\[.*?\])?==([^ ;]+)", line).groups()
        found.setdefault(normal(name), set()).add((version, "--hash=sha256:" in line))
    return found


def declared() -> tuple[set[str], set[str]]:
    """Return the packages that pyproject.toml names for a run, and for development."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = project["dependencies"], project["optional-dependencies"]["dev"]
    run, tools = ({normal(re.match(r"[A-Za-z0-9._-]+", line).group()) for line in lines} for lines in lists)
    return run, tools


@pytest.mark.parametrize("file", [RUN, TOOLS])
def test_pins_have_hashes_and_no_address(file: str) -> None:
    assert all(hashed for versions in pins(file).values() for _, hashed in versions)
    assert "://" not in (ROOT / file).read_text(encoding="utf-8")


def test_what_is_declared_is_pinned_in_its_file() -> None:
    run, tools = declared()
    assert (run | ANYWHERE) - set(pins(RUN)) == set()
    assert tools - set(pins(TOOLS)) == set()
    assert tools & set(pins(RUN)) == set()


def test_the_files_agree() -> None:
    run, tools = pins(RUN), pins(TOOLS)
    assert {name: (run[name], tools[name]) for name in set(run) & set(tools) if run[name] != tools[name]} == {}


def test_a_run_imports_nothing_that_only_tests_need() -> None:
    imported = set()
    for path in [*(ROOT / "pipeline").rglob("*.py"), *(ROOT / "schemas").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported.add(node.module.split(".")[0])
    packages = imported - set(sys.stdlib_module_names) - {"pipeline", "schemas"}
    by_module = packages_distributions()
    pinned = set(pins(RUN))
    assert len(packages) > 10
    assert {p for p in packages if not {normal(d) for d in by_module[p]} & pinned} == set()
