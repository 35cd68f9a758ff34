"""What a build may know: rows captured and loaded by a moment, each in the version that stood then."""

from datetime import datetime, timedelta

import duckdb
import pytest
from home_folder import POSTS, post

from pipeline.models import known
from pipeline.warehouse.warehouse import Warehouse
from schemas.history import HISTORY_TABLES
from schemas.raw import RAW_TABLES

DAY = "2026-03-01"


@pytest.fixture
def three_files(home):
    """Return a home after three loads of one post: likes 7, then 8, then impressions from a sheet without likes."""
    home.put(f"{DAY}/a.csv", POSTS + post(1, likes=7, impressions=""))
    home.load()
    home.put(f"{DAY}/b.csv", POSTS + post(1, likes=8, impressions="") + post(2))
    home.load()
    sheet = "influencer_id,platform,date,url,likes,impressions\nana,x,2026-02-06,https://x.com/someone/status/1800000000000000001,,500\n"
    home.put(f"{DAY}/sheet.csv", sheet)
    home.load()
    return home


def loaded(home, file):
    ((moment,),) = home.rows("select started_at from meta.loads where file_name like ?", f"%{file}")
    return moment


def seen(home, as_of_at=None, known_on_at=None):
    with Warehouse(home.path).connect() as connection:
        known.create_views(connection, as_of_at, known_on_at)
    return home.rows(
        "select post_id[-1], likes, impressions, load_id = (select load_id from meta.loads where file_name like '%sheet.csv')"
        " from known.posts order by 1"
    )


def test_without_a_day_everything_is_known_in_its_last_version(three_files):
    assert seen(three_files) == [("1", 8, 500, True), ("2", 5, 100, False)]


def test_a_row_is_seen_as_it_stood_at_each_moment(three_files):
    a, b, sheet = (loaded(three_files, name) for name in ("a.csv", "b.csv", "sheet.csv"))
    assert a < b < sheet
    just_before = timedelta(microseconds=1)
    assert seen(three_files, known_on_at=a - just_before) == []
    assert seen(three_files, known_on_at=a) == [("1", 7, None, False)]
    assert seen(three_files, known_on_at=b - just_before) == [("1", 7, None, False)]
    assert seen(three_files, known_on_at=b) == [("1", 8, None, False), ("2", 5, 100, False)]
    assert seen(three_files, known_on_at=sheet) == seen(three_files)


def test_captured_and_loaded_by_then_are_asked_together(three_files):
    three_files.put("2026-03-02/c.csv", POSTS + post(1, likes=9))
    three_files.load()
    everything = seen(three_files)
    assert [row[1] for row in everything] == [8, 9, 5]
    assert seen(three_files, as_of_at=datetime(2026, 3, 1, 23, 59, 59)) == [everything[0], everything[2]]
    b = loaded(three_files, "b.csv")
    assert seen(three_files, datetime(2026, 3, 1, 23, 59, 59), b) == [("1", 8, None, False), ("2", 5, 100, False)]
    assert seen(three_files, datetime(2026, 2, 28), b) == []


def test_a_replaced_row_is_kept_with_what_replaced_it(three_files):
    history = three_files.rows(
        "select likes, impressions, loaded_at, superseded_at, (select file_name from meta.loads where load_id = superseded_by_load_id)"
        " from history.posts order by loaded_at"
    )
    a, b, sheet = (loaded(three_files, name) for name in ("a.csv", "b.csv", "sheet.csv"))
    assert history == [(7, None, a, b, f"{DAY}/b.csv"), (8, None, b, sheet, f"{DAY}/sheet.csv")]


def test_a_record_that_tells_nothing_new_replaces_nothing(home):
    home.put(f"{DAY}/a.csv", POSTS + post(1, likes=7))
    home.load()
    home.put(f"{DAY}/b.csv", POSTS + post(1, likes=""))
    home.load()
    assert home.rows("select count(*) from history.posts") == [(0,)]


def test_every_raw_table_has_its_view_and_its_history(home):
    with Warehouse(home.path).connect() as connection:
        known.create_views(connection, None, None)
    views = home.rows("select view_name from duckdb_views() where schema_name = 'known' and comment is not null")
    tables = home.rows("select table_name from duckdb_tables() where schema_name = 'history' and comment is not null")
    assert {name for (name,) in views} == {name for (name,) in tables} == set(RAW_TABLES) == set(HISTORY_TABLES)
    for name, model in RAW_TABLES.items():
        columns = [c for (c,) in home.rows(f"select column_name from (describe known.{name})")]
        assert columns == list(model.to_schema().columns)


def test_books_of_an_older_release_get_the_columns_they_lack(home):
    with duckdb.connect(str(Warehouse(home.path).working)) as connection:
        connection.execute("alter table meta.runs drop column known_on_at")
    home.put(f"{DAY}/a.csv", POSTS + post(1))
    home.load()
    assert home.rows("select run_status, known_on_at from meta.runs") == [("running", None)]
