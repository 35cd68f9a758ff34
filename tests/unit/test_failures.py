"""What is said of a failed step: words of ours, and nothing that a library quotes."""

import duckdb
import polars as pl
import pytest

from pipeline.failures import LibraryFailed, in_our_words
from pipeline.models.building import BrokenContract
from pipeline.warehouse.warehouse import Warehouse

PERSON = "jane.doe@example.com"


def engine_that_quotes():
    with duckdb.connect() as connection:
        connection.execute("select cast(? as integer)", [PERSON])


def library_that_quotes():
    pl.Series([PERSON]).cast(pl.Int64)


def number_that_quotes():
    int(PERSON)


@pytest.mark.parametrize("fails", [engine_that_quotes, library_that_quotes, number_that_quotes])
def test_what_a_library_quotes_is_left_out_and_where_it_failed_is_told(fails):
    with pytest.raises(LibraryFailed) as raised, in_our_words():
        fails()
    assert PERSON not in str(raised.value)
    assert raised.value.__suppress_context__
    assert raised.match(r"^(ConversionException|InvalidOperationError|ValueError)")


def test_an_error_of_the_file_system_keeps_its_reason(tmp_path):
    with pytest.raises(LibraryFailed, match="IsADirectoryError: Is a directory"), in_our_words():
        tmp_path.open("w")


def test_errors_of_ours_pass_as_they_are(tmp_path):
    with pytest.raises(BrokenContract), in_our_words():
        raise BrokenContract("marts.x", "likes: not_null", [])
    with pytest.raises(FileNotFoundError, match="does not exist yet"), in_our_words(), Warehouse(tmp_path).read():
        pass


def test_a_panic_is_told_and_an_interruption_passes():
    class PanicException(BaseException): ...

    with pytest.raises(LibraryFailed, match="PanicException"), in_our_words():
        raise PanicException(PERSON)
    with pytest.raises(KeyboardInterrupt), in_our_words():
        raise KeyboardInterrupt
