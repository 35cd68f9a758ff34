"""Contracts of the ``raw`` schema: accepted records under our names, append-only.

One class per raw table. ``grain`` says what one observation is: two rows with the same key in
different files are the same observation. Rules that need more than one row are checks in SQL.
"""

from datetime import date

import polars as pl

from schemas.columns.accounts import PROFILE
from schemas.columns.commerce import CAMPAIGN_TERMS, COST_PARTS, DEAL_GOALS, DEAL_TERMS, ORDER_AMOUNTS, ORDER_ORIGIN
from schemas.columns.identity import ACCOUNT
from schemas.columns.lineage import LINEAGE, RECORD
from schemas.columns.posts import POST_COUNTS, POST_FACTS, POST_VIEWS
from schemas.contract import Contract, tables
from schemas.identities import AccountKnown, CreatorKnown
from schemas.rules import row_rule
from schemas.types import Amount

EARLIEST = date(2004, 1, 1)  # before this no programme can have been; platforms have days of their own
TAKEN_OFF = ("discount", "refund")  # amounts that are written with or without a minus and mean the same


class Posts(AccountKnown):
    """raw.posts: one record of an export that speaks of one post."""

    columns = (
        LINEAGE, ACCOUNT, "deal_ref post_id post_key post_alias permalink posted_at", POST_FACTS, "data_comment period",
        POST_VIEWS, "viewers", POST_COUNTS, "creator_earnings creator_earnings_currency",
    )  # fmt: skip
    grain = "platform post_key period captured_at"
    amounts = Amount
    decides = "posted_at"
    happened = "posted_at"


class Profiles(AccountKnown):
    """raw.profiles: an account's standing at a moment, as a source states it."""

    columns = LINEAGE, ACCOUNT, PROFILE
    grain = "platform handle account_id creator_ref observed_at captured_at"
    nullable = "account_id handle creator_ref"
    rules = {"followers_rounding": {"ge": 1}}
    happened = "observed_at"


class AccountDays(AccountKnown):
    """raw.account_days: one figure of an account's day."""

    columns = LINEAGE, ACCOUNT, "day day_zone metric value currency"
    grain = "platform handle account_id day metric captured_at"
    nullable = "account_id handle currency"
    happened = "day"


class AudienceShares(AccountKnown):
    """raw.audience_shares: a part of an account's audience at a moment."""

    columns = LINEAGE, ACCOUNT, "dimension bucket share"
    grain = "platform handle account_id dimension bucket captured_at"
    nullable = "account_id handle"


class Creators(Contract):
    """raw.creators: a creator of a brand's sheet, with one of the creator's accounts."""

    columns = LINEAGE, "creator_ref name platform account_id handle niche gender country language followers"
    grain = "dataset creator_ref platform handle account_id captured_at"
    nullable = "platform account_id handle"


class Campaigns(Contract):
    """raw.campaigns: a campaign of a brand."""

    columns = LINEAGE, "campaign_ref name brand objective budget currency", CAMPAIGN_TERMS
    grain = "dataset campaign_ref captured_at"
    amounts = Amount
    nullable = "currency"
    decides = "starts_on ends_on"
    planned = "starts_on ends_on"


class Deals(CreatorKnown):
    """raw.deals: what was agreed with a creator, and what it costs."""

    columns = (
        LINEAGE, RECORD, "deal_ref creator_ref campaign_ref platform account_id handle deliverable posts_agreed",
        COST_PARTS, "payout_basis payout_rate payout_total commission_rate currency", DEAL_TERMS, DEAL_GOALS,
    )  # fmt: skip
    grain = "dataset record_key occurrence captured_at"
    amounts = Amount
    nullable = "platform currency"
    decides = (
        "fee product_cost shipping_cost agency_cost boosting_cost payout_rate payout_total commission_rate agreed_on",
        "starts_on ends_on",
    )  # fmt: skip
    planned = "agreed_on starts_on ends_on"


class DealPosts(Contract):
    """raw.deal_posts: a post that was delivered for a deal; the record is that of the deal where its sheet links the post."""

    columns = LINEAGE, "deal_ref creator_ref platform post_id post_key post_alias permalink", RECORD
    grain = "dataset deal_ref record_key occurrence platform post_key captured_at"
    nullable = "deal_ref record_key occurrence"

    @row_rule
    def deal_is_known(cls) -> pl.Expr:
        """A post says for which deal it was: by the deal's id, or by standing in the deal's own record."""
        return pl.col("deal_ref").is_not_null() | pl.col("record_key").is_not_null()


class DealAllocations(CreatorKnown):
    """raw.deal_allocations: a creator's part in the price of a package."""

    columns = (
        LINEAGE, RECORD,
        "deal_ref creator_ref account_id handle platform allocation_share allocation_basis promo_code tracking_code",
    )  # fmt: skip
    grain = "dataset record_key occurrence captured_at"
    not_null = "deal_ref"
    nullable = "platform allocation_basis"
    decides = "allocation_share"


class Clicks(Contract):
    """raw.clicks: a day of a tracked link in a country."""

    columns = LINEAGE, RECORD, "day tracking_code creator_ref campaign_ref country sessions clicks"
    grain = "dataset record_key occurrence captured_at"
    happened = "day"


class Orders(Contract):
    """raw.orders: a line of an order, or a tracking row that sums orders."""

    columns = (
        LINEAGE, RECORD, "order_id attribution_method", ORDER_ORIGIN, "product quantity line_price", ORDER_AMOUNTS,
        "shop_system is_fully_returned",
    )  # fmt: skip
    grain = "dataset attribution_method record_key occurrence captured_at"
    amounts = Amount
    nullable = "attribution_method currency"
    decides = (
        "ordered_at orders gross_revenue discount subtotal shipping tax order_total refund cancelled_at",
        "is_fully_returned",
    )  # fmt: skip
    happened = "ordered_at cancelled_at"

    @row_rule
    def cells_are_in_place(cls) -> pl.Expr:
        """A number to call or an address for a country or an order's number means that the record's cells are shifted."""
        country, number = pl.col("country"), pl.col("order_id")
        shifted = country.str.contains(r"@|[0-9].*[0-9].*[0-9].*[0-9]") | number.str.contains("@", literal=True)
        return ~shifted.fill_null(False)


class AdSpend(Contract):
    """raw.ad_spend: spend on boosting of a day, or of a period that is told as a whole."""

    columns = (
        LINEAGE, RECORD, "day ad_name campaign_ref creator_ref deal_ref platform spend impressions clicks currency",
        "period_starts_on period_ends_on",
    )  # fmt: skip
    grain = "dataset record_key occurrence captured_at"
    amounts = Amount
    nullable = "day platform currency"
    decides = "day period_starts_on period_ends_on spend"
    happened = "day period_starts_on"
    planned = "period_ends_on"

    @row_rule
    def days_are_known(cls) -> pl.Expr:
        """A row says of which day it is, or of which days from the first to the last."""
        return pl.col("day").is_not_null() | (pl.col("period_starts_on") <= pl.col("period_ends_on")).fill_null(False)


RAW_TABLES = tables(__name__)
