"""Metrics of posts at a fixed age, and without what was paid for."""

from schemas.metrics.metric import Metric, table
from schemas.types import Count

_LATEST = "lifetime, at the observation that speaks for the post"
_AT_24H = "lifetime at 24 hours, within the tolerance of reference.post_ages"
_AT_7D = "lifetime at 7 days, within the tolerance of reference.post_ages"
_AT_30D = "lifetime at 30 days, within the tolerance of reference.post_ages"
_UNKNOWN = "no observation is near enough, the time of posting is not known well enough, or it is not reported"

AT_24H = table(
    Metric(
        "views_at_24h", "Views 24 hours after posting, at the nearest observation", "count", "engagement", "sum",
        window=_AT_24H, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "engaged_views_at_24h", "Engaged views 24 hours after posting, at the nearest observation", "count", "engagement",
        "sum", window=_AT_24H, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "impressions_at_24h", "Impressions 24 hours after posting, at the nearest observation", "count", "engagement",
        "sum", window=_AT_24H, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "reach_at_24h", "Reach 24 hours after posting, at the nearest observation", "count", "engagement", "sum",
        window=_AT_24H, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "likes_at_24h", "Likes 24 hours after posting, at the nearest observation", "count", "engagement", "sum",
        window=_AT_24H, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "comments_at_24h", "Comments 24 hours after posting, at the nearest observation", "count", "engagement", "sum",
        window=_AT_24H, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "shares_at_24h", "Shares 24 hours after posting, at the nearest observation", "count", "engagement", "sum",
        window=_AT_24H, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "saves_at_24h", "Saves 24 hours after posting, at the nearest observation", "count", "engagement", "sum",
        window=_AT_24H, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "engagements_at_24h", "Engagements 24 hours after posting, at the nearest observation", "count", "engagement",
        "sum", window=_AT_24H, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "public_engagements_at_24h", "Public engagements 24 hours after posting, at the nearest observation", "count",
        "engagement", "sum", window=_AT_24H, null_when=_UNKNOWN, decision="0121-public-engagements", dtype=Count, ge=0,
    ),
)  # fmt: skip

AT_7D = table(
    Metric(
        "views_at_7d", "Views 7 days after posting, at the nearest observation", "count", "engagement", "sum",
        window=_AT_7D, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "engaged_views_at_7d", "Engaged views 7 days after posting, at the nearest observation", "count", "engagement",
        "sum", window=_AT_7D, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "impressions_at_7d", "Impressions 7 days after posting, at the nearest observation", "count", "engagement",
        "sum", window=_AT_7D, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "reach_at_7d", "Reach 7 days after posting, at the nearest observation", "count", "engagement", "sum",
        window=_AT_7D, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "likes_at_7d", "Likes 7 days after posting, at the nearest observation", "count", "engagement", "sum",
        window=_AT_7D, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "comments_at_7d", "Comments 7 days after posting, at the nearest observation", "count", "engagement", "sum",
        window=_AT_7D, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "shares_at_7d", "Shares 7 days after posting, at the nearest observation", "count", "engagement", "sum",
        window=_AT_7D, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "saves_at_7d", "Saves 7 days after posting, at the nearest observation", "count", "engagement", "sum",
        window=_AT_7D, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "engagements_at_7d", "Engagements 7 days after posting, at the nearest observation", "count", "engagement",
        "sum", window=_AT_7D, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "public_engagements_at_7d", "Public engagements 7 days after posting, at the nearest observation", "count",
        "engagement", "sum", window=_AT_7D, null_when=_UNKNOWN, decision="0121-public-engagements", dtype=Count, ge=0,
    ),
)  # fmt: skip

AT_30D = table(
    Metric(
        "views_at_30d", "Views 30 days after posting, at the nearest observation", "count", "engagement", "sum",
        window=_AT_30D, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "engaged_views_at_30d", "Engaged views 30 days after posting, at the nearest observation", "count", "engagement",
        "sum", window=_AT_30D, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "impressions_at_30d", "Impressions 30 days after posting, at the nearest observation", "count", "engagement",
        "sum", window=_AT_30D, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "reach_at_30d", "Reach 30 days after posting, at the nearest observation", "count", "engagement", "sum",
        window=_AT_30D, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "likes_at_30d", "Likes 30 days after posting, at the nearest observation", "count", "engagement", "sum",
        window=_AT_30D, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "comments_at_30d", "Comments 30 days after posting, at the nearest observation", "count", "engagement", "sum",
        window=_AT_30D, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "shares_at_30d", "Shares 30 days after posting, at the nearest observation", "count", "engagement", "sum",
        window=_AT_30D, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "saves_at_30d", "Saves 30 days after posting, at the nearest observation", "count", "engagement", "sum",
        window=_AT_30D, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "engagements_at_30d", "Engagements 30 days after posting, at the nearest observation", "count", "engagement",
        "sum", window=_AT_30D, null_when=_UNKNOWN, decision="0035-fixed-ages", dtype=Count, ge=0,
    ),
    Metric(
        "public_engagements_at_30d", "Public engagements 30 days after posting, at the nearest observation", "count",
        "engagement", "sum", window=_AT_30D, null_when=_UNKNOWN, decision="0121-public-engagements", dtype=Count, ge=0,
    ),
)  # fmt: skip

POINT_IN_TIME = table(
    Metric(
        "engagement_rate_by_views_at_7d", "Engagements 7 days after posting for each of the post's views", "0 to 1",
        "engagement", "ratio", numerator="engagements_at_7d", denominator="views_at_7d", window=_AT_7D,
        null_when="engagements_at_7d or views_at_7d are null, or views_at_7d is 0", decision="0035-fixed-ages", ge=0,
    ),
    Metric(
        "engagement_rate_by_followers_at_7d", "Engagements 7 days after posting for each of the post's followers",
        "0 to 1", "engagement", "ratio", numerator="engagements_at_7d", denominator="followers_at_post", window=_AT_7D,
        null_when="engagements_at_7d or followers_at_post are null, or followers_at_post is 0", decision="0035-fixed-ages", ge=0,
    ),
    Metric(
        "public_engagement_rate_by_views_at_7d",
        "Public engagements 7 days after posting for each of the post's views", "0 to 1", "engagement", "ratio",
        numerator="public_engagements_at_7d", denominator="views_at_7d", window=_AT_7D,
        null_when="public_engagements_at_7d or views_at_7d are null, or views_at_7d is 0",
        decision="0121-public-engagements", ge=0,
    ),
    Metric(
        "public_engagement_rate_by_followers_at_7d",
        "Public engagements 7 days after posting for each of the post's followers", "0 to 1", "engagement", "ratio",
        numerator="public_engagements_at_7d", denominator="followers_at_post", window=_AT_7D,
        null_when="public_engagements_at_7d or followers_at_post are null, or followers_at_post is 0",
        decision="0121-public-engagements", ge=0,
    ),
    Metric(
        "engagements_organic", "Engagements without those of the post shown as an advertisement", "count", "engagement",
        "difference",
        numerator="case when promoted_engagements <= engagements then engagements - promoted_engagements end",
        window=_LATEST, null_when="engagements or their paid part are not reported, or the paid part is the larger",
        decision="0037-organic-and-total", dtype=Count, ge=0,
    ),
    Metric(
        "impressions_organic", "Impressions without those of the post shown as an advertisement", "count", "engagement",
        "difference",
        numerator="case when promoted_impressions <= impressions then impressions - promoted_impressions end",
        window=_LATEST, null_when="impressions or their paid part are not reported, or the paid part is the larger",
        decision="0037-organic-and-total", dtype=Count, ge=0,
    ),
    Metric(
        "engagement_rate_by_impressions_organic", "Unpaid engagements for each unpaid impression", "0 to 1",
        "engagement", "ratio", numerator="engagements_organic", denominator="impressions_organic", window=_LATEST,
        null_when="one of the two is null, or impressions_organic are 0", decision="0037-organic-and-total", ge=0,
    ),
    Metric(
        "engagement_rate_by_reach_organic", "Unpaid engagements for each account reached unpaid", "0 to 1",
        "engagement", "ratio", numerator="engagements_organic", denominator="organic_reach", window=_LATEST,
        null_when="one of the two is null, or organic_reach is 0", decision="0037-organic-and-total", ge=0,
    ),
)  # fmt: skip
