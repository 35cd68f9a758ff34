"""What was known when: back-dated builds, replaced raw rows, observations at fixed ages, and what is paid for."""

from schemas.vocabulary import count, moment, number, text, truth

POINT_IN_TIME = {
    "known_on_at": moment("The marts use what was loaded up to here; null means everything."),
    "superseded_at": moment(
        "When another record took the row's place; until then it was what was known.", not_null=True,
    ),
    "age": text(
        "Time after posting, such as 24h or 7d; of an observation also 'latest'.",
        str_matches="^[1-9][0-9]*[hd]$|^latest$",
    ),
    "age_hours": number("Time between posting and the observation.", "hours", ge=0),
    "tolerance_hours": count("How far off the age an observation may be.", "hours", not_null=True),
    "age_hours_at_24h": number("How old the post really was at the observation for 24h.", "hours", ge=0),
    "age_hours_at_7d": number("How old the post really was at the observation for 7d.", "hours", ge=0),
    "age_hours_at_30d": number("How old the post really was at the observation for 30d.", "hours", ge=0),
    "has_count_correction": truth(
        "Whether a count fell from one observation to a later one of the same source: the platform corrected itself.",
        not_null=True,
    ),
    "counts_corrected": text("The counts that fell, separated by ', '; the latest figures are those after the fall."),
    "count_corrected_at": moment("The last observation at which a count was lower than before."),
    "is_boosted": truth(
        "Whether any observation reports paid reach, impressions or engagements above 0; null when none speaks of it.",
    ),
    "superseded_by_load_id": text("The load whose record took the row's place.", not_null=True),
    "nominal_age_hours": count("The age in hours.", "hours", ge=1, not_null=True),
}  # fmt: skip
