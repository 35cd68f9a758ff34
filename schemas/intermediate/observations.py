"""Contracts of steps about observations of posts: which one speaks, at which age, and counts that fell."""

import pandera.polars as pa

from schemas.intermediate.posts import IntLatestPostMetrics
from schemas.raw import PLATFORMS
from schemas.reference import AGE_NAME
from schemas.types import Count, Moment, Rate, column


class IntChosenObservations(pa.DataFrameModel):
    """intermediate.int_chosen_observations: one row per post and age (24h, 7d, 30d, latest): the moment of the
    observation that speaks for it.
    """

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    post_key: str = column("post_key", nullable=False)
    age: str = column("age", nullable=False, str_matches=f"{AGE_NAME}|^latest$")
    captured_at: Moment = column("captured_at", nullable=False)
    age_hours: Rate = column("age_hours", ge=0)
    is_boosted: bool = column("is_boosted")
    observations: Count = column("observations", ge=1)

    class Config:
        strict = ordered = True
        unique = ["platform", "post_key", "age"]


class IntPostCounts(IntLatestPostMetrics):
    """intermediate.int_post_counts: one row per post and age (24h, 7d, 30d, latest): the observation that speaks for
    it, whole, with its engagements.
    """

    age: str = column("age", nullable=False, str_matches=f"{AGE_NAME}|^latest$")
    age_hours: Rate = column("age_hours", ge=0)

    class Config:
        strict = ordered = True
        unique = ["platform", "post_key", "age"]


class IntPostMetricsAtAges(pa.DataFrameModel):
    """intermediate.int_post_metrics_at_ages: one row per post with an observation near one of the fixed ages: its
    counts at 24 hours, 7 days and 30 days.
    """

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    post_key: str = column("post_key", nullable=False)
    age_hours_at_24h: Rate = column("age_hours_at_24h", ge=0)
    views_at_24h: Count = column("views_at_24h", ge=0)
    impressions_at_24h: Count = column("impressions_at_24h", ge=0)
    reach_at_24h: Count = column("reach_at_24h", ge=0)
    likes_at_24h: Count = column("likes_at_24h", ge=0)
    comments_at_24h: Count = column("comments_at_24h", ge=0)
    shares_at_24h: Count = column("shares_at_24h", ge=0)
    saves_at_24h: Count = column("saves_at_24h", ge=0)
    engagements_at_24h: Count = column("engagements_at_24h", ge=0)
    age_hours_at_7d: Rate = column("age_hours_at_7d", ge=0)
    views_at_7d: Count = column("views_at_7d", ge=0)
    impressions_at_7d: Count = column("impressions_at_7d", ge=0)
    reach_at_7d: Count = column("reach_at_7d", ge=0)
    likes_at_7d: Count = column("likes_at_7d", ge=0)
    comments_at_7d: Count = column("comments_at_7d", ge=0)
    shares_at_7d: Count = column("shares_at_7d", ge=0)
    saves_at_7d: Count = column("saves_at_7d", ge=0)
    engagements_at_7d: Count = column("engagements_at_7d", ge=0)
    age_hours_at_30d: Rate = column("age_hours_at_30d", ge=0)
    views_at_30d: Count = column("views_at_30d", ge=0)
    impressions_at_30d: Count = column("impressions_at_30d", ge=0)
    reach_at_30d: Count = column("reach_at_30d", ge=0)
    likes_at_30d: Count = column("likes_at_30d", ge=0)
    comments_at_30d: Count = column("comments_at_30d", ge=0)
    shares_at_30d: Count = column("shares_at_30d", ge=0)
    saves_at_30d: Count = column("saves_at_30d", ge=0)
    engagements_at_30d: Count = column("engagements_at_30d", ge=0)

    class Config:
        strict = ordered = True
        unique = ["platform", "post_key"]


class IntPostCorrections(pa.DataFrameModel):
    """intermediate.int_post_corrections: one row per post of which a count fell from one observation to a later one of
    the same source.
    """

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    post_key: str = column("post_key", nullable=False)
    counts_corrected: str = column("counts_corrected", nullable=False)
    count_corrected_at: Moment = column("count_corrected_at", nullable=False)

    class Config:
        strict = ordered = True
        unique = ["platform", "post_key"]
