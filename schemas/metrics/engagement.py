"""Metrics of engagement: of a post, of a creator's window, of a tier."""

from schemas.metrics.metric import Metric

_LATEST = "lifetime, at the observation that speaks for the post"
_WINDOW = "the creator's newest posts: engagement_window_posts at most, engagement_window_days back"
_BASES = {"followers": "followers_at_post", "views": "views", "reach": "reach", "impressions": "impressions"}

ENGAGEMENT = [
    *(
        Metric(
            f"engagement_rate_by_{name}", f"Engagements for each of the post's {name.replace('_', ' ')}", "0 to 1",
            "engagement", "ratio", numerator="engagements", denominator=base, window=_LATEST,
            null_when=f"an engagement component is hidden, or {base} is unknown or 0",
        )
        for name, base in _BASES.items()
    ),
    Metric(
        "view_rate", "Views for each follower at posting", "0 to 1, above 1 beyond the followers", "engagement", "ratio",
        numerator="views", denominator="followers_at_post", window=_LATEST,
        null_when="views or followers_at_post are unknown, or followers_at_post is 0",
    ),
    Metric(
        "comment_like_ratio", "Comments for each like", "ratio", "engagement", "ratio",
        numerator="comments", denominator="likes", window=_LATEST, null_when="likes are hidden or 0",
    ),
    *(
        Metric(
            f"engagement_rate_by_{name}_median", f"Median of the posts' engagement_rate_by_{name}", "0 to 1",
            "engagement", "median", numerator="engagements", denominator=base, window=_WINDOW,
            null_when="no post of the window knows both parts",
        )
        for name, base in _BASES.items()
    ),
    Metric(
        "headline_rate", "Engagements over the platform's headline denominator", "0 to 1", "engagement", "ratio",
        numerator="engagements", denominator="headline_base", window=_LATEST,
        null_when="an engagement component is hidden, or the denominator is unknown or 0",
        apart_by="headline_denominator",
    ),
    Metric(
        "headline_rate_median", "Median of the posts' headline rates; of a tier, median of its creators' medians",
        "0 to 1", "engagement", "median", numerator="engagements", denominator="headline_base", window=_WINDOW,
        null_when="no post of the window knows both parts",
    ),
    Metric(
        "headline_rate_pooled", "Ratio of sums over the posts that know both parts", "0 to 1", "engagement", "ratio",
        numerator="headline_engagements", denominator="headline_base", window=_WINDOW,
        null_when="no post of the window knows both parts", apart_by="headline_denominator",
    ),
    Metric(
        "headline_rate_trimmed_mean", "Mean of the posts' headline rates without the lowest and highest tenth",
        "0 to 1", "engagement", "trimmed mean", numerator="engagements", denominator="headline_base", window=_WINDOW,
        null_when="no post of the window knows both parts",
    ),
    Metric(
        "viral_skew", "Mean of the posts' headline rates over their median; far above 1 when few posts carry the account",
        "ratio", "engagement", "estimate", window=_WINDOW, null_when="no rate is known, or the median is 0",
    ),
]  # fmt: skip
