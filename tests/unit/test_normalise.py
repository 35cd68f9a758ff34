"""A file's rows under our names, through the loader, as the raw tables then hold them."""

from datetime import date, datetime
from decimal import Decimal

import polars as pl
import pytest
from home_folder import POSTS, post

from pipeline.exports.column_mapping import ColumnMapping
from pipeline.exports.values import parse


def parsed(*texts: str | None, dtype=pl.Int64, decimal: str = ".", zone: str = "UTC", **column):
    mapping = ColumnMapping(headers=["x"], **column)
    found = parse(pl.Series("x", texts, dtype=pl.String), dtype, mapping, decimal, zone)
    failed = found.failed.to_list() if found.failed is not None else [None] * len(texts)
    return found.values.to_list(), failed


def test_counts_are_read_in_every_spelling_beside_plain_ones():
    values, failed = parsed("12", "48.5K", "1,234", "1.234", "376.0", None, "1 234")
    assert values == [12, 48_500, 1_234, 1_234, 376, None, 1_234]
    assert failed == [None] * 7


@pytest.mark.parametrize("text", ["1.5", "many", "1.06E+15", "12%", "inf", "2026-01-01"])
def test_what_is_no_whole_number_fails_by_name(text):
    assert parsed("1", text) == ([1, None], [None, "not_a_whole_number"])


@pytest.mark.parametrize("text", ["many", "inf", "-inf", "NaN%", "1.2.3", "10K-50K"])
@pytest.mark.parametrize("dtype", [pl.Float64, pl.Decimal(18, 4)])
def test_what_is_no_number_fails_by_name(text, dtype):
    values, failed = parsed("1", text, dtype=dtype)
    assert (float(values[0]), values[1], failed) == (1, None, [None, "not_a_number"])


def test_the_decimal_comma_of_a_semicolon_file():
    money = pl.Decimal(18, 4)
    assert parsed("1234,5", "1.234,56", "1.234", dtype=money, decimal=",")[0] == [
        Decimal("1234.5"), Decimal("1234.56"), Decimal("1234"),
    ]  # fmt: skip
    assert parsed("1234.5", "1,234.56", "1.234", dtype=money)[0] == [
        Decimal("1234.5"),
        Decimal("1234.56"),
        Decimal("1.234"),
    ]


def test_units_of_the_source_become_ours():
    assert parsed("44.42", dtype=pl.Float64, unit="percent")[0] == pytest.approx([0.4442])
    assert parsed("44.42%", dtype=pl.Float64)[0] == pytest.approx([0.4442])
    seconds = pl.Decimal(18, 3)
    assert parsed("0.5", dtype=seconds, unit="hours")[0] == [Decimal(1800)]
    assert parsed("1500", dtype=seconds, unit="milliseconds")[0] == [Decimal("1.5")]
    assert parsed("0:01:25", "31.0", dtype=seconds, unit="clock")[0] == [Decimal(85), Decimal(31)]


def test_dates_try_the_formats_in_turn():
    moment = pl.Datetime("us")
    values, failed = parsed(
        "02/03/2026 10:00", "2026-02-03", "2026-02-03T10:00:00.500Z", "02/30/2026 10:00", None,
        dtype=moment, formats=["%m/%d/%Y %H:%M"], zone="America/Los_Angeles",
    )  # fmt: skip
    assert values == [
        datetime(2026, 2, 3, 18),
        datetime(2026, 2, 3),
        datetime(2026, 2, 3, 10, 0, 0, 500_000),
        None,
        None,
    ]
    assert failed == [None, None, None, "not_a_date", None]


def test_months_by_name_are_read_in_several_languages_of_one_column():
    values, _ = parsed("Sep 30, 2023", "30 de septiembre de 2023", "27-Jul-20", dtype=pl.Date, month_names=True,
                       formats=["%b %d %Y", "%d %b %Y", "%d-%b-%y"])  # fmt: skip
    assert values == [date(2023, 9, 30), date(2023, 9, 30), date(2020, 7, 27)]


def test_a_day_without_a_year_does_not_fail_and_another_text_does():
    values, failed = parsed("July 9", "soon", dtype=pl.Date, formats=["month_day"])
    assert (values, failed) == ([None, None], [None, "not_a_date"])


def test_truth_is_read_in_several_languages():
    assert parsed("TRUE", "no", "Ja", "maybe", None, dtype=pl.Boolean) == (
        [True, False, True, None, None], [None, None, None, "not_true_or_false", None],
    )  # fmt: skip


# Whole files


TRACKING = "order_id,influencer_id,date,orders,revenue\n"


def test_a_record_is_rejected_once_with_each_rule_it_breaks_the_value_and_the_record(home):
    home.put("b/2026-03-01/t.csv", TRACKING + "1,ana,2026-02-01,1,10\n2,ana,soon,-1,much\n3,ana,2026-02-03,1,30\n")
    (load,) = home.load().values()
    assert (load["rows_read"], load["rows_accepted"], load["rows_rejected"], load["values_unread"]) == (3, 2, 1, 0)
    rows = home.rows("select source_record, column_name, rule, value from meta.rejected_rows")
    assert sorted(rows) == [
        (2, "date", "not_a_date", "text of 4 characters"),
        (2, "orders", "greater_than_or_equal_to", "-1"),
        (2, "revenue", "not_a_number", "text of 4 characters"),
    ]
    ((raw,),) = home.rows("select distinct raw_record from meta.rejected_rows")
    assert '"revenue":"text of 4 characters"' in raw
    assert '"orders":"-1"' in raw


def test_a_figure_that_cannot_be_read_costs_the_figure_with_a_row_in_the_books(home):
    home.put("2026-03-01/x.csv", POSTS + post(1) + post(2, likes="many") + post(3, likes=-5))
    (load,) = home.load().values()
    assert (load["rows_accepted"], load["rows_rejected"], load["values_unread"]) == (3, 0, 2)
    assert home.rows("select likes, engagements_reported from raw.posts order by source_record") == [
        (5, 9), (None, 9), (None, 9),
    ]  # fmt: skip
    assert home.rows("select source_record, column_name, rule, value from meta.unread_values order by 1") == [
        (2, "Likes", "not_a_whole_number", "text of 4 characters"), (3, "Likes", "greater_than_or_equal_to", "-5"),
    ]  # fmt: skip


def test_a_figure_of_a_refused_record_is_refused_with_it(home):
    home.put("2026-03-01/x.csv", POSTS + post(1, likes="many").replace("Feb 6", "Feb 30") + post(2))
    (load,) = home.load().values()
    assert (load["rows_rejected"], load["values_unread"]) == (1, 0)
    assert {rule for (rule,) in home.rows("select rule from meta.rejected_rows")} == {
        "not_a_date",
        "not_a_whole_number",
    }


def test_an_unread_figure_of_a_day_leaves_the_other_figures_of_the_day(home):
    home.put("2026-07-12/@ana/Overview.csv", "Date,Video Views,Profile Views,Likes\nJuly 9,5,lots,7\nJuly 10,1,2,3\n")
    (load,) = home.load().values()
    assert (load["rows_accepted"], load["values_unread"]) == (2, 1)
    days = "select metric, value::int from raw.account_days where day = '2026-07-09' order by metric"
    assert home.rows(days) == [("likes", 7), ("views", 5)]


def test_books_of_unread_figures_go_with_a_load_that_is_undone(home):
    late = POSTS + post(1, likes="many") + '1,"never closed\n' + "a,b\n" * 5_000_000
    home.put("2026-03-01/x.csv", late)
    (load,) = home.load().values()
    assert (load["status"], load["values_unread"]) == ("rejected", 0)
    assert home.rows("select count(*) from meta.unread_values") == [(0,)]


def test_a_value_that_cannot_be_read_is_one_broken_rule_and_not_two(home):
    home.put(
        "2026-03-01/@ana/Follows.csv",
        'sep=,\n"Instagram follows"\n"Date","Primary"\n"2026-01-01","many"\n'.encode("utf-16"),
    )
    home.load()
    assert home.rows("select column_name, rule from meta.rejected_rows") == [("Primary", "not_a_number")]


def test_engagements_above_impressions_are_kept(home):
    home.put("2026-03-01/x.csv", POSTS + post(1, impressions=5, engagements=6) + post(2))
    (load,) = home.load().values()
    assert (load["rows_accepted"], load["values_unread"]) == (2, 0)
    assert home.rows("select impressions, engagements_reported from raw.posts order by source_record") == [
        (5, 6),
        (100, 9),
    ]


def test_totals_and_ghost_rows_are_no_records_and_keep_their_number(home):
    ghost = '0,"Fri, Feb 6, 2026",,https://x.com/someone/status/undefined,1,1,1\n'
    home.put("2026-03-01/x.csv", POSTS + post(1) + ghost + post(2))
    (load,) = home.load().values()
    assert (load["rows_read"], load["rows_accepted"], load["rows_summary"]) == (2, 2, 1)
    assert home.rows("select source_record from raw.posts order by 1") == [(1,), (3,)]


def test_not_reported_is_null_and_none_is_zero(home):
    home.put("2026-03-01/x.csv", POSTS + post(1, likes="", impressions="undefined", engagements=0))
    home.load()
    assert home.rows("select likes, impressions, engagements_reported from raw.posts") == [(None, None, 0)]


def test_an_id_that_a_spreadsheet_damaged_is_mended_from_the_link(home):
    header = "Post ID,Account username,Publish time,Permalink,Post type,Views\n"
    good = "1.06E+15,ana,02/03/2026 10:00,https://www.instagram.com/reel/AbCdEfGhIjK/,IG reel,5\n"
    bad = "1.06E+15,ana,02/03/2026 10:00,,IG reel,5\n"
    home.put("2026-03-01/i.csv", header + good + bad)
    home.load()
    assert home.rows("select post_id, post_key, views from raw.posts") == [(None, "AbCdEfGhIjK", 5)]
    assert home.rows("select source_record, column_name, rule from meta.rejected_rows") == [(2, "post_key", "not_null")]


def test_of_two_columns_the_one_that_says_something_counts(home):
    header = "Post id,Date,Link,Post Link,Impressions,Engagements\n"
    home.put(
        "2026-03-01/x.csv",
        header + '1800000000000000001,"Fri, Feb 6, 2026",https://x.com/a1/status/1800000000000000001,,5,1\n',
    )
    home.load()
    assert home.rows("select handle, post_key from raw.posts") == [("a1", "1800000000000000001")]


def test_whose_file_it_is_must_be_known(home):
    overview = "Date,Video Views,Profile Views,Likes\nJuly 9,5,6,7\n"
    home.put("2026-07-12/Overview.csv", overview)
    home.put("2026-07-12/@ana/Overview.csv", overview)
    loads = home.load()
    assert loads["2026-07-12/Overview.csv"]["status"] == "rejected"
    assert "does not say whose account it is" in loads["2026-07-12/Overview.csv"]["reason"]
    assert home.rows("select handle, day, metric, value::int from raw.account_days order by metric") == [
        ("ana", date(2026, 7, 9), "likes", 7), ("ana", date(2026, 7, 9), "profile_visits", 6), ("ana", date(2026, 7, 9), "views", 5),
    ]  # fmt: skip


def test_a_sidecar_of_another_platform_stops_the_file(home):
    home.put("a/account.yaml", "platform: instagram\nhandle: ana\n")
    home.put("a/2026-07-12/Overview.csv", "Date,Video Views,Profile Views,Likes\nJuly 9,5,6,7\n")
    (load,) = home.load().values()
    assert "comes from tiktok, but account.yaml says instagram" in load["reason"]


def test_a_currency_nobody_states_is_noted(home):
    home.put("brand/2026-01-01/deals.csv", "deal_id,influencer_id,fee\n1,ana,100\n")
    home.put("euro/2026-01-01/deals.csv", "deal_id,influencer_id,fee (EUR)\n1,ana,100\n")
    loads = home.load()
    assert "reporting currency" in loads["brand/2026-01-01/deals.csv"]["notes"]
    assert loads["euro/2026-01-01/deals.csv"]["notes"] is None
    assert home.rows("select currency from raw.deals order by all nulls last") == [("EUR",), (None,)]


def test_amounts_do_not_lose_cents(home):
    home.put("b/2026-01-01/deals.csv", "deal_id,influencer_id,fee\n1,ana,0.1\n2,ana,0.2\n3,ana,123456789.01\n")
    home.load()
    assert home.rows("select sum(fee) from raw.deals") == [(Decimal("123456789.3100"),)]


def test_a_short_record_whose_cells_do_not_fit_is_refused_whole(home):
    home.put("2026-03-01/x.csv", POSTS + post(1) + post(2).replace("100,5,9", "sold,5"))
    (load,) = home.load().values()
    assert (load["rows_accepted"], load["rows_rejected"], load["values_unread"]) == (1, 1, 0)
    assert home.rows("select source_record, rule, value, raw_record from meta.rejected_rows") == [
        (2, "not_a_whole_number", None, None)
    ]  # fmt: skip
