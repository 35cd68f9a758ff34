"""What was known when: back-dated builds, replaced raw rows, observations at fixed ages, and what is paid for."""

from schemas.columns.column import Column
from schemas.metrics.ages import AGES

POINT_IN_TIME = {
    "known_on_at": Column("The marts use what was loaded up to here; null means everything.", "UTC"),
    "superseded_at": Column("When another record took the row's place; until then it was what was known.", "UTC"),
    "age": Column("Time after posting, such as 24h or 7d; of an observation also 'latest'."),
    "age_hours": Column("Time between posting and the observation, or the age in hours.", "hours"),
    "tolerance_hours": Column("How far off the age an observation may be.", "hours"),
    **{
        f"age_hours_at_{age}": Column(f"How old the post really was at the observation for {age}.", "hours")
        for age in AGES
    },
    "has_count_correction": Column(
        "Whether a count fell from one observation to a later one of the same source: the platform corrected itself."
    ),
    "counts_corrected": Column("The counts that fell, separated by ', '; the latest figures are those after the fall."),
    "count_corrected_at": Column("The last observation at which a count was lower than before.", "UTC"),
    "is_boosted": Column(
        "Whether any observation reports paid reach, impressions or engagements above 0; null when none speaks of it."
    ),
    "superseded_by_load_id": Column("The load whose record took the row's place."),
}
