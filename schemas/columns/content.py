"""What posts are like: hashtags, local times, and the dimensions of content_performance."""

from schemas.values import CONTENT_DIMENSIONS, EVIDENCE
from schemas.vocabulary import count, moment, number, text, truth

CONTENT = {
    "hashtags": text(
        "Hashtags of the caption in lower case, each once, by the alphabet, separated by spaces; empty when it has none, "
        "null when no caption is known.",
    ),
    "zone": text("A time zone as the IANA database names it.", str_matches="^[A-Z][A-Za-z]*(/[A-Za-z0-9_+-]+)*$"),
    "posted_there_at": moment("When the post was published, by the clock of the account's zone."),
    "weekday": text("Day of the week of posting, in the account's zone."),
    "hour_of_day": count("Hour of posting in the account's zone; null where only the day is known.", "", le=23),
    "has_caption": truth("Whether a caption is known."),
    "content_dimension": text(
        "In what posts differ: format, weekday, hour, duration, hashtag or disclosure.",
        isin=CONTENT_DIMENSIONS, not_null=True,
    ),
    "content_value": text("The value: a format, a weekday, an hour from 00 to 23, a length, a hashtag.", not_null=True),
    "other_posts": count("Posts of the creator without the value, where the dimension is known.", not_null=True),
    "log_effect": number("Mean log rate of the posts with the value minus that of the creator's other posts.", "log"),
    "creators_with_value": count("Creators with such a post that has a rate.", not_null=True),
    "posts_compared": count("Posts with the value of the creators that also have others.", not_null=True),
    "other_posts_compared": count("The other posts of these creators.", not_null=True),
    "values_compared": count(
        "Values of the dimension on the platform that have an effect: of how many a striking one is picked.",
        adds_up=False, not_null=True,
    ),
    "content_evidence": text(
        "high, medium, low or insufficient (no effect told), by the creators compared: 20, 10, 5.",
        isin=EVIDENCE, not_null=True,
    ),
}  # fmt: skip
