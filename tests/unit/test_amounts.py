"""Amounts with signs and codes, and the decimal marks of columns, through the loader."""

import csv
from decimal import Decimal

import polars as pl
import pytest

from pipeline.exports import currencies, numbers
from pipeline.exports.column_mapping import ColumnMapping
from pipeline.exports.values import parse

MONEY = pl.Decimal(18, 4)
DEALS = "deal_id,influencer_id,fee\n"


def deals(home, *fees: str, header: str = DEALS, **files: str) -> list[tuple]:
    """Load a sheet of deals, one a fee, and return fee and currency of those that were accepted."""
    for name, content in files.items():
        home.put(f"b/2026-03-01/{name}.yaml", content)
    home.put("b/2026-03-01/deals.csv", header + "".join(f'd{n},ana,"{fee}"\n' for n, fee in enumerate(fees, 1)))
    home.load()
    return home.rows("select fee::double, currency from raw.deals order by source_record")


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("€ 2,400", 2400, "EUR"), ("2.400,75 €", 2400.75, "EUR"), ("R$ 3.100,00", 3100, "BRL"), ("₹2,75,000", 275_000, "INR"),
        ("Rp 12.500.000", 12_500_000, "IDR"), ("£725", 725, "GBP"), ("3'400.50 CHF", 3400.5, "CHF"), ("$2.5k", 2500, "USD"),
        ("USD 450", 450, "USD"), ("450 usd", 450, "USD"), ("1 250 kr", 1250, "SEK"), ("980 zł", 980, "PLN"),
        ("₩350000", 350_000, "KRW"), ("¥42,000", 42_000, "JPY"), ("A$ 610", 610, "AUD"), ("NZ$615", 615, "NZD"),
        ("HK$ 700", 700, "HKD"), ("NT$8,800", 8800, "TWD"), ("C$ 640", 640, "CAD"), ("R 5 200", 5200, "ZAR"),
        ("Rs. 9,500", 9500, "INR"), ("2,5 Mio. EUR", 2_500_000, "EUR"), ("1.5k €", 1500, "EUR"), ("300,- €", 300, "EUR"),
        ("7 500 Ft", 7500, "HUF"), ("2 100 Kč", 2100, "CZK"), ("US$ 75", 75, "USD"), ("250 euros", 250, "EUR"),
        ("RM 320", 320, "MYR"), ("₺1.250,00", 1250, "TRY"), ("AED 900", 900, "AED"), ("￥3,000", 3000, "JPY"),
    ],
)  # fmt: skip
def test_the_sign_or_code_in_a_cell_is_the_currency_of_the_amount(home, text, amount, currency):
    assert deals(home, text) == [(amount, currency)]


def test_the_signs_written_down_are_those_of_cldr():
    with currencies.SIGNS.open(encoding="utf-8", newline="") as file:
        assert [tuple(row) for row in csv.reader(file)] == currencies.signs_of_cldr()


def test_no_suffix_of_a_number_is_a_sign_of_a_currency():
    assert not set(numbers.SUFFIXES) & set(currencies.meanings())


@pytest.mark.parametrize("text", ["300 apples", "$10-$20", "USD 5 EUR", "€5 €", "5 K $ K", "free", "K 500"])
def test_what_is_no_amount_costs_the_deal(home, text):
    assert deals(home, text) == []
    assert home.rows("select column_name, rule from meta.rejected_rows") == [("fee", "not_a_number")]


def test_a_sign_that_currencies_share_agrees_with_that_of_the_record(home):
    header = "deal_id,influencer_id,currency,fee\n"
    home.put(
        "b/2026-03-01/deals.csv",
        header
        + 'd1,ana,CAD,"$1,500"\nd2,ana,NOK,900 kr\nd3,ana,cny,¥800\nd4,ana,,"$1,500"\nd5,ana,€,250\nd6,ana,US$,7\n',
    )
    home.load()
    assert home.rows("select currency from raw.deals order by source_record") == [
        ("CAD",), ("NOK",), ("CNY",), ("USD",), ("EUR",), ("USD",),
    ]  # fmt: skip


def test_a_sign_that_currencies_share_agrees_with_the_currency_of_the_folder(home):
    assert deals(home, "$80", "£90", "70", account="currency: AUD\n") == [(80, "AUD"), (90, "GBP"), (70, "AUD")]


def test_a_cell_that_contradicts_the_currency_column_costs_the_record(home):
    home.put(
        "b/2026-03-01/deals.csv", "deal_id,influencer_id,currency,fee\nd1,ana,USD,€90\nd2,ana,EUR,€90\nd3,ana,USD,90\n"
    )
    (load,) = home.load().values()
    assert (load["rows_accepted"], load["rows_rejected"]) == (2, 1)
    assert home.rows("select source_record, column_name, rule from meta.rejected_rows") == [
        (1, "fee", "contradicts_currency")
    ]


def test_a_cell_that_contradicts_its_header_costs_the_record(home):
    assert deals(home, "€90", "90", "USD 90", header="deal_id,influencer_id,fee (EUR)\n") == [(90, "EUR"), (90, "EUR")]
    assert home.rows("select rule from meta.rejected_rows") == [("contradicts_currency",)]


def test_a_header_that_contradicts_the_currency_column_costs_the_record(home):
    home.put("b/2026-03-01/deals.csv", "deal_id,influencer_id,currency,fee (EUR)\nd1,ana,USD,90\nd2,ana,EUR,90\n")
    home.load()
    assert home.rows("select deal_ref, currency from raw.deals") == [("d2", "EUR")]
    assert home.rows("select source_record, rule from meta.rejected_rows") == [(1, "contradicts_currency")]


def test_two_currencies_in_one_record_cost_the_record(home):
    home.put(
        "b/2026-03-01/deals.csv",
        "deal_id,influencer_id,fee,product_cost\nd1,ana,€90,$5\nd2,ana,€90,€5\nd3,ana,€90,5\nd4,ana,,$5\n",
    )
    home.load()
    assert home.rows("select deal_ref, currency from raw.deals order by 1") == [
        ("d2", "EUR"),
        ("d3", "EUR"),
        ("d4", "USD"),
    ]
    assert home.rows("select source_record, column_name, rule from meta.rejected_rows") == [
        (1, "currency", "several_currencies")
    ]


def test_creators_earnings_have_a_currency_of_their_own(home):
    home.put("2026-03-01/account.yaml", "platform: youtube\nhandle: ana\n")
    home.put(
        "2026-03-01/Table data.csv",
        "Content,Video publish time,Views,Estimated revenue (BRL)\nabcdefghij1,2026-02-01,40,12.5\nabcdefghij2,2026-02-01,40,€3\n",
    )
    (load,) = home.load().values()
    assert (load["rows_accepted"], load["values_unread"]) == (2, 1)
    assert home.rows("select creator_earnings, creator_earnings_currency from raw.posts order by source_record") == [
        (Decimal("12.5"), "BRL"), (None, "BRL"),
    ]  # fmt: skip
    assert home.rows("select rule from meta.unread_values") == [("contradicts_currency",)]


@pytest.mark.parametrize("fee", ["123456789012345", "9" * 30, "1000000000000", "900.000.000.000.000,00", "5000 bn"])
def test_an_amount_beyond_any_fee_costs_its_record_and_nothing_else(home, fee):
    assert deals(home, "10", fee, "30") == [(10, None), (30, None)]
    assert home.rows("select source_record, column_name, rule from meta.rejected_rows") == [(2, "fee", "too_large")]


def test_a_count_beyond_any_figure_costs_the_figure(home):
    home.put("2026-03-01/x.csv", "Post id,Date,Link,Impressions,Likes,Engagements\n" + "".join(
        f"180000000000000000{n},\"Fri, Feb 6, 2026\",https://x.com/ana/status/180000000000000000{n},9,{likes},1\n"
        for n, likes in enumerate(["99999999999999999999", "9223372036854775807", "1000000000000", "999999999999"], 1)
    ))  # fmt: skip
    (load,) = home.load().values()
    assert (load["rows_accepted"], load["values_unread"]) == (4, 3)
    assert home.rows("select likes from raw.posts order by source_record") == [(None,), (None,), (None,), (10**12 - 1,)]
    assert home.rows("select distinct rule from meta.unread_values") == [("too_large",)]


# Decimal marks


def sheet(home, *fees: str, delimiter: str = ";") -> list:
    rows = "".join(f"d{n}{delimiter}ana{delimiter}{fee}\n" for n, fee in enumerate(fees, 1))
    home.put("b/2026-03-01/deals.csv", f"deal_id{delimiter}influencer_id{delimiter}fee\n{rows}")
    home.load()
    return [float(fee) for (fee,) in home.rows("select fee from raw.deals order by source_record")]


@pytest.mark.parametrize(
    ("delimiter", "fees", "expected"),
    [
        (";", ["51.59", "2.838"], [51.59, 2.838]),  # the dot is decimal in a file of a decimal comma
        (";", ["1.234", "7"], [1234, 7]),  # the column is silent: the delimiter tells
        (";", ["1.234,5", "2.838"], [1234.5, 2838]),
        (
            "\t",
            ["1.234", "12.345.678"],
            [1234, 12_345_678],
        ),  # the dot groups, though the file suggests that it is decimal
        ("\t", ["2,5", "1,234"], [2.5, 1.234]),
        ("\t", ["1,50,000", "2,750"], [150_000, 2750]),
        ("\t", ["1.234", "7"], [1.234, 7]),
        ("\t", ["3,5K", "1.234"], [3500, 1234]),
        (";", ["0.750", "1.234"], [0.75, 1.234]),
    ],
)
def test_the_column_tells_its_decimal_mark(home, delimiter, fees, expected):
    assert sheet(home, *fees, delimiter=delimiter) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("delimiter", "other", "fees"),
    [
        (";", ["51.59", "7.5"], [1.234, 2.5]),
        ("\t", ["51,59", "7,5"], [1234, 2500]),
        ("\t", ["51.59", "7,5"], [1.234, 2.5]),
    ],
)
def test_a_column_that_is_silent_follows_the_other_columns_of_the_file(home, delimiter, other, fees):
    records = [["deal_id", "influencer_id", "fee", "product_cost"], ["d1", "ana", "1.234", other[0]],
               ["d2", "ana", "2.500", other[1]]]  # fmt: skip
    home.put("b/2026-03-01/deals.csv", "".join(delimiter.join(record) + "\n" for record in records))
    home.load()
    assert home.rows("select fee::double from raw.deals order by source_record") == [(fee,) for fee in fees]


def test_of_a_column_with_both_marks_what_can_be_both_is_refused_and_noted(home):
    assert sheet(home, "1.234,50", "2,345.50", "3.400", "3,400", "12", delimiter="\t") == [1234.5, 2345.5, 3400, 12]
    assert home.rows("select source_record, rule from meta.rejected_rows") == [(3, "not_a_number")]
    assert "decimal comma and with a decimal dot" in home.rows("select notes from meta.loads")[0][0]


def test_a_later_part_that_contradicts_the_first_does_not_read_what_can_be_both():
    texts = pl.Series("x", ["1.200,50", "1.300", "7"])
    found = parse(texts, MONEY, ColumnMapping(headers=["x"]), ".", "UTC", is_decided=True)
    assert found.values.to_list() == [Decimal("1200.5"), None, Decimal(7)]
    assert found.is_torn


def test_whole_numbers_are_read_in_every_way_of_grouping(home):
    header = "Username,Platform,Followers\n"
    rows = {
        "48.5K": 48_500,
        "1,50,000": 150_000,
        "1.234": 1234,
        "12.345.678": 12_345_678,
        "1 234": 1234,
        "12万": 120_000,
    }
    home.put(
        "r/2026-03-01/l.csv", header + "".join(f'ana{n},instagram,"{text}"\n' for n, text in enumerate(rows))
    )  # fmt: skip
    home.load()
    assert [n for (n,) in home.rows("select followers from raw.profiles order by source_record")] == list(rows.values())
