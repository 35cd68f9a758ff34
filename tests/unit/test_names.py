import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.exports.names import name_of, path_of

FOLDER = Path("/in")
PARTS = st.binary(min_size=1, max_size=12).filter(lambda raw: not set(raw) & set(b"/\0") and raw not in (b".", b".."))


@given(PARTS)
def test_every_name_is_text_and_leads_back_to_its_file(raw):
    path = FOLDER / os.fsdecode(raw)
    name = name_of(path, FOLDER)
    name.encode()
    assert not any(ord(character) < 32 for character in name)
    assert path_of(name, FOLDER) == path


@given(PARTS, PARTS)
def test_two_files_never_have_one_name(left, right):
    names = {name_of(FOLDER / os.fsdecode(raw), FOLDER) for raw in (left, right)}
    assert len(names) == len({left, right})


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"caf\xe9.csv", r"caf\xe9.csv"),
        (b"a\nb", r"a\x0ab"),
        ("é!ü".encode(), "é!ü"),
        (rb"a\b", r"a\b"),
        (rb"a\x41", r"a\x5cx41"),
    ],
)
def test_names_are_left_alone_where_they_can_be(raw, name):
    assert name_of(FOLDER / os.fsdecode(raw), FOLDER) == name
