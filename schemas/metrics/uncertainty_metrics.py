"""Metrics of how sure an engagement rate is, and of the claim that it falls with size."""

from schemas.metrics.metric import Metric, table

_WINDOW = "the creator's newest posts: engagement_window_posts at most, engagement_window_days back"
_RATE = "0020-uncertainty-of-a-rate"
_TIER = "0022-bounds-of-a-tier"
_EFFECT = "0023-does-engagement-fall"
_FEW = "fewer than five accounts lie on either side of the breakpoint, or fewer than ten are known"

UNCERTAINTY = table(
    Metric(
        "headline_rate_pooled_estimate",
        "The median headline rate of the creator's posts, those without engagements among them, estimated from its own "
        "posts and drawn towards its peers by as much as these leave open; 0 where half of the posts or more have none",
        "0 to 1", "engagement", "estimate", window=_WINDOW, null_when="no rate is known", decision=_RATE, ge=0,
    ),
    Metric(
        "headline_rate_low",
        "Lower 95 % bound of the true rate: of a creator's median post, of a tier's median creator", "0 to 1",
        "engagement", "interval", window=_WINDOW,
        null_when="a creator without peers to draw from has fewer than three posts with a rate; of a tier, below "
        "three creators", decision=_RATE, ge=0,
    ),
    Metric(
        "headline_rate_high",
        "Upper 95 % bound of the true rate: of a creator's median post, of a tier's median creator", "0 to 1",
        "engagement", "interval", window=_WINDOW,
        null_when="a creator without peers to draw from has fewer than three posts with a rate; of a tier, below "
        "three creators", decision=_RATE, ge=0,
    ),
    Metric(
        "posts_effective", "Independent posts of the usual scatter that an estimate without peers would need to be as sure",
        "count", "engagement", "estimate", window=_WINDOW, null_when="no rate is known", decision=_RATE, gt=0,
    ),
    Metric(
        "own_weight", "Part of the estimate that comes from the creator's own posts", "0 to 1", "engagement", "share",
        window=_WINDOW, null_when="no rate is known", decision=_RATE, ge=0, le=1,
    ),
    Metric(
        "peer_percentile", "Part of the peers with a lower estimate, equals counted half", "0 to 1", "engagement",
        "share", window=_WINDOW, null_when="there are no peers, or no rate or tier is known", decision=_RATE, ge=0,
        le=1,
    ),
    Metric(
        "rate_median", "The tier's median creator: median of the creators' medians of the measure", "0 to 1",
        "engagement", "median", window=_WINDOW, decision=_TIER, ge=0, not_null=True,
    ),
    Metric(
        "other_rate_median", "The other tier's median creator", "0 to 1", "engagement", "median", window=_WINDOW,
        decision=_TIER, ge=0, not_null=True,
    ),
    Metric(
        "rate_low", "Lower 95 % bound of rate_median", "0 to 1", "engagement", "interval", window=_WINDOW,
        null_when="below three creators", decision=_TIER, ge=0,
    ),
    Metric(
        "rate_high", "Upper 95 % bound of rate_median", "0 to 1", "engagement", "interval", window=_WINDOW,
        null_when="below three creators", decision=_TIER, ge=0,
    ),
    Metric(
        "rate_ratio", "How many times as much the tier's median creator engages", "ratio", "engagement", "ratio",
        numerator="rate_median", denominator="other_rate_median", window=_WINDOW,
        null_when="the other tier's median is 0", decision=_TIER, ge=0,
    ),
    Metric(
        "rate_ratio_low", "Lower 95 % bound of rate_ratio", "ratio", "engagement", "interval", window=_WINDOW,
        null_when="a tier has fewer than three creators, or a bound or median is 0", decision=_TIER, ge=0,
    ),
    Metric(
        "rate_ratio_high", "Upper 95 % bound of rate_ratio", "ratio", "engagement", "interval", window=_WINDOW,
        null_when="a tier has fewer than three creators, or a bound or median is 0", decision=_TIER, ge=0,
    ),
    Metric(
        "probability_higher", "Probability that the tier's median creator engages more than the other's", "0 to 1",
        "engagement", "probability", window=_WINDOW,
        null_when="a tier has fewer than three creators, or a bound or median is 0", decision=_TIER, ge=0, le=1,
    ),
    Metric(
        "slope",
        "Slope of log rate on log followers at posting over accounts; -0.1 is 21 % less for ten times the followers",
        "log per log", "engagement", "estimate", window=_WINDOW,
        null_when="fewer than ten accounts, or all of one size", decision=_EFFECT,
    ),
    Metric(
        "slope_low", "Lower 95 % bound of slope", "log per log", "engagement", "interval", window=_WINDOW,
        null_when="slope is null", decision=_EFFECT,
    ),
    Metric(
        "slope_high", "Upper 95 % bound of slope", "log per log", "engagement", "interval", window=_WINDOW,
        null_when="slope is null", decision=_EFFECT,
    ),
    Metric(
        "change_per_tenfold", "How the rate changes with ten times the followers, by the slope; -0.2 is 20 % less",
        "1 is 100 %", "engagement", "estimate", window=_WINDOW, null_when="slope is null", decision=_EFFECT, ge=-1,
    ),
    Metric(
        "change_past_claimed", "Typical rate past claimed_breakpoint over that before it, less 1; -0.2 is 20 % less",
        "1 is 100 %", "engagement", "estimate", window=_WINDOW, null_when=_FEW, decision=_EFFECT, ge=-1,
    ),
    Metric(
        "change_past_claimed_low", "Lower 95 % bound of change_past_claimed", "1 is 100 %", "engagement", "interval",
        window=_WINDOW, null_when=_FEW, decision=_EFFECT, ge=-1,
    ),
    Metric(
        "change_past_claimed_high", "Upper 95 % bound of change_past_claimed", "1 is 100 %", "engagement", "interval",
        window=_WINDOW, null_when=_FEW, decision=_EFFECT, ge=-1,
    ),
    Metric(
        "step_at_claimed", "What of the change at claimed_breakpoint the slope does not explain; -0.2 is 20 % less",
        "1 is 100 %", "engagement", "estimate", window=_WINDOW, null_when=_FEW, decision=_EFFECT, ge=-1,
    ),
    Metric(
        "step_at_claimed_low", "Lower 95 % bound of step_at_claimed", "1 is 100 %", "engagement", "interval",
        window=_WINDOW, null_when=_FEW, decision=_EFFECT, ge=-1,
    ),
    Metric(
        "step_at_claimed_high", "Upper 95 % bound of step_at_claimed", "1 is 100 %", "engagement", "interval",
        window=_WINDOW, null_when=_FEW, decision=_EFFECT, ge=-1,
    ),
    Metric(
        "change_past_best", "Typical rate past best_breakpoint over that before it, less 1; -0.2 is 20 % less",
        "1 is 100 %", "engagement", "estimate", window=_WINDOW, null_when=_FEW, decision=_EFFECT, ge=-1,
    ),
    Metric(
        "change_past_best_low", "Lower 95 % bound of change_past_best, allowing for the search", "1 is 100 %",
        "engagement", "interval", window=_WINDOW, null_when=_FEW, decision=_EFFECT, ge=-1,
    ),
    Metric(
        "change_past_best_high", "Upper 95 % bound of change_past_best, allowing for the search", "1 is 100 %",
        "engagement", "interval", window=_WINDOW, null_when=_FEW, decision=_EFFECT, ge=-1,
    ),
    Metric(
        "step_at_best", "What of the change at best_breakpoint the slope does not explain; -0.2 is 20 % less",
        "1 is 100 %", "engagement", "estimate", window=_WINDOW, null_when=_FEW, decision=_EFFECT, ge=-1,
    ),
    Metric(
        "step_at_best_low", "Lower 95 % bound of step_at_best, allowing for the search", "1 is 100 %", "engagement",
        "interval", window=_WINDOW, null_when=_FEW, decision=_EFFECT, ge=-1,
    ),
    Metric(
        "step_at_best_high", "Upper 95 % bound of step_at_best, allowing for the search", "1 is 100 %", "engagement",
        "interval", window=_WINDOW, null_when=_FEW, decision=_EFFECT, ge=-1,
    ),
)  # fmt: skip
