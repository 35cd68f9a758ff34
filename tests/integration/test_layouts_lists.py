"""Lists of creators out of discovery tools and databases, in the spellings that people have, to the unit."""

import pytest

DAY = "2026-11-20"
PERSON = "Case A,a@example.com,+34 600 000 000,Calle 1"
GENERIC = {
    "modash": (
        "Username,Fullname,URL,Followers,Engagement rate,Avg. likes,Avg. reels plays,Fake followers,Country,Email",
        "@case_a,Case A,https://www.instagram.com/case_a,42.9k,2.85%,830,12.1k,14%,Spain,a@example.com",
        ("instagram", "case_a", 42900, 100, "Case A", "Spain", 830.0, 12100.0),
    ),
    "influencers.club": (
        "profile_url,username,full_name,follower_count,engagement_percent,number_of_posts,avg_likes,category,email,language_code",
        "https://www.tiktok.com/@case_a,case_a,Case A,42900,3.1,77,830,Food,a@example.com,es",
        ("tiktok", "case_a", 42900, 1, "Case A", None, 830.0, None),
    ),
    "heepsy": (
        "Platform,Username,Name,Followers,Engagement rate,Location,Avg. likes per post,Category,Email",
        "YouTube,case_a,Case A,42900,3.1,Spain,830,Food,a@example.com",
        ("youtube", "case_a", 42900, 1, "Case A", "Spain", 830.0, None),
    ),
    "collabstr": (
        "Creator,Social media,Handle,Followers,Starting price,Country,City,Niche",
        "Case A,Instagram,case_a,42.9K,$120,ES,Madrid,Food",
        ("instagram", "case_a", 42900, 100, "Case A", "ES", None, None),
    ),
    "phlanx": (
        "Account name,Account,Profile link,Followers count,ER,Average likes,Average comments",
        "Case A,case_a,https://instagram.com/case_a/,42900,2.1,830,9",
        ("instagram", "case_a", 42900, 1, "Case A", None, 830.0, None),
    ),
}  # fmt: skip
FIGURES = "platform, handle, followers, followers_rounding, account_name, country, average_likes, average_views"


@pytest.mark.parametrize("tool", GENERIC)
def test_a_row_an_account(home, tool):
    header, row, expected = GENERIC[tool]
    home.put(f"{DAY}/list.csv", f"{header}\n{row}\n")
    (load,) = home.load().values()
    assert (load["format"], load["columns_unknown"]) == ("roster_generic", None)
    assert home.rows(f"select {FIGURES} from raw.profiles") == [expected]


def test_the_account_file_tells_the_platform_where_no_link_does(home):
    home.put(f"{DAY}/account.yaml", "platform: tiktok\n")
    home.put(
        f"{DAY}/list.csv",
        "Username,Website,URL,Followers\ncase_a,https://case-a.example,,100\ncase_b,,https://b.example/x,200\n",
    )
    home.load()
    assert home.rows("select platform, handle, followers from raw.profiles order by 2") == [
        ("tiktok", "case_a", 100), ("tiktok", "case_b", 200),
    ]  # fmt: skip


HYPE = "Username,Link,Full name,Followers,{quality},ER,Avg. likes,Avg. comments,Avg. views,Category,Country,{score}"


@pytest.mark.parametrize(
    ("quality", "score"),
    [("Quality followers", "AQS"), ("Quality audience", "Audience Quality Score"), ("Growth", "AQS")],
)
def test_a_country_of_the_audience_is_not_the_creators(home, quality, score):
    row = "case_h,https://instagram.com/case_h,Case H,12.3K,9.8K,2.11%,250,12,3.1K,Food,United States,81"
    home.put(f"{DAY}/list.csv", f"{HYPE.format(quality=quality, score=score)}\n{row}\n")
    (load,) = home.load().values()
    assert (load["format"], load["columns_unknown"]) == ("roster_hypeauditor", None)
    columns = "platform, handle, followers, country, niche, average_likes, average_comments, average_views"
    assert home.rows(f"select {columns} from raw.profiles") == [
        ("instagram", "case_h", 12300, None, "Food", 250, 12, 3100)
    ]


WIDE = {
    "upfluence": (
        "Influencer name,Email,Instagram username,Instagram followers,Instagram engagement rate,TikTok username,TikTok followers,"
        "YouTube channel,YouTube subscribers,Country",
        "Case U,a@example.com,case_u,12000,3.2%,case.u,5000,https://www.youtube.com/@case-u,800,US",
        "Case V,b@example.com,,,,@case_v,48.5K,,,ES",
    ),
    "grin": (
        "First Name,Last Name,Email,Phone Number,Instagram Handle,Instagram Follower Count,TikTok Handle,TikTok Follower Count,"
        "YouTube URL,YouTube Subscriber Count,Country,Full name",
        "Case,U,a@example.com,1,case_u,12000,case.u,5000,https://www.youtube.com/@case-u,800,US,Case U",
        "Case,V,b@example.com,2,,,case_v,48.5K,,,ES,Case V",
    ),
    "creatoriq": (
        "Publisher Name,Instagram URL,Followers (Instagram),TikTok URL,Followers (TikTok),YouTube URL,Subscribers (YouTube),Country",
        "Case U,https://www.instagram.com/case_u/,12000,https://www.tiktok.com/@case.u,5000,https://www.youtube.com/@case-u,800,US",
        "Case V,,,https://www.tiktok.com/@case_v,48.5K,,,ES",
    ),
}  # fmt: skip


@pytest.mark.parametrize("tool", WIDE)
def test_a_row_a_person_with_several_accounts(home, tool):
    home.put(f"{DAY}/list.csv", "\n".join(WIDE[tool]) + "\n")
    (load,) = home.load().values()
    assert (load["format"], load["rows_accepted"], load["columns_unknown"]) == ("roster_wide", 2, None)
    columns = "platform, handle, followers, followers_rounding, account_name, country"
    assert home.rows(f"select {columns} from raw.profiles order by followers") == [
        ("youtube", "case-u", 800, 1, "Case U", "US"), ("tiktok", "case.u", 5000, 1, "Case U", "US"),
        ("instagram", "case_u", 12000, 1, "Case U", "US"), ("tiktok", "case_v", 48500, 100, "Case V", "ES"),
    ]  # fmt: skip
    assert "example.com" not in str(home.rows("select * from raw.profiles"))


def test_of_a_person_without_any_account_the_reason_is_told(home):
    header = "Influencer name,Instagram username,Instagram followers,TikTok username,TikTok followers"
    home.put(f"{DAY}/list.csv", f"{header}\nCase U,case_u,many,case.u,5000\nCase W,,,,\n")
    (load,) = home.load().values()
    assert (load["rows_accepted"], load["rows_rejected"]) == (1, 1)
    assert home.rows("select handle, followers from raw.profiles order by 1") == [("case.u", 5000), ("case_u", None)]
    assert home.rows("select column_name, rule from meta.unread_values") == [
        ("Instagram followers", "not_a_whole_number")
    ]
    assert ("account_is_known",) in home.rows("select rule from meta.rejected_rows")


def test_a_mapping_whose_columns_beside_do_not_match_is_refused(home):
    home.put("x.csv", "a,b\n1,2\n")
    (home.path / "mappings").mkdir()
    (home.path / "mappings" / "own.yaml").write_text(
        "format: own\ntables: [profiles]\nrequires: [tiktok]\n"
        "unpivot: {names_to: platform, values_to: handle, columns: [tiktok, youtube], beside: {followers: [tiktok_followers]}}\n"
        "columns: {tiktok: T, youtube: Y, tiktok_followers: F}\n"
    )
    with pytest.raises(ValueError, match="beside: followers needs a column for each"):
        home.load()
