"""Metrics of posts against others of the same creator: sponsored ones, and those that share a trait."""

from schemas.metrics.metric import Metric, table

_WINDOW = "posts of lift_window_days that are lift_post_age_days old, not boosted"
_WHY = "0031-sponsored-lift"
_CONTENT = "0138-content-against-itself"

LIFT = table(
    Metric(
        "sponsored_headline_rate_median",
        "Median of the sponsored posts' headline rates; of a tier, median of its creators' medians", "0 to 1",
        "engagement", "median", numerator="sponsored_engagements", denominator="sponsored_base", window=_WINDOW,
        null_when="no sponsored post knows both parts", ge=0,
    ),
    Metric(
        "organic_headline_rate_median",
        "Median of the organic posts' headline rates; of a tier, median of its creators' medians", "0 to 1",
        "engagement", "median", numerator="organic_engagements", denominator="organic_base", window=_WINDOW,
        null_when="no organic post knows both parts", ge=0,
    ),
    Metric(
        "sponsored_headline_rate_pooled", "Ratio of sums over the sponsored posts", "0 to 1", "engagement", "ratio",
        numerator="sponsored_engagements", denominator="sponsored_base", window=_WINDOW,
        null_when="no sponsored post knows both parts", ge=0,
    ),
    Metric(
        "organic_headline_rate_pooled", "Ratio of sums over the organic posts", "0 to 1", "engagement", "ratio",
        numerator="organic_engagements", denominator="organic_base", window=_WINDOW,
        null_when="no organic post knows both parts", ge=0,
    ),
    Metric(
        "sponsored_lift_ratio",
        "How many times an organic post's rate a sponsored one gets, by means of logs; of a tier, the mean over "
        "creators, each compared with itself", "1 is no difference", "engagement", "estimate", window=_WINDOW,
        null_when="one side has no post, or nothing says which posts are paid for", decision=_WHY, ge=0,
    ),
    Metric(
        "sponsored_lift_ratio_low", "Lower end of the 95 % interval of sponsored_lift_ratio", "1 is no difference",
        "engagement", "interval", window=_WINDOW,
        null_when="a creator has fewer than two posts on a side, or a tier fewer than two creators", decision=_WHY,
        ge=0,
    ),
    Metric(
        "sponsored_lift_ratio_high", "Upper end of the 95 % interval of sponsored_lift_ratio", "1 is no difference",
        "engagement", "interval", window=_WINDOW,
        null_when="a creator has fewer than two posts on a side, or a tier fewer than two creators", decision=_WHY,
        ge=0,
    ),
    Metric(
        "content_effect_ratio",
        "How many times the headline rate of the same creator's other posts a post with the value gets, by means of logs;"
        " the mean over creators", "1 is no difference", "engagement", "estimate", window=_WINDOW,
        null_when="fewer than five creators have posts with the value and others", decision=_CONTENT, ge=0,
    ),
    Metric(
        "content_effect_ratio_low", "Lower end of the 95 % interval of content_effect_ratio", "1 is no difference",
        "engagement", "interval", window=_WINDOW,
        null_when="fewer than five creators have posts with the value and others", decision=_CONTENT, ge=0,
    ),
    Metric(
        "content_effect_ratio_high", "Upper end of the 95 % interval of content_effect_ratio", "1 is no difference",
        "engagement", "interval", window=_WINDOW,
        null_when="fewer than five creators have posts with the value and others", decision=_CONTENT, ge=0,
    ),
)  # fmt: skip
