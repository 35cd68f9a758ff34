"""Contracts of steps towards the review of audiences."""

import pandera.polars as pa

from schemas.raw import PLATFORMS
from schemas.reference import REVIEW_SIGNALS
from schemas.types import Count, Day, Moment, Rate, column


class IntFollowerChanges(pa.DataFrameModel):
    """intermediate.int_follower_changes: one row per account and day with a known count: the change since the known day
    before, against what is usual.
    """

    account_key: str = column("account_key", nullable=False)
    day: Day = column("day", nullable=False)
    observed_at: Moment = column("observed_at", nullable=False)
    followers: Count = column("followers", nullable=False, ge=0)
    followers_rounding: Count = column("followers_rounding", nullable=False, ge=1)
    previous_day: Day = column("previous_day")
    previous_followers: Count = column("previous_followers", ge=0)
    days_since_previous: Count = column("days_since_previous", ge=1)
    growth: Rate = column("growth")
    growth_by_rounding: Rate = column("growth_by_rounding", ge=0)
    growth_per_day_usual: Rate = column("growth_per_day_usual")
    growth_beyond_usual: Rate = column("growth_beyond_usual")
    changes_known: Count = column("changes_known", nullable=False, ge=0)
    jump_score: Rate = column("jump_score")
    is_beyond_usual: bool = column("is_beyond_usual", nullable=False)
    captured_at: Moment = column("captured_at", nullable=False)
    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)

    class Config:
        strict = ordered = True
        unique = ["account_key", "day"]


class IntFollowerJumps(pa.DataFrameModel):
    """intermediate.int_follower_jumps: one row per account and follower jump: whether the engagements of its posts rose
    with it.
    """

    account_key: str = column("account_key", nullable=False)
    previous_day: Day = column("previous_day", nullable=False)
    day: Day = column("day", nullable=False)
    previous_followers: Count = column("previous_followers", nullable=False, ge=1)
    followers: Count = column("followers", nullable=False, ge=1)
    changes_known: Count = column("changes_known", nullable=False, ge=1)
    growth_per_day_usual: Rate = column("growth_per_day_usual", nullable=False)
    growth_beyond_usual: Rate = column("growth_beyond_usual", nullable=False, gt=0)
    jump_score: Rate = column("jump_score", nullable=False, gt=0)
    jump_posts_before: Count = column("jump_posts_before", nullable=False, ge=0)
    jump_posts_after: Count = column("jump_posts_after", nullable=False, ge=0)
    engagements_typical_before: Rate = column("engagements_typical_before", ge=0)
    engagements_typical_after: Rate = column("engagements_typical_after", ge=0)
    is_jump_unmatched: bool = column("is_jump_unmatched")

    class Config:
        strict = ordered = True
        unique = ["account_key", "day"]


class IntAccountHabits(pa.DataFrameModel):
    """intermediate.int_account_habits: one row per account: what its posts of the engagement window and its profile
    show, to hold against peers.
    """

    account_key: str = column("account_key", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    tier: str = column("tier")
    niche_key: str = column("niche_key", nullable=False)
    first_posted_date: Day = column("first_posted_date")
    last_posted_date: Day = column("last_posted_date")
    engagement_rate_by_followers_posts: Count = column("engagement_rate_by_followers_posts", nullable=False, ge=0)
    engagement_rate_by_followers_median: Rate = column("engagement_rate_by_followers_median", ge=0)
    comment_like_posts: Count = column("comment_like_posts", nullable=False, ge=0)
    comments: Count = column("comments", ge=0)
    likes: Count = column("likes", ge=0)
    comment_like_ratio: Rate = column("comment_like_ratio", ge=0)
    engagements_posts: Count = column("engagements_posts", nullable=False, ge=0)
    engagements_spread: Rate = column("engagements_spread", ge=0)
    following_observed_at: Moment = column("following_observed_at")
    following: Count = column("following", ge=0)
    followers: Count = column("followers", ge=0)
    following_to_followers_ratio: Rate = column("following_to_followers_ratio", ge=0)

    class Config:
        strict = ordered = True
        unique = ["account_key"]


class IntPeerComparisons(pa.DataFrameModel):
    """intermediate.int_peer_comparisons: one row per account and review signal that looks at peers: its figure beside
    that of its peers.
    """

    account_key: str = column("account_key", nullable=False)
    signal: str = column("audience_signal", nullable=False, isin=REVIEW_SIGNALS)
    posts: Count = column("posts", nullable=False, ge=1)
    review_value: Rate = column("review_value", nullable=False, gt=0)
    review_expected: Rate = column("review_expected", nullable=False, gt=0)
    log_distance: Rate = column("log_distance", nullable=False)
    log_spread: Rate = column("log_spread", nullable=False, ge=0)
    review_peers: Count = column("review_peers", nullable=False, ge=0)
    peer_group: str = column("peer_group", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["account_key", "signal"]
