"""Metrics of goals: what was reached, against what was agreed beforehand."""

from schemas.metrics.metric import Metric, table

_ALL = "everything of the deal, up to the newest capture"
_NOW = "up to the newest capture of what reports the result"
_WHY = "0030-goals-and-pace"
_NO_RESULT = "there is no goal, or nothing is reported"
_NO_GOAL = "there is no goal, it is 0, or nothing is reported"
_NO_DATES = "there is no goal, or a deal with it has no dates"
_NO_PACE = "nothing is reported, or nothing is expected yet"
_NO_PROJECTION = "nothing is reported, a deal has no dates, or its first day is not over"

GOAL = table(
    Metric(
        "variance_value", "Results above the goal; below 0 when behind", "of the measure", "goal", "difference",
        numerator="actual_value - goal_value", window=_ALL, null_when=_NO_RESULT,
    ),
    Metric(
        "attainment_rate", "Results for each one of the goal", "1 is the goal", "goal", "ratio",
        numerator="actual_value", denominator="goal_value", window=_ALL, null_when=_NO_GOAL, decision=_WHY, ge=0,
    ),
    Metric(
        "expected_value", "Results expected by now: the goal times the elapsed part of the time", "of the measure",
        "goal", "estimate", window=_NOW, null_when=_NO_DATES, decision=_WHY, ge=0,
    ),
    Metric(
        "pace_rate", "Results for each one expected by now", "1 is on track", "goal", "ratio", numerator="actual_value",
        denominator="expected_value", window=_NOW, null_when=_NO_PACE, decision=_WHY, ge=0,
    ),
    Metric(
        "projected_value",
        "Where results stand when the time is over: clicks, orders, revenue and posts go on as until now, posts still"
        " to come bring as much as those that report", "of the measure", "goal", "estimate", window=_NOW,
        null_when=_NO_PROJECTION, decision=_WHY, ge=0,
    ),
    Metric(
        "elapsed_share", "Part of the deal's time that is over", "0 to 1", "goal", "ratio", numerator="elapsed_days",
        denominator="planned_days", window=_NOW, null_when="the deal has no dates, or nothing was captured",
        decision=_WHY, ge=0, le=1,
    ),
)  # fmt: skip
