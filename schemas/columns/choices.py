"""Choices that are data: reference tables."""

from schemas.vocabulary import count, day, number, text

CHOICES = {
    "lower_bound": count("Fewest followers of the tier.", not_null=True),
    "upper_bound": count("Followers from which the next tier begins; null when there is none."),
    "valid_from": day("First day of the rule; null when it always held."),
    "component": text(
        "A column of the posts that counts as engagement.",
        isin=["likes", "reactions", "comments", "shares", "reposts", "saves", "clicks", "engagements_reported"],
    ),
    "euros_per_unit": number("What one unit of the currency is worth in euros.", gt=0, not_null=True),
    "country_name": text("A way to write a country; matched without case."),
    "country_code": text("ISO 3166-1 code.", str_matches="^[A-Z]{2}$", not_null=True),
    "priority": count(
        "Of several methods that report an order, the lowest number speaks for it.", "", ge=1, not_null=True,
    ),
    "amounts_on": text(
        "order: an order's amounts are stated once; line: every line has its own.",
        isin=["order", "line"], not_null=True,
    ),
    "priority_reason": text("Why the method has this priority.", not_null=True),
    "metric_family": text("engagement, audience, cost, return or goal.", not_null=True),
    "definition": text("What the metric says.", not_null=True),
    "unit": text("In which unit the metric counts.", not_null=True),
    "averaging": text("How the rows behind it become one number; a ratio is the ratio of sums.", not_null=True),
    "numerator": text("Columns of the same row, as arithmetic."),
    "denominator": text("Columns of the same row; null where nothing is divided."),
    "scale": count("What the quotient is multiplied with.", "", ge=None, not_null=True),
    "time_window": text("Which time the metric looks at."),
    "null_when": text("When the metric is null."),
    "not_additive": text("Why it cannot be worked out anew from several rows; null where sums of its parts do."),
    "version": count("Raised when the definition changes.", "", ge=1, not_null=True),
    "decision": text("Page in docs/decisions that says why it is so."),
    "published_in": text("Marts that hold the metric, separated by commas."),
}  # fmt: skip
