import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal

import pytest
from rich.cells import cell_len
from rich.console import Console

from pipeline import display


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")'])
def test_csv_holds_no_formula(text):
    written = display.as_csv(["t"], [(text,)])
    assert list(csv.reader(io.StringIO(written, newline=""))) == [["t"], ["'" + text]]


def test_csv_keeps_numbers_and_plain_text():
    rows = [(-5, 'a\n"b", c', None, Decimal("1.50"), "x=1")]
    assert display.as_csv(["n", "t", "z", "m", "e"], rows) == 'n,t,z,m,e\n-5,"a\n""b"", c",,1.50,x=1\n'


def test_a_column_name_is_no_formula_either():
    assert display.as_csv(["=1+1"], []) == "'=1+1\n"


def test_json_is_valid_whatever_the_values():
    columns = ["moment", "day", "money", "text", "nothing", "rate", "list"]
    row = (datetime(2026, 1, 2, 3), date(2026, 1, 2), Decimal("1.5"), "ñ\u202e🎉", None, 0.25, [date(2026, 1, 2)])
    assert json.loads(display.as_json(columns, [row])) == [
        {"moment": "2026-01-02T03:00:00", "day": "2026-01-02", "money": 1.5, "text": "ñ\u202e🎉", "nothing": None,
         "rate": 0.25, "list": ["2026-01-02"]}
    ]  # fmt: skip


def test_json_has_no_nan():
    text = display.as_json(["n", "i"], [(float("nan"), float("inf"))])
    assert json.loads(text, parse_constant=pytest.fail) == [{"n": None, "i": None}]


def test_two_columns_of_one_name_are_both_in_the_json():
    assert json.loads(display.as_json(["n", "n"], [(1, 2)])) == [{"n": 1, "n_2": 2}]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, ""), (True, "yes"), (1234567, "1,234,567"), (Decimal("1234.5"), "1,234.50"), (0.02345, "0.0234"),
     (1234.56, "1,234.6"), (datetime(2026, 1, 2, 3, 4), "2026-01-02 03:04"), ("x", "x")],
)  # fmt: skip
def test_a_value_is_shown_as_a_person_reads_it(value, expected):
    assert display.text(value) == expected


def test_a_table_shows_text_as_it_is_and_not_as_markup():
    console = Console(file=io.StringIO(), width=80)
    display.table(console, "[title]", ["a_b", "n"], [("[bold]not bold[/]", 12)], note="[note]")
    shown = console.file.getvalue()
    for text in ("[bold]not bold[/]", "a b", "12", "[title]", "[note]"):
        assert text in shown


def test_a_caption_does_not_steer_the_terminal():
    assert display.text("a\x1b[2Jb\x07\nc") == "a\ufffd[2Jb\ufffd\nc"


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
def test_no_value_is_cut_and_columns_without_room_are_named(width):
    columns = ["deal_id", "day", "cost", "name", "why", "n"]
    rows = [
        ("deal_0010", date(2026, 1, 2), Decimal("58039.76"), "Ana Sample 01", "outbid by others that bring more for it", 1),
        ("deal_0011", date(2026, 1, 3), Decimal("7.50"), "東京の人", "", 1234567),
    ]  # fmt: skip
    console = Console(file=io.StringIO(), width=width)
    display.table(console, "", columns, rows)
    table, _, left = console.file.getvalue().partition("Left out")
    lines = table.splitlines()
    assert all(cell_len(line) <= width for line in lines)
    named = " ".join(left.split()).partition(": ")[2].partition(". A wider")[0].split(", ")
    for index, column in enumerate(columns):
        is_shown = column.replace("_", " ").split()[-1] in " ".join(lines[:3]).split()
        assert is_shown != (column.replace("_", " ") in named)
        if is_shown and column != "why":
            assert all(any(display.text(row[index]) in line for line in lines) for row in rows)
    assert (width >= 80) == (not left)
