"""Metrics of posts at a fixed age, and without what was paid for."""

from schemas.metrics.metric import Metric

AGES = {"24h": "24 hours", "7d": "7 days", "30d": "30 days"}
COUNTS = ("views", "impressions", "reach", "likes", "comments", "shares", "saves", "engagements")
_LATEST = "lifetime, at the observation that speaks for the post"


def _rest(total: str, paid: str) -> str:
    """Return a count without its paid part; a paid part above the total says nothing about the rest."""
    return f"case when {paid} <= {total} then {total} - {paid} end"


POINT_IN_TIME = [
    *(
        Metric(
            f"{count}_at_{age}", f"{count.capitalize()} {words} after posting, at the nearest observation", "count",
            "engagement", "sum", window=f"lifetime at {words}, within the tolerance of reference.post_ages",
            null_when="no observation is near enough, the time of posting is not known well enough, or it is not reported",
            decision="0035",
        )
        for age, words in AGES.items()
        for count in COUNTS
    ),
    *(
        Metric(
            f"engagement_rate_by_{base}_at_7d", f"Engagements 7 days after posting for each of the post's {base}",
            "0 to 1", "engagement", "ratio", numerator="engagements_at_7d", denominator=column,
            window="lifetime at 7 days, within the tolerance of reference.post_ages",
            null_when=f"engagements_at_7d or {column} are null, or {column} is 0", decision="0035",
        )
        for base, column in (("views", "views_at_7d"), ("followers", "followers_at_post"))
    ),
    Metric(
        "engagements_organic", "Engagements without those of the post shown as an advertisement", "count", "engagement",
        "difference", numerator=_rest("engagements", "promoted_engagements"), window=_LATEST,
        null_when="engagements or their paid part are not reported, or the paid part is the larger", decision="0037",
    ),
    Metric(
        "impressions_organic", "Impressions without those of the post shown as an advertisement", "count", "engagement",
        "difference", numerator=_rest("impressions", "promoted_impressions"), window=_LATEST,
        null_when="impressions or their paid part are not reported, or the paid part is the larger", decision="0037",
    ),
    Metric(
        "engagement_rate_by_impressions_organic", "Unpaid engagements for each unpaid impression", "0 to 1",
        "engagement", "ratio", numerator="engagements_organic", denominator="impressions_organic", window=_LATEST,
        null_when="one of the two is null, or impressions_organic are 0", decision="0037",
    ),
    Metric(
        "engagement_rate_by_reach_organic", "Unpaid engagements for each account reached unpaid", "0 to 1",
        "engagement", "ratio", numerator="engagements_organic", denominator="organic_reach", window=_LATEST,
        null_when="one of the two is null, or organic_reach is 0", decision="0037",
    ),
]  # fmt: skip
