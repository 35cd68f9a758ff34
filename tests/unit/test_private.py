"""What is shown of a cell of a refused record, and customers under pseudonyms."""

import hashlib

import polars as pl
import pytest

from pipeline.exports.private import shown, with_pseudonyms


@pytest.mark.parametrize(
    "text",
    ["-5", "many", "insta", "12", "1,234,567.89", "1.2K", "12%", "1.06E+15", "#1001", "2026-02-30", "30.02.2026", "2/30/2026 10:00 PM",
     "2026-13-01T10:00:00Z", "2026-09-10 12:00:00 +0200"],
)  # fmt: skip
def test_numbers_days_and_short_words_are_quoted(text):
    assert pl.select(shown(pl.lit(f" {text} "))).item() == text


@pytest.mark.parametrize(
    "text",
    ["Soon", "quite a few", "anastasia", "jane@example.test", "+49 151 5550100", "0151-5550100", "01515550100", "Jane Doe", "12 Main Street", "10117 Berlin",
     "192.168.100.200", "4111111111111111", "1979-04-02 Jane"],
)  # fmt: skip
def test_of_anything_else_the_length_is_told(text):
    assert pl.select(shown(pl.lit(text))).item() == f"text of {len(text)} characters"


def test_a_blank_is_blank_and_nothing_is_null():
    assert pl.DataFrame({"c": ["", "  ", None]}).select(shown(pl.col("c"))).to_series().to_list() == ["", "", None]


def test_a_customer_has_one_pseudonym_in_every_file():
    names = ["jane@example.test", None, " jane@example.test ", "17"]
    hashed = with_pseudonyms(pl.DataFrame({"customer_id": names, "quantity": [1, 2, 3, 4]}))
    assert hashed["quantity"].to_list() == [1, 2, 3, 4]
    jane = "c:" + hashlib.sha256(b"jane@example.test").hexdigest()[:20]
    assert hashed["customer_id"].to_list() == [jane, None, jane, "c:4523540f1504cd17100c"]


TRACKING = "order_id,date,revenue,coupon,user_id,country\n"


def test_two_orders_of_a_customer_stay_two_orders_of_one_customer(home):
    home.put(
        "shop/2026-09-20/a.csv",
        TRACKING + "1,2026-09-10,5,C,jane@example.test,ES\n2,2026-09-11,6,C,jane@example.test,ES\n",
    )
    home.load()
    assert home.rows("select count(*), count(distinct customer_id), count(distinct record_key) from raw.orders") == [
        (2, 1, 2)
    ]


@pytest.mark.parametrize("country", ["+49 151 5550100", "jane@example.test", "10117"])
def test_an_order_whose_cells_are_shifted_is_refused_and_not_quoted(home, country):
    home.put("shop/2026-09-20/a.csv", TRACKING + f"1,2026-09-10,5,C,x,{country}\n2,2026-09-10,5,C,x,Spain\n")
    (load,) = home.load().values()
    assert (load["rows_accepted"], load["rows_rejected"]) == (1, 1)
    ((rule, raw),) = home.rows("select rule, raw_record from meta.rejected_rows")
    assert rule == "cells_are_in_place"
    assert "jane" not in raw
    assert "user_id" not in raw


def test_of_a_short_record_nothing_is_shown(home):
    home.put("shop/2026-09-20/a.csv", TRACKING + "1,2026-09-10,5,C,x,ES\n2026-09-10,12,C,17,ES\n")
    home.load()
    assert home.rows("select distinct source_record, value, raw_record from meta.rejected_rows") == [(2, None, None)]
