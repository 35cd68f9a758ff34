"""Contracts of staging tables that say who is who."""

import pandera.polars as pa

from schemas.raw import PLATFORMS
from schemas.types import Count, Moment, column


class StgAccountSightings(pa.DataFrameModel):
    """staging.stg_account_sightings: one row per way in which the files name an account: its id, its handle, a sheet's
    own creator id.
    """

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    account_id: str = column("account_id")
    handle_key: str = column("handle_key")
    dataset: str = column("dataset")
    creator_ref: str = column("creator_ref")
    handle: str = column("handle")
    account_name: str = column("account_name")
    precedence: Count = column("precedence", nullable=False)
    first_captured_at: Moment = column("first_captured_at", nullable=False)
    last_captured_at: Moment = column("last_captured_at", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["platform", "account_id", "handle_key", "dataset", "creator_ref"]


class StgLocalIds(pa.DataFrameModel):
    """staging.stg_local_ids: one row per kind (creator, campaign, deal), folder and id that a brand's sheet uses in
    it: whose id it is.
    """

    kind: str = column("kind", nullable=False, isin=["creator", "campaign", "deal"])
    dataset: str = column("dataset", nullable=False)
    local_ref: str = column("local_ref", nullable=False)
    home_dataset: str = column("home_dataset", nullable=False)
    in_sheet: bool = column("in_sheet", nullable=False)
    local_id: str = column("local_id", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["kind", "dataset", "local_ref"]


class StgAccountAliases(pa.DataFrameModel):
    """staging.stg_account_aliases: one row per name of an account (id:…, handle:…, ref:folder/…) on its platform:
    which account it is.
    """

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    alias: str = column("alias", nullable=False)
    account_key: str = column("account_key", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["platform", "alias"]


class StgAccounts(pa.DataFrameModel):
    """staging.stg_accounts: one row per account: its key, its id and its latest handle."""

    account_key: str = column("account_key", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    account_id: str = column("account_id", nullable=False)
    handle: str = column("handle")
    account_name: str = column("account_name")
    first_captured_at: Moment = column("first_captured_at", nullable=False)
    captured_at: Moment = column("captured_at", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["account_key"]


class StgCreatorRefs(pa.DataFrameModel):
    """staging.stg_creator_refs: one row per folder and creator id that a sheet uses in it: which influencer it is."""

    dataset: str = column("dataset", nullable=False)
    creator_ref: str = column("creator_ref", nullable=False)
    home_dataset: str = column("home_dataset", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["dataset", "creator_ref"]


class StgCreators(pa.DataFrameModel):
    """staging.stg_creators: one row per influencer and account, with what the newest sheet says about the person."""

    influencer_id: str = column("influencer_id", nullable=False)
    account_key: str = column("account_key")
    platform: str = column("platform", isin=PLATFORMS)
    account_id: str = column("account_id")
    handle: str = column("handle")
    dataset: str = column("dataset")
    creator_ref: str = column("creator_ref")
    name: str = column("name")
    niche: str = column("niche")
    gender: str = column("gender")
    country: str = column("country")
    language: str = column("language")
    followers: Count = column("followers", ge=0)
    followers_captured_at: Moment = column("followers_captured_at")
    captured_at: Moment = column("captured_at")
    load_id: str = column("load_id")
    source_record: Count = column("source_record", ge=1)

    class Config:
        strict = ordered = True
        unique = ["influencer_id", "account_key"]
