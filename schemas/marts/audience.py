"""Contracts of marts about audiences."""

import pandera.polars as pa

from schemas.raw import PLATFORMS
from schemas.reference import REVIEW_SIGNALS, STRENGTHS
from schemas.types import Count, Day, Rate, column


class AudienceReview(pa.DataFrameModel):
    """marts.audience_review: one row per account and signal that asks for a person's look at its audience: the
    evidence, and no verdict.
    """

    account_key: str = column("account_key", nullable=False)
    influencer_id: str = column("influencer_id", nullable=False)
    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    account_id: str = column("account_id", nullable=False)
    handle: str = column("handle")
    signal: str = column("audience_signal", nullable=False, isin=REVIEW_SIGNALS)
    strength: str = column("strength", nullable=False, isin=STRENGTHS)
    wording: str = column("wording", nullable=False, isin=["needs review"])
    signal_words: str = column("signal_words", nullable=False)
    evidence_sentence: str = column("evidence_sentence", nullable=False)
    review_value: Rate = column("review_value", nullable=False)
    review_expected: Rate = column("review_expected")
    review_score: Rate = column("review_score")
    review_threshold: Rate = column("review_threshold", nullable=False)
    evidence_from: Day = column("evidence_from", nullable=False)
    evidence_until: Day = column("evidence_until", nullable=False)
    evidence_posts: Count = column("evidence_posts", ge=1)
    review_peers: Count = column("review_peers", ge=1)
    peer_group: str = column("peer_group")

    class Config:
        strict = ordered = True
        unique = ["account_key", "signal"]
