"""Contracts of staging tables about accounts, creators and posts."""

from schemas.columns.accounts import PROFILE
from schemas.columns.lineage import SOURCE
from schemas.columns.posts import POST_COUNTS, POST_FACTS, POST_VIEWS
from schemas.contract import Contract


class StgProfileSnapshots(Contract):
    """staging.stg_profile_snapshots: one row per account and moment it was seen: followers and standing, as one source
    states them.
    """

    columns = (
        "platform account_key account_id handle creator_ref", PROFILE, "captured_at precedence load_id source_record",
    )  # fmt: skip
    grain = "account_key observed_at captured_at load_id source_record"
    not_null = "account_id"


class StgAccountDays(Contract):
    """staging.stg_account_days: one row per account, day, figure and capture: totals of a day, as the platform cuts
    days.
    """

    columns = (
        "platform account_key account_id handle day day_zone metric value captured_at precedence load_id source_record",
        "currency",
    )  # fmt: skip
    grain = "account_key day metric captured_at load_id source_record"
    not_null = "account_id"
    nullable = "currency"


class StgAudienceShares(Contract):
    """staging.stg_audience_shares: one row per account, capture, dimension and bucket: that part of the audience."""

    columns = (
        "platform account_key account_id handle dimension bucket share captured_at precedence load_id source_record",
    )  # fmt: skip
    grain = "account_key dimension bucket captured_at load_id source_record"
    not_null = "account_id"


class StgAccountSightings(Contract):
    """staging.stg_account_sightings: one row per way in which the files name an account: its id, its handle, a sheet's
    own creator id.
    """

    columns = (
        "platform account_id handle_key dataset creator_ref handle account_name precedence first_captured_at",
        "last_captured_at",
    )  # fmt: skip
    grain = "platform account_id handle_key dataset creator_ref"
    nullable = "account_id handle_key dataset creator_ref"


class StgLocalRefs(Contract):
    """staging.stg_local_refs: one row per kind (creator, campaign, deal), folder and id that a brand's files use in it:
    whether a sheet there lists it.
    """

    columns = "kind dataset local_ref in_sheet"
    grain = "kind dataset local_ref"


class StgLocalIds(Contract):
    """staging.stg_local_ids: one row per kind (creator, campaign, deal), folder and id that a brand's sheet uses in
    it: whose id it is.
    """

    columns = "kind dataset local_ref home_dataset in_sheet local_id"
    grain = "kind dataset local_ref"


class StgAccountGroups(Contract):
    """staging.stg_account_groups: one row per id or handle that a record holds beside another: the group of names that
    are one account.
    """

    columns = "platform alias group_alias"
    grain = "platform alias"


class StgAccountAliases(Contract):
    """staging.stg_account_aliases: one row per name of an account (id:…, handle:…, ref:folder/…) on its platform:
    which account it is.
    """

    columns = "platform alias account_key"
    grain = "platform alias"


class StgAccounts(Contract):
    """staging.stg_accounts: one row per account: its key, its id and its latest handle."""

    columns = "account_key platform account_id handle account_name first_captured_at captured_at"
    grain = "account_key"
    not_null = "account_id"


class StgCreatorRefs(Contract):
    """staging.stg_creator_refs: one row per folder and creator id that a sheet uses in it: which influencer it is."""

    columns = "dataset creator_ref home_dataset influencer_id"
    grain = "dataset creator_ref"


class StgCreators(Contract):
    """staging.stg_creators: one row per influencer and account, with what the newest sheet says about the person."""

    columns = (
        "influencer_id account_key platform account_id handle dataset creator_ref name niche gender country language",
        "followers followers_captured_at", SOURCE,
    )  # fmt: skip
    grain = "influencer_id account_key"
    nullable = "account_key platform dataset captured_at load_id source_record"


class StgPostKeys(Contract):
    """staging.stg_post_keys: one row per key of a post that records hold under several keys: the key that stands for
    the post.
    """

    columns = "platform known_as post_key"
    grain = "platform known_as"


class StgPostRecords(Contract):
    """staging.stg_post_records: one row per post: what its records tell of what does not change, each from the most
    trusted and then newest one.
    """

    columns = (
        "platform post_key post_id alias permalink exported_at exactness title caption format duration_seconds",
        "is_sponsored collaborators", SOURCE,
    )  # fmt: skip
    grain = "platform post_key"


class StgPostClocks(Contract):
    """staging.stg_post_clocks: one row per post whose key holds the moment at which it was made: that moment."""

    columns = "platform post_key id_at"
    grain = "platform post_key"


class StgPosts(Contract):
    """staging.stg_posts: one row per post: what does not change, from the most trusted and then newest record that
    tells it.
    """

    columns = (
        "platform post_key post_id account_key account_id handle permalink posted_at posted_at_source", POST_FACTS,
        SOURCE,
    )  # fmt: skip
    grain = "platform post_key"
    not_null = "post_id account_id"


class StgPostMetrics(Contract):
    """staging.stg_post_metrics: one row per post and moment it was captured: its lifetime counts."""

    columns = (
        "platform post_key captured_at precedence", POST_VIEWS, POST_COUNTS,
        "has_engagements_above_impressions data_comment load_id source_record",
    )  # fmt: skip
    grain = "platform post_key captured_at"


class StgDealPosts(Contract):
    """staging.stg_deal_posts: one row per deal and post that a sheet says was delivered for it."""

    columns = "deal_id platform post_key", SOURCE
    grain = "deal_id platform post_key"
