"""What texts of handle columns say, platform by platform."""

import polars as pl
import pytest

from pipeline.exports import handles
from pipeline.exports.identity import no_handles, platforms, post_format, without_placeholders

CHANNEL = "UCq0w9e8r7t6y5u4i3o2p1-_"


def said(text: str, platform: str | None) -> tuple[str | None, str | None, str | None, str | None]:
    (row,) = handles.read(pl.Series([text]), platform).rows()
    return row


@pytest.mark.parametrize(
    ("platform", "text", "handle"),
    [
        ("instagram", "@Mia.Okt_7", "Mia.Okt_7"),
        ("instagram", "＠mia", "mia"),
        ("instagram", "  @ mia ", "mia"),
        ("instagram", "HTTPS://WWW.Instagram.com/Mia.Okt/?igsh=MzRl&hl=de#top", "Mia.Okt"),
        ("instagram", "instagram.com/mia/", "mia"),
        ("instagram", "//instagram.com/mia", "mia"),
        ("instagram", "http://m.instagram.com/_u/mia", "mia"),
        ("instagram", "https://www.instagram.com/mia/reels/", "mia"),
        ("instagram", "https://www.instagram.com/accounts/login/?next=%2Fmia%2F", "mia"),
        ("instagram", "https://l.instagram.com/?u=https%3A%2F%2Finstagram.com%2Fmia%2F&e=ATN", "mia"),
        ("instagram", '=HYPERLINK("https://www.instagram.com/mia/","Mia")', "mia"),
        ("instagram", "[Mia](https://www.instagram.com/mia/)", "mia"),
        ("instagram", "instagr.am/mia", "mia"),
        ("tiktok", "https://www.tiktok.com/@mia.o?lang=en&_t=8x", "mia.o"),
        ("tiktok", "m.tiktok.com/@mia.o", "mia.o"),
        ("tiktok", "tiktok.com/%40mia.o", "mia.o"),
        ("tiktok", "мия", "мия"),
        ("youtube", "https://www.youtube.com/@Mia-Kocht/videos", "Mia-Kocht"),
        ("youtube", "youtube.com/c/MiaKocht", "MiaKocht"),
        ("youtube", "m.youtube.com/user/miakocht/about", "miakocht"),
        ("youtube", "https://youtube.com/MiaKocht?sub_confirmation=1", "MiaKocht"),
        ("youtube", "https://www.youtube.com/@%E6%9D%B1%E4%BA%AC", "東京"),
        ("facebook", "https://de-de.facebook.com/mia.kocht/about", "mia.kocht"),
        ("facebook", "fb.com/mia.kocht", "mia.kocht"),
        ("facebook", "https://m.facebook.com/mia.kocht?refsrc=x", "mia.kocht"),
        ("facebook", "https://www.facebook.com/pg/miakocht/posts", "miakocht"),
        ("facebook", "m.me/miakocht", "miakocht"),
        ("x", "https://twitter.com/mia_o?s=20", "mia_o"),
        ("x", "mobile.twitter.com/mia_o", "mia_o"),
        ("x", "x.com/@mia_o", "mia_o"),
        ("x", "https://twitter.com/#!/mia_o", "mia_o"),
        ("x", "https://twitter.com/intent/user?original_referer=a&screen_name=mia_o", "mia_o"),
        ("linkedin", "https://nl.linkedin.com/in/mia-o-123/en?trk=x", "mia-o-123"),
        ("linkedin", "linkedin.com/company/mia-kocht/posts/", "mia-kocht"),
    ],
)
def test_every_form_of_a_handle_is_the_same_handle(platform, text, handle):
    assert said(text, platform) == (handle, None, platform, None)


@pytest.mark.parametrize(
    ("platform", "text", "account_id"),
    [
        ("youtube", f"https://www.youtube.com/channel/{CHANNEL}?view=1", CHANNEL),
        ("youtube", f"studio.youtube.com/channel/{CHANNEL}/videos", CHANNEL),
        ("youtube", CHANNEL, CHANNEL),
        ("facebook", "https://www.facebook.com/profile.php?ref=x&id=100044556677", "100044556677"),
        ("facebook", "m.facebook.com/login.php?next=https%3A%2F%2Fm.facebook.com%2Fprofile.php%3Fid%3D100044556677", "100044556677"),
        ("facebook", "facebook.com/people/Mia-Kocht/100044556677/", "100044556677"),
        ("facebook", "facebook.com/pages/Mia-Kocht/104455667", "104455667"),
        ("facebook", "https://www.facebook.com/pages/category/Blogger/Mia-Kocht-104455667788/", "104455667788"),
        ("facebook", "facebook.com/Mia-Kocht-104455667788", "104455667788"),
        ("facebook", "facebook.com/p/Mia-Kocht-100044556677/", "100044556677"),
        ("facebook", "100044556677", "100044556677"),
        ("x", "https://x.com/i/user/44556677", "44556677"),
        ("x", "twitter.com/intent/user?user_id=44556677", "44556677"),
        ("tiktok", "https://www.tiktok.com/share/user/6812345678901234567", "6812345678901234567"),
        ("linkedin", "linkedin.com/company/445566/", "445566"),
    ],
)  # fmt: skip
def test_a_link_with_an_id_gives_the_id(platform, text, account_id):
    assert said(text, platform) == (None, account_id, platform, None)


@pytest.mark.parametrize(
    ("platform", "text"),
    [
        ("instagram", "https://www.instagram.com/p/Dabc123xyzA/"),
        ("instagram", "https://www.instagram.com/mia/reel/Dabc123xyzA/"),
        ("instagram", "https://www.instagram.com/stories/mia/3690000000000000044/"),
        ("instagram", "https://www.instagram.com/explore/tags/food/"),
        ("instagram", "https://www.instagram.com/"),
        ("instagram", "instagram.com"),
        ("instagram", "https://linktr.ee/mia"),
        ("tiktok", "https://vm.tiktok.com/ZMabcdef/"),
        ("tiktok", "https://www.tiktok.com/t/ZTabcdef/"),
        ("tiktok", "https://www.tiktok.com/@mia.o/video/7500000000000000045"),
        ("youtube", "https://youtu.be/abcdefghijk"),
        ("youtube", "https://www.youtube.com/watch?v=abcdefghijk"),
        ("youtube", "https://www.youtube.com/playlist?list=PLabc"),
        ("facebook", "https://www.facebook.com/groups/miakocht"),
        ("facebook", "https://www.facebook.com/miakocht/posts/pfbid02abcdef"),
        ("facebook", "https://www.facebook.com/share/1AbCdEf/"),
        ("facebook", "https://fb.watch/abcdef/"),
        ("x", "https://x.com/mia_o/status/1800000000000000001"),
        ("x", "https://x.com/home"),
        ("linkedin", "https://www.linkedin.com/posts/mia_food-activity-7123456789012345678-abcd"),
        ("linkedin", "https://www.linkedin.com/feed/"),
    ],
)
def test_a_link_to_something_else_is_no_profile(platform, text):
    assert said(text, platform) == (None, None, None, handles.NOT_A_PROFILE)


@pytest.mark.parametrize(
    ("platform", "text"),
    [
        ("instagram", "Mia Kocht"),
        ("instagram", "@mia / @bob"),
        ("instagram", "@mia (main)"),
        ("instagram", "mia,bob"),
        ("instagram", "m" * 31),
        ("tiktok", "m"),
        ("youtube", "Mia kocht!"),
        ("facebook", "Mia Kocht"),
        ("x", "mia.o"),
        ("x", "m" * 21),
        ("linkedin", "Mia O"),
        (None, "Mia Kocht"),
    ],
)
def test_what_cannot_be_a_handle_is_refused(platform, text):
    assert said(text, platform) == (None, None, None, handles.NOT_A_HANDLE)


def test_a_link_to_another_platform_is_refused_and_tells_the_platform_where_none_is_stated():
    link = "https://www.tiktok.com/@mia.o"
    assert said(link, "instagram") == (None, None, None, handles.OTHER_PLATFORM)
    assert said(link, None) == ("mia.o", None, "tiktok", None)
    assert said("mia.o", None) == ("mia.o", None, None, None)


@pytest.mark.parametrize("text", ["TBD", "@tbd", " ? ", "k.A.", "à définir", "A definir", "coming soon", "xxx", "未定"])
def test_a_placeholder_is_no_handle(text):
    assert pl.select(without_placeholders(pl.lit(text))).item() is None


@pytest.mark.parametrize("text", ["mia", "tbd_official", "https://www.instagram.com/pending/", "@noor"])
def test_a_handle_is_no_placeholder(text):
    assert pl.select(without_placeholders(pl.lit(text))).item() == text


def test_the_lists_are_in_the_form_in_which_they_are_compared():
    placeholders = no_handles()["placeholders"]
    assert [word for word in placeholders if word != word.strip().lower()] == []
    assert len(set(placeholders)) == len(placeholders)
    for name, facts in platforms().items():
        assert [word for word in facts["no_profiles"] if word != word.lower()] == [], name


def test_null_says_nothing():
    assert handles.read(pl.Series([None], dtype=pl.String), "x").rows() == [(None, None, "x", None)]


def test_a_link_to_a_short_tells_the_format() -> None:
    links = [
        "https://www.youtube.com/shorts/AAAAAAAAA46",
        "https://youtu.be/AAAAAAAAA46",
        None,
        "https://x.com/shorts/AAAAAAAAA46",
    ]
    frame = pl.DataFrame({"platform": ["youtube", "youtube", "youtube", "x"], "permalink": links})
    assert frame.with_columns(post_format(frame))["format"].to_list() == ["short", None, None, None]
    told = frame.with_columns(format=pl.Series(["video", "video", "live", "text"]))
    assert told.with_columns(post_format(told))["format"].to_list() == ["short", "video", "live", "text"]
