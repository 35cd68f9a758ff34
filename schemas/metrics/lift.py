"""Metrics of sponsored posts against organic ones."""

from schemas.metrics.metric import Metric

_WINDOW = "posts of lift_window_days that are lift_post_age_days old, not boosted"
_WHY = "0031-sponsored-lift"

LIFT = [
    *(
        Metric(
            f"{side}_headline_rate_median",
            f"Median of the {side} posts' headline rates; of a tier, median of its creators' medians", "0 to 1",
            "engagement", "median", numerator=f"{side}_engagements", denominator=f"{side}_base", window=_WINDOW,
            null_when=f"no {side} post knows both parts",
        )
        for side in ("sponsored", "organic")
    ),
    *(
        Metric(
            f"{side}_headline_rate_pooled", f"Ratio of sums over the {side} posts", "0 to 1", "engagement", "ratio",
            numerator=f"{side}_engagements", denominator=f"{side}_base", window=_WINDOW,
            null_when=f"no {side} post knows both parts",
        )
        for side in ("sponsored", "organic")
    ),
    Metric(
        "sponsored_lift_ratio",
        "How many times an organic post's rate a sponsored one gets, by means of logs; of a tier, the mean over creators, "
        "each compared with itself",
        "1 is no difference", "engagement", "estimate", window=_WINDOW,
        null_when="one side has no post, or nothing says which posts are paid for", decision=_WHY,
    ),
    *(
        Metric(
            f"sponsored_lift_ratio_{end}", f"{words} end of the 95 % interval of sponsored_lift_ratio",
            "1 is no difference", "engagement", "interval", window=_WINDOW,
            null_when="a creator has fewer than two posts on a side, or a tier fewer than two creators", decision=_WHY,
        )
        for end, words in (("low", "Lower"), ("high", "Upper"))
    ),
]  # fmt: skip
