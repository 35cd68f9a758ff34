from datetime import date, datetime

import polars as pl
import pytest

from pipeline.exports import dates


def evaluate(expression: pl.Expr, *texts: str | None) -> list:
    return pl.DataFrame({"t": list(texts)}, schema={"t": pl.String}).select(expression.alias("t"))["t"].to_list()


def moment(text: str, form: str, zone: str = "UTC") -> datetime | None:
    return evaluate(dates.moment(pl.col("t"), form, zone), text)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("February 28", 228), ("28 February", 228), ("Feb 28", 228), ("Feb. 28", 228), ("9 July", 709), ("July 9", 709),
        ("8 de marzo", 308), ("31 de dezembro", 1231), ("1 janvier", 101), ("1. Januar", 101), ("3 février", 203),
        ("14 mars", 314), ("5 maggio", 505), ("18 tháng Sáu", 618), ("18 tháng 6", 618), ("1 tháng Mười Hai", 1201),
        ("17 Agustus", 817), ("9 июля", 709), ("9 лип.", 709), ("3 września", 903), ("15 Ağustos", 815), ("2月28日", 228),
        ("7/16", 716), ("12-31", 1231), ("May 1", 501), ("1 May", 501), ("Sept 3", 903),
    ],
)  # fmt: skip
def test_a_day_without_a_year_is_read_in_every_language(text, expected):
    assert evaluate(dates.month_and_day(pl.col("t")), text) == [expected]


@pytest.mark.parametrize("text", ["", "Smarch 12", "13/40", "0/12", "soon", "July", None])
def test_what_is_no_day_is_null(text):
    assert evaluate(dates.month_and_day(pl.col("t")), text) == [None]


def placed(month_days: list[int | None], latest: date) -> list[date | None]:
    return dates.place_in_years(pl.Series("day", month_days, dtype=pl.Int64), latest).to_list()


def test_years_are_counted_back_from_the_export_over_new_year():
    found = placed([1230, 1231, 101, 102], date(2026, 1, 4))
    assert found == [date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2)]


def test_a_list_that_is_newest_first_keeps_its_order():
    assert placed([102, 101, 1231], date(2026, 1, 4)) == [date(2026, 1, 2), date(2026, 1, 1), date(2025, 12, 31)]


def test_a_full_year_that_ends_on_the_day_it_began():
    month_days = [int(d.strftime("%m%d")) for d in pl.date_range(date(2025, 2, 28), date(2026, 2, 27), eager=True)]
    found = placed(month_days, date(2026, 2, 28))
    assert (found[0], found[-1], len(set(found))) == (date(2025, 2, 28), date(2026, 2, 27), 365)


def test_a_list_exported_in_january_that_ends_in_december_is_of_last_year():
    assert placed([1130, 1201], date(2026, 1, 15)) == [date(2025, 11, 30), date(2025, 12, 1)]


def test_a_gap_in_the_list_stays_a_gap():
    assert placed([1231, None, 102], date(2026, 1, 4)) == [date(2025, 12, 31), None, date(2026, 1, 2)]
    assert placed([None, None], date(2026, 1, 4)) == [None, None]
    assert placed([], date(2026, 1, 4)) == []


def test_29_february_takes_the_last_leap_year():
    assert dates.latest_day(229, date(2026, 3, 1)) == date(2024, 2, 29)
    assert dates.latest_day(301, date(2026, 3, 1)) == date(2026, 3, 1)
    assert dates.latest_day(302, date(2026, 3, 1)) == date(2025, 3, 2)
    assert dates.latest_day(None, date(2026, 3, 1)) is None
    assert dates.latest_day(1332, date(2026, 3, 1)) is None


@pytest.mark.parametrize(
    ("wall", "utc"),
    [
        ("01/15/2026 09:00", datetime(2026, 1, 15, 17)),  # winter
        ("07/15/2026 09:00", datetime(2026, 7, 15, 16)),  # summer
        ("03/08/2026 01:59", datetime(2026, 3, 8, 9, 59)),
        ("03/08/2026 02:30", datetime(2026, 3, 8, 10, 30)),  # never on the clock: it runs on from 01:59
        ("03/08/2026 03:00", datetime(2026, 3, 8, 10)),
        ("11/01/2026 01:30", datetime(2026, 11, 1, 8, 30)),  # twice on the clock: the first counts
        ("11/01/2026 02:00", datetime(2026, 11, 1, 10)),
    ],
)
def test_wall_clock_time_of_a_zone_is_utc_on_both_sides_of_summer_time(wall, utc):
    assert moment(wall, "%m/%d/%Y %H:%M", "America/Los_Angeles") == utc


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("1756993142", "unix", datetime(2025, 9, 4, 13, 39, 2)),
        ("1756993142.0", "unix", datetime(2025, 9, 4, 13, 39, 2)),
        ("1756993142289", "unix", datetime(2025, 9, 4, 13, 39, 2, 289_000)),
        ("17", "unix", None),
        ("2022-02-28 17:39 +0200", "%Y-%m-%d %H:%M %z", datetime(2022, 2, 28, 15, 39)),
        ("2026-09-03 10:15:00 -0400", "%Y-%m-%d %H:%M:%S %z", datetime(2026, 9, 3, 14, 15)),
        ("2026-02-30", "%Y-%m-%d", None),
        ("2026-02-03", "%Y-%m-%d", datetime(2026, 2, 3)),
        ("2026-02-03 extra", "%Y-%m-%d", None),
    ],
)
def test_a_moment_is_utc_or_null(text, form, expected):
    assert moment(text, form) == expected


def test_a_bare_day_is_not_shifted_by_the_zone():
    assert moment("2026-02-03", "%Y-%m-%d", "America/Los_Angeles") == datetime(2026, 2, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sep 30, 2023", datetime(2023, 9, 30)), ("30 sept. 2023", datetime(2023, 9, 30)),
        ("30 de septiembre de 2023", datetime(2023, 9, 30)), ("30 сент. 2023", datetime(2023, 9, 30)),
        ("30. September 2023", datetime(2023, 9, 30)), ("1 août 2023", datetime(2023, 8, 1)),
    ],
)  # fmt: skip
def test_months_of_every_language_become_english(text, expected):
    english = dates.with_english_months(pl.col("t"))
    tried = [dates.moment(english, form, "UTC") for form in ("%b %d %Y", "%d %b %Y")]
    assert evaluate(pl.coalesce(tried), text) == [expected]


def test_a_date_without_a_month_name_stays_as_it_is():
    assert evaluate(dates.with_english_months(pl.col("t")), "2026-02-03", "marble", None) == [
        "2026-02-03",
        "marble",
        None,
    ]


@pytest.mark.parametrize(
    ("form", "expected"),
    [("unix", "second"), ("%Y-%m-%d %H:%M:%S", "second"), ("%m/%d/%Y %H:%M", "minute"), ("%Y-%m-%d", "day")],
)
def test_a_format_tells_its_precision(form, expected):
    assert dates.precision(form) == expected
