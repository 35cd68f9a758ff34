"""Metrics of audiences: growth, and evidence that an audience is inflated."""

from schemas.metrics.metric import Metric

AUDIENCE = [
    Metric(
        "followers_change", "Followers gained since the previous known day", "count", "audience", "difference",
        numerator="followers - previous_followers", window="since previous_day",
        null_when="no earlier count is known",
    ),
    Metric(
        "followers_change_rate", "Followers gained, for each one on the previous known day", "1 is 100 %", "audience",
        "ratio", numerator="followers_change", denominator="previous_followers", window="since previous_day",
        null_when="no earlier count is known, or it is 0",
    ),
]  # fmt: skip
