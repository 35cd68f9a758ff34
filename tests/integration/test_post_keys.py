"""A post that one file knows by its link and another by its id, from files to marts, night after night."""

import pytest
from built_tables import build
from home_folder import Home

from pipeline.cli.explain import explain_row
from pipeline.warehouse.warehouse import Warehouse

META = (
    "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,"
    "Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves\n"
)
POSTS = """
    select post_id, handle, captured_at::date::varchar, views::int, likes::int, comments::int, saves::int
    from marts.post_performance order by all
"""
SCRAPER = '{{"id": "{id}", "type": "Image", "caption": "Soup", "likesCount": {likes}, "commentsCount": 4, "timestamp": "2026-03-02T17:30:00.000Z", "ownerUsername": "lena.kocht", "ownerId": "77"{more}}}'


def meta(post_id: int, code: str, views: int, likes: object) -> str:
    return (
        f"{post_id},17841477000000001,lena.kocht,Lena,Soup,0,03/02/2026 09:30,https://www.instagram.com/p/{code}/,"
        f"IG image,,Lifetime,{views},900,{likes},10,0,20,30\n"
    )


@pytest.fixture(scope="module")
def nights(tmp_path_factory):
    """Return a home after three nights, and what its post was after each."""
    home = Home(tmp_path_factory.mktemp("keys") / "home")
    told = []

    def night() -> None:
        home.load()
        build(home, "marts.post_performance", "staging.stg_deal_posts")
        told.append(home.rows(POSTS))

    home.put(
        "brand/2026-03-10/posts.csv",
        "deal_id,handle,platform,post_id,date,views,likes\nd1,lena.kocht,instagram,17901234567890123,2026-03-02,700,50\n",
    )
    home.put("brand/2026-03-10/deals.csv", "deal_id,handle,platform,fee,currency\nd1,@lena.kocht,instagram,100,EUR\n")
    home.put("scraper/2026-03-10/a.json", f"[{SCRAPER.format(id=3812345678901234567, likes=55, more='')}]")
    night()
    link = ', "url": "https://www.instagram.com/p/DToLDI_50uH/", "shortCode": "DToLDI_50uH"'
    home.put("scraper/2026-03-12/b.json", f"[{SCRAPER.format(id=3812345678901234567, likes=60, more=link)}]")
    night()
    home.put("meta/2026-03-10/ig.csv", META + meta(17901234567890123, "DToLDI_50uH", 800, ""))
    night()
    return home, told


def test_files_that_tie_nothing_leave_two_posts(nights):
    _, told = nights
    assert told[0] == [
        ("17901234567890123", "lena.kocht", "2026-03-10", 700, 50, None, None),
        ("3812345678901234567", "lena.kocht", "2026-03-10", None, 55, 4, None),
    ]


def test_a_media_id_meets_its_shortcode_by_itself(nights):
    _, told = nights
    assert told[1] == [
        ("17901234567890123", "lena.kocht", "2026-03-10", 700, 50, None, None),
        ("3812345678901234567", "lena.kocht", "2026-03-12", None, 60, 4, None),
    ]


def test_a_late_file_that_holds_both_makes_one_post_that_counts_once(nights):
    home, told = nights
    assert told[2] == [("17901234567890123", "lena.kocht", "2026-03-10", 800, 55, 20, 30)]
    query = "select captured_at::date::varchar, views::int, likes::int, comments::int from staging.stg_post_metrics order by all"
    assert home.rows(query) == [("2026-03-10", 800, 55, 20), ("2026-03-12", None, 60, 4)]
    assert home.rows("select deal_id, post_key from staging.stg_deal_posts") == [("d1", "DToLDI_50uH")]


def test_explain_leads_to_the_record_that_speaks_for_the_post(nights):
    home, _ = nights
    with Warehouse(home.path).connect() as connection:
        Warehouse(home.path).publish(connection)
    explained = explain_row(home.settings, "post_performance", {"post_key": "DToLDI_50uH"}, 10)
    assert explained.row["likes"] == 55
    places = {part.table: [explained.file_of(*source) for source in part.sources()] for part in explained.staged}
    assert places["staging.stg_post_metrics"] == ["meta/2026-03-10/ig.csv, record 1"]
    assert places["staging.stg_creators"] == ["no record"]
    assert explained.records["meta/2026-03-10/ig.csv, record 1"]["Views"] == "800"
