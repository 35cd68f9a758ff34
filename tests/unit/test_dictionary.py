"""The data dictionary page is the one that the contracts give."""

from pathlib import Path

from pipeline.models.dictionary import data_dictionary

PAGE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


def test_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == data_dictionary(), "Run 'make dictionary' and commit the page."
