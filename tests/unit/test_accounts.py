"""Whose a record is, in every kind of file that names accounts."""

import pytest
from home_folder import Home

from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.context import place
from pipeline.exports.files import Export

CHANNEL = "UCq0w9e8r7t6y5u4i3o2p1-_"


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


def refused(home):
    return home.rows("select source_record, column_name, rule from meta.rejected_rows order by all")


def test_a_roster_takes_links_handles_and_ids(home):
    home.put(
        "rosters/2026-02-01/list.csv",
        "Platform,Profile URL,Followers\n"
        "Instagram,https://www.instagram.com/Mia.Okt/?hl=de,1000\n"
        "IG,@mia.okt,1001\n"
        f"YouTube,https://www.youtube.com/channel/{CHANNEL},1002\n"
        "facebook,https://www.facebook.com/profile.php?id=100044556677,1003\n"
        "x,https://www.instagram.com/mia.okt,1004\n"
        "TikTok,https://vm.tiktok.com/ZMabcdef/,1005\n"
        "TikTok,Mia Okt,1006\n"
        "TikTok,TBD,1007\n",
    )
    home.load()
    assert home.rows("select platform, handle, account_id, followers::int from raw.profiles order by followers") == [
        ("instagram", "Mia.Okt", None, 1000),
        ("instagram", "mia.okt", None, 1001),
        ("youtube", None, CHANNEL, 1002),
        ("facebook", None, "100044556677", 1003),
    ]
    assert refused(home) == [
        (5, "Profile URL", "profile_of_another_platform"),
        (6, "Profile URL", "not_a_profile_link"),
        (7, "Profile URL", "not_a_handle"),
        (8, None, "account_is_known"),
    ]


def test_a_roster_without_a_platform_has_that_of_its_links(home):
    home.put(
        "rosters/2026-02-01/list.csv",
        "Profile link,Followers\nhttps://x.com/mia_o,1000\nhttps://www.tiktok.com/@mia.o,1001\nmia.o,1002\n",
    )
    home.put("rosters/2026-02-01/bare.csv", "Handle,Followers\nmia_o,1000\n")
    books = home.load()
    assert books["rosters/2026-02-01/bare.csv"]["reason"] == "it does not say which platform it is from"
    assert home.rows("select platform, handle from raw.profiles order by all") == [("tiktok", "mia.o"), ("x", "mia_o")]
    assert refused(home) == [(3, "platform", "not_null")]


def test_the_networks_of_a_wide_sheet_stand_each_for_itself(home):
    books = home.put(
        "brand/2026-02-01/creators.csv",
        "influencer_id,name,Instagram,TikTok,YouTube,Facebook,X,LinkedIn\n"
        f"c1,Mia,https://instagram.com/mia.okt?igsh=1,@mia.o,youtube.com/channel/{CHANNEL},fb.com/mia.okt,"
        "https://twitter.com/mia_o,https://www.linkedin.com/in/mia-o\n"
        "c2,Bob,TBD,Bob B.,-,https://www.facebook.com/people/Bob/100044556688/,n/a,?\n"
        "c3,Cem,k.A.,@cem / @cem2,https://www.instagram.com/cem,,,\n",
    )
    books = home.load()["brand/2026-02-01/creators.csv"]
    assert (books["rows_accepted"], books["rows_rejected"]) == (3, 0)
    assert home.rows("select creator_ref, platform, handle, account_id from raw.creators order by all nulls last") == [
        ("c1", "facebook", "mia.okt", None),
        ("c1", "instagram", "mia.okt", None),
        ("c1", "linkedin", "mia-o", None),
        ("c1", "tiktok", "mia.o", None),
        ("c1", "x", "mia_o", None),
        ("c1", "youtube", None, CHANNEL),
        ("c2", "facebook", None, "100044556688"),
        ("c3", None, None, None),
    ]
    assert "left out 2 texts that name no account (tiktok: not_a_handle)" in books["notes"]
    assert "left out 1 texts that name no account (youtube: profile_of_another_platform)" in books["notes"]


def test_a_creators_sheet_keeps_the_creator_and_loses_the_handle(home):
    home.put(
        "brand/2026-02-01/creators.csv",
        "creator_id,name,platform,profile link,niche\n"
        "c1,Mia,instagram,https://www.instagram.com/p/Dabc123xyzA/,food\n"
        "c2,Bob,,https://www.tiktok.com/@bob.b,travel\n",
    )
    (books,) = home.load().values()
    assert home.rows("select creator_ref, platform, handle, niche from raw.creators order by all") == [
        ("c1", "instagram", None, "food"),
        ("c2", "tiktok", "bob.b", "travel"),
    ]
    assert books["notes"] == "left out 1 texts that name no account (handle: not_a_profile_link)"


def test_two_channels_of_a_creator_are_two_rows(home):
    other = CHANNEL[::-1].replace("CU", "").join(["UC", ""])
    home.put(
        "brand/2026-02-01/creators.csv",
        f"creator_id,platform,handle\nc1,youtube,youtube.com/channel/{CHANNEL}\nc1,youtube,youtube.com/channel/{other}\n",
    )
    (books,) = home.load().values()
    assert (books["rows_accepted"], books["rows_duplicate"]) == (2, 0)


@pytest.mark.parametrize(
    ("header", "record", "table"),
    [
        ("deal_id,handle,platform,fee,currency,start_date", "d1,{},{},100,EUR,2026-01-01", "deals"),
        ("deal_id,handle,platform,share", "d1,{},{},0.5", "deal_allocations"),
        ("handle,platform,date,url,views,likes", "{},{},2026-01-05,,10,1", "posts"),
    ],
)
@pytest.mark.parametrize(
    ("text", "platform", "account"),
    [
        ("https://www.instagram.com/Mia.Okt/?utm_source=qr", "instagram", ("instagram", "Mia.Okt", None)),
        (f"youtube.com/channel/{CHANNEL}", "youtube", ("youtube", None, CHANNEL)),
    ],
)
def test_sheets_of_a_brand_take_links(home, header, record, table, text, platform, account):
    home.put("brand/2026-02-01/sheet.csv", f"{header}\n{record.format(text, platform)}\n")
    home.load()
    assert home.rows(f"select platform, handle, account_id from raw.{table}") == [account]


def test_a_link_for_a_sheets_own_id_names_the_account(home):
    home.put(
        "brand/2026-02-01/deals.csv",
        "deal_id,influencer,fee,currency\nd1,https://www.tiktok.com/@mia.o?lang=de,100,EUR\nd2,mia/1,100,EUR\n",
    )
    home.load()
    assert home.rows("select platform, handle, creator_ref from raw.deals order by deal_ref") == [
        ("tiktok", "mia.o", "https://www.tiktok.com/@mia.o?lang=de"),
        (None, None, "mia/1"),
    ]


@pytest.mark.parametrize("platforms", [("", "tiktok"), ("tiktok", "")])
def test_a_record_without_a_platform_has_none_beside_one_that_has(home, platforms):
    lines = [f"d{i},mia.o,{platform},100,EUR" for i, platform in enumerate(platforms)]
    home.put("brand/2026-02-01/deals.csv", "\n".join(["deal_id,handle,platform,fee,currency", *lines, ""]))
    home.load()
    assert home.rows("select platform from raw.deals order by deal_ref") == [(p or None,) for p in platforms]


def test_posts_of_deals_take_the_platform_of_their_link(home):
    home.put(
        "brand/2026-02-01/posts.csv", "deal_id,post_url\nd1,https://www.tiktok.com/@mia.o/video/7500000000000000045\n"
    )
    home.load()
    assert home.rows("select platform, post_key from raw.deal_posts") == [("tiktok", "7500000000000000045")]


def test_a_handle_that_an_id_makes_up_for_is_left_out_and_one_that_nothing_does_is_refused(home):
    home.put(
        "posts/2026-02-01/ig.json",
        '[{"id": "3690000000000000044", "shortCode": "DOaaaaaaa44", "url": "https://www.instagram.com/p/DOaaaaaaa44/",'
        '"type": "Image", "likesCount": 7, "commentsCount": 1, "timestamp": "2026-01-09T10:00:00.000Z", "caption": "a",'
        '"ownerUsername": "Mia Okt", "ownerId": "44"},'
        '{"id": "3690000000000000045", "shortCode": "DOaaaaaaa45", "url": "https://www.instagram.com/p/DOaaaaaaa45/",'
        '"type": "Image", "likesCount": 8, "commentsCount": 1, "timestamp": "2026-01-09T10:00:00.000Z", "caption": "b",'
        '"ownerUsername": "Mia Okt", "ownerId": null}]',
    )
    home.load()
    assert home.rows("select account_id, handle, likes::int from raw.posts") == [("44", None, 7)]
    assert refused(home) == [(2, "ownerUsername", "not_a_handle")]


@pytest.mark.parametrize(
    ("sidecar", "account"),
    [
        ("platform: instagram\nhandle: https://www.instagram.com/Mia.Okt/", ("instagram", "Mia.Okt", None)),
        ("handle: tiktok.com/@mia.o?lang=en", ("tiktok", "mia.o", None)),
        (f"platform: yt\nhandle: youtube.com/channel/{CHANNEL}", ("yt", None, CHANNEL)),
        ("platform: x\nhandle: TBD", ("x", None, None)),
    ],
)
def test_account_yaml_takes_a_link(tmp_path, sidecar, account):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/account.yaml").write_text(sidecar)
    found = place(Export("a/f.csv", tmp_path / "a/f.csv", None), tmp_path).account
    assert (found.platform, found.handle, found.id) == account


@pytest.mark.parametrize("handle", ["Mia Okt", "https://www.instagram.com/p/Dabc123xyzA/", "https://x.com/mia_o"])
def test_account_yaml_with_no_handle_is_refused(tmp_path, handle):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/account.yaml").write_text(f"platform: instagram\nhandle: {handle}\n")
    with pytest.raises(UnreadableFile, match=r"cannot be one of instagram"):
        place(Export("a/f.csv", tmp_path / "a/f.csv", None), tmp_path)
