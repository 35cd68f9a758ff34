"""Public rates of every kind of source, from the file to the mart: what scrapers, Studios and sheets lack is not asked of them."""

import json

import pytest
from built_tables import build
from home_folder import Home
from test_layouts_scrapers import DAY, FACEBOOK, INSTAGRAM, INSTALOADER, PHYLLO, TWEET, YOUTUBE

STUDIO = (
    "Time,Video title,Video link,Post time,Total likes,Total comments,Total shares,Total views\n"
    "September 20,one,https://www.tiktok.com/@case_t1/video/7500000000000000001,September 10,90,8,2,1000\n"
)
YOUTUBE_STUDIO = (
    "Content,Video title,Video publish time,Duration,Shares,Likes,Comments added,Views,Watch time (hours)\n"
    'AAAAAAAAA60,one,"Sep 10, 2026",60,7,40,10,1000,5\n'
)
X_CONTENT = (
    "Post id,Date,Post text,Link,Impressions,Likes,Engagements,Bookmarks,Share,Replies,Reposts\n"
    '1800000000000000061,"Thu, Sep 10, 2026",one,https://x.com/case_x/status/1800000000000000061,1000,20,90,4,1,3,2\n'
)
SHEET = (
    "influencer_id,platform,date,url,reach,likes,comments,shares,reposts\n"
    "1,Instagram,2026-09-10,https://www.instagram.com/p/DOaaaaaaa62/,1000,50,10,,\n"
    "1,TikTok,2026-09-10,https://www.tiktok.com/@case_t2/video/7500000000000000063,1000,50,10,5,\n"
    "1,TikTok,2026-09-11,https://www.tiktok.com/@case_t2/video/7500000000000000064,1000,50,10,,\n"
    "1,X,2026-09-10,https://x.com/case_y/status/1800000000000000065,1000,50,10,,5\n"
)
FILES = {
    f"{DAY}/actors/instagram.json": json.dumps([INSTAGRAM]),
    f"{DAY}/actors/youtube.json": json.dumps([YOUTUBE]),
    f"{DAY}/actors/facebook.json": json.dumps([FACEBOOK]),
    f"{DAY}/actors/x.json": json.dumps([TWEET]),
    f"{DAY}/instaloader.json": json.dumps(INSTALOADER),
    f"{DAY}/phyllo.json": json.dumps(PHYLLO),
    f"{DAY}/@case_t1/Content.csv": STUDIO,
    f"{DAY}/@case_c60/Table data.csv": YOUTUBE_STUDIO,
    f"{DAY}/account_analytics_content_2026-09-01_2026-09-30.csv": X_CONTENT,
    f"brand/{DAY}/posts.csv": SHEET,
}
# post -> public engagements, the base of which the source knows, and what a source without the owner's figures leaves open
EXPECTED = {
    "DOaaaaaaa43": (209, "views", 2500, None),
    "AAAAAAAAA46": (54, "views", 1000, None),
    "1200000000000047": (105, "views", 4000, 105),
    "1800000000000000048": (65, "impressions", 5000, None),
    "DOaaaaaaa51": (83, "", None, None),
    "DOaaaaaaa52": (34, "views", 800, None),
    "7500000000000000001": (100, "views", 1000, None),
    "AAAAAAAAA60": (50, "views", 1000, 57),
    "1800000000000000061": (25, "impressions", 1000, 90),
    "DOaaaaaaa62": (60, "reach", 1000, None),
    "7500000000000000063": (65, "reach", 1000, None),
    "7500000000000000064": (None, "reach", 1000, None),
    "1800000000000000065": (65, "reach", 1000, None),
}


@pytest.fixture(scope="module")
def sources(tmp_path_factory) -> Home:
    home = Home(tmp_path_factory.mktemp("sources") / "home")
    for name, content in FILES.items():
        home.put(name, content)
    books = home.load()
    assert {n: b["reason"] for n, b in books.items() if b["status"] != "loaded"} == {}
    build(home, "marts.post_performance")
    return home


@pytest.mark.parametrize("post", EXPECTED)
def test_a_source_gives_the_public_rates_that_it_can_show(sources, post):
    bases = ["views", "reach", "impressions"]
    rates = ", ".join(f"{base}, public_engagement_rate_by_{base}" for base in bases)
    (row,) = sources.rows(
        f"select public_engagements, engagements, {rates} from marts.post_performance where post_key like ?",
        f"%{post}%",
    )
    public, base, seen, full = EXPECTED[post]
    assert row[:2] == (public, full)
    known = dict(zip(bases, zip(row[2::2], row[3::2], strict=True), strict=True))
    if base:
        assert known[base] == (seen, None if public is None else public / seen)
