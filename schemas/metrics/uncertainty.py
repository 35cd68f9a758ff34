"""Metrics of how sure an engagement rate is, and of the claim that it falls with size."""

from schemas.metrics.metric import Averaging, Metric

_WINDOW = "the creator's newest posts: engagement_window_posts at most, engagement_window_days back"
_RATE = "docs/decisions/0020-uncertainty-of-a-rate.md"
_ZERO = "docs/decisions/0021-posts-without-engagements.md"
_TIER = "docs/decisions/0022-bounds-of-a-tier.md"
_EFFECT = "docs/decisions/0023-does-engagement-fall.md"
_NO_BOUNDS = (
    "a creator without peers to draw from has fewer than three posts with a rate; of a tier, below three creators"
)
_FEW = "fewer than five accounts lie on either side of the breakpoint, or fewer than ten are known"


def _estimate(name: str, words: str, unit: str, averaging: Averaging, null_when: str, decision: str) -> Metric:
    return Metric(
        name,
        words,
        unit,
        "engagement",
        averaging,
        window=_WINDOW,
        null_when=null_when,
        decision=decision,
    )


UNCERTAINTY = [
    _estimate(
        "headline_rate_pooled_estimate",
        "The creator's typical headline rate, estimated from its own posts and drawn towards its peers by as much as "
        "these leave open", "0 to 1", "estimate", "no rate is known", _RATE,
    ),
    _estimate(
        "headline_rate_low", "Lower 95 % bound of the true rate: of a creator's median post, of a tier's median creator",
        "0 to 1", "interval", _NO_BOUNDS, _RATE,
    ),
    _estimate(
        "headline_rate_high", "Upper 95 % bound of the true rate: of a creator's median post, of a tier's median creator",
        "0 to 1", "interval", _NO_BOUNDS, _RATE,
    ),
    _estimate(
        "posts_effective", "Posts of the usual scatter that an estimate without peers would need to be as sure", "count", "estimate",
        "no rate is known", _RATE,
    ),
    _estimate(
        "own_weight", "Part of the estimate that comes from the creator's own posts", "0 to 1", "share",
        "no rate is known", _RATE,
    ),
    _estimate(
        "peer_percentile", "Part of the peers with a lower estimate, equals counted half", "0 to 1", "share",
        "there are no peers, or no rate or tier is known", _RATE,
    ),
    _estimate(
        "rate_median", "The tier's median creator: median of the creators' medians of the measure", "0 to 1", "median",
        "", _TIER,
    ),
    _estimate(
        "other_rate_median", "The other tier's median creator", "0 to 1", "median", "", _TIER,
    ),
    _estimate("rate_low", "Lower 95 % bound of rate_median", "0 to 1", "interval", "below three creators", _TIER),
    _estimate("rate_high", "Upper 95 % bound of rate_median", "0 to 1", "interval", "below three creators", _TIER),
    Metric(
        "rate_ratio", "How many times as much the tier's median creator engages", "ratio", "engagement", "ratio",
        numerator="rate_median", denominator="other_rate_median", window=_WINDOW,
        null_when="the other tier's median is 0", decision=_TIER,
    ),
    _estimate(
        "rate_ratio_low", "Lower 95 % bound of rate_ratio", "ratio", "interval",
        "a tier has fewer than three creators, or a bound or median is 0", _TIER,
    ),
    _estimate(
        "rate_ratio_high", "Upper 95 % bound of rate_ratio", "ratio", "interval",
        "a tier has fewer than three creators, or a bound or median is 0", _TIER,
    ),
    _estimate(
        "probability_higher", "Probability that the tier's median creator engages more than the other's", "0 to 1",
        "probability", "a tier has fewer than three creators, or a bound or median is 0", _TIER,
    ),
    _estimate(
        "slope", "Slope of log rate on log followers at posting over accounts; -0.1 is 21 % less for ten times the "
        "followers", "log per log", "estimate", "fewer than ten accounts, or all of one size", _EFFECT,
    ),
    _estimate("slope_low", "Lower 95 % bound of slope", "log per log", "interval", "slope is null", _EFFECT),
    _estimate("slope_high", "Upper 95 % bound of slope", "log per log", "interval", "slope is null", _EFFECT),
    _estimate(
        "change_per_tenfold", "How the rate changes with ten times the followers, by the slope; -0.2 is 20 % less",
        "1 is 100 %", "estimate", "slope is null", _EFFECT,
    ),
    *(
        metric
        for place, where in (("claimed", "claimed_breakpoint"), ("best", "best_breakpoint"))
        for name, words in (
            (f"change_past_{place}", f"Typical rate past {where} over that before it, less 1; -0.2 is 20 % less"),
            (f"step_at_{place}", f"What of the change at {where} the slope does not explain; -0.2 is 20 % less"),
        )
        for metric in (
            _estimate(name, words, "1 is 100 %", "estimate", _FEW, _EFFECT),
            *(
                _estimate(
                    f"{name}_{side}",
                    f"{bound} 95 % bound of {name}" + (", allowing for the search" if place == "best" else ""),
                    "1 is 100 %", "interval", _FEW, _EFFECT,
                )
                for side, bound in (("low", "Lower"), ("high", "Upper"))
            ),
        )
    ),
]  # fmt: skip
