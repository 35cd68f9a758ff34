"""What was made once is there in the next process, and a folder that cannot be written costs time only."""

import pytest

from pipeline import kept


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "user_cache_path", lambda name: tmp_path / "cache" / name)
    return tmp_path / "cache"


def test_it_is_made_once(folder):
    made = []
    assert [kept.kept("a", lambda: made.append(1) or f"text {len(made)}") for _ in range(2)] == ["text 1", "text 1"]
    assert kept.kept("b", lambda: "other") == "other"
    assert sorted(path.name for path in folder.rglob("*") if path.is_file()) == ["a", "b"]


def test_what_is_damaged_is_made_again(folder):
    kept.kept("a", lambda: "text")
    (folder / kept.OURS / "a").write_bytes(b"\xff\xfe\xff")
    assert kept.kept("a", lambda: "anew") == "anew"
    assert kept.kept("a", lambda: "never") == "anew"


def test_where_nothing_can_be_kept_it_is_made(folder):
    folder.write_text("a file where the folder would be")
    assert kept.kept("a", lambda: "text") == "text"


def test_another_content_has_another_name(tmp_path):
    file = tmp_path / "model.sql"
    file.write_text("select 1")
    first = kept.name_of([file], "2.0")
    assert kept.name_of([file], "2.1") != first
    file.write_text("select 2")
    assert kept.name_of([file], "2.0") != first
