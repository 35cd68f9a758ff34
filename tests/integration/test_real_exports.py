"""Real exports come out to the unit: every total is worked out here with the csv module alone.

The exports lie beside the repository and never enter it; without them these tests are skipped.
"""

import csv
import io
import itertools
import json
import re
import shutil
from collections import defaultdict
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from built_tables import build
from home_folder import Home

NULLS = {"", "-", "undefined", "N/A"}
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
PLACES = {
    "meta_business_suite": "meta/2025-04-14/@somebody",
    "tiktok_studio": "tiktok/2026-02-28/@somebody",
    "youtube_studio": "youtube/2025-12-01/@somebody",
    "x_analytics": "x/2025-02-04",
    "apify": "apify/2025-09-04",
    "roster": "rosters/2022-12-31",
    "brand_campaign": "brand/2025-12-31",
}


@pytest.fixture(scope="module")
def real(shared_exports, tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("real") / "home")
    for source, place in PLACES.items():
        shutil.copytree(shared_exports / source, home.incoming / place)
    for folder in (home.incoming / PLACES["brand_campaign"]).iterdir():  # each brand's ids are its own
        target = home.incoming / f"brand_{folder.name}/2025-12-31"
        target.parent.mkdir()
        folder.rename(target)
    home.put("meta/account.yaml", "platform: facebook\n")  # for the titles that do not say which network
    for path in meta_posts(home.incoming / PLACES["meta_business_suite"], "Account username"):
        target = home.incoming / "instagram/2025-04-14" / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)
    home.books = home.load()
    build(home, "staging.stg_posts")
    return home


def meta_posts(folder: Path, header: str) -> list[Path]:
    """Return the post exports of Meta that have a header; one network's accounts have user names, the other's pages."""
    return [
        p for p in sorted(folder.glob("*_*_*.csv")) if header in p.read_text(encoding="utf-8-sig").split("\n", 1)[0]
    ]


def records(path: Path) -> list[dict[str, list[str]]]:
    """Return the records of an export: header -> its cells; headers can stand twice."""
    data = path.read_bytes()
    text = data.decode("utf-16") if data.startswith(b"\xff\xfe") else data.decode("utf-8-sig")
    header, *rows = [r for r in csv.reader(io.StringIO(text, newline="")) if r]
    found = []
    for row in rows:
        cells = defaultdict(list)
        for name, cell in zip(header, row, strict=False):
            cells[name].append(cell)
        found.append(cells)
    return found


def total(rows: list[dict[str, list[str]]], name: str) -> Decimal | None:
    """Return the sum of a column, none where nothing is reported."""
    known = [Decimal(row[name][0].replace(",", "")) for row in rows if row[name] and row[name][0] not in NULLS]
    return sum(known) if known else None


def loaded(real: Home, pattern: str, expression: str, table: str = "posts") -> tuple:
    """Return sums over the rows of the file whose name fits, whichever copy of it was loaded."""
    query = f"select {expression} from raw.{table} join meta.loads using (load_id) where file_name like ?"
    return real.rows(query, pattern)[0]


def test_nothing_is_refused_and_no_record_is_lost(real):
    assert {n: b["reason"] for n, b in real.books.items() if b["status"] == "rejected"} == {}
    for name, load in real.books.items():
        assert load["rows_read"] == load["rows_accepted"] + load["rows_rejected"] + load["rows_duplicate"], name


def test_instagram_posts(real, shared_exports):
    copies = meta_posts(shared_exports / "meta_business_suite", "Account username")
    rows = records(copies[0])
    names = {
        "Views": "views",
        "Reach": "reach",
        "Likes": "likes",
        "Comments": "comments",
        "Shares": "shares",
        "Saves": "saves",
    }
    found = loaded(real, "instagram/%", f"count(*), {', '.join(f'sum({c})' for c in names.values())}")
    assert found == (len(rows), *(total(rows, name) for name in names))
    assert sorted(load["status"] for name, load in real.books.items() if name.startswith("instagram/")) == [
        "duplicate",
        "loaded",
    ]


def test_facebook_posts(real, shared_exports):
    expected: dict[str, dict[str, set[Decimal]]] = {}
    names = ["Reach", "Reactions", "Comments", "Shares"]
    for file in meta_posts(shared_exports / "meta_business_suite", "Page ID"):
        for row in records(file):
            expected.setdefault(row["Post ID"][0], {})
            for name in names:
                if row[name] and row[name][0] not in NULLS:
                    expected[row["Post ID"][0]].setdefault(name, set()).add(Decimal(row[name][0]))
    assert expected
    found = real.rows("select post_id, reach, reactions, comments, shares from raw.posts where platform = 'facebook'")
    assert {post_id for post_id, *_ in found} == expected.keys()
    for post_id, *counts in found:
        for name, count in zip(names, counts, strict=True):
            known = expected[post_id].get(name)
            assert (count is None and not known) or count in known, (post_id, name)


@pytest.mark.parametrize(
    ("file", "metric"),
    [("Reach", "reach"), ("Views", "views"), ("Follows", "follows"), ("Visits", "profile_visits"), ("Visits (1)", "profile_visits"),
     ("Interactions", "engagements_reported"), ("Interactions (1)", "engagements_reported")],
)  # fmt: skip
def test_meta_days(real, shared_exports, file, metric):
    text = (shared_exports / "meta_business_suite" / f"{file}.csv").read_bytes().decode("utf-16")
    rows = [r for r in csv.reader(io.StringIO(text, newline="")) if len(r) == 2 and r[0][:1] == "2"]
    (load,) = [b for n, b in real.books.items() if n.endswith(f"/{file}.csv")]
    if load["status"] == "loaded":
        assert load["rows_read"] == len(rows)
        if load["rows_duplicate"] == 0:
            found = loaded(real, f"%/{file}.csv", "count(*), sum(value), min(metric), max(metric)", "account_days")
            # the other network's figure of the same day may have taken a row's place: then it is in the conflicts
            lost = real.rows("select count(*) from meta.conflicts where dropped_load_id = ?", load["load_id"])[0][0]
            if not lost:
                assert found == (len(rows), sum(Decimal(r[1]) for r in rows), metric, metric)
            else:
                assert found[0] + lost == len(rows)


@pytest.mark.parametrize("copy", [0, 1])
def test_tiktok_follower_history(real, shared_exports, copy):
    folder = sorted((shared_exports / "tiktok_studio").glob("Followers_*"))[copy]
    rows = records(folder / "FollowerHistory.csv")
    known = [int(r["Followers"][0]) for r in rows if r["Followers"][0] != "undefined"]
    found = real.rows(
        "select distinct observed_at, followers from raw.profiles where platform = 'tiktok' and handle = 'somebody' order by 1"
    )
    days = [moment.date() for moment, _ in found]
    assert all((later - earlier).days == 1 for earlier, later in itertools.pairwise(days))
    assert [followers for _, followers in found][-len(known) :] == known


def test_tiktok_overview_counts(real, shared_exports):
    rows = records(shared_exports / "tiktok_studio" / "Overview.csv")
    spanish = records(shared_exports / "tiktok_studio" / "Overview (es dates).csv")
    found = dict(
        real.rows(
            "select metric, sum(value) from raw.account_days join meta.loads using (load_id) where loads.format = 'tiktok_studio_overview' group by 1"
        )
    )
    assert len(spanish) < len(rows)
    assert found["views"] == total(rows, "Video Views")
    assert found["likes"] == total(rows, "Likes")


def test_tiktok_videos(real, shared_exports):
    expected: dict[str, set[tuple[int, int]]] = {}
    for file in sorted((shared_exports / "tiktok_studio").glob("Content*.csv")):
        for row in records(file):
            post_id = re.search(r"/(?:video|photo)/(\d+)", row["Video link"][0])[1]
            expected.setdefault(post_id, set()).add((int(row["Total views"][0]), int(row["Total likes"][0])))
    found = real.rows(
        "select distinct post_key, views, likes from raw.posts join meta.loads using (load_id) where loads.format = 'tiktok_studio_content'"
    )
    assert {key for key, *_ in found} == expected.keys()
    assert all((views, likes) in expected[key] for key, views, likes in found)


def test_youtube_without_its_total(real, shared_exports):
    rows = records(shared_exports / "youtube_studio" / "Table data.csv")
    assert rows[0]["Content"] == ["Total"]
    (load,) = [b for n, b in real.books.items() if n.endswith("/Table data.csv")]
    assert (load["rows_read"], load["rows_summary"]) == (len(rows) - 1, 1)
    names = {"Views": "views", "Impressions": "thumbnail_impressions", "Likes": "likes", "Comments added": "comments",
             "Subscribers": "net_follows", "Shares": "shares"}  # fmt: skip
    found = loaded(
        real, "%/Table data.csv", f"count(*), {', '.join(f'sum({c})' for c in names.values())}, sum(watch_seconds)"
    )
    assert found[:-1] == (len(rows) - 1, *(total(rows[1:], name) for name in names))
    hours = total(rows[1:], "Watch time (hours)")
    assert float(found[-1]) == pytest.approx(float(hours) * 3600, rel=1e-6)


@pytest.mark.parametrize(
    ("file", "names"),
    [
        ("account_analytics_content_*.csv",
         {"Impressions": "impressions", "Likes": "likes", "Engagements": "engagements_reported", "Bookmarks": "saves",
          "Replies": "comments", "Reposts": "reposts", "Url clicks": "link_clicks"}),
        ("tweet_activity_metrics_*.csv",
         {"impressions": "impressions", "likes": "likes", "engagements": "engagements_reported", "replies": "comments",
          "retweets": "reposts", "promoted impressions": "promoted_impressions"}),
    ],
)  # fmt: skip
def test_x_posts(real, shared_exports, file, names):
    (path,) = (shared_exports / "x_analytics").glob(file)
    rows = [r for r in records(path) if not any("undefined" in c for cells in r.values() for c in cells)]
    assert loaded(real, f"%{path.name}", f"count(*), {', '.join(f'sum({c})' for c in names.values())}") == (
        len(rows), *(total(rows, name) for name in names),
    )  # fmt: skip


def test_scraped_posts(real, shared_exports):
    (path,) = (shared_exports / "apify").glob("*.csv")
    tiktok = records(path)
    usable = {row["id"][0]: row for row in tiktok if row["id"] and row["id"][0]}
    found = loaded(real, "%free-tiktok-scraper%", "count(*), sum(views), sum(likes), sum(comments), sum(shares)")
    rows = list(usable.values())
    assert found == (len(rows), *(total(rows, n) for n in ("playCount", "diggCount", "commentCount", "shareCount")))
    items = json.loads(next((shared_exports / "apify").glob("*.json")).read_text(encoding="utf-8"))
    posts = {item["shortCode"]: item for item in items if "shortCode" in item}
    likes = sum(item["likesCount"] for item in posts.values() if item.get("likesCount", -1) >= 0)
    found = loaded(real, "%instagram-scraper%", "count(*), sum(likes), sum(comments)")
    assert found == (len(posts), likes, sum(item["commentsCount"] for item in posts.values()))


@pytest.fixture(scope="module")
def rated(real):
    """Return the home with its posts and tiers worked out."""
    build(real, "marts.post_performance", "marts.tier_engagement")
    return real


def whole(row: dict[str, list[str]], *names: str) -> int | None:
    """Return the sum of cells; none where one of them is hidden."""
    cells = [row[name][0].replace(",", "") if row[name] else "" for name in names]
    return None if NULLS.intersection(cells) else sum(int(Decimal(cell)) for cell in cells)


PUBLIC = {
    "tiktok_studio_content": (
        "tiktok_studio", "Content*.csv", "Video link", ["Total likes", "Total comments", "Total shares"], "Total views", "views",
    ),
    "apify_tiktok": (
        "apify", "*.csv", "webVideoUrl", ["diggCount", "commentCount", "shareCount"], "playCount", "views",
    ),
    "youtube_studio_content": ("youtube_studio", "Table data.csv", "Content", ["Likes", "Comments added"], "Views", "views"),
    "x_content": (
        "x_analytics", "account_analytics_content_*.csv", "Link", ["Likes", "Replies", "Reposts"], "Impressions", "impressions",
    ),
    "x_legacy_tweets": (
        "x_analytics", "tweet_activity_metrics_*.csv", "Tweet permalink", ["likes", "replies", "retweets"], "impressions",
        "impressions",
    ),
    "meta_instagram_posts": (
        "meta_business_suite", "*_*_*.csv", "Permalink", ["Likes", "Comments"], "Reach", "reach",
    ),
}  # fmt: skip


@pytest.mark.parametrize("source", PUBLIC)
def test_public_rates(rated, shared_exports, source):
    folder, pattern, link, parts, base, denominator = PUBLIC[source]
    expected: dict[str, set[tuple[int | None, float | None]]] = defaultdict(set)
    for path in (shared_exports / folder).glob(pattern):
        for row in records(path):
            if (
                not row[link]
                or row[link][0] in {"", "Total"}
                or (folder.startswith("meta") and not row["Account username"])
            ):
                continue  # another layout of the folder, or a total
            key, count, seen = row[link][0].strip(" /").split("/")[-1], whole(row, *parts), whole(row, base)
            expected[key].add((count, count / seen if count is not None and seen else None))
    expected.pop("undefined", None)
    rates = f"post_key, public_engagements, public_engagement_rate_by_{denominator}"
    found = rated.rows(
        f"select {rates} from marts.post_performance join meta.loads using (load_id) where loads.format = ?", source
    )
    assert {key for key, *_ in found} == expected.keys()
    for key, count, rate in found:
        assert (count, rate) in expected[key], key
    assert sum(rate is not None for *_, rate in found) > 0.9 * len(found)


def test_public_engagements_of_scraped_instagram_posts(rated, shared_exports):
    items = json.loads(next((shared_exports / "apify").glob("*.json")).read_text(encoding="utf-8"))
    expected = {
        item["shortCode"]: item["likesCount"] + item["commentsCount"]
        for item in items
        if item.get("likesCount", -1) >= 0
    }
    found = rated.rows(
        "select post_key, public_engagements, engagements from marts.post_performance join meta.loads using (load_id) "
        "where loads.format = 'apify_instagram' and public_engagements is not null"
    )
    assert {key: count for key, count, _ in found} == expected
    assert {full for *_, full in found} == {None}  # shares and saves are the owner's


@pytest.mark.parametrize("brand", ["a", "b"])
def test_public_rates_of_brand_sheets(rated, shared_exports, brand):
    rows = records(shared_exports / "brand_campaign" / brand / "posts.csv")
    # sheets without shares and reposts say nothing of TikTok's and X's
    rows = [row for row in rows if row["platform"][0] in {"Instagram", "YouTube"}]
    expected = sorted((whole(row, "likes", "comments"), whole(row, "reach")) for row in rows)
    found = rated.rows(
        "select public_engagements, post_performance.reach, public_engagement_rate_by_reach from marts.post_performance "
        "join meta.loads using (load_id) where loads.format = 'brand_posts' and file_name like ? "
        "and post_performance.platform in ('instagram', 'youtube') order by 1, 2",
        f"brand_{brand}/%",
    )
    assert [(count, reach) for count, reach, _ in found] == expected
    assert all(rate == count / reach for count, reach, rate in found)
    for row in rows if "engagement_rate" in rows[0] else []:  # the sheet states the same
        assert float(row["engagement_rate"][0]) == pytest.approx(whole(row, "likes", "comments") / whole(row, "reach"))


def test_creators_of_a_campaign_that_is_over_have_their_rates(rated, shared_exports):
    posts = 0
    for brand in ("a", "b"):
        folder = shared_exports / "brand_campaign" / brand
        sheet = records(folder / "influencers.csv")
        known = {r.get("ID", r.get("id"))[0] for r in sheet if r["platform"][0] == "Instagram"}
        rows = records(folder / "posts.csv")
        posts += sum(r["platform"][0] == "Instagram" and r["influencer_id"][0] in known for r in rows)
    query = """
        select sum(posts_with_rate) from marts.tier_engagement
        where scheme = 'default' and niche = 'all' and platform = 'instagram' and tier <> 'unknown'
    """
    assert rated.rows(query) == [(posts,)]
    assert posts > 500


def test_no_creator_is_missing_from_the_tiers(rated):
    accounts = dict(
        rated.rows(
            "select platform, count(distinct influencer_id) from intermediate.int_account_standing "
            "where influencer_id is not null group by platform"
        )
    )
    query = """
        select platform, sum(creators_without_rate), sum(posts_with_rate), sum(creators_with_other_rate)
        from marts.tier_engagement where scheme = 'default' and niche = 'all' group by platform
    """
    rated_creators = dict(
        rated.rows(
            "select platform, count(distinct influencer_id) from intermediate.int_window_posts "
            "where headline_rate is not null group by platform"
        )
    )
    found = {platform: counts for platform, *counts in rated.rows(query)}
    assert {p: without + rated_creators.get(p, 0) for p, (without, *_) in found.items()} == accounts
    # TikTok, YouTube and X have rates of accounts whose followers nobody states; Instagram one over reach
    assert all(found[platform][1] > 0 for platform in ("tiktok", "youtube", "x"))
    assert found["instagram"][2] > 0


@pytest.mark.parametrize(("brand", "file"), [("a", "tracking_data.csv"), ("b", "tracking.csv")])
def test_tracked_orders_and_revenue(real, shared_exports, brand, file):
    rows = records(shared_exports / "brand_campaign" / brand / file)
    found = loaded(real, f"brand_{brand}/%{file}", "count(*), sum(orders), sum(gross_revenue)", "orders")
    assert found == (len(rows), total(rows, "orders"), total(rows, "revenue"))


@pytest.mark.parametrize("brand", ["a", "b"])
def test_payouts(real, shared_exports, brand):
    rows = records(shared_exports / "brand_campaign" / brand / "payouts.csv")
    found = loaded(real, f"brand_{brand}/%payouts.csv", "count(*), sum(payout_total)", "deals")
    assert found == (len(rows), total(rows, "total_payout"))


@pytest.mark.parametrize("brand", ["a", "b"])
def test_posts_of_brand_sheets(real, shared_exports, brand):
    rows = records(shared_exports / "brand_campaign" / brand / "posts.csv")
    found = loaded(real, f"brand_{brand}/%posts.csv", "count(*), sum(reach), sum(likes), sum(comments)")
    assert found == (len(rows), *(total(rows, name) for name in ("reach", "likes", "comments")))


@pytest.mark.parametrize("pattern", ["INSTAGRAM", "Tiktok"])
def test_rosters(real, shared_exports, pattern):
    (path,) = (shared_exports / "roster").glob(f"*{pattern}*")
    header = "followers" if pattern == "INSTAGRAM" else "Subscribers"
    rows = records(path)
    handles: dict[str, int] = {}
    for row in rows:
        handle = row["name" if pattern == "INSTAGRAM" else "Tiktoker name"][0].strip().lower()
        handles.setdefault(handle, max(int(Decimal(cell)) for cell in row[header] if cell.replace(".", "").isdigit()))
    found = loaded(real, f"%{pattern}%", "count(distinct lower(profiles.handle)), sum(followers)", "profiles")
    assert found == (len(handles), sum(handles.values()))


def shortcode_moment(code: str) -> datetime:
    number = 0
    for character in code[:11]:
        number = number * 64 + ALPHABET.index(character)
    return datetime.fromtimestamp(((number >> 23) + 1_314_220_021_721) / 1000, UTC).replace(tzinfo=None)


def test_posted_at_is_the_time_that_the_ids_encode(real):
    moments = {
        "instagram": shortcode_moment,
        "tiktok": lambda key: datetime.fromtimestamp(int(key) >> 32, UTC).replace(tzinfo=None),
        "x": lambda key: datetime.fromtimestamp(((int(key) >> 22) + 1_288_834_974_657) / 1000, UTC).replace(
            tzinfo=None
        ),
    }
    # What scrapers say of Instagram is when the post came out, which can be minutes after its id was made.
    query = """
        select distinct stg_posts.platform, post_key, stg_posts.posted_at from staging.stg_posts
        join raw.posts using (platform, post_key) join meta.loads on loads.load_id = posts.load_id
        where stg_posts.platform in ('instagram', 'tiktok', 'x') and loads.format not like 'apify_instagram' and post_key not like '%:%'
    """
    apart = defaultdict(list)
    for platform, key, posted_at in real.rows(query):
        apart[platform].append(abs((posted_at - moments[platform](key)).total_seconds()))
    for platform in ("tiktok", "x"):
        assert len(apart[platform]) > 10
        assert max(apart[platform]) <= 60, platform
    # Instagram makes the id when the upload starts: most posts are out within the minute, all within minutes.
    assert len(apart["instagram"]) > 10
    assert sum(seconds <= 60 for seconds in apart["instagram"]) > 0.75 * len(apart["instagram"])
    assert max(apart["instagram"]) <= 15 * 60
