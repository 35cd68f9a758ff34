"""Choices that are data: settings and reference tables."""

from schemas.columns.column import Column, count

SETTINGS = {
    "engagement_window_posts": count("Posts in a creator's engagement window, at most."),
    "engagement_window_days": Column("Length of the window, at most.", "days"),
    "follower_tolerance_hours": Column("How old a follower count may be at posting.", "hours"),
    "exchange_rate_max_age_days": Column("How old an exchange rate may be.", "days"),
    "lower_bound": count("Fewest followers of the tier."),
    "upper_bound": count("Followers from which the next tier begins; null when there is none."),
    "valid_from": Column("First day of the rule; null when it always held.", "date"),
    "component": Column("A column of the posts that counts as engagement."),
    "euros_per_unit": Column("What one unit of the currency is worth in euros."),
    "country_name": Column("A way to write a country; matched without case."),
    "country_code": Column("ISO 3166-1 code."),
    "priority": Column("Of several methods that report an order, the lowest number speaks for it."),
    "amounts_on": Column("order: an order's amounts are stated once; line: every line has its own."),
    "priority_reason": Column("Why the method has this priority."),
    "metric_family": Column("engagement, audience, cost, return or goal."),
    "definition": Column("What the metric says."),
    "unit": Column("In which unit the metric counts."),
    "averaging": Column("How the rows behind it become one number; a ratio is the ratio of sums."),
    "numerator": Column("Columns of the same row, as arithmetic."),
    "denominator": Column("Columns of the same row; null where nothing is divided."),
    "scale": Column("What the quotient is multiplied with."),
    "time_window": Column("Which time the metric looks at."),
    "null_when": Column("When the metric is null."),
    "not_additive": Column("Why it cannot be worked out anew from several rows; null where sums of its parts do."),
    "version": Column("Raised when the definition changes."),
    "decision": Column("Page in docs/decisions that says why it is so."),
    "published_in": Column("Marts that hold the metric, separated by commas."),
}
