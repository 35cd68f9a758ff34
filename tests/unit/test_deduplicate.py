"""The same observation out of two files counts once, and what disagrees is in the books."""

import gzip
import json

from home_folder import POSTS, post

DAY = "2026-03-01"


def counts(home):
    return home.rows("select post_id[-1], likes, impressions, engagements_reported from raw.posts order by 1")


def test_the_same_bytes_under_another_name_or_packed_count_once(home):
    content = POSTS + post(1) + post(2)
    home.put(f"{DAY}/a.csv", content)
    home.put(f"{DAY}/b.csv", content)
    home.put(f"{DAY}/c.csv.gz", gzip.compress(content.encode()))
    loads = home.load()
    assert [load["status"] for load in loads.values()] == ["loaded", "duplicate", "duplicate"]
    assert [load["rows_duplicate"] for load in loads.values()] == [0, 2, 2]
    assert home.rows("select count(*) from raw.posts") == [(2,)]


def test_a_second_look_at_the_same_folder_writes_nothing(home):
    home.put(f"{DAY}/a.csv", POSTS + post(1))
    home.load()
    before = home.rows("select * from raw.posts")
    assert home.load() == {}
    assert home.rows("select * from raw.posts") == before


def test_a_file_touched_or_renamed_is_not_loaded_again(home):
    path = home.put(f"{DAY}/a.csv", POSTS + post(1))
    home.load()
    path.touch()
    assert home.load() == {}
    path.rename(path.with_name("b.csv"))
    (load,) = home.load().values()
    assert load["status"] == "duplicate"


def test_an_export_with_more_columns_fills_the_gaps(home):
    home.put(f"{DAY}/a.csv", POSTS + post(1, likes=""))
    home.load()
    home.put(f"{DAY}/b.csv", POSTS + post(1, likes=7))
    (load,) = home.load().values()
    assert (load["rows_accepted"], load["rows_duplicate"]) == (1, 0)
    assert counts(home) == [("1", 7, 100, 9)]
    assert home.rows("select count(*) from meta.conflicts") == [(0,)]


def test_an_export_with_fewer_columns_takes_nothing_away(home):
    home.put(f"{DAY}/a.csv", POSTS + post(1, likes=7))
    home.load()
    home.put(f"{DAY}/b.csv", POSTS + post(1, likes=""))
    (load,) = home.load().values()
    assert (load["rows_accepted"], load["rows_duplicate"]) == (0, 1)
    assert counts(home) == [("1", 7, 100, 9)]


def test_where_equal_sources_disagree_the_later_file_wins_and_the_conflict_is_kept(home):
    home.put(f"{DAY}/a.csv", POSTS + post(1, likes=7))
    home.load()
    home.put(f"{DAY}/b.csv", POSTS + post(1, likes=8))
    home.load()
    assert counts(home) == [("1", 8, 100, 9)]
    ((table, differences),) = home.rows("select table_name, differences from meta.conflicts")
    assert table == "raw.posts"
    assert json.loads(differences) == [{"column": "likes", "kept": "8", "dropped": "7"}]


def test_a_less_trusted_source_fills_gaps_only(home):
    home.put(f"{DAY}/export.csv", POSTS + post(1, likes=7, impressions=""))
    home.load()
    sheet = "influencer_id,platform,date,url,likes,impressions\nana,x,2026-02-06,https://x.com/someone/status/1800000000000000001,99,500\n"
    home.put(f"{DAY}/sheet.csv", sheet)
    home.load()
    assert counts(home) == [("1", 7, 500, 9)]
    assert home.rows("select count(*) from meta.conflicts") == [(1,)]


def test_within_a_file_the_first_record_stays_and_the_second_is_a_duplicate(home):
    home.put(f"{DAY}/a.csv", POSTS + post(1, likes=7) + post(1, likes=8) + post(2) + post(2))
    (load,) = home.load().values()
    assert (load["rows_read"], load["rows_accepted"], load["rows_duplicate"]) == (4, 2, 2)
    assert counts(home) == [("1", 7, 100, 9), ("2", 5, 100, 9)]
    assert home.rows("select count(*) from meta.conflicts") == [(1,)]


def test_the_same_post_on_another_day_is_another_observation(home):
    home.put("2026-03-01/a.csv", POSTS + post(1, likes=7))
    home.put("2026-03-02/a.csv", POSTS + post(1, likes=8))
    home.load()
    assert home.rows("select captured_at::date::text, likes from raw.posts order by 1") == [
        ("2026-03-01", 7),
        ("2026-03-02", 8),
    ]


def test_the_order_of_three_files_does_not_matter_for_what_is_known(home, tmp_path_factory):
    from home_folder import Home

    parts = [
        POSTS + post(1, likes=7, impressions=""),
        POSTS + post(1, likes="", impressions=50),
        POSTS + post(1, likes=7, impressions="", engagements=""),
    ]
    found = set()
    for order in ([0, 1, 2], [2, 1, 0], [1, 0, 2]):
        other = Home(tmp_path_factory.mktemp("home") / "home")
        for at in order:
            other.put(f"{DAY}/{at}.csv", parts[at])
            other.load()
        found.add(tuple(counts(other)))
    assert found == {(("1", 7, 50, 9),)}


def test_two_accounts_with_the_same_bytes_are_both_loaded(home):
    content = "Date,Video Views,Profile Views,Likes\nJuly 9,0,0,0\n"
    for handle in ("ana", "ben"):
        home.put(f"2026-07-12/@{handle}/Overview.csv", content)
    home.load()
    assert home.rows("select handle, count(*) from raw.account_days group by all order by 1") == [
        ("ana", 3),
        ("ben", 3),
    ]


def test_the_same_bytes_in_a_later_folder_are_the_same_export(home):
    content = POSTS + post(1)
    home.put("2026-03-01/a.csv", content)
    home.put("2026-03-08/a.csv", content)
    loads = home.load()
    assert [load["status"] for load in loads.values()] == ["loaded", "duplicate"]
    assert home.rows("select captured_at::date::text from raw.posts") == [("2026-03-01",)]
