"""Campaigns, deals, clicks, orders and advertising, as sheets and shops state them."""

from schemas.values import REFUND_PARTS
from schemas.vocabulary import count, day, moment, money, rate, text, truth

# what a deal costs, as a sheet states it
COST_PARTS = {
    "fee": money("Fee."),
    "product_cost": money("Product given."),
    "shipping_cost": money("Shipping of the product."),
    "agency_cost": money("Agency's part."),
    "boosting_cost": money("Paid amplification booked with the deal."),
}  # fmt: skip

# what a deal costs, and the sum
COST = (
    COST_PARTS,
    {
        "commission": money("Commissions earned on orders."),
        "cost": money("Fee, product, shipping, agency, boosting and commission; null when none is known."),
    },
)  # fmt: skip

# the same in the reporting currency
COST_REPORTING = {
    "fee_reporting": money("fee in the reporting currency."),
    "product_cost_reporting": money("product_cost in the reporting currency."),
    "shipping_cost_reporting": money("shipping_cost in the reporting currency."),
    "agency_cost_reporting": money("agency_cost in the reporting currency."),
    "boosting_cost_reporting": money("boosting_cost in the reporting currency."),
    "commission_reporting": money("commission in the reporting currency."),
    "cost_reporting": money("cost in the reporting currency."),
}  # fmt: skip

# when, and by which codes orders are found
DEAL_TERMS = (
    {"agreed_on": day("Day of the agreement; the rate of this day converts the cost.")},
    "starts_on ends_on",
    {
        "promo_code": text("Code that customers enter; compare it without case."),
        "tracking_code": text("Code in the tracked link."),
    },
)  # fmt: skip

# goals agreed beforehand
DEAL_GOALS = {
    "goal_reach": count("Reach agreed as goal, summed over the posts."),
    "goal_impressions": count("Impressions agreed as goal."),
    "goal_views": count("Views agreed as goal."),
    "goal_engagements": count("Engagements agreed as goal."),
    "goal_clicks": count("Clicks agreed as goal."),
    "goal_orders": count("Orders agreed as goal."),
    "goal_new_customers": count("New customers agreed as goal."),
    "goal_revenue": money("Net revenue agreed as goal."),
}  # fmt: skip

# when, and at whom a campaign aims
CAMPAIGN_TERMS = {
    "starts_on": day("First day."),
    "ends_on": day("Last day."),
    "target_countries": text("Countries aimed at, ISO codes separated by commas."),
    "target_niches": text("Niches aimed at, separated by commas."),
    "margin_rate": rate("Part of net revenue that is left after the cost of the goods.", ge=0, le=1),
}  # fmt: skip

# what an order tells of where it comes from
ORDER_ORIGIN = (
    {"ordered_at": moment("When the order was placed.")},
    "creator_ref campaign_ref promo_code tracking_code",
    {"channel": text("What brought the order, as the sheet writes it: influencer, organic, paid ad.")},
    "country",
    {
        "customer_id": text(
            "The customer under a pseudonym, the same wherever the same text names them; the text itself is not kept.",
        ),
        "is_new_customer": truth("Whether it is the customer's first order."),
    },
)  # fmt: skip

# what an order is worth, as the shop states it
ORDER_AMOUNTS = {
    "orders": count(
        "Orders; of results those that were kept, neither pending nor cancelled. Null where nobody tells, and on "
        "further lines.",
    ),
    "gross_revenue": money("Goods before discount, tax and shipping, whatever became of the order."),
    "discount": money("Discount."),
    "subtotal": money("Goods after discount, without shipping; with tax where the shop's prices hold it."),
    "shipping": money("Shipping paid by the customer."),
    "tax": money("Tax."),
    "order_total": money("What the customer paid."),
    "refund": money("What was paid back."),
    "currency": text("ISO 4217 code of the amounts in the row.", not_null=True),
    "order_status": text("The order's state, as the shop writes it."),
    "cancelled_at": moment("When the order was cancelled."),
}  # fmt: skip

# goods, shipping and tax of an order's part, and what a refund is compared with
ORDER_PARTS = (
    {"goods": money("Goods after discount, as the export states them.", ge=None)},
    "shipping tax refund",
    {
        "net_goods": money("Goods without the tax that their prices hold.", ge=None),
        "net_gross": money("Goods before discount, without the tax that their prices hold.", ge=None),
        "net_discount": money("Discount without the tax that it holds.", ge=None),
        "paid_goods": money("Goods with their tax.", ge=None),
        "net_shipping": money("Shipping without its tax.", ge=None),
        "paid_shipping": money("Shipping with its tax.", ge=None),
        "paid": money("What was to be paid: the total, else goods, shipping and tax.", ge=None),
    },
)  # fmt: skip

COMMERCE = {
    "name": text("Name."),
    "brand": text("Brand."),
    "objective": text("What the campaign is for."),
    "budget": money("Budget agreed beforehand."),
    "deliverable": text("What was agreed: reel, post, video, story, package."),
    "posts_agreed": count("Posts agreed."),
    "payout_basis": text("What a payout is per: post or order.", isin=["post", "order"]),
    "payout_rate": money("Payout per unit of its basis."),
    "payout_total": money("Payout in all."),
    "commission_rate": rate("Commission as part of net revenue.", ge=0, le=1),
    "not_in_latest_sheet": truth(
        "Whether a later edition of the deal's sheet no longer has it; it counts all the same.", not_null=True,
    ),
    "method": text(
        "How the code finds an order: promo_code or link_click.", isin=["promo_code", "link_click"], not_null=True,
    ),
    "written": text("The cell with the codes, in lower case."),
    "code": text("A code in it."),
    "reading": count(
        "1: the cell as a whole; 2: a part of it; 3: a word of it, which only a space divides.",
        "", ge=1, le=3, adds_up=False, not_null=True,
    ),
    "position": count("Where in the cell the code begins.", "", ge=1, adds_up=False, not_null=True),
    "holder_rank": count(
        "1: a creator's own code in a package; 2: the deal's.", "", ge=1, le=2, adds_up=False, not_null=True,
    ),
    "is_word": truth("Whether the code is only a word of the written one.", not_null=True),
    "brand_folder": text("The folder that holds the sheets of the brand's deals.", not_null=True),
    "deal_brand": text("The folder that holds the sheets of the deal's brand.", not_null=True),
    "is_brand_by_codes": truth(
        "Whether no sheet says whose folder it is, so that the codes of its orders do.", not_null=True,
    ),
    "sessions": count("Sessions that started at the link."),
    "order_id": text("The order's number in the shop."),
    "attribution_method": text("link_click, promo_code, platform, survey or manual."),
    "net_revenue": money("Goods after discount and refund, before tax and shipping; 0 for an order that is no sale."),
    "shop_system": text(
        "The shop's software, which says what its states mean: shopify, tiktok_shop, woocommerce, or your own.",
    ),
    "order_state": text("A state of an order, as the shop writes it."),
    "order_meaning": text(
        "What became of the order: sale (kept), pending (not paid yet), none (cancelled, never a sale) or returned.",
        isin=["sale", "pending", "none", "returned"], not_null=True,
    ),
    "state_words": text("What the state says."),
    "is_state_unknown": truth(
        "Whether reference.order_states does not have the order's state; it counts as none.", not_null=True,
    ),
    "is_fully_returned": truth("Whether all that the row sold came back."),
    "deal_key": text("By what a sheet knows the deal: its id, or the handles in it.", not_null=True),
    "order_key": text("What its lines have in common: the order's number and time, or the row.", not_null=True),
    "amount_part": count(
        "Which of the record's amounts the line belongs to, from 1.", "", ge=1, adds_up=False, not_null=True,
    ),
    "is_tax_included": truth("Whether the prices of the order hold the tax, as its amounts tell.", not_null=True),
    "refund_of": text(
        "What was paid back: all, goods, shipping or tax, where the amount is equal to it; else divided over the three"
        " in proportion.",
        isin=REFUND_PARTS,
    ),
    "goods_refund": money("The part of the refund that is of goods, before tax."),
    "product": text("Product, as written."),
    "quantity": count("Pieces."),
    "line_price": money("Price of a piece.", ge=None),
    "spend": money("Money spent on advertising."),
    "ad_name": text("The advertisement."),
    "period_starts_on": day("First day of the period that the figures cover, where they state no day."),
    "period_ends_on": day("Last day of the period that the figures cover, where they state no day."),
    "is_spread_over_period": truth(
        "Whether the figures are of a period and were divided evenly over its days.", not_null=True,
    ),
}  # fmt: skip
