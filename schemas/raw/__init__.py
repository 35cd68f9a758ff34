"""Contracts of the ``raw`` schema: accepted records under our names, append-only.

One class per raw table. ``unique`` says what one observation is: two rows with the same key in
different files are the same observation. Rules that need more than one row are checks in SQL.
"""

from schemas.raw.accounts import AccountDays, AudienceShares, Creators, Posts, Profiles
from schemas.raw.base import EARLIEST, PLATFORMS, Account, Lineage
from schemas.raw.commerce import TAKEN_OFF, AdSpend, Campaigns, Clicks, DealAllocations, DealPosts, Deals, Orders

__all__ = ["EARLIEST", "PLATFORMS", "RAW_TABLES", "TAKEN_OFF", "Account", "Lineage"]

RAW_TABLES: dict[str, type[Lineage]] = {
    "posts": Posts,
    "profiles": Profiles,
    "account_days": AccountDays,
    "audience_shares": AudienceShares,
    "creators": Creators,
    "campaigns": Campaigns,
    "deals": Deals,
    "deal_posts": DealPosts,
    "deal_allocations": DealAllocations,
    "clicks": Clicks,
    "orders": Orders,
    "ad_spend": AdSpend,
}
