"""What is made of a text is made once, and the same as without remembering."""

import polars as pl

from pipeline.exports import numbers, remembered
from pipeline.exports.remembered import Remembered


def counted(asked: list[list[str | None]]):
    def work(texts: pl.Series, times: int) -> pl.DataFrame:
        if texts.len():
            asked.append(texts.to_list())
        return pl.DataFrame({"text": texts}, schema={"text": pl.String}).select(
            length=pl.col("text").str.len_bytes() * times
        )

    return Remembered(work)


def test_each_distinct_text_is_worked_on_once():
    asked: list[list[str | None]] = []
    work = counted(asked)
    texts = pl.Series(["ab", None, "ab", "c"])
    assert work(texts, 2)["length"].to_list() == [4, None, 4, 2]
    assert work(texts.reverse(), 2)["length"].to_list() == [2, 4, None, 4]
    assert work(texts, 3)["length"].to_list() == [6, None, 6, 3]
    assert asked == [["ab", None, "c"], ["ab", None, "c"]]


def test_no_texts_make_no_rows_of_the_same_types():
    assert counted([])(pl.Series([], dtype=pl.String), 1).schema == {"length": pl.UInt32}


def test_what_is_kept_has_an_end(monkeypatch):
    monkeypatch.setattr(remembered, "MOST", 1)
    asked: list[list[str | None]] = []
    work = counted(asked)
    for text in ("a", "b", "a"):
        assert work(pl.Series([text]), 1)["length"].to_list() == [1]
    assert asked == [["a"], ["b"], ["a"]]


def test_many_texts_are_read_as_few_are(monkeypatch):
    texts = pl.Series(["1.234,5", "(12)", "48.5K", "3 apples", None, "5 %", "300,- €"])
    few = numbers._parts(texts, True)
    monkeypatch.setattr(remembered, "FEW", 0)
    assert numbers._parts(texts, True).equals(few)
