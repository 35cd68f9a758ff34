import polars as pl
import pytest

from pipeline.exports import numbers


def evaluate(expression: pl.Expr, *texts: str | None) -> list:
    return pl.DataFrame({"t": list(texts)}, schema={"t": pl.String}).select(expression.alias("t"))["t"].to_list()


def number(text: str, decimal: str | None = ".") -> float | None:
    return evaluate(numbers.number(pl.col("t"), decimal), text)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0),
        ("1234567", 1_234_567),
        ("1,234", 1_234),
        ("1,234,567", 1_234_567),
        ("1,234.5", 1_234.5),
        ("1.234,5", 1_234.5),
        ("1.234.567", 1_234_567),
        ("1 234,56", 1_234.56),
        ("1\u00a0234,56", 1_234.56),
        ("1\u202f234\u202f567", 1_234_567),
        ("1'234'567.5", 1_234_567.5),
        ("376.0", 376),
        ("1348535.0", 1_348_535),
        ("-12", -12),
        ("\u221212", -12),
        ("+12", 12),
        ("12%", 12),
        ("12,5 %", 12.5),
        ("$1,234.50", 1_234.5),
        ("-$1,234.50", -1_234.5),
        ("R$ 1.234,50", 1_234.5),
        ("1 234,56 €", 1_234.56),
        ("48.5K", 48_500),
        ("48,5 k", 48_500),
        ("4.1M", 4_100_000),
        ("1.234M", 1_234_000),
        ("1.2B", 1_200_000_000),
        ("3,4 mil", 3_400),
        ("3,4 mi", 3_400_000),
        ("12 mln", 12_000_000),
        ("1,5 Mio.", 1_500_000),
        ("2 тыс.", 2_000),
        ("1.2万", 12_000),
        ("5.3억", 530_000_000),
        ("45 jt", 45_000_000),
    ],
)
def test_a_number_is_read_in_every_spelling(text, expected):
    assert number(text) == expected


@pytest.mark.parametrize(("text", "value"), [("٣", 3), ("١٢٣", 123), ("۴۵", 45), ("๑๒", 12), ("१२", 12)])
def test_digits_of_other_scripts_are_read(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    "text",
    ["quite a few", "1.06E+15", "1e3", "1.2.3", "1,23,4", "12 34", "10K-50K", "$10K~$50K", "5 apples", "--5", "K", "1:30",
     "0x10", "1.2Q"],
)  # fmt: skip
def test_what_is_no_number_is_refused_rather_than_guessed(text):
    assert number(text) is None


def test_one_mark_before_three_digits_follows_the_decimal_mark_of_the_file():
    assert number("1.234", ".") == 1.234
    assert number("1.234", ",") == 1_234
    assert number("1,234", ".") == 1_234
    assert number("1,234", ",") == 1.234
    assert [number(text, None) for text in ("1.234", "1,234")] == [1_234, 1_234]


def test_a_leading_zero_groups_no_thousands():
    assert number("0.500", None) == 0.5
    assert number("0,500", ".") == 0.5


@pytest.mark.parametrize(
    "text",
    ["", "  ", "-", "--", "—", "N/A", "n/a", "N/A'", "NA", "NAN", "NaN", "nan", "null", "None", "undefined", "#VALOR!",
     "#N/A", "#REF!", "(not set)", " undefined "],
)  # fmt: skip
def test_not_reported_is_null(text):
    assert evaluate(numbers.blank_to_null(pl.col("t")), text) == [None]


def test_what_is_reported_stays_without_surrounding_space():
    assert evaluate(numbers.blank_to_null(pl.col("t")), " 0 ", "a-b", "NANA", None) == ["0", "a-b", "NANA", None]


@pytest.mark.parametrize(
    ("text", "step"),
    [("48.5K", 100), ("13.8M", 100_000), ("523M", 1_000_000), ("1.2万", 1_000), ("409800000", 1), ("1,234", 1), ("0", 1),
     (None, None)],
)  # fmt: skip
def test_the_rounding_step_of_a_count(text, step):
    assert evaluate(numbers.rounding_step(pl.col("t")), text) == [step]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("0:01:25", 85), ("1:25", 85), ("12:03:04", 43_384), ("0:00:01.5", 1.5), ("85", None), ("1:2:3:4", None)],
)
def test_a_clock_is_seconds(text, seconds):
    assert evaluate(numbers.clock_seconds(pl.col("t")), text) == [seconds]
