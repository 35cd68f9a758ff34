"""What was known when: back-dated builds and the raw rows that were replaced."""

from schemas.columns.column import Column

POINT_IN_TIME = {
    "known_on_at": Column("The marts use what was loaded up to here; null means everything.", "UTC"),
    "superseded_at": Column("When another record took the row's place; until then it was what was known.", "UTC"),
    "superseded_by_load_id": Column("The load whose record took the row's place."),
}
