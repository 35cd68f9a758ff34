"""Shopify's order export: one line an item, the order's own columns on its first line only.

Belongs here: the shop's header and its quirks.
Does not belong here: who brought the order and what it is worth (``orders``).
"""

from __future__ import annotations

from datetime import date

import polars as pl

from pipeline.sample.csv_bytes import PLAIN, Column, names
from pipeline.sample.ledger import Ledger
from pipeline.sample.posts import capture_ms

HEADERS = names(
    "Name|Email|Financial Status|Paid at|Fulfillment Status|Fulfilled at|Accepts Marketing|Currency|"
    "Subtotal|Shipping|Taxes|Total|Discount Code|Discount Amount|Shipping Method|Created at|"
    "Lineitem quantity|Lineitem name|Lineitem price|Lineitem compare at price|Lineitem sku|"
    "Lineitem requires shipping|Lineitem taxable|Lineitem fulfillment status|Billing Name|"
    "Billing Street|Billing Address1|Billing Address2|Billing Company|Billing City|Billing Zip|"
    "Billing Province|Billing Country|Billing Phone|Shipping Name|Shipping Street|"
    "Shipping Address1|Shipping Address2|Shipping Company|Shipping City|Shipping Zip|"
    "Shipping Province|Shipping Country|Shipping Phone|Notes|Note Attributes|Cancelled at|"
    "Payment Method|Payment Reference|Refunded Amount|Vendor|Outstanding Balance|Employee|Location|"
    "Device ID|Id|Tags|Risk Level|Source|Lineitem discount|Tax 1 Name|Tax 1 Value|Tax 2 Name|"
    "Tax 2 Value|Tax 3 Name|Tax 3 Value|Tax 4 Name|Tax 4 Value|Tax 5 Name|Tax 5 Value|Phone|"
    "Receipt Number|Duties|Billing Province Name|Shipping Province Name|Payment ID|"
    "Payment Terms Name|Next Payment Due At|Payment References"
)
_ZONES = {"EUR": "Europe/Berlin", "USD": "America/New_York", "GBP": "Europe/London"}


def write_orders(ledger: Ledger, orders: pl.DataFrame, day: date, *, zipped: bool) -> None:
    """Write each shop's orders as known on a day, newest first, one file a brand.

    Refunds and cancellations that came after the day are not in it yet.
    """
    now = capture_ms(day)
    placed = orders.filter(pl.col("created_ms") < now)
    for number, (brand, own) in enumerate(placed.group_by("brand", maintain_order=True), 1):
        zone = _ZONES[own["currency"][0]]
        lines = _lines(own, now)
        member = ledger.table("orders", "shopify_orders", lines, _columns(zone), PLAIN, key=brand, damaged=False)
        ledger.file(f"shopify/{day}/orders_export_{number}.csv", day, member, zipped=zipped)


def _lines(orders: pl.DataFrame, now: int) -> pl.DataFrame:
    """Give each order one line an item; the first line also carries the order."""
    numbered = orders.with_row_index("place").with_columns(settled=pl.col("settled_ms") < now)
    items = [
        numbered.filter(pl.col(f"quantity_{i}") > 0).with_columns(
            item=pl.lit(i), quantity=pl.col(f"quantity_{i}"), price=pl.col(f"price_{i}")
        )
        for i in range(3)
    ]
    return pl.concat(items).sort("place", "item", descending=[True, False])


def _columns(zone: str) -> list[Column]:
    first = pl.col("item") == 0

    def order(value: pl.Expr) -> pl.Expr:
        return pl.when(first).then(value)

    def money(value: pl.Expr) -> pl.Expr:
        return (value + 1e-9).map_batches(_two_places, return_dtype=pl.String)

    def when(column: str) -> pl.Expr:
        utc = pl.from_epoch(column, "ms").dt.replace_time_zone("UTC")
        return utc.dt.convert_time_zone(zone).dt.strftime("%Y-%m-%d %H:%M:%S %z")

    gone = pl.col("is_cancelled") & pl.col("settled")
    refund = pl.when("settled").then("refund").otherwise(0.0)
    status = (
        pl.when(gone).then(pl.lit("voided"))
        .when((refund > 0) & (refund >= pl.col("subtotal"))).then(pl.lit("refunded"))
        .when(refund > 0).then(pl.lit("partially_refunded"))
        .otherwise(pl.lit("paid"))
    )  # fmt: skip
    code = pl.col("promo_code")
    mixed = (
        pl.when(pl.col("place") % 4 == 1).then(code.str.to_lowercase())
        .when(pl.col("place") % 4 == 2).then(code.str.to_titlecase())
        .when(pl.col("place") % 7 == 3).then(code + pl.lit(", FREESHIP"))
        .otherwise(code)
    )  # fmt: skip
    has_code = pl.col("method").is_in(["code", "both"])
    values = {
        "Name": pl.col("order_id"),
        "Email": pl.lit("buyer") + pl.col("place").cast(pl.String) + pl.lit("@example.com"),
        "Financial Status": order(status),
        "Paid at": order(when("created_ms")),
        "Fulfillment Status": order(pl.lit("fulfilled")),
        "Accepts Marketing": order(pl.lit("no")),
        "Currency": order(pl.col("currency")),
        "Subtotal": order(money(pl.col("subtotal"))),
        "Shipping": order(money(pl.col("shipping"))),
        "Taxes": order(pl.lit("0.00")),
        "Total": order(money(pl.col("subtotal") + pl.col("shipping"))),
        "Discount Code": order(pl.when(has_code).then(mixed)),
        "Discount Amount": order(money(pl.col("discount"))),
        "Created at": when("created_ms"),
        "Lineitem quantity": pl.col("quantity"),
        "Lineitem name": pl.col("brand") + pl.lit(" no. ") + (pl.col("item") + 1).cast(pl.String),
        "Lineitem price": money(pl.col("price")),
        "Lineitem sku": pl.lit("SMP-") + pl.col("item").cast(pl.String),
        "Lineitem requires shipping": pl.lit("true"),
        "Lineitem taxable": pl.lit("true"),
        "Billing Country": order(pl.col("country")),
        "Shipping Country": order(pl.col("country")),
        "Cancelled at": order(pl.when(gone).then(when("settled_ms"))),
        "Refunded Amount": order(money(refund)),
        "Vendor": pl.col("brand"),
        "Id": order(pl.lit(5_800_000_000_000) + pl.col("created_ms") % 100_000_000_000),
        "Risk Level": order(pl.lit("Low")),
        "Source": order(pl.lit("web")),
        "Lineitem discount": pl.lit("0.00"),
    }
    return [Column(header, values.get(header, pl.lit(None))) for header in HEADERS]


def _two_places(amounts: pl.Series) -> pl.Series:
    return pl.Series(amounts.name, [f"{amount:.2f}" for amount in amounts], dtype=pl.String)
