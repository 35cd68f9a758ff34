"""The pages: every link leads to a file or a heading that is there, and what a page calls a file is one."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from schemas.marts.plan_marts import PLAN_MARTS

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^ *```.*?^ *```", re.S | re.M)
LINK = re.compile(r"\]\(([^()\s]+)\)")
LONGEST_README = 150


@cache
def anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub gives to a page's headings."""
    found: Counter[str] = Counter()
    names = set()
    for heading in re.findall(r"^#{1,6} +(.+?) *#*$", FENCE.sub("", page.read_text(encoding="utf-8")), re.M):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        name = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        names.add(f"{name}-{found[name]}" if found[name] else name)
        found[name] += 1
    return names


def broken(page: Path) -> list[str]:
    """Return the links of a page that lead nowhere."""
    text = re.sub(r"`[^`\n]*`", "", FENCE.sub("", page.read_text(encoding="utf-8")))
    wrong = []
    for link in LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            wrong.append(link)
    return wrong


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    assert broken(page) == []


def test_a_wrong_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One `two`!\n[a](#one-two) [b](#three) [c](page.md#one-two) [d](nowhere.md)\n```\n[e](x)\n```\n")
    assert broken(page) == ["#three", "nowhere.md"]


def test_the_readme_leads_to_every_page_of_docs() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_README
    for page in [*(ROOT / "docs").glob("*.md"), ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]:
        assert f"({page.relative_to(ROOT).as_posix()})" in text, page.name


def test_files_that_the_architecture_names_are_there() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w/]+\.(?:py|yaml))`", text)
    assert len(named) > 40
    code = [path.as_posix() for folder in ("pipeline", "schemas", "tests") for path in (ROOT / folder).rglob("*.*")]
    assert [name for name in named if not any(path.endswith(f"/{name}") for path in code)] == []


def test_the_drawn_graph_has_every_family_and_mart() -> None:
    drawn = set(re.findall(r">([^<]+)</text>", (ROOT / "docs/images/graph.svg").read_text(encoding="utf-8")))
    families = {
        folder.name
        for layer in ("staging", "intermediate")
        for folder in (ROOT / "sql" / layer).iterdir()
        if folder.is_dir()
    }
    marts = {file.stem for file in (ROOT / "sql/marts").rglob("*.sql") if "__" not in file.name}
    assert families | marts | set(PLAN_MARTS) <= drawn
