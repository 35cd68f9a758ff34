"""Results and media by country and week; shares are in ``schemas/metrics/countries.py``."""

from schemas.columns.column import Column, count, level, money

COUNTRIES = {
    "audience_share": Column("Part of the creator's audience that is in the country.", "0 to 1"),
    "reach_estimated": count("Reach of the delivered posts, divided over countries by the creators' audiences: a model."),
    "cost_allocated": money("Cost, divided over countries by the creators' audiences: a model."),
    "tier_cost": level("Cost of the tier in the campaign, over all countries.", "money"),
    "is_target_country": Column("Whether the campaign aims at the country; of 'all', any campaign. Null when none is stated."),
    "has_clicks": Column("Whether any click came from the country; null when the tier's clicks are not reported."),
    "has_orders": Column("Whether any order came from the country; null when the tier's orders are not reported."),
    "media_key": Column("Which cost or which deal's posts the row divides."),
    "week_starts_on": Column("Monday of the week, in UTC.", "date"),
    "is_dated": Column("Whether a date is known; else the week is that in which the sheet was captured."),
    "media_spend": money(
        "Cost of creators and boosting, at the weeks of delivery and divided over countries by audience; 0 when none fell."
    ),
    "posts_estimated": count("Delivered posts, divided over countries by audience: a post counts once in all."),
    "impressions_estimated": count("Lifetime impressions of the posts of the week, divided over countries by audience."),
    "views_estimated": count("Lifetime views of the posts of the week, divided over countries by audience."),
}  # fmt: skip
