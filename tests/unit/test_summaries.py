"""Totals are no records: in any layout and language, and nothing else is a total."""

import pytest

from pipeline.exports.summaries import is_total

TOTALS = [
    "Total", "TOTALS:", "Grand total", "Gesamt", "Ge\u00adsamt", "Gesamtsumme", "Insgesamt", "Totale", "Totaux", "Total général",
    "Suma total", "Total geral", "合計", "総計", "합계", "总计", "Итого:", "Всего", "Разом", "Razem", "Łącznie", "Toplam", "Genel toplam",
    "Totaal", "Jumlah", "Tổng cộng", "Summa", "Celkem", "Total (EUR)", "Total: Account", "Total 2026", "** Total **", "= Sum", "Total for September", "Summe aller Anzeigen",
    "Ｔｏｔａｌ",
]  # fmt: skip
NAMES = [
    "total.war",
    "@total",
    "Total War",
    "Totally",
    "Summer",
    "sumo",
    "allison",
    "gesamtkunstwerk",
    "Jumlahsari",
    "計画",
    "",
    "2026",
]


@pytest.mark.parametrize("text", TOTALS)
def test_a_total_is_one_in_every_language(text):
    assert is_total(text)


@pytest.mark.parametrize("text", NAMES)
def test_a_name_that_begins_like_one_is_none(text):
    assert not is_total(text)


def accepted(home, name: str, content: str) -> tuple[int, int, int]:
    """Return what was accepted, rejected and passed over of a file."""
    home.put(name, content)
    (load,) = [row for file, row in home.load().items() if file == name]
    return load["rows_accepted"], load["rows_rejected"], load["rows_summary"]


@pytest.mark.parametrize("total", ["Total", "Suma", "合計", "Łącznie", "Average"])
@pytest.mark.parametrize(
    ("header", "record", "blank"),
    [
        ("deal_id,influencer_id,campaign_id,fee,currency", "d1,i1,c1,100,EUR", "{},,,100,EUR"),
        ("date,order_id,revenue,coupon", "2026-02-01,7,50,CASEA", "{},,50,"),
        ("Day,Campaign name,Ad name,Amount spent (EUR)", "2026-02-01,boost,@ana reel,50", ",{},,50"),
        ("Platform,Handle,Country,Followers", "instagram,ana,ES,500", "{},,--,500"),
        ("date,utm_content,sessions", "2026-02-01,trk,5", "{},,5"),
        ("Post id,Date,Post text,Link,Impressions,Likes,Engagements",
         '1800000000000000001,"Fri, Feb 6, 2026",hi,https://x.com/ana_b/status/1800000000000000001,5,1,1', "{},,,,5,1,1"),
        ("No,handle,platform,followers,niche", "1,ana,instagram,500,food", "{},,,500,"),
    ],
    ids=["deals", "orders", "spend", "roster", "clicks", "posts", "unknown column"],
)  # fmt: skip
def test_a_total_is_passed_over_in_every_layout(home, header, record, blank, total):
    content = "\n".join([header, record, blank.format(total), ""])
    assert accepted(home, "2026-03-01/x.csv", content) == (1, 0, 1)


@pytest.mark.parametrize(
    ("header", "record"),
    [
        ("Platform,Handle,Country,Followers", "instagram,total,ES,500"),
        ("Day,Campaign name,Ad name,Amount spent (EUR)", "2026-02-01,Total,@ana reel,50"),
        ("campaign_id,name,brand,budget,currency", "Total,Total,Acme,1000,EUR"),
        ("deal_id,influencer_id,campaign_id,fee,currency", "Sum,i1,c1,100,EUR"),
    ],
)
def test_a_record_of_something_that_is_called_total_stays(home, header, record):
    assert accepted(home, "2026-03-01/x.csv", f"{header}\n{record}\n") == (1, 0, 0)


def test_a_total_below_ten_thousand_records_is_found(home):
    header = "Platform,Handle,Followers\n"
    records = "".join(f"instagram,account_{n},{n}\n" for n in range(10_000))
    assert accepted(home, "2026-03-01/x.csv", header + records + "Total,,123\n,,\n") == (10_000, 0, 2)


def test_totals_in_sections_are_no_shares(home):
    home.put("2026-03-01/@ana/account.yaml", "platform: instagram\n")
    sections = "Age & gender\n,Women,Men,Total\n18-24,3%,2%,5%\n25-34,40%,55%,95%\nTotal,43%,57%,100%\n"
    assert accepted(home, "2026-03-01/@ana/Audience.csv", sections)[:2] == (4, 0)
    assert home.rows("select sum(share) from raw.audience_shares") == [(1.0,)]
