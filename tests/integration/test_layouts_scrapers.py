"""What scrapers and platforms' own interfaces return of posts and profiles, to the unit."""

import json
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

DAY = "2026-11-20"
AT = datetime(2026, 9, 10, 10)
INSTAGRAM = {
    "id": "3690000000000000043", "type": "Video", "productType": "clips", "shortCode": "DOaaaaaaa43", "caption": "one",
    "url": "https://www.instagram.com/reel/DOaaaaaaa43/", "likesCount": 200, "commentsCount": 9, "videoPlayCount": 2500,
    "videoViewCount": 1000, "videoDuration": 12.5, "timestamp": "2026-09-10T10:00:00.000Z", "ownerId": "43",
}  # fmt: skip
YOUTUBE = {
    "title": "one", "type": "video", "id": "AAAAAAAAA46", "url": "https://www.youtube.com/watch?v=AAAAAAAAA46", "thumbnailUrl": "",
    "viewCount": 1000, "date": "2026-09-10T10:00:00.000Z", "likes": 50, "location": None, "channelName": "Case",
    "channelUrl": "https://www.youtube.com/@case_c46", "channelUsername": "case_c46", "channelId": "UC" + "4" * 22,
    "numberOfSubscribers": 10000, "duration": "0:05:13", "commentsCount": 4, "text": "x", "subtitles": None, "order": 0,
    "commentsTurnedOff": False, "comments": None, "fromYTUrl": "", "isMonetized": None, "hashtags": ["a"], "formats": [],
}  # fmt: skip
FACEBOOK = {
    "facebookUrl": "https://www.facebook.com/case.page", "facebookId": "100000000000047", "postId": "1200000000000047", "pageName": "case.page",
    "url": "https://www.facebook.com/case.page/posts/1200000000000047", "time": "2026-09-10T10:00:00.000Z", "timestamp": 1789034400,
    "user": {"id": "100000000000047", "name": "Case", "profileUrl": "https://www.facebook.com/case.page", "profilePic": ""},
    "text": "one", "likes": 90, "comments": 8, "shares": 7, "topReactionsCount": 3, "reactionLikeCount": 70,
    "reactionLoveCount": 20, "isVideo": True, "viewsCount": 4000, "media": [{"thumbnail": "x"}], "feedbackId": "x",
    "inputUrl": "https://www.facebook.com/case.page",
}  # fmt: skip
TWEET = {
    "type": "tweet", "id": "1800000000000000048", "url": "https://x.com/case_c48/status/1800000000000000048", "text": "one",
    "fullText": "one", "retweetCount": 3, "replyCount": 2, "likeCount": 60, "quoteCount": 1, "viewCount": 5000, "bookmarkCount": 4,
    "createdAt": "Thu Sep 10 10:00:00 +0000 2026", "lang": "en", "isReply": False, "isRetweet": False, "isQuote": False,
    "author": {"type": "user", "userName": "case_c48", "id": "48", "name": "Case", "followers": 700, "following": 30,
    "statusesCount": 900, "isVerified": False, "description": "x", "location": "Somewhere"}, "entities": {"urls": []},
}  # fmt: skip
RETWEET = TWEET | {
    "id": "1800000000000000049",
    "fullText": "RT @case_other: two",
    "text": "RT @case_other: two",
    "likeCount": 9999,
}
INSTALOADER = {
    "node": {
        "__typename": "GraphImage", "id": "3690000000000000051", "shortcode": "DOaaaaaaa51", "taken_at_timestamp": 1789034400,
        "edge_media_preview_like": {"count": 77}, "edge_media_to_comment": {"count": 6}, "is_video": False, "caption": "one",
        "edge_media_to_caption": {"edges": [{"node": {"text": "one"}}]}, "owner": {"id": "51", "username": "case_c51"},
    },
    "instaloader": {"version": "4.13", "node_type": "Post"},
}  # fmt: skip
PHYLLO = {
    "data": [{
        "id": "a", "created_at": "2026-11-01T00:00:00", "user": {"id": "u", "name": "x"},
        "account": {"id": "b", "platform_username": "case_c52"}, "work_platform": {"id": "c", "name": "Instagram", "logo_url": ""},
        "engagement": {"like_count": 30, "comment_count": 4, "view_count": 800, "share_count": None, "save_count": 2,
        "reach_organic_count": 600, "impression_organic_count": 900, "watch_time_in_hours": 1.5}, "external_id": "17900000000000052",
        "title": None, "format": "VIDEO", "type": "REELS", "url": "https://www.instagram.com/reel/DOaaaaaaa52/", "duration": 12,
        "description": "one", "published_at": "2026-09-10T10:00:00", "sponsored": {"is_sponsored": True, "tags": None},
    }],
    "metadata": {"offset": 0, "limit": 10},
}  # fmt: skip
POSTS: dict[str, tuple[str, Any, str, tuple[Any, ...]]] = {
    "instagram of a hashtag": ("apify_instagram", [INSTAGRAM], "account_id, post_key, posted_at, format, views, likes, comments",
        ("43", "DOaaaaaaa43", AT, "reel", 2500, 200, 9)),
    "instagram reels": ("apify_instagram", [INSTAGRAM | {"ownerUsername": "case_c43", "sharesCount": 5, "igPlayCount": 2000}],
        "handle, views, shares, duration_seconds", ("case_c43", 2500, 5, Decimal("12.5"))),
    "youtube": ("apify_youtube", [YOUTUBE], "handle, account_id, post_key, posted_at, title, views, likes, comments, duration_seconds",
        ("case_c46", "UC" + "4" * 22, "AAAAAAAAA46", AT, "one", 1000, 50, 4, Decimal(313))),
    "facebook": ("apify_facebook", [FACEBOOK],
        "handle, account_id, post_key, posted_at, format, views, reactions, likes, comments, shares",
        ("case.page", "100000000000047", "1200000000000047", AT, "video", 4000, 90, 70, 8, 7)),
    "x": ("apify_x", [TWEET, RETWEET], "handle, post_key, posted_at, impressions, likes, comments, reposts, saves",
        ("case_c48", "1800000000000000048", AT, 5000, 60, 2, 3, 4)),
    "instaloader": ("instaloader_posts", INSTALOADER, "handle, account_id, post_key, permalink, posted_at, format, likes, comments, caption",
        ("case_c51", "51", "DOaaaaaaa51", "https://www.instagram.com/p/DOaaaaaaa51/", AT, "image", 77, 6, "one")),
    "phyllo": ("phyllo_posts", PHYLLO,
        "platform, handle, post_key, posted_at, format, views, impressions, organic_reach, likes, shares, saves, watch_seconds, is_sponsored",
        ("instagram", "case_c52", "DOaaaaaaa52", AT, "reel", 800, 900, 600, 30, None, 2, Decimal(5400), True)),
}  # fmt: skip


@pytest.mark.parametrize("what", POSTS)
def test_posts(home, what):
    layout, content, columns, expected = POSTS[what]
    home.put(f"{DAY}/posts.json", json.dumps(content))
    (load,) = home.load().values()
    assert (load["format"], load["rows_rejected"], load["columns_unknown"]) == (layout, 0, None)
    assert home.rows(f"select {columns} from raw.posts") == [expected]


PROFILES: dict[str, tuple[str, Any, tuple[Any, ...]]] = {
    "instagram": ("apify_instagram_profiles", [{
        "inputUrl": "https://www.instagram.com/case_c44", "id": "44", "username": "case_c44", "url": "https://www.instagram.com/case_c44",
        "fullName": "C", "biography": "write to me", "followersCount": 12345, "followsCount": 100, "postsCount": 50, "verified": False,
        "private": False, "isBusinessAccount": True, "businessCategoryName": "Food", "latestPosts": [INSTAGRAM],
    }], ("instagram", "case_c44", "44", 12345, 100, 50)),
    "youtube": ("apify_youtube", [YOUTUBE | {"channelTotalVideos": 31}], ("youtube", "case_c46", "UC" + "4" * 22, 10000, None, 31)),
    "x": ("apify_x", [TWEET], ("x", "case_c48", "48", 700, 30, 900)),
    "graph": ("instagram_graph_profiles", {"username": "case_c55", "name": "C", "followers_count": 800, "follows_count": 20,
        "media_count": 12, "id": "17840000000000055"}, ("instagram", "case_c55", None, 800, 20, 12)),
    "phyllo": ("phyllo_profiles", {"data": [{"id": "a", "work_platform": {"id": "c", "name": "YouTube"}, "platform_username": "case_c53",
        "full_name": "C", "external_id": "UC" + "5" * 22, "reputation": {"follower_count": None, "subscriber_count": 4100,
        "content_count": 9}, "emails": [{"email_id": "a@example.com"}], "country": "ES", "is_verified": True}]},
        ("youtube", "case_c53", "UC" + "5" * 22, 4100, None, 9)),
    "modash report": ("modash_profiles", {"error": False, "profile": {"userId": "54", "profile": {"fullname": "C", "username": "case_c54",
        "url": "https://www.instagram.com/case_c54", "followers": 6600, "engagementRate": 0.02, "avgLikes": 130}, "country": "ES",
        "postsCount": 77, "contacts": [{"type": "email", "value": "a@example.com"}]}},
        ("instagram", "case_c54", "54", 6600, None, 77)),
    "modash search": ("modash_profiles", {"error": False, "total": 1, "lookalikes": [{"userId": "54", "profile": {"fullname": "C",
        "username": "case_c54", "url": "https://www.tiktok.com/@case_c54", "followers": 6600, "engagements": 130}}], "directs": []},
        ("tiktok", "case_c54", "54", 6600, None, None)),
}  # fmt: skip


@pytest.mark.parametrize("what", PROFILES)
def test_profiles(home, what):
    layout, content, expected = PROFILES[what]
    home.put(f"{DAY}/profiles.json", json.dumps(content))
    (load,) = home.load().values()
    assert (load["format"], load["rows_rejected"], load["columns_unknown"]) == (layout, 0, None)
    assert home.rows("select platform, handle, account_id, followers, following, posts from raw.profiles") == [expected]
    assert "example.com" not in str(home.rows("select * from raw.profiles"))


MEDIA = {
    "id": "17900000000000056", "caption": "one", "media_type": "VIDEO", "media_product_type": "REELS", "username": "case_c56",
    "permalink": "https://www.instagram.com/reel/DOaaaaaaa56/", "timestamp": "2026-09-10T10:00:00+0000", "like_count": 12,
    "comments_count": 3,
}  # fmt: skip
FIGURES = {
    "reach": 500,
    "saved": 4,
    "shares": 2,
    "views": 900,
    "total_interactions": 21,
    "ig_reels_avg_watch_time": 2500,
}
INSIGHTS = [
    {"name": n, "period": "lifetime", "values": [{"value": v}], "title": n, "id": f"1/{n}"} for n, v in FIGURES.items()
]
TOTALS = [{"name": n, "period": "lifetime", "total_value": {"value": v}} for n, v in FIGURES.items()]
HEAD = [*MEDIA, *FIGURES]
GRAPH = {
    "beside": ("json", json.dumps([MEDIA | FIGURES])),
    "in insights": ("json", json.dumps([MEDIA | {"insights": FIGURES}])),
    "as a list": ("json", json.dumps({"data": [MEDIA | {"insights": {"data": INSIGHTS}}], "paging": {"cursors": {"after": "x"}}})),
    "as totals": ("json", json.dumps({"data": [MEDIA | {"insights": {"data": TOTALS}}], "paging": {"cursors": {"after": "x"}}})),
    "csv": ("csv", ",".join(HEAD) + "\n" + ",".join(str((MEDIA | FIGURES)[name]) for name in HEAD) + "\n"),
}  # fmt: skip


@pytest.mark.parametrize("form", GRAPH)
def test_posts_of_the_graph_api(home, form):
    ending, text = GRAPH[form]
    home.put(f"{DAY}/media.{ending}", text)
    (load,) = home.load().values()
    assert (load["format"], load["rows_rejected"]) == ("instagram_graph_posts", 0)
    columns = "handle, post_id, post_key, posted_at, format, likes, comments, reach, saves, shares, views, engagements_reported"
    assert home.rows(f"select {columns}, average_watch_seconds from raw.posts") == [
        ("case_c56", "17900000000000056", "DOaaaaaaa56", AT, "reel", 12, 3, 500, 4, 2, 900, 21, Decimal("2.5"))
    ]


def test_a_post_without_a_like_count_has_none(home):
    home.put(f"{DAY}/media.json", json.dumps([{n: v for n, v in MEDIA.items() if n != "like_count"}]))
    home.load()
    assert home.rows("select likes, comments, views from raw.posts") == [(None, 3, None)]


DOWNLOADS = {
    "Instagram": {"organic_insights_posts": [{
        "media_map_data": {"Media Thumbnail": {"uri": "x", "creation_timestamp": 1789034400, "title": "one"}},
        "string_map_data": {"Impressions": {"href": "", "value": "900", "timestamp": 0}, "Likes": {"href": "", "value": "--", "timestamp": 0}},
    }]},
}  # fmt: skip


@pytest.mark.parametrize("what", DOWNLOADS)
def test_what_people_download_about_themselves_is_refused_by_its_name(home, what):
    home.put(f"{DAY}/data.json", json.dumps(DOWNLOADS[what]))
    (load,) = home.load().values()
    assert load["status"] == "rejected"
    assert load["reason"].startswith("it is ")
    assert "Business Suite" in load["remedy"]
