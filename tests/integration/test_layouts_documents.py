"""Records that stand somewhere in a JSON document, among things that are nobody's business."""

import json
from datetime import datetime

import pytest

VIDEOS = [
    {
        "Date": "2026-09-01 10:00:00",
        "Link": f"https://www.tiktokv.com/share/video/757100000000000000{n}/",
        "Likes": str(n),
    }
    for n in range(3)
]
NEW_KEYS = {
    "Post": {"Posts": {"VideoList": VIDEOS}},
    "Profile And Settings": {"Profile Info": {"ProfileMap": {"userName": "case_t"}}},
}
OLD_KEYS = {
    "Video": {"Videos": {"VideoList": VIDEOS}},
    "Profile": {"Profile Information": {"ProfileMap": {"userName": "case_t"}}},
}
PRIVATE = {
    "Direct Message": {
        "Direct Messages": {"ChatHistory": {"with": [{"Content": "a secret", "Date": "2026-09-01 10:00:00"}]}}
    },
    "Likes and Favorites": {
        "Like List": {"ItemFavoriteList": [{"date": "2026-09-01 10:00:00", "link": "https://x.y/z"}]}
    },
    "Login": {"emailAddress": "case@example.org", "telephoneNumber": "+491701234567"},
}


@pytest.mark.parametrize("document", [NEW_KEYS, OLD_KEYS], ids=["new keys", "old keys"])
def test_videos_of_tiktoks_download(home, document):
    home.put("2026-11-20/user_data_tiktok.json", json.dumps(document | PRIVATE))
    (load,) = home.load().values()
    assert (load["format"], load["rows_accepted"], load["columns_unknown"]) == ("tiktok_download", 3, None)
    assert home.rows("select handle, post_key, posted_at, likes from raw.posts order by likes") == [
        ("case_t", f"757100000000000000{n}", datetime(2026, 9, 1, 10), n) for n in range(3)
    ]
    books = str(home.rows("select * from meta.loads")) + str(home.rows("select * from meta.rejected_rows"))
    assert "secret" not in books and "example.org" not in books and "4917" not in books


def test_a_document_whose_list_is_empty_says_so(home):
    home.put("2026-11-20/user_data_tiktok.json", json.dumps({"Video": {"Videos": {"VideoList": []}}} | PRIVATE))
    (load,) = home.load().values()
    assert (load["status"], load["reason"]) == ("rejected", "the list of its records is empty")


def test_a_layout_of_ones_own_says_where_its_records_stand(home):
    (home.path / "mappings").mkdir()
    (home.path / "mappings" / "tool.yaml").write_text(
        "format: tool\ntables: [posts]\nplatform: instagram\nrecords: [result/items]\nrequires: [permalink, likes]\n"
        "columns: {permalink: link, likes: hearts, handle: result/owner, posted_at: made}\n"
    )
    items = [{"link": "https://www.instagram.com/p/Dabc123xyzA/", "hearts": 7, "made": "2026-09-01"}]
    home.put("2026-11-20/tool.json", json.dumps({"result": {"owner": "case_a", "items": items}, "took": 3}))
    home.load()
    assert home.rows("select handle, likes, post_key from raw.posts") == [("case_a", 7, "Dabc123xyzA")]
