"""Contracts of the ``staging`` schema: what the models start from: one name, one unit, one row per thing."""

from schemas.staging.accounts import StgAccountDays, StgAudienceShares, StgProfileSnapshots
from schemas.staging.commerce import (
    StgAdSpend,
    StgBrandFolders,
    StgCampaigns,
    StgClicks,
    StgCodes,
    StgDealAllocations,
    StgDealCodes,
    StgDeals,
    StgExchangeRates,
    StgOrderAmounts,
    StgOrderLines,
    StgOrders,
)
from schemas.staging.identity import (
    StgAccountAliases,
    StgAccounts,
    StgAccountSightings,
    StgCreatorRefs,
    StgCreators,
    StgLocalIds,
)
from schemas.staging.posts import StgDealPosts, StgPostKeys, StgPostMetrics, StgPosts

STAGING_TABLES = {
    "stg_account_sightings": StgAccountSightings,
    "stg_local_ids": StgLocalIds,
    "stg_account_aliases": StgAccountAliases,
    "stg_accounts": StgAccounts,
    "stg_creator_refs": StgCreatorRefs,
    "stg_creators": StgCreators,
    "stg_profile_snapshots": StgProfileSnapshots,
    "stg_account_days": StgAccountDays,
    "stg_audience_shares": StgAudienceShares,
    "stg_post_keys": StgPostKeys,
    "stg_posts": StgPosts,
    "stg_post_metrics": StgPostMetrics,
    "stg_deal_posts": StgDealPosts,
    "stg_exchange_rates": StgExchangeRates,
    "stg_campaigns": StgCampaigns,
    "stg_deals": StgDeals,
    "stg_deal_allocations": StgDealAllocations,
    "stg_clicks": StgClicks,
    "stg_order_lines": StgOrderLines,
    "stg_order_amounts": StgOrderAmounts,
    "stg_orders": StgOrders,
    "stg_codes": StgCodes,
    "stg_deal_codes": StgDealCodes,
    "stg_brand_folders": StgBrandFolders,
    "stg_ad_spend": StgAdSpend,
}
