"""Results and media by country and week; shares are in ``schemas/metrics/country_metrics.py``."""

from schemas.vocabulary import count, day, money, number, rate, text, truth

COUNTRIES = {
    "audience_share": rate("Part of the creator's audience that is in the country.", gt=0, le=1.000001, not_null=True),
    "reach_estimated": count(
        "Reach of the delivered posts, divided over countries by the creators' audiences: a model.",
    ),
    "cost_allocated": money("Cost, divided over countries by the creators' audiences: a model."),
    "tier_cost": money("Cost of the tier in the campaign, over all countries.", adds_up=False),
    "is_target_country": truth(
        "Whether the campaign aims at the country; of 'all', any campaign. Null when none is stated.",
    ),
    "has_clicks": truth("Whether any click came from the country; null when the tier's clicks are not reported."),
    "has_orders": truth("Whether any order came from the country; null when the tier's orders are not reported."),
    "cost_parts": number("How much of the cost falls on the day, beside its other days.", ge=0, not_null=True),
    "falls_on": day("Day on which a part of the cost falls, in UTC."),
    "media_key": text("Which cost or which deal's posts the row divides."),
    "week_starts_on": day("Monday of the week, in UTC."),
    "is_dated": truth("Whether a date is known; else the week or month is that in which the post or the sheet was captured."),
    "media_spend": money(
        "Cost of creators and boosting, at the weeks of delivery and divided over countries by audience; 0 when none "
        "fell.",
    ),
    "posts_estimated": money(
        "Delivered posts, divided over countries by audience: a post counts once in all.", "count",
    ),
    "impressions_estimated": count(
        "Lifetime impressions of the posts of the week, divided over countries by audience.",
    ),
    "views_compared_estimated": count(
        "views_estimated, of views under the definition by which each platform's creators are compared; null where no post has "
        "them.",
    ),
    "views_estimated": count("Lifetime views of the posts of the week, divided over countries by audience."),
}  # fmt: skip
