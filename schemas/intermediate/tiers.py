"""Contracts of steps that turn follower counts into tiers."""

import pandera.polars as pa

from schemas.raw import PLATFORMS
from schemas.types import Count, Day, column


class IntTierSets(pa.DataFrameModel):
    """intermediate.int_tier_sets: one row per tier scheme, platform, niche and period: which set of the scheme's rows
    holds there.
    """

    scheme: str = column("scheme", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    niche_key: str = column("niche_key", nullable=False)
    valid_from: Day = column("valid_from", nullable=False)
    valid_until: Day = column("valid_until")
    set_platform: str = column("set_platform", isin=PLATFORMS)
    set_niche: str = column("set_niche")
    set_starts_on: Day = column("set_starts_on", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["scheme", "platform", "niche_key", "valid_from"]


class IntTierBounds(pa.DataFrameModel):
    """intermediate.int_tier_bounds: one row per tier scheme, platform, niche, period and tier: the follower counts that
    the tier holds there.
    """

    scheme: str = column("scheme", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    niche_key: str = column("niche_key", nullable=False)
    valid_from: Day = column("valid_from")
    valid_until: Day = column("valid_until")
    tier: str = column("tier", nullable=False)
    lower_bound: Count = column("lower_bound", nullable=False, ge=0)
    upper_bound: Count = column("upper_bound", ge=0)
    near_lower_until: Count = column("near_lower_until", ge=0)
    near_upper_from: Count = column("near_upper_from", ge=0)
    bounds_from: str = column("bounds_from", nullable=False, isin=["scheme", "niche", "platform"])
    bounds_accounts: Count = column("bounds_accounts", nullable=False, ge=0)

    class Config:
        strict = ordered = True
        unique = ["scheme", "platform", "niche_key", "valid_from", "tier"]
