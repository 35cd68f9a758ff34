"""Whatever lies in the incoming folder: each bad file has a clear entry in the books, and the others are loaded."""

import gzip
import io
import re
import zipfile

import pytest
from home_folder import POSTS, Home, post

DAY = "2026-03-01"
GOOD = POSTS + post(900)
SHORT = '1800000000000000005,"Fri, Feb 6, 2026",cut,https://x.com/someone/status/1800000000000000005\n'
FORMULA = "=HYPERLINK(1)"
NASTY = {
    101: 'quo"te, and comma',
    102: "two\nlines",
    103: "emoji 🎉 and ünïcode",
    104: "right\u202eto\u2066left",
    105: "'; drop table raw.posts; --",
    106: FORMULA,
    107: "[bold]markup[/]",
    108: "null \\N \\0 tab\tend",
}


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


BAD = {
    "encoding.csv": (GOOD.encode("cp500"), "rejected", "no export layout|binary"),
    "truncated.csv.gz": (gzip.compress((GOOD * 500).encode())[:-30], "rejected", "gzip file is damaged or truncated"),
    "bomb.zip": (zipped(**{"a.csv": b"\0" * 110 * 2**20}), "rejected", "decompression bomb"),
    "escape.zip": (zipped(**{"../../evil.csv": GOOD.encode()}), "rejected", "points outside the archive"),
    "first line.csv": (b"x" * 40 * 2**20, "rejected", "first line is longer"),
    "long line.csv": (
        (POSTS + post(901)).encode() + b"1," + b"x" * 40 * 2**20 + b"\n",
        "rejected",
        "a record is longer",
    ),
    "binary.csv": (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20, "rejected", "binary file"),
    "header only.csv": (POSTS.encode(), "empty", "a header and no records"),
    "empty.csv": (b"", "rejected", "the file is empty"),
    "blank.csv": (b"\n\n\n", "rejected", "the file is empty"),
    "page.csv": (b"<!DOCTYPE html><html><head><title>Log in</title></head></html>", "rejected", "web page"),
    "old.xls.csv": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "rejected", "old workbook"),
    "post.json.xz": (b"\xfd7zXZ\x00\x00\x04" + b"\x00" * 60, "rejected", "packed with xz"),
    "locked.zip": (b"PK\x03\x04" + b"\0" * 80, "rejected", "damaged|cannot be read"),
    "truncated.json": (b'[{"shortCode": "abc", "likesCount": 5}, {"short', "rejected", "JSON is damaged or truncated"),
    "no items.json": (b"[]", "rejected", "JSON holds no records"),
    "unclosed.csv": (
        (POSTS + post(902) + '1800,"never closed\n').encode() + b"a,b\n" * 5_000_000,
        "rejected",
        "a record is longer",
    ),
    "unknown.csv": (b"Fruit,Colour\napple,red\n", "rejected", "no export layout has its 2 columns"),
}


@pytest.fixture(scope="module")
def bad_home(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("bad") / "home")
    for name, (content, _, _) in BAD.items():
        home.put(f"{DAY}/{name}", content)
    second = "\nCountry,Share\nES,0.5\nPT,0.2\n"
    home.put(f"{DAY}/two tables.csv", POSTS + post(1) + post(2) + second)
    home.put(f"{DAY}/two headers.csv", POSTS.replace("\n", ",Likes\n") + post(3, likes="").replace("\n", ",77\n"))
    home.put(f"{DAY}/ragged.csv", POSTS + post(4) + SHORT + post(6).replace("\n", ",surplus\n") + post(7))
    instagram = "Post ID,Account username,Publish time,Permalink,Post type,Views\n"
    home.put(
        f"{DAY}/excel.csv",
        instagram
        + "1.83552E+16,ana,02/03/2026 10:00,https://www.instagram.com/reel/AbCdEfGhIjK/,IG reel,5\n"
        + "1.83552E+16,ana,02/03/2026 10:00,,IG reel,6\n"
        + ",ana,02/03/2026 10:00,https://www.instagram.com/p/AbCdEfGhIjL/,IG image,7\n",
    )
    home.put(
        f"{DAY}/dates.csv",
        instagram
        + "17900000000000001,ana,02/30/2026 10:00,https://www.instagram.com/p/AbCdEfGhIj1/,IG image,5\n"
        + "17900000000000002,ana,02/03/2036 10:00,https://www.instagram.com/p/AbCdEfGhIj2/,IG image,5\n"
        + "17900000000000003,ana,02/03/1926 10:00,https://www.instagram.com/p/AbCdEfGhIj3/,IG image,5\n"
        + "17900000000000004,ana,soon,https://www.instagram.com/p/AbCdEfGhIj4/,IG image,5\n"
        + "17900000000000005,ana,02/03/2026 10:00,https://www.instagram.com/p/AbCdEfGhIj5/,IG image,5\n",
    )
    home.put(f"{DAY}/counts.csv", POSTS + post(8, likes=-3) + post(9, impressions=5, engagements=6) + post(10))
    home.put(f"{DAY}/nasty.csv", POSTS + "".join(post(n, quoted(text)) for n, text in NASTY.items()))
    home.put(f"{DAY}/zzz good.csv", POSTS + post(999))
    home.books = home.load()
    return home


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_in_the_books_with_reason_and_remedy(bad_home, name):
    _, status, reason = BAD[name]
    books = [load for file, load in bad_home.books.items() if file.split("!")[0] == f"{DAY}/{name}"]
    assert [load["status"] for load in books] == [status]
    assert re.search(reason, books[0]["reason"])
    assert books[0]["remedy"] or status == "empty"
    loaded = bad_home.rows("select count(*) from raw.posts where load_id = ?", books[0]["load_id"])
    assert loaded == [(0,)]


def test_what_came_last_is_loaded_all_the_same(bad_home):
    assert bad_home.books[f"{DAY}/zzz good.csv"]["status"] == "loaded"
    assert bad_home.rows("select count(*) from raw.posts where post_key = '1800000000000000999'") == [(1,)]


def test_nothing_of_an_archive_lands_outside(bad_home):
    assert not list(bad_home.path.parent.rglob("evil*"))


def rejected(home: Home, name: str) -> set[tuple]:
    return set(
        home.rows(
            "select source_record, column_name, rule from meta.rejected_rows where file_name = ?", f"{DAY}/{name}"
        )
    )


@pytest.mark.parametrize(
    ("name", "accepted", "broken"),
    [
        ("two tables.csv", 2, {(n, None, "second_table") for n in (3, 4, 5)}),
        ("two headers.csv", 1, set()),
        ("ragged.csv", 3, {(3, None, "too_many_fields")}),
        ("excel.csv", 2, {(2, "post_key", "not_null")}),
        ("dates.csv", 1, {(1, "Publish time", "not_a_date"), (2, "Publish time", "after_its_capture"), (3, "Publish time", "too_early"),
                          (4, "Publish time", "not_a_date")}),
        ("counts.csv", 3, set()),
        ("nasty.csv", len(NASTY), set()),
    ],
)  # fmt: skip
def test_bad_records_are_named_and_the_others_of_the_file_are_loaded(bad_home, name, accepted, broken):
    load = bad_home.books[f"{DAY}/{name}"]
    assert load["status"] == "loaded"
    assert rejected(bad_home, name) == broken
    assert (load["rows_accepted"], load["rows_rejected"]) == (accepted, len({n for n, *_ in broken}))


def test_a_negative_count_costs_the_figure_and_the_record_stays(bad_home):
    unread = "select source_record, column_name, rule, value from meta.unread_values where file_name = ?"
    assert bad_home.rows(unread, f"{DAY}/counts.csv") == [(1, "Likes", "greater_than_or_equal_to", "-3")]
    kept = "select likes, impressions, engagements_reported from raw.posts where post_key = ?"
    assert bad_home.rows(kept, "1800000000000000008") == [(None, 100, 9)]
    assert bad_home.rows(kept, "1800000000000000009") == [(5, 5, 6)]


def test_of_two_headers_the_one_with_the_figure_counts_and_it_is_noted(bad_home):
    assert bad_home.rows("select likes from raw.posts where post_key = '1800000000000000003'") == [(77,)]
    assert "headers that stand twice" in bad_home.books[f"{DAY}/two headers.csv"]["notes"]


def test_text_of_any_kind_is_kept_to_the_letter(bad_home):
    found = dict(
        bad_home.rows("select post_key::bigint - 1800000000000000000, caption from raw.posts where caption is not null")
    )
    assert {n: found[n] for n in NASTY} == NASTY


def test_a_rejected_file_is_tried_again_and_says_the_same_only_once(bad_home):
    before = bad_home.rows("select count(*) from meta.loads")
    assert bad_home.load() == {}
    assert bad_home.rows("select count(*) from meta.loads") == before


def test_a_rejected_file_that_is_mended_is_loaded(tmp_path):
    home = Home(tmp_path / "home")
    home.put(f"{DAY}/a.csv", POSTS.replace("Impressions", "Displays") + post(1))
    (load,) = home.load().values()
    assert "columns: {impressions: ['Displays']}}" in load["remedy"]
    home.put(f"{DAY}/a.csv", POSTS + post(1))
    (load,) = home.load().values()
    assert (load["status"], load["rows_accepted"]) == ("loaded", 1)
