"""Contracts of steps about accounts and tiers."""

import pandera.polars as pa

from schemas.raw import PLATFORMS
from schemas.types import Count, Moment, column


class IntFollowerCounts(pa.DataFrameModel):
    """intermediate.int_follower_counts: one row per account and moment: its followers, as the most trusted and then
    newest source states them.
    """

    account_key: str = column("account_key", nullable=False)
    observed_at: Moment = column("observed_at", nullable=False)
    followers: Count = column("followers", ge=0)
    followers_rounding: Count = column("followers_rounding", ge=0)
    is_roster: bool = column("is_roster", nullable=False)
    captured_at: Moment = column("captured_at", nullable=False)
    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)

    class Config:
        strict = ordered = True
        unique = ["account_key", "observed_at"]


class IntAccountStanding(pa.DataFrameModel):
    """intermediate.int_account_standing: one row per account: whose it is and how it stands, by its latest snapshot
    and the creator's sheet.
    """

    account_key: str = column("account_key", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    account_id: str = column("account_id", nullable=False)
    handle: str = column("handle")
    followers: Count = column("followers", ge=0)
    followers_rounding: Count = column("followers_rounding", ge=0)
    followers_observed_at: Moment = column("followers_observed_at")
    followers_source: str = column("followers_source", isin=["snapshot", "roster"])
    country: str = column("country")
    language: str = column("language")
    niche: str = column("niche")
    is_verified: bool = column("is_verified")

    class Config:
        strict = ordered = True
        unique = ["account_key"]


class IntAccountTiers(pa.DataFrameModel):
    """intermediate.int_account_tiers: one row per account and tier scheme: the account's current tier."""

    account_key: str = column("account_key", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    scheme: str = column("scheme", nullable=False)
    tier: str = column("tier", nullable=False)
    is_near_boundary: bool = column("is_near_boundary", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["account_key", "scheme"]
