"""What the platforms report of accounts and their audiences."""

from schemas.columns.column import Column, count, level

ACCOUNT = {
    "observed_at": Column("The moment the count held; captured_at is when it was exported.", "UTC"),
    "followers": level("Accounts that follow; subscribers on YouTube."),
    "followers_rounding": Column("Step to which followers is rounded: 1 when exact, 100000 for 48.5M.", "count"),
    "following": count("Accounts that this one follows."),
    "posts": count("Posts."),
    "is_verified": Column("Whether the platform marks the account as verified."),
    "country": Column("ISO 3166 code, or the name where it is unknown."),
    "language": Column("Main language, as written."),
    "niche": Column("Topic, as written."),
    "niche_secondary": Column("Second topic, as written."),
    "gender": Column("Gender, as written."),
    "average_views": Column("Mean views of recent posts as the source states it.", "count"),
    "average_likes": Column("Mean likes of recent posts as the source states it.", "count"),
    "average_comments": Column("Mean comments of recent posts as the source states it.", "count"),
    "average_shares": Column("Mean shares of recent posts as the source states it.", "count"),
    "average_engagements": Column("Mean engagements of recent posts as the source states it.", "count"),
    "average_authentic_engagements": Column("Mean engagements that the source believes authentic.", "count"),
    "day": Column("The day, as the platform cuts it.", "date"),
    "day_zone": Column("Zone in which the platform cuts the day, where it is known."),
    "metric": Column("Which figure the row holds."),
    "value": Column(
        "The figure; in meta.rejected_rows what breaks the rule: a number, a day or a short word as it stands, of other texts the length."
    ),
    "dimension": Column("What the audience is split by: country, city, gender, age_gender, territory."),
    "bucket": Column("Part of the audience."),
    "share": Column("The bucket's part of the audience.", "0 to 1"),
}
