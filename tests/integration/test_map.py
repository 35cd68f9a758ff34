"""``influencers map``: what it proposes is right where it proposes, and it asks where it cannot know."""

import json
from datetime import datetime

import pytest
from sample_runs import influencers

LINK = "https://www.tiktok.com/@case_t/video/75710000000000000{:02d}"
POST = "https://www.instagram.com/p/Dabc123xyz{}/"


def table(header, row, count=30):
    return header + "\n" + "".join(row(i) + "\n" for i in range(count))


def proposed(tmp_path, text, *options, name="list.csv"):
    file = tmp_path / name
    file.write_text(text)
    result = influencers("map", file, "--home", tmp_path / "home", "--json", *options)
    assert result.exit_code in (0, 3), result.output
    (found,) = json.loads(result.stdout)
    return result.exit_code, found


def mapped(found):
    return {line["ours"]: line["header"] for line in found["lines"] if line["certainty"] != "open"}


AGENCY = table(
    "Talent;Kanal;Live am;Link;Aufrufe;Likes;Kosten €",
    lambda i: f"@case_{i};Insta;{i % 28 + 1:02d}/04/2026;{POST.format(chr(65 + i % 26) + str(i))};1.{i:03d};{i};450,00",
)
SCRAPED = table(
    "video_url,desc,plays,hearts,comments,shares,posted",
    lambda i: f"{LINK.format(i)},x,{i * 1000},{i * 10},{i},{i},2026-09-{i % 28 + 1:02d} 10:00:00",
)
OF_THEIR_OWN = ",".join(f"Our field {n}" for n in range(8))  # so many that no shipped layout is near
DEALS = table(
    f"Creator handle,Network,Fee (EUR),Campaign,{OF_THEIR_OWN}",
    lambda i: f"@case_{i},Instagram,{i * 100 + 100},Spring" + ",yes" * 8,
)
STORIES = table(
    "Username,Story link,Impressions,Reach,Date posted",
    lambda i: f"case_a,https://www.instagram.com/stories/case_a/34{i:017d}/,{i * 10},{i * 9},2026-09-{i % 28 + 1:02d}",
)


@pytest.mark.parametrize(
    ("text", "options", "kind", "columns"),
    [
        (AGENCY, ["--column", "posted_at=Live am"], "posts",
         {"handle": "Talent", "platform": "Kanal", "posted_at": "Live am", "permalink": "Link", "views": "Aufrufe", "likes": "Likes"}),
        (SCRAPED, [], "posts", {"permalink": "video_url", "views": "plays", "comments": "comments", "shares": "shares",
                                "posted_at": "posted", "handle": "video_url"}),
        (DEALS, [], "deals", {"handle": "Creator handle", "platform": "Network", "fee": "Fee (EUR)", "campaign_ref": "Campaign"}),
        (STORIES, [], "posts", {"handle": "Username", "permalink": "Story link", "impressions": "Impressions", "reach": "Reach",
                                "posted_at": "Date posted"}),
    ],
    ids=["agency", "scraped", "deals", "stories"],
)  # fmt: skip
def test_a_table_is_proposed_from_headers_and_values(tmp_path, text, options, kind, columns):
    status, found = proposed(tmp_path, text, *options)
    assert (status, found["table"], found["questions"]) == (0, kind, [])
    assert {ours: header for ours, header in mapped(found).items() if ours != "ignored"} == columns
    assert len(found["records"]) == 5


def test_what_is_proposed_loads_as_it_shows(home):
    file = home.put("2026-11-20/list.csv", AGENCY)
    options = ["--home", home.path, "--column", "posted_at=Live am", "--write"]
    assert influencers("map", file, *options).exit_code == 0
    assert (home.path / "mappings" / "list.yaml").read_text().startswith("# Proposed from list.csv")
    (load,) = home.load().values()
    assert (load["format"], load["rows_accepted"], load["rows_rejected"]) == ("list", 30, 0)
    query = "select handle, platform, posted_at, views, likes from raw.posts order by source_record limit 2"
    assert home.rows(query) == [
        ("case_0", "instagram", datetime(2026, 4, 1), 1000, 0), ("case_1", "instagram", datetime(2026, 4, 2), 1001, 1),
    ]  # fmt: skip
    assert influencers("map", file, *options).exit_code == 0  # it is known now


def test_a_currency_of_a_header_is_kept(home):
    home.put("2026-11-20/fees.csv", DEALS)
    influencers("map", home.incoming / "2026-11-20" / "fees.csv", "--home", home.path, "--write")
    home.load()
    assert home.rows("select distinct currency from raw.deals") == [("EUR",)]
    assert home.rows("select sum(fee)::int from raw.deals") == [(sum(i * 100 + 100 for i in range(30)),)]


OPEN = {
    "comments": (table("comment_id,username,comment,like_count,created_at,post_url",
                       lambda i: f"1789{i:013d},case_{i},hi,{i},2026-09-01T10:00:00Z,{POST.format('A')}"), "comments, and not posts"),
    "comments of several posts": (table("username,text,likes,replies,date,link",
                                        lambda i: f"case_{i},hi,{i},1,2026-09-01,{POST.format(i)}c/{i}"), "no links to posts"),
    "comments without links": (table("id,author,text,likes,published",
                                     lambda i: f"Ugz{i:07d}AbCdEfGh,@case{i},nice,{i},2026-09-01"), "no column is certainly permalink"),
    "days of posts": (table("Date,Post link,Plays,Hearts,Talent", lambda i: f"2026-09-{i % 28 + 1:02d},{POST.format('A')},{i * 100},{i},@case_a"),
                      "several records have the same permalink"),
    "day or month": (table("Talent,Clip,Views,Likes,Posted",
                           lambda i: f"@case_t,{LINK.format(i)},{i * 1000},{i},{i % 12 + 1:02d}/{i % 9 + 1:02d}/2026"), "no column is certainly posted_at"),
    "invoices": (table("Invoice,Date,Customer,Amount", lambda i: f"R{i},2026-09-01,Firm {i},{i * 10}.00"), "no column is certainly"),
    "followers": (table("username,full_name,follow_date", lambda i: f"case_{i},N {i},2026-09-01"), "no column is certainly followers"),
    "swapped": (table("Talent,Clip,Views,Likes,Posted",
                      lambda i: f"@case_t,{LINK.format(i)},{i},{i * 1000 + 10},2026-09-01"), "the two may be swapped"),
    "mentions": (table("Text,Mentions,Likes,Posted", lambda i: f"p {i},@case_{i},{i},2026-09-01"), "no column is certainly permalink"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "asked"), OPEN.values(), ids=OPEN)
def test_what_is_not_certain_is_asked_and_nothing_is_written(tmp_path, text, asked):
    status, found = proposed(tmp_path, text, "--write")
    assert status == 3 and not found["is_complete"]
    assert asked in " ".join(found["questions"])
    assert not (tmp_path / "home" / "mappings").exists()


def test_advice_names_a_column_only_where_its_values_fit(tmp_path):
    text = AGENCY.replace("Live am", "Wann")
    _, found = proposed(tmp_path, text)
    assert found["questions"] == ["no column is certainly posted_at. Say it, perhaps --column posted_at='Wann'"]


def test_addresses_and_numbers_of_persons_are_not_mapped_and_not_shown(tmp_path):
    text = AGENCY.replace("Kosten €", "Notiz").replace("450,00", "case@example.org")
    file = tmp_path / "list.csv"
    file.write_text(text)
    shown = influencers("map", file, "--home", tmp_path / "home", "--column", "posted_at=Live am")
    assert shown.exit_code == 0 and "example.org" not in shown.stdout + shown.stderr
    assert "addresses or numbers of persons are not kept" in " ".join(shown.stdout.split())


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"a", b"PK\x03\x04broken", b"{", b"[]", b"a,b\n"])
def test_a_file_that_holds_no_table_is_told_and_no_exception(tmp_path, content):
    file = tmp_path / "odd.csv"
    file.write_bytes(content)
    result = influencers("map", file, "--home", tmp_path / "home")
    assert result.exit_code == 3 and isinstance(result.exception, SystemExit), result.exception
    assert "odd.csv" in result.stdout


def test_a_known_file_says_so(tmp_path):
    text = (
        "Post id,Date,Post text,Link,Impressions,Likes,Engagements\n"
        '1800000000000000001,"Fri, Feb 6, 2026",hi,https://x.com/case_x/status/1800000000000000001,90,7,8\n'
    )
    status, found = proposed(tmp_path, text)
    assert (status, found["format"], found["text"]) == (0, "x_content", None) and "which is known" in found["told"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--table", "post"], "--table post is none that a proposal can be for"),
        (["--platform", "tok"], "--platform tok is none that is known"),
        (["--column", "views"], "is not column=value"),
        (["--column", "post_at=Live am"], "Did you mean posted_at"),
        (["--column", "views=Gone"], "the file has no column 'Gone'"),
    ],
)
def test_wrong_options_name_what_there_is(tmp_path, options, told):
    file = tmp_path / "list.csv"
    file.write_text(AGENCY)
    result = influencers("map", file, "--home", tmp_path / "home", *options)
    assert result.exit_code == 2 and told in " ".join(result.stderr.split())
