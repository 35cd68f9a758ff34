"""LinkedIn: a page's and a profile's own exports, and posts that were scraped, to the unit."""

import io
import json
from datetime import date, datetime
from typing import Any

import old_workbook
import pytest
import xlsxwriter

DAY = "2026-11-20"
POST = 7370000000000000000
ACCOUNT = "platform: linkedin\nhandle: case-page\n"
PAGE_POSTS = [
    "Post title", "Post link", "Post type", "Campaign name", "Posted by", "Created date", "Campaign start date", "Campaign end date",
    "Audience", "Impressions", "Views (Excluding offsite video views)", "Offsite Views", "Clicks", "Click through rate (CTR)",
    "Likes", "Comments", "Reposts", "Follows", "Engagement rate", "Content Type",
]  # fmt: skip
PAGE_DAYS = [
    "Date", "Impressions (organic)", "Impressions (sponsored)", "Impressions", "Unique impressions (organic)", "Clicks (organic)",
    "Clicks (sponsored)", "Clicks", "Reactions (organic)", "Reactions (sponsored)", "Reactions", "Comments (organic)",
    "Comments (sponsored)", "Comments", "Reposts (organic)", "Reposts (sponsored)", "Reposts", "Engagement rate (organic)",
    "Engagement rate (sponsored)", "Engagement rate",
]  # fmt: skip


def _link(number: int, kind: str = "activity") -> str:
    return f"https://www.linkedin.com/feed/update/urn:li:{kind}:{POST + number}"


def _xlsx(sheets: dict[str, list[list[Any]]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return out.getvalue()


def _post(
    number: int, kind: str, content: str, impressions: float, views: object, clicks: float, likes: float
) -> list[Any]:
    return [f"post {number}", _link(number, kind), "Organic", None, "Somebody", "09/10/2026", None, None, "All followers", impressions,
            views, None, clicks, 0.025, likes, 5.0, 2.0, 1.0, 1.064, content]  # fmt: skip


def test_posts_and_days_of_a_page(home):
    sheets = {
        "Metrics": [
            ["Content metrics of the time range"],
            PAGE_DAYS,
            ["09/10/2026", 90.0, 10.0, 100.0, 80.0, 4.0, 1.0, 5.0, 3.0, 1.0, 4.0, 2.0, 0.0, 2.0, 1.0, 0.0, 1.0, 0.1, 0.2, 0.12],
        ],
        "All posts": [
            ["Content metrics of all posts"],
            PAGE_POSTS,
            _post(1, "activity", "Video", 1200.0, 300.0, 30.0, 40.0),
            _post(2, "ugcPost", "Document", 800.0, None, 12.0, 9.0),
            _post(3, "share", "", 50.0, None, 0.0, 1.0),
        ],
    }  # fmt: skip
    home.put(f"{DAY}/account.yaml", ACCOUNT)
    home.put(f"{DAY}/case_content.xls", old_workbook.workbook(sheets))
    loads = home.load()
    assert {(load["format"], load["columns_unknown"]) for load in loads.values()} == {
        ("linkedin_days", None),
        ("linkedin_posts", None),
    }
    columns = (
        "post_id, post_key, handle, posted_at, format, impressions, views, clicks, likes, comments, shares, follows"
    )
    at = datetime(2026, 9, 10)
    assert home.rows(f"select {columns} from raw.posts order by post_id") == [
        (str(POST + n), str(POST + n), "case-page", at, form, impressions, views, clicks, likes, 5, 2, 1)
        for n, form, impressions, views, clicks, likes in [
            (1, "video", 1200, 300, 30, 40), (2, "carousel", 800, None, 12, 9), (3, None, 50, None, 0, 1),
        ]
    ]  # fmt: skip
    assert home.rows("select metric, value from raw.account_days where day = ? order by metric", date(2026, 9, 10)) == [
        ("clicks", 5), ("comments", 2), ("impressions", 100), ("likes", 4), ("promoted_impressions", 10), ("shares", 1),
    ]  # fmt: skip


def test_new_followers_of_a_page_are_gained_on_the_day(home):
    header = ["Date", "Sponsored followers", "Organic followers", "Auto-invited followers", "Total followers"]
    groups = [["Location", "Total followers"], ["Somewhere", 30.0]]
    days = [header, ["09/10/2026", 1.0, 6.0, 2.0, 9.0], ["09/11/2026", 0.0, 0.0, 0.0, 0.0]]
    home.put(f"{DAY}/account.yaml", ACCOUNT)
    home.put(f"{DAY}/followers.xls", old_workbook.workbook({"New followers": days, "Location": groups}))
    assert [load["status"] for load in home.load().values()] == ["ignored", "loaded"]
    assert home.rows("select metric, day::varchar, value from raw.account_days order by day") == [
        ("follows", "2026-09-10", 9), ("follows", "2026-09-11", 0),
    ]  # fmt: skip


def test_a_page_that_no_place_names_is_asked_for(home):
    home.put(f"{DAY}/posts.csv", ",".join(PAGE_POSTS) + "\n")
    (load,) = home.load().values()
    assert (load["status"], load["platform"]) == ("rejected", "linkedin")
    assert "whose" in load["reason"]


def test_the_export_of_a_profile(home):
    top = ["Post URL", "Post publish date", "Engagements", None, "Post URL", "Post publish date", "Impressions"]
    one, two, three = _link(1), _link(2, "share"), _link(3, "ugcPost")
    sheets = {
        "DISCOVERY": [["Overall Performance", "11/20/2025 - 11/19/2026"], ["Impressions", "900"], ["Members reached", "400"]],
        "ENGAGEMENT": [["Date", "Impressions", "Engagements"], ["11/18/2026", 120, 8], ["11/19/2026", 80, 0]],
        "TOP POSTS": [
            ["Maximum of 50 posts available to include in this list"],
            [],
            top,
            [one, "11/1/2026", 30, None, two, "11/2/2026", 700],
            [three, "11/3/2026", 4, None, one, "11/1/2026", 200],
        ],
        "FOLLOWERS": [["Total followers on 11/19/2026:", 1234], [], ["Date", "New followers"], ["11/19/2026", 3]],
        "DEMOGRAPHICS": [["Top Demographics", "Value", "Percentage"], ["Job titles", "Founder", "0.05"]],
    }  # fmt: skip
    home.put(f"{DAY}/@case-person/account.yaml", "platform: linkedin\n")
    home.put(f"{DAY}/@case-person/Content_2025-11-20_2026-11-19.xlsx", _xlsx(sheets))
    statuses = {name.rpartition("!")[2]: load["status"] for name, load in home.load().items()}
    assert sorted(statuses.values()) == ["ignored"] * 2 + ["loaded"] * 4
    assert home.rows(
        "select post_key, posted_at::varchar, engagements_reported, impressions from raw.posts order by 1"
    ) == [
        (str(POST + 1), "2026-11-01 00:00:00", 30, 200),
        (str(POST + 2), "2026-11-02 00:00:00", None, 700),
        (str(POST + 3), "2026-11-03 00:00:00", 4, None),
    ]
    assert home.rows("select metric, day::varchar, value from raw.account_days where handle = 'case-person' order by all") == [
        ("engagements_reported", "2026-11-18", 8), ("engagements_reported", "2026-11-19", 0), ("follows", "2026-11-19", 3),
        ("impressions", "2026-11-18", 120), ("impressions", "2026-11-19", 80),
    ]  # fmt: skip


SCRAPED = {
    "supreme_coder": {
        "urn": f"urn:li:activity:{POST + 1}", "url": _link(1), "type": "text", "text": "one", "numLikes": 40, "numComments": 5,
        "numShares": 2, "postedAtISO": "2026-09-10T10:00:00.000Z", "postedAtTimestamp": 1789034400000, "timeSincePosted": "2mo",
        "authorName": "Case A", "authorProfileUrl": "https://www.linkedin.com/in/case-a", "authorType": "Person",
        "author": {"firstName": "Case", "lastName": "A", "occupation": "x", "id": "1", "publicId": "case-a"}, "reactions": [],
    },
    "harvestapi": {
        "type": "post", "id": str(POST + 1), "linkedinUrl": f"https://www.linkedin.com/posts/case-a_one-activity-{POST + 1}-AbCd",
        "content": "one", "author": {"universalName": None, "publicIdentifier": "case-a", "type": "profile", "name": "Case A",
        "linkedinUrl": "https://www.linkedin.com/in/case-a", "info": "x"}, "postedAt": {"timestamp": 1789034400000,
        "date": "2026-09-10T10:00:00.000Z", "postedAgoShort": "2mo"},
        "engagement": {"likes": 40, "comments": 5, "shares": 2, "reactions": [{"type": "LIKE", "count": 30}]},
    },
    "apimaestro": {
        "urn": str(POST + 1), "full_urn": f"urn:li:activity:{POST + 1}", "posted_at": {"date": "2026-09-10 10:00:00", "relative": "2mo",
        "timestamp": 1789034400000}, "text": "one", "url": _link(1), "post_type": "regular", "author": {"first_name": "Case",
        "last_name": "A", "headline": "x", "username": "case-a", "profile_url": "https://www.linkedin.com/in/case-a"},
        "stats": {"total_reactions": 40, "like": 30, "love": 10, "comments": 5, "reposts": 2},
    },
}  # fmt: skip


@pytest.mark.parametrize("actor", SCRAPED)
def test_scraped_posts(home, actor):
    home.put(f"{DAY}/posts.json", json.dumps([SCRAPED[actor]]))
    (load,) = home.load().values()
    assert (load["format"], load["columns_unknown"]) == ("apify_linkedin", None)
    assert home.rows("select post_key, handle, posted_at, caption, likes, comments, shares from raw.posts") == [
        (str(POST + 1), "case-a", datetime(2026, 9, 10, 10), "one", 40, 5, 2)
    ]
