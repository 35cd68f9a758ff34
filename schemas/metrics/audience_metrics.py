"""Metrics of audiences: growth, and evidence that an audience is inflated."""

from schemas.metrics.metric import Metric, table
from schemas.types import Count

_REVIEW = "0041-audience-review"
_DEALS = "0137-growth-before-deals"
_BENCHMARKS = "0042-published-benchmarks"

AUDIENCE = table(
    Metric(
        "followers_change", "Followers gained since the previous known day", "count", "audience", "difference",
        numerator="followers - previous_followers", window="since previous_day", null_when="no earlier count is known",
        dtype=Count,
    ),
    Metric(
        "followers_change_rate", "Followers gained, for each one on the previous known day", "1 is 100 %", "audience",
        "ratio", numerator="followers_change", denominator="previous_followers", window="since previous_day",
        null_when="no earlier count is known, or it is 0",
    ),
    Metric(
        "growth_per_day_usual", "Median growth of the account's followers in a day", "logarithm of a ratio", "audience",
        "median", window="all known days of the account", null_when="fewer than two counts are known", decision=_REVIEW,
    ),
    Metric(
        "growth_beyond_usual", "Growth since the earlier count, less the usual growth of as many days",
        "logarithm of a ratio", "audience", "estimate", window="since previous_day",
        null_when="no earlier count is known, or one of the two is 0", decision=_REVIEW,
    ),
    Metric(
        "growth_beyond_before",
        "Growth in the window before a deal, less the growth of as many days before the window",
        "logarithm of a ratio", "audience", "estimate", window="growth_window_days before the deal, against half a year",
        null_when="growth_unseen says why", decision=_DEALS,
    ),
    Metric(
        "growth_beyond_before_low", "Lower end of the 95 % interval of growth_beyond_before", "logarithm of a ratio",
        "audience", "interval", window="growth_window_days before the deal, against half a year",
        null_when="growth_unseen says why", decision=_DEALS,
    ),
    Metric(
        "growth_beyond_before_high", "Upper end of the 95 % interval of growth_beyond_before", "logarithm of a ratio",
        "audience", "interval", window="growth_window_days before the deal, against half a year",
        null_when="growth_unseen says why", decision=_DEALS,
    ),
    Metric(
        "jump_score",
        "Growth beyond the usual and beyond what rounding can explain, in spreads (median deviations) of the "
        "account's own growth, or in rounding steps where these are larger", "spreads", "audience", "estimate",
        window="since previous_day, against all known days of the account", null_when="no earlier count is known",
        decision=_REVIEW,
    ),
    Metric(
        "engagements_typical_before", "Public engagements of the typical post before the jump (geometric mean)", "count",
        "audience", "estimate", window="window_days of reference.review_signals",
        null_when="there is no jump, or no post that is old enough", decision=_REVIEW, ge=0,
    ),
    Metric(
        "engagements_typical_after", "Public engagements of the typical post after the jump (geometric mean)", "count",
        "audience", "estimate", window="window_days of reference.review_signals",
        null_when="there is no jump, or no post that is old enough", decision=_REVIEW, ge=0,
    ),
    Metric(
        "engagements_spread", "How much the public engagements of the posts differ (median deviation of their logarithms)",
        "logarithm of a ratio", "audience", "estimate", window="the engagement window",
        null_when="no post has public engagements", decision=_REVIEW, ge=0,
    ),
    Metric(
        "following_to_followers_ratio", "Accounts that it follows for each follower", "ratio", "audience", "ratio",
        numerator="following", denominator="followers", window="newest snapshot that tells both",
        null_when="no snapshot tells both, or followers are 0", decision=_REVIEW, ge=0,
    ),
    Metric(
        "benchmark_rate", "Engagement rate that somebody has published, over benchmark_denominator", "0 to 1",
        "engagement", "estimate", window="as published",
        null_when="no published figure has the headline denominator and the sizes of the tier", decision=_BENCHMARKS,
        gt=0, not_null=True,
    ),
    Metric(
        "own_rate_compared",
        "The own headline rate that is held against the published one: pooled where that is a ratio of sums, else the"
        " median", "0 to 1", "engagement", "estimate", window="the engagement window",
        null_when="there is no comparable published figure, or no own rate", decision=_BENCHMARKS, ge=0,
    ),
    Metric(
        "own_to_benchmark_ratio", "The own rate for each unit of the published one", "1 is equal", "engagement",
        "ratio", numerator="own_rate_compared", denominator="benchmark_rate", window="the engagement window",
        null_when="there is no comparable published figure, or no own rate", decision=_BENCHMARKS, ge=0,
    ),
)  # fmt: skip
