"""Orders and deals of several brands, from their files to the marts, through the public entry."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from home_folder import Home
from sample_runs import influencers, rows

from pipeline.models import building, reference
from pipeline.warehouse.warehouse import Warehouse

SHOP = (
    "Name,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,"
    "Lineitem quantity,Lineitem name,Lineitem price,Cancelled at,Refunded Amount\n"
)
CREATORS = "influencer_id,name,instagram\n"
DEALS = "deal_id,influencer_id,campaign_id,platform,fee,currency,start_date,end_date,promo_code\n"
TRACKING = "order_id,date,source,influencer_id,orders,revenue,currency\n"
TIKTOK = (
    "Order ID,Product Name,Price,Payment Amount,Quantity,{returned},Order Status,Creator Username,"
    "Est. Commission Base,Time Created\n"
)


def order(
    number: int,
    status: str,
    goods: str,
    code: str,
    refund: str = "0.00",
    total: str = "",
    tax: str = "0",
    ship: str = "0",
) -> str:
    """Return a Shopify order of one line, placed on the fourth of May."""
    return (
        f"#{number},{status},USD,{goods},{ship},{tax},{total or goods},{code},0,2026-05-04 09:30:00 +0000,"
        f"1,Cup,{goods},,{refund}\n"
    )


@pytest.fixture(scope="module")
def marts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give two brands with the same ids and order numbers, and a third whose shop has a folder of its own."""
    home = Home(tmp_path_factory.mktemp("orders") / "home")
    for brand, code in (("north", "NORD"), ("south", "SUED")):
        home.put(
            f"{brand}/2026-06-01/creators.csv", CREATORS + f"c1,One {brand},one_{brand}\nc2,Two {brand},two_{brand}\n"
        )
        home.put(
            f"{brand}/2026-06-01/deals.csv",
            DEALS + f'd1,c1,s,instagram,100,USD,2026-05-01,2026-05-31,"{code}5;{code}9 or DUO"\n'
            f"d2,c2,s,instagram,100,USD,2026-05-01,2026-05-31,DUO / {code}2\n",
        )
    home.put(
        "north/2026-06-01/orders_export_1.csv",
        SHOP
        + order(501, "paid", "40.00", "nord9")
        + order(502, "partially_refunded", "60.00", "NORD5", refund="-15.00", total="80.00", tax="12", ship="8")
        + order(503, "paid", "24.00", "NORD2", tax="4", total="24.00")
        + order(504, "on the moon", "33.00", "NORD5")
        + order(505, "pending", "33.00", "NORD5")
        + order(506, "paid", "10.01", "DUO")
        + order(507, "voided", "70.00", "NORD5"),
    )
    home.put(
        "south/2026-06-01/tracked.csv",
        TRACKING + "501,2026-05-05,link,c1,1,77.00,USD\n502,2026-05-05,link,c2,1,5,USD\n",
    )
    # the tracker of the north reports the shop's order 501 once more, and one of its own
    home.put(
        "north/2026-06-01/tracked.csv",
        TRACKING + "501,2026-05-05,link,c1,1,41.00,USD\n900,2026-05-05,link,c1,1,6,USD\n",
    )
    home.put(
        "south/tiktok/2026-06-01/affiliate_orders.csv",
        TIKTOK.format(returned="すべて返品または返金済み")
        + "57,Cup,20,20,1,はい,Completed,one_south,20,04/05/2026 10:00:00\n"
        + "57,Pot,30,30,1,いいえ,Completed,one_south,30,04/05/2026 10:00:00\n"
        + "58,Cup,20,20,1,いいえ,Ineligible,one_south,20,04/05/2026 10:00:00\n",
    )
    books = home.load()
    assert {book["rows_rejected"] for book in books.values()} == {0}
    assert "refund: 1 amounts with a minus" in books["north/2026-06-01/orders_export_1.csv"]["notes"]
    with Warehouse(home.path).connect() as connection:
        reference.load_reference(connection, [])
        reference.write_settings(connection, {**home.settings.for_models(), "reporting_currency": "USD"})
        building.build_all(connection)
        yield connection


def test_each_brand_keeps_its_orders(marts):
    found = marts.execute(
        "select deal_id, orders, orders_pending, orders_cancelled, orders_ambiguous, cast(net_revenue as double)"
        " from marts.deal_results order by deal_id"
    ).fetchall()
    assert found == [
        # 501 and 502 (15 of 80 paid back: 48.75 of the goods left), 900 by the tracker, 506 dealt out; half of its amount
        ("north/d1", 4, 1, 2, 1, 40 + 48.75 + 6 + 5.01),
        ("north/d2", 1, 0, 0, 0, 20 + 5),
        # its own 501, and the part of 57 that did not come back; 58 was never the creator's
        ("south/d1", 2, 0, 1, 0, 77 + 30),
        ("south/d2", 1, 0, 0, 0, 5),
    ]


def test_what_needs_a_person_is_listed(marts):
    assert marts.execute(
        "select deal_id, redemptions_unusual, cast(net_revenue_unusual as double) from marts.code_review"
        " where signal = 'ambiguous_code' and finding = 'needs review' order by deal_id"
    ).fetchall() == [("north/d1", 1, 5.01), ("north/d2", 1, 5.0)]
    assert marts.execute(
        "select shop_system, order_state, orders_placed from intermediate.int_order_states where is_state_unknown"
    ).fetchall() == [("shopify", "on the moon", 1)]


@pytest.mark.usefixtures("graph")
@pytest.mark.long
def test_a_run_says_which_deals_and_states_to_look_at(tmp_path: Path):
    home = Home(tmp_path / "home")
    first = (
        DEALS
        + "e1,c1,s,instagram,100,USD,2026-05-01,2026-05-31,EIN\ne2,c2,s,instagram,70,USD,2026-05-01,2026-05-31,ZWEI\n"
    )
    home.put("2026-06-01/deals.csv", first)
    home.put("2026-07-01/deals.csv", DEALS + "e1,c1,s,instagram,120,USD,2026-05-01,2026-05-31,EIN\n")
    home.put(
        "2026-07-01/orders_export_1.csv",
        SHOP + order(1, "lost at sea", "10.00", "EIN") + order(2, "paid", "12.00", "EIN"),
    )
    (home.path / "reference").mkdir()
    result = influencers("run", "--home", home.path, "--incoming", home.incoming)
    assert result.exit_code == 0, result.output
    told = " ".join(result.output.split())
    assert "Deals missing from a later sheet of their folder, which still count: e2" in told
    assert "Orders that count as none: 1, for states of shopify" in told
    published = Warehouse(home.path).published
    assert rows(published, "select deal_id, cast(cost as varchar), not_in_latest_sheet from marts.deal_results order by 1") == [
        ("e1", "120.0000", False), ("e2", "70.0000", True),
    ]  # fmt: skip
    states = "shop_system,order_state,meaning\nshopify,paid,sale\nshopify,Lost_at_sea,sale\n"
    (home.path / "reference" / "order_states.csv").write_text(states, encoding="utf-8")
    again = influencers("run", "--home", home.path, "--incoming", home.incoming)
    assert again.exit_code == 0, again.output
    assert "count as none" not in again.output
    assert rows(
        published, "select orders, cast(net_revenue as varchar) from marts.deal_results where deal_id = 'e1'"
    ) == [(2, "22.0000")]
