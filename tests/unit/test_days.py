"""Which days are read, which cannot be, and what judges them, through the loader."""

from datetime import UTC, date, datetime, timedelta

import pytest
from home_folder import POSTS, post

from pipeline.load import books

TRACKING = "order_id,influencer_id,date,orders,revenue\n"
META = "Post ID,Account username,Publish time,Permalink,Post type,Views\n"


def meta(number: int, time: str) -> str:
    return f"1790000000000{number:04},ana,{time},https://www.instagram.com/p/AbCdEfGh{number:03}/,IG image,5\n"


def ordered(home, *days: str, captured: str = "2026-03-01") -> list[datetime | None]:
    """Load tracked orders of some days and return the days that were accepted."""
    home.put(f"b/{captured}/t.csv", TRACKING + "".join(f'{n},ana,"{day}",1,10\n' for n, day in enumerate(days, 1)))
    home.load()
    return [day for (day,) in home.rows("select ordered_at from raw.orders order by source_record")]


@pytest.mark.parametrize("day", ["5/6/25", "05-06-25", "25-06-05", "5-6-25", "05/06/2025", "0025-06-05", "250605"])
def test_a_year_of_two_digits_is_never_a_year_of_that_number(home, day):
    assert ordered(home, day) == []
    assert home.rows("select column_name, rule from meta.rejected_rows") == [("date", "not_a_date")]


def test_a_year_of_two_digits_is_read_where_the_layout_states_the_order(home):
    assert ordered(home, "05.06.25", "5.6.2025") == [datetime(2025, 6, 5), datetime(2025, 6, 5)]


def test_a_mapping_of_ones_own_cannot_read_a_year_of_two_digits_as_four(home):
    (home.path / "mappings").mkdir()
    (home.path / "mappings" / "own.yaml").write_text(
        "format: own\ntitle: Own\nfamily: brand_sheets\ntables: [clicks]\nrequires: [day, clicks, tracking_code]\n"
        "columns:\n  day: {headers: [Tag der Zahl], formats: ['%d/%m/%Y']}\n  clicks: {headers: [Zahl]}\n"
        "  tracking_code: {headers: [Kennung]}\nkey: [day, tracking_code]\n"
    )
    home.put("b/2026-03-01/c.csv", "Tag der Zahl,Zahl,Kennung\n03/02/26,5,a\n03/02/2026,6,b\n")
    home.load()
    assert home.rows("select day, clicks from raw.clicks") == [(date(2026, 2, 3), 6)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("46000", datetime(2025, 12, 9)), ("46000.0", datetime(2025, 12, 9)), ("46000.5833", datetime(2025, 12, 9, 14)),
        ("46000.583333333336", datetime(2025, 12, 9, 14)), ("46000.25", datetime(2025, 12, 9, 6)),
    ],
)  # fmt: skip
def test_the_days_of_a_spreadsheet_are_days(home, written, read):
    assert ordered(home, written) == [read]


@pytest.mark.parametrize("written", ["12", "4600", "460000", "1.06E+15", "46000.5.5", "-46000"])
def test_other_numbers_are_no_days(home, written):
    assert ordered(home, written) == []


@pytest.mark.parametrize(
    ("day", "rule"),
    [("2003-12-31", "too_early"), ("1926-02-03", "too_early"), ("31000", "too_early"), ("2026-03-04", "after_its_capture"),
     ("2062-02-01", "after_its_capture"), ("60000", "after_its_capture")],
)  # fmt: skip
def test_a_day_before_a_programme_can_have_been_or_after_the_capture_is_none(home, day, rule):
    assert ordered(home, day, "2026-03-02") == [datetime(2026, 3, 2)]
    assert home.rows("select source_record, column_name, rule from meta.rejected_rows") == [(1, "date", rule)]


@pytest.mark.parametrize(
    ("platform", "early", "possible"),
    [("instagram", "2010-10-05", "2010-10-06"), ("youtube", "2005-02-13", "2005-02-14"), ("x", "2006-03-20", "2006-03-21"),
     ("tiktok", "2013-01-01", "2016-09-01"), ("facebook", "2004-01-31", "2004-02-04"), ("linkedin", "2003-01-01", "2003-06-01")],
)  # fmt: skip
def test_each_platform_has_its_first_day(home, platform, early, possible):
    rows = f"ana,{platform},{early},5\nana,{platform},{possible},6\n"
    home.put("b/2026-03-01/posts.csv", "username,platform,date,likes\n" + rows)
    home.load()
    assert home.rows("select likes from raw.posts") == [(6,)]
    assert home.rows("select column_name, rule from meta.rejected_rows") == [("date", "too_early")]


def test_days_that_are_planned_may_lie_ahead(home):
    home.put(
        "b/2026-03-01/deals.csv",
        "deal_id,influencer_id,fee,start_date,end_date\nd1,ana,5,2026-06-01,2027-06-30\nd2,ana,5,1926-06-01,2026-06-30\n",
    )
    home.load()
    assert home.rows("select starts_on, ends_on from raw.deals") == [(date(2026, 6, 1), date(2027, 6, 30))]
    assert home.rows("select column_name, rule from meta.rejected_rows") == [("start_date", "too_early")]


@pytest.mark.parametrize("off", [timedelta(days=-90), timedelta(days=400), timedelta(days=-9000)])
def test_the_clock_of_the_machine_judges_nothing(home, monkeypatch, off):
    monkeypatch.setattr(books, "_clock", lambda: datetime.now(UTC).replace(tzinfo=None) + off)
    home.put("2026-03-01/x.csv", POSTS + post(1))
    assert ordered(home, "2026-02-20", "2026-04-20") == [datetime(2026, 2, 20)]
    assert home.rows("select count(*) from raw.posts") == [(1,)]


def test_a_file_whose_own_time_is_behind_is_loaded_and_the_clock_is_doubted(home):
    path = home.put("b/t.csv", TRACKING + "1,ana,2026-02-01,1,10\n2,ana,2029-02-01,1,10\n")
    import os

    behind = datetime(2025, 11, 15, tzinfo=UTC).timestamp()
    os.utime(path, (behind, behind))
    (load,) = home.load().values()
    assert home.rows("select ordered_at from raw.orders") == [(datetime(2026, 2, 1),)]
    assert home.rows("select rule from meta.rejected_rows") == [("after_its_capture",)]
    assert "look at the machine's clock" in load["notes"]


def test_day_and_month_that_a_spreadsheet_swapped_are_put_right(home):
    stay = ["02/13/2026 10:00", "01/20/2026 22:30", "02/28/2026 09:15"]
    swapped = ["2026-03-02 10:00", "2026-05-01 22:30", "2026-11-02 09:15"]  # 3 February, 5 January, 11 February
    home.put("2026-12-01/p.csv", META + "".join(meta(n, time) for n, time in enumerate([*stay, *swapped])))
    (load,) = home.load().values()
    assert home.rows("select posted_at from raw.posts order by source_record") == [
        (datetime(2026, 2, 13, 18),), (datetime(2026, 1, 21, 6, 30),), (datetime(2026, 2, 28, 17, 15),),
        (datetime(2026, 2, 3, 18),), (datetime(2026, 1, 6, 6, 30),), (datetime(2026, 2, 11, 17, 15),),
    ]  # fmt: skip
    assert "swapped day and month" in load["notes"]


def test_two_spellings_without_the_sign_of_a_swap_stay_as_they_are(home):
    stay = ["02/13/2026 10:00", "01/05/2026 10:00", "02/28/2026 10:00"]  # 5 January would not have stayed
    others = ["2026-03-02 10:00", "2026-05-01 10:00", "2026-11-02 10:00"]
    home.put("2026-12-01/p.csv", META + "".join(meta(n, time) for n, time in enumerate([*stay, *others])))
    home.load()
    assert home.rows("select posted_at from raw.posts where source_record > 3 order by source_record") == [
        (datetime(2026, 3, 2, 18),), (datetime(2026, 5, 1, 17),), (datetime(2026, 11, 2, 18),),
    ]  # fmt: skip


def test_a_capture_day_that_cannot_be_is_not_believed(home):
    header = "Time,Video title,Video link,Post time,Total likes,Total comments,Total shares,Total views\n"
    link = "https://www.tiktok.com/@ana/video/730100000000000000"
    rows = [
        f"{day},t,{link}{n},2026-02-01,1,2,3,4\n" for n, day in enumerate(["2026-02-27", "1926-02-27", "2062-02-27"])
    ]
    home.put("Content_2026-03-01.csv", header + "".join(rows))
    (load,) = home.load().values()
    assert (load["rows_accepted"], load["values_unread"]) == (3, 2)
    assert home.rows("select captured_at::date from raw.posts order by source_record") == [
        (date(2026, 2, 27),), (date(2026, 3, 1),), (date(2026, 3, 1),),
    ]  # fmt: skip
    assert home.rows("select column_name, rule from meta.unread_values order by 2 desc") == [
        ("Time", "too_early"), ("Time", "after_its_capture"),
    ]  # fmt: skip


PARTS = """
format: parted
title: Clicks with a day in parts
family: brand_sheets
tables: [clicks]
requires: [day, clicks, tracking_code]
key: [day, tracking_code]
columns:
  day:
    headers: [Day of visit]
    parts: [[Jahr, Year], [Monat, Month], [Tag, Day]]
    formats: ['%Y %m %d', '%Y %b %d']
    month_names: true
  clicks: {headers: [Visits]}
  tracking_code: {headers: [Ref]}
"""


def parted(home, header: str, *records: str) -> list[tuple]:
    (home.path / "mappings").mkdir()
    (home.path / "mappings" / "parted.yaml").write_text(PARTS)
    home.put("b/2026-03-01/c.csv", "\n".join([header, *records, ""]))
    home.load()
    return home.rows("select day, clicks from raw.clicks order by source_record")


def test_a_day_in_several_columns_is_one_day(home):
    rows = parted(home, "Ref,Tag,Jahr,Monat,Visits", "a,3,2026,2,5", "b,28,2026,Januar,6", "c,,2026,2,7")
    assert rows == [(date(2026, 2, 3), 5), (date(2026, 1, 28), 6)]
    assert home.rows("select source_record, rule from meta.rejected_rows") == [(3, "not_a_date")]


def test_a_layout_with_parts_may_have_the_whole_in_one_column_too(home):
    assert parted(home, "Ref,Day of visit,Visits", "a,2026-02-03,5") == [(date(2026, 2, 3), 5)]


def test_a_column_of_a_mapping_needs_headers_or_parts():
    from pipeline.exports.column_mapping import ColumnMapping

    with pytest.raises(ValueError, match="name its headers, or under parts"):
        ColumnMapping(parts=[["Day"]])
