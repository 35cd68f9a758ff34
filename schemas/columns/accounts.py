"""What the platforms report of accounts and their audiences."""

from schemas.vocabulary import count, day, moment, number, rate, seconds, text, truth

# what a snapshot of an account tells
PROFILE = {
    "observed_at": moment("The moment the count held; captured_at is when it was exported.", not_null=True),
    "followers": count("Accounts that follow; subscribers on YouTube.", adds_up=False),
    "followers_rounding": count("Step to which followers is rounded: 1 when exact, 100000 for 48.5M."),
    "following": count("Accounts that this one follows."),
    "posts": count("Posts."),
    "is_verified": truth("Whether the platform marks the account as verified."),
    "country": text("ISO 3166 code, or the name where it is unknown."),
    "language": text("Main language, as written."),
    "niche": text("Topic, as written."),
    "niche_secondary": text("Second topic, as written."),
    "average_views": number("Mean views of recent posts as the source states it.", "count", ge=0),
    "average_likes": number("Mean likes of recent posts as the source states it.", "count", ge=0),
    "average_comments": number("Mean comments of recent posts as the source states it.", "count", ge=0),
    "average_shares": number("Mean shares of recent posts as the source states it.", "count", ge=0),
    "average_engagements": number("Mean engagements of recent posts as the source states it.", "count", ge=0),
    "average_authentic_engagements": number("Mean engagements that the source believes authentic.", "count", ge=0),
}  # fmt: skip

ACCOUNT_FIGURES = {
    "gender": text("Gender, as written."),
    "day": day("The day, as the platform cuts it.", not_null=True),
    "day_zone": text("Zone in which the platform cuts the day, where it is known."),
    "metric": text("Which figure the row holds."),
    "value": seconds("The figure.", "", ge=None, not_null=True),
    "dimension": text("What the audience is split by: country, city, gender, age_gender, territory."),
    "bucket": text("Part of the audience."),
    "share": rate("The bucket's part of the audience.", ge=0, le=1, not_null=True),
}  # fmt: skip
