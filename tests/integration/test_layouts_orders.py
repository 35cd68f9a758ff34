"""Orders of shops, platforms and affiliate networks: each export's figures are those that are held."""

from decimal import Decimal

import pytest
from built_tables import build
from home_folder import Home

DAY = "2026-11-20"
WOO = (
    "Order Number,Order Status,Order Date,First Name (Billing),Email (Billing),Cart Discount Amount,Order Subtotal Amount,"
    "Order Shipping Amount,Order Refund Amount,Order Total Amount,Order Total Tax Amount,Currency,SKU,Item #,Item Name,"
    "Quantity,Item Cost,Coupon Code,Discount Amount,Discount Amount Tax,Country Code (Shipping)\n"
)


def woo(number: int, state: str, lines: int, refund: object = 0, coupon: str = "CASEW") -> str:
    """Return the rows of an order of 100, 10 off, 5 shipping and 19 % tax: what belongs to it on each of them."""
    return "".join(
        f"{number},{state},2026-09-10 12:00,Mia,m@example.com,10,100,5,{refund},113.05,18.05,EUR,A{n},{n},Thing,1,50,{coupon},10,0,DE\n"
        for n in range(1, lines + 1)
    )


OTHER_WOO = {
    "plugin": "order_number,order_date,status,shipping_total,tax_total,cart_discount,order_total,order_subtotal,order_currency,"
              "billing_email,coupon_items\n7,2026-09-10 12:00:00,completed,5,18.05,10,113.05,100,EUR,m@example.com,code:x\n",
    "analytics": "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),N. Revenue\n"
                 '2026-09-10 12:00:00,7,€90.00,Completed,Mia,new,"1× Thing",1,CASEW,90\n',
}  # fmt: skip
TIKTOK = {
    "en": ("Order ID,Product Name,Price,Quantity,Fully returned or refunded,Order Status,Creator Username,Est. Commission Base,Currency,Time Created",
           "Completed", "No"),
    "partner": ("Order ID,Product,Price,Quantity,Fully returned or refunded,Order settlement status,Creator Username,Est. base commission,"
                "Currency,Order date,Partner campaign ID", "Settled", "No"),
    "id": ("ID Pesanan,Produk,Harga,Kuantitas,Pengembalian Barang Atau Dana,Status Pesanan,Nama pengguna kreator,Est. Acuan Komisi,"
           "Mata Uang,Waktu Dibuat", "Selesai", "Tidak"),
    "vi": ("ID đơn hàng,Tên sản phẩm,Giá,Số lượng,Fully returned or refunded,Trạng thái đơn hàng,Tên người dùng nhà sáng tạo,"
           "Cơ sở hoa hồng ước tính,Đơn vị tiền tệ,Thời gian đã tạo", "Đã hoàn thành", "Không"),
    "th": ("หมายเลขคำสั่งซื้อ,ชื่อสินค้า,ราคา,ปริมาณ,คืนสินค้าหรือคืนเงินทั้งหมดแล้ว,สถานะคำสั่งซื้อ,ชื่อผู้ใช้ของครีเอเตอร์,"
           "ฐานค่าคอมมิชชั่นโดยประมาณ,สกุลเงิน,เวลาที่สร้าง", "เสร็จสมบูรณ์", "ไม่มี"),
    "pt": ("ID do pedido,Nome do produto,Preço,Quantidade,Totalmente devolvido ou reembolsado,Status do pedido,"
           "Nome de usuário do criador,Base de comissão est.,Moeda,Hora de criação", "Liquidado", "não"),
    "ja": ("注文ID,商品名,価格,数量,すべて返品または返金済み,注文の決済状況,クリエイターのユーザー名,成果報酬ベース,通貨,作成日時", "完了", "いいえ"),
    "ja, older": ("注文ID,商品名,価格,数量,すべて返品または返金済み,注文状況,クリエイターのユーザー名,推定成果報酬ベース,通貨,作成日時", "完了", "いいえ"),
}  # fmt: skip


NETWORKS = {
    "refersion": ("Conversion ID,Order ID,Affiliate,Affiliate ID,Offer,Status,Commission,Total,Currency,Coupon Code,Created\n"
                  "1,5001,Case R,55,Default,APPROVED,10.00,100.00,EUR,CASER,2026-09-10 12:00:00\n", "caser", "55", "sale"),
    "awin": ("Transaction ID,Order Reference,Publisher ID,Publisher,Transaction Date,Commission Status,Sale Amount,"
             "Commission Amount,Click Ref,Voucher Code,Currency,Decline Reason\n"
             "9,5001,123,Case,2026-09-10 12:00:00,pending,100.00,8,sub-1,,EUR,\n", None, "sub-1", "pending"),
    "impact": ("Action Id,Action Tracker,Partner,Partner ID,Action Date,Status,Sale Amount,Payout,Order Id,Promo Code,SubId1,"
               "Customer Status\n1.2,Sale,Case,77,2026-09-10T12:00:00-07:00,REVERSED,€100.00,8,5001,CASEI,,NEW\n",
               "casei", "77", "returned"),
    "cj": ("Posting Date,Event Date,Action Status,Order ID,PID,Publisher Name,SID,Sale Amount (EUR),Publisher Commission,Coupon\n"
           "2026-09-11,2026-09-10T12:00:00Z,locked,5001,88,Case,u-9,100,8,\n", None, "u-9", "sale"),
    "an app": ("Order #,Created At,Affiliate,Affiliate Email,Total Sales,Commission,Status,Coupon,Currency\n"
               "#5001,2026-09-10 12:00,case_a,a@example.com,100,8,Declined,CASEA,EUR\n", "casea", "case_a", "none"),
}  # fmt: skip


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """Return a home with each of these exports in a folder of its own, and the books of it by folder."""
    home = Home(tmp_path_factory.mktemp("orders") / "home")
    home.put(
        f"woo/{DAY}/o.csv", WOO + woo(5001, "Completed", 3) + woo(5002, "wc-processing", 1, coupon='"CASEW, OTHER"')
    )
    lost = woo(5003, "wc-refunded", 2, 113.05) + woo(5004, "On hold", 1) + woo(5005, "Failed", 1)
    home.put(f"woo lost/{DAY}/o.csv", WOO + lost)
    for name, text in OTHER_WOO.items():
        home.put(f"{name}/{DAY}/o.csv", text)
    for language, (header, state, no) in TIKTOK.items():
        row = f"570000000000000001,Thing,20.00,1,{no},{state},case_p,18.50,USD,10/09/2026 11:00:00"
        home.put(f"{language}/{DAY}/o.csv", f"{header}\n{row}{',9' * (header.count(',') - row.count(','))}\n")
    for name, (text, *_) in NETWORKS.items():
        home.put(f"{name}/{DAY}/o.csv", text)
    loads = {name.split("/")[0]: load for name, load in home.load().items()}
    build(home, "staging.stg_orders")
    return home, loads


def test_each_is_known_column_by_column(held):
    expected = {"woo": "woocommerce_orders", "woo lost": "woocommerce_orders"}
    expected |= dict.fromkeys(OTHER_WOO, "woocommerce_orders") | dict.fromkeys(TIKTOK, "tiktok_shop_orders")
    expected |= dict.fromkeys(NETWORKS, "affiliate_orders")
    assert {name: load["format"] for name, load in held[1].items()} == expected
    assert {load["columns_unknown"] for load in held[1].values()} == {None}
    assert {load["rows_rejected"] for load in held[1].values()} == {0}


def test_an_order_of_woocommerce_counts_once_however_many_lines_it_has(held):
    query = """
        select order_id, gross_revenue, discount, net_revenue, order_meaning, promo_code, country, currency
        from staging.stg_orders where dataset like 'woo%' order by 1
    """
    full = Decimal(100), Decimal(10)
    assert held[0].rows(query) == [
        ("5001", *full, Decimal(90), "sale", "casew", "DE", "EUR"),
        ("5002", *full, Decimal(90), "sale", "casew, other", "DE", "EUR"),
        ("5003", *full, Decimal(0), "returned", "casew", "DE", "EUR"),
        ("5004", *full, Decimal(0), "pending", "casew", "DE", "EUR"),
        ("5005", *full, Decimal(0), "none", "casew", "DE", "EUR"),
    ]


@pytest.mark.parametrize("name", OTHER_WOO)
def test_other_exports_of_woocommerce(held, name):
    query = "select order_id, net_revenue, order_meaning from staging.stg_orders where dataset = ?"
    assert held[0].rows(query, name) == [("7", Decimal(90), "sale")]


@pytest.mark.parametrize("language", TIKTOK)
def test_orders_of_tiktok_shop_in_the_language_of_the_seller_centre(held, language):
    query = """
        select order_id, ordered_at::varchar, creator_ref, net_revenue, order_meaning, is_state_unknown
        from staging.stg_orders where dataset = ?
    """
    order = ("570000000000000001", "2026-09-10 11:00:00", "case_p", Decimal("18.5"), "sale", False)
    assert held[0].rows(query, language) == [order]


@pytest.mark.parametrize("network", NETWORKS)
def test_orders_of_affiliate_networks(held, network):
    _, code, link, meaning = NETWORKS[network]
    query = """
        select promo_code, tracking_code, order_meaning, gross_revenue, currency, attribution_method, ordered_at::date::varchar
        from staging.stg_orders where dataset = ?
    """
    assert held[0].rows(query, network) == [(code, link, meaning, Decimal(100), "EUR", "platform", "2026-09-10")]


AMAZON = [
    "Date Shipped,Price($),Items Shipped,Returns,Revenue($),Ad Fees($)",
    "Date,Price,Qty,Revenue,Ad Fees,Link Type",
]


@pytest.mark.parametrize("more", AMAZON)
def test_what_amazon_pays_a_creator_is_no_revenue_of_the_brand(home, more):
    home.put(
        f"{DAY}/a.csv", f"Category,Name,ASIN,Tracking ID,{more}\nHome,Desk,B0AAA,case-20,2026-09-01,10,1,0,10,0.5\n"
    )
    (load,) = home.load().values()
    assert (load["format"], load["status"]) == ("amazon_associates", "ignored")
    assert "Amazon Attribution" in load["reason"]
