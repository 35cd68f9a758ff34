"""Metrics of goals: what was reached, against what was agreed beforehand."""

from schemas.metrics.metric import Metric

_ALL = "everything of the deal, up to the newest capture"
_NOW = "up to the newest capture of what reports the result"
_WHY = "0030-goals-and-pace"
_NAMES = ("posts", "reach", "impressions", "views", "engagements", "clicks", "orders", "new_customers", "revenue")
_PROJECTED = (
    "Where {name} stand when the time is over: clicks, orders, revenue and posts go on as until now, "
    "posts still to come bring as much as those that report"
)


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _goal(name: str, suffix: str, unit: str) -> list[Metric]:
    """Declare the metrics of one goal; the long table says value and rate where the wide ones name the measure."""
    rate = "rate" if suffix == "value" else suffix
    return [
        Metric(
            f"variance_{suffix}", f"{_words(name)} above the goal; below 0 when behind", unit, "goal", "difference",
            numerator=f"actual_{suffix} - goal_{suffix}", window=_ALL,
            null_when="there is no goal, or nothing is reported",
        ),
        Metric(
            f"attainment_{rate}", f"{_words(name)} for each one of the goal", "1 is the goal", "goal", "ratio",
            numerator=f"actual_{suffix}", denominator=f"goal_{suffix}", window=_ALL,
            null_when="there is no goal, it is 0, or nothing is reported", decision=_WHY,
        ),
        Metric(
            f"expected_{suffix}", f"{_words(name)} expected by now: the goal times the elapsed part of the time",
            unit, "goal", "estimate", window=_NOW,
            null_when="there is no goal, or a deal with it has no dates", decision=_WHY,
        ),
        Metric(
            f"pace_{rate}", f"{_words(name)} for each one expected by now", "1 is on track", "goal", "ratio",
            numerator=f"actual_{suffix}", denominator=f"expected_{suffix}", window=_NOW,
            null_when="nothing is reported, or nothing is expected yet", decision=_WHY,
        ),
        Metric(
            f"projected_{suffix}", _PROJECTED.format(name=name.replace("_", " ")), unit, "goal", "estimate",
            window=_NOW, null_when="nothing is reported, a deal has no dates, or its first day is not over",
            decision=_WHY,
        ),
    ]  # fmt: skip


GOALS = [
    *(
        metric
        for name in _NAMES
        for metric in _goal(name, name, "money" if name == "revenue" else "count")
    ),
    *_goal("results", "value", "of the measure"),
    Metric(
        "elapsed_share", "Part of the deal's time that is over", "0 to 1", "goal", "ratio",
        numerator="elapsed_days", denominator="planned_days", window=_NOW,
        null_when="the deal has no dates, or nothing was captured", decision=_WHY,
    ),
]  # fmt: skip
