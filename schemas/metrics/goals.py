"""Metrics of goals: what was reached, against what was agreed beforehand."""

from schemas.metrics.metric import Metric

_ALL = "everything of the deal, up to the newest capture"

GOALS = [
    *(
        Metric(
            f"variance_{name}", f"{name.capitalize()} above the goal; below 0 when behind",
            "money" if name == "revenue" else "count", "goal", "difference",
            numerator=f"actual_{name} - goal_{name}", window=_ALL, null_when="there is no goal, or nothing is reported",
        )
        for name in ("views", "engagements", "clicks", "orders", "revenue")
    ),
]  # fmt: skip
