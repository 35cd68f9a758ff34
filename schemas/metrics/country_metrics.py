"""Metrics of countries: where the money went."""

from schemas.metrics.metric import Metric, table

COUNTRIES = table(
    Metric(
        "cost_share", "Part of the tier's cost in the campaign that its audience puts in the country", "0 to 1", "cost",
        "ratio", numerator="cost_allocated", denominator="tier_cost",
        window="everything of the deals, up to the newest capture", null_when="no cost is known, or it is 0",
        decision="0032-countries-by-audience", ge=0, le=1,
    ),
)  # fmt: skip
