"""What a mapping file of one's own can say, each by the values that are held after a load."""

from datetime import date
from decimal import Decimal

import pytest

from pipeline.exports.mapping_files import MappingError, read_mappings

DAY = "2026-11-20"
POSTS = "date,handle,platform,link,aufrufe,gefällt,liebe,geteilt\n"


def put_mapping(home, text, name="own"):
    folder = home.path / "mappings"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yaml").write_text(text)


def test_a_shipped_layout_is_extended_in_two_lines(home):
    put_mapping(home, "{format: x_content, extends: x_content, columns: {impressions: Eindrücke, likes: [Mag ich]}}")
    home.put(
        f"{DAY}/x.csv",
        "Post id,Date,Post text,Link,Eindrücke,Mag ich,Engagements\n"
        '1800000000000000001,"Fri, Feb 6, 2026",hi,https://x.com/case_a/status/1800000000000000001,90,7,8\n',
    )
    (load,) = home.load().values()
    assert (load["format"], load["status"], load["columns_unknown"]) == ("x_content", "loaded", None)
    assert home.rows("select handle, impressions, likes from raw.posts") == [("case_a", 90, 7)]


def test_an_extending_layout_of_another_name_stands_beside_the_shipped_one_and_moves_a_header(home):
    put_mapping(
        home,
        "format: reach_is_views\nextends: x_content\nrequires: [post_id, likes, views, title]\n"
        "columns: {views: Impressions, title: Headline, impressions: null}\n",
    )
    known = read_mappings(home.path / "mappings")["reach_is_views"]
    assert known.columns["views"].headers == ["Impressions"] and "impressions" not in known.columns
    assert (known.platform, known.family, known.title) == ("x", "x_analytics", known.title)
    home.put(
        f"{DAY}/x.csv",
        "Post id,Date,Headline,Link,Impressions,Likes\n"
        '1800000000000000001,"Fri, Feb 6, 2026",hi,https://x.com/case_a/status/1800000000000000001,90,7\n',
    )
    (load,) = home.load().values()
    assert load["format"] == "reach_is_views"
    assert home.rows("select views, impressions, likes from raw.posts") == [(90, None, 7)]


SUMMED = """
format: agency
tables: [posts]
requires: [handle, permalink, views]
columns:
  handle: handle
  platform: platform
  permalink: link
  posted_at: {headers: date, formats: ['%d/%m/%Y']}
  views: aufrufe
  shares: geteilt
  reactions: {sum: [[gefällt], [liebe, love]]}
"""


def test_columns_are_added_and_a_blank_makes_the_sum_blank(home):
    put_mapping(home, SUMMED)
    rows = [
        "03/04/2026,case_a,ig,https://www.instagram.com/p/Dabc123xyzA/,1.200,30,4,5",
        "04/04/2026,case_a,ig,https://www.instagram.com/p/Dabc123xyzB/,1.300,30,,5",
        "05/04/2026,case_a,ig,https://www.instagram.com/p/Dabc123xyzC/,1.400,30,viele,5",
    ]
    home.put(f"{DAY}/a.csv", POSTS + "\n".join(rows) + "\n")
    (load,) = home.load().values()
    assert (load["format"], load["rows_accepted"], load["values_unread"]) == ("agency", 3, 1)
    assert home.rows("select views, reactions from raw.posts order by views") == [
        (1200, 34),
        (1300, None),
        (1400, None),
    ]
    assert home.rows("select column_name, rule from meta.unread_values") == [("gefällt", "not_a_whole_number")]


def test_sums_of_amounts_keep_their_currency(home):
    put_mapping(
        home,
        "format: fees\ntables: [deals]\nrequires: [handle, fee]\nkey: [handle, agreed_on]\ncolumns:\n"
        "  handle: who\n  platform: where\n  agreed_on: signed\n  fee: {sum: [[base], [usage]]}\n",
    )
    home.put(f"{DAY}/f.csv", 'who,where,signed,base,usage\n@case_a,tiktok,2026-09-01,"€ 1,000",€ 250\n')
    home.load()
    assert home.rows("select handle, fee, currency from raw.deals") == [("case_a", Decimal("1250.0000"), "EUR")]


def test_figures_in_thousands_and_amounts_in_cents(home):
    put_mapping(
        home,
        "format: agency\ntables: [posts]\nrequires: [handle, permalink, views]\nplatform: instagram\ncolumns:\n"
        "  handle: who\n  permalink: link\n  views: {headers: views k, unit: thousands}\n"
        "  reach: {headers: reach m, unit: millions}\n  creator_earnings: {headers: paid, unit: cents}\n",
    )
    link = "https://www.instagram.com/p/Dabc123xyz{}/"
    rows = [f"case_a;{link.format('A')};12,4;1,005;1250", f"case_a;{link.format('B')};0,9;2;99"]
    home.put(f"{DAY}/a.csv", "who;link;views k;reach m;paid\n" + "\n".join(rows) + "\n")
    home.put(f"{DAY}/b.csv", f"who,link,views k,reach m,paid\ncase_a,{link.format('C')},1.005,3.2,5\n")
    home.load()
    assert home.rows("select views, reach, creator_earnings from raw.posts order by post_key") == [
        (12400, 1005000, Decimal("12.5000")), (900, 2000000, Decimal("0.9900")), (1005, 3200000, Decimal("0.0500")),
    ]  # fmt: skip


def test_what_cannot_be_read_is_blank_where_the_mapping_says_so(home):
    text = SUMMED.replace("  views: aufrufe\n", "  views: {headers: aufrufe, unreadable_is_blank: true}\n")
    put_mapping(home, text)
    home.put(
        f"{DAY}/a.csv", POSTS + "03/04/2026,case_a,ig,https://www.instagram.com/p/Dabc123xyzA/,n. v. (Story),3,4,5\n"
    )
    (load,) = home.load().values()
    assert (load["rows_accepted"], load["rows_rejected"], load["values_unread"]) == (1, 0, 1)
    assert home.rows("select views, shares from raw.posts") == [(None, 5)]


ORDERS = """
format: till
tables: [orders]
requires: [ordered_at, gross_revenue, promo_code]
key: [ordered_at, promo_code, gross_revenue]
constants: {attribution_method: promo_code}
columns:
  ordered_at: {parts: [[year], [month], [day]], formats: ['%Y %m %d']}
  gross_revenue: paid
  promo_code: voucher
  currency: {headers: paid, extract: '([A-Z]{3})$'}
"""


@pytest.mark.parametrize(("said", "orders"), [("", 3), ("identical_is_one: true\n", 2)])
def test_identical_records_are_one_where_the_mapping_says_so(home, said, orders):
    put_mapping(home, ORDERS + said)
    rows = ["2026,9,3,10.50 SEK,CASEA,till 1"] * 2 + ["2026,9,3,10.50 SEK,CASEA,till 2"]
    home.put(f"{DAY}/o.csv", "year,month,day,paid,voucher,till\n" + "\n".join(rows) + "\n")
    (load,) = home.load().values()
    assert load["reason"] is None
    assert (load["rows_read"], load["rows_accepted"], load["rows_duplicate"]) == (3, orders, 3 - orders)
    held = home.rows("select distinct ordered_at::date, gross_revenue, currency, promo_code from raw.orders")
    assert held == [(date(2026, 9, 3), Decimal("10.5000"), "SEK", "CASEA")]
    assert home.rows("select count(*) from raw.orders") == [(orders,)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{format: own, extends: x_contents, columns: {}}", "extends x_contents, which is no layout. Did you mean x_content"),
        ("{format: own, extends: own, columns: {}}", "extends own, and no layout of that name ships"),
        ("{format: own, tables: [posts], requires: [likes], columns: {likes: L, view: V}}",
         "columns.view: posts have no such column; did you mean views"),
        ("{format: own, tables: [posts], requires: [likes], columns: {likes: L, caption: {sum: [[a], [b]]}}}",
         "sum of caption: only numbers can be added"),
        ("{format: own, tables: [posts], requires: [likes], key: [handle], columns: {likes: L}}",
         "key: handle, which columns does not map"),
        ("{format: own, tables: [posts], requires: [likes], columns: {likes: {sum: [[a]]}}}",
         "under parts or sum those of at least two columns"),
    ],
)  # fmt: skip
def test_what_a_mapping_cannot_say_is_told_with_what_is_near(tmp_path, text, told):
    (tmp_path / "own.yaml").write_text(text)
    with pytest.raises(MappingError) as raised:
        read_mappings(tmp_path)
    assert told in str(raised.value) and "own.yaml" in str(raised.value)


def test_mappings_that_extend_one_another_are_told(tmp_path):
    (tmp_path / "one.yaml").write_text("{format: one, extends: two, columns: {}}")
    (tmp_path / "two.yaml").write_text("{format: two, extends: one, columns: {}}")
    with pytest.raises(MappingError, match=r"one\.yaml: extends comes back to itself"):
        read_mappings(tmp_path)
