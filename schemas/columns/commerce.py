"""Campaigns, deals, clicks, orders and advertising, as sheets and shops state them."""

from schemas.columns.column import Column, count, money

COMMERCE = {
    "name": Column("Name."),
    "brand": Column("Brand."),
    "objective": Column("What the campaign is for."),
    "budget": money("Budget agreed beforehand."),
    "currency": Column("ISO 4217 code of the amounts in the row."),
    "currency_source": Column("Where the currency comes from: file, account, or assumed from the settings."),
    "starts_on": Column("First day.", "date"),
    "ends_on": Column("Last day.", "date"),
    "target_countries": Column("Countries aimed at, ISO codes separated by commas."),
    "target_niches": Column("Niches aimed at, separated by commas."),
    "margin_rate": Column("Part of net revenue that is left after the cost of the goods.", "0 to 1"),
    "deliverable": Column("What was agreed: reel, post, video, story, package."),
    "posts_agreed": count("Posts agreed."),
    "fee": money("Fee."),
    "product_cost": money("Product given."),
    "shipping_cost": money("Shipping of the product."),
    "agency_cost": money("Agency's part."),
    "boosting_cost": money("Paid amplification booked with the deal."),
    "payout_basis": Column("What a payout is per: post or order."),
    "payout_rate": money("Payout per unit of its basis."),
    "payout_total": money("Payout in all."),
    "commission_rate": Column("Commission as part of net revenue.", "0 to 1"),
    "agreed_on": Column("Day of the agreement; the rate of this day converts the cost.", "date"),
    "promo_code": Column("Code that customers enter; compare it without case."),
    "tracking_code": Column("Code in the tracked link."),
    "not_in_latest_sheet": Column(
        "Whether a later edition of the deal's sheet no longer has it; it counts all the same."
    ),
    "method": Column("How the code finds an order: promo_code or link_click."),
    "written": Column("The cell with the codes, in lower case."),
    "code": Column("A code in it."),
    "reading": Column(
        "1: the cell as a whole; 2: a part of it; 3: a word of it, which only a space divides.", adds_up=False
    ),
    "position": Column("Where in the cell the code begins.", adds_up=False),
    "holder_rank": Column("1: a creator's own code in a package; 2: the deal's.", adds_up=False),
    "is_word": Column("Whether the code is only a word of the written one."),
    "brand_folder": Column("The folder that holds the sheets of the brand's deals."),
    "deal_brand": Column("The folder that holds the sheets of the deal's brand."),
    "is_brand_by_codes": Column("Whether no sheet says whose folder it is, so that the codes of its orders do."),
    "goal_reach": count("Reach agreed as goal, summed over the posts."),
    "goal_impressions": count("Impressions agreed as goal."),
    "goal_views": count("Views agreed as goal."),
    "goal_engagements": count("Engagements agreed as goal."),
    "goal_clicks": count("Clicks agreed as goal."),
    "goal_orders": count("Orders agreed as goal."),
    "goal_new_customers": count("New customers agreed as goal."),
    "goal_revenue": money("Net revenue agreed as goal."),
    "sessions": count("Sessions that started at the link."),
    "order_id": Column("The order's number in the shop."),
    "ordered_at": Column("When the order was placed.", "UTC"),
    "orders": count(
        "Orders; of results those that were kept, neither pending nor cancelled. Null where nobody tells, and on further lines."
    ),
    "channel": Column("What brought the order, as the sheet writes it: influencer, organic, paid ad."),
    "attribution_method": Column("link_click, promo_code, platform, survey or manual."),
    "gross_revenue": money("Goods before discount, tax and shipping, whatever became of the order."),
    "discount": money("Discount."),
    "subtotal": money("Goods after discount, without shipping; with tax where the shop's prices hold it."),
    "shipping": money("Shipping paid by the customer."),
    "tax": money("Tax."),
    "order_total": money("What the customer paid."),
    "refund": money("What was paid back."),
    "net_revenue": money("Goods after discount and refund, before tax and shipping; 0 for an order that is no sale."),
    "order_status": Column("The order's state, as the shop writes it."),
    "shop_system": Column(
        "The shop's software, which says what its states mean: shopify, tiktok_shop, woocommerce, or your own."
    ),
    "order_state": Column("A state of an order, as the shop writes it."),
    "order_meaning": Column(
        "What became of the order: sale (kept), pending (not paid yet), none (cancelled, never a sale) or returned."
    ),
    "state_words": Column("What the state says."),
    "is_state_unknown": Column("Whether reference.order_states does not have the order's state; it counts as none."),
    "is_fully_returned": Column("Whether all that the row sold came back."),
    "order_key": Column("What its lines have in common: the order's number and time, or the row."),
    "amount_part": Column("Which of the record's amounts the line belongs to, from 1.", adds_up=False),
    "is_tax_included": Column("Whether the prices of the order hold the tax, as its amounts tell."),
    "refund_of": Column(
        "What was paid back: all, goods, shipping or tax, where the amount is equal to it; else divided over the three in proportion."
    ),
    "goods_refund": money("The part of the refund that is of goods, before tax."),
    "cancelled_at": Column("When the order was cancelled.", "UTC"),
    "customer_id": Column(
        "The customer under a pseudonym, the same wherever the same text names them; the text itself is not kept."
    ),
    "is_new_customer": Column("Whether it is the customer's first order."),
    "product": Column("Product, as written."),
    "quantity": count("Pieces."),
    "line_price": money("Price of a piece."),
    "spend": money("Money spent on advertising."),
    "ad_name": Column("The advertisement."),
}
