"""What may be written down of a record that is refused, and customers under pseudonyms.

A record can be shifted by a cell, so that any column may hold a name or an address. Of a refused
record only numbers and days are therefore quoted; of other texts their length is told.
"""

import duckdb
import polars as pl

from pipeline.exports.mappings import NOT_KEPT
from pipeline.exports.matching import Match

PSEUDONYMOUS = ("customer_id",)  # may be an address or a number to call; what is kept of it tells people apart only
PSEUDONYM = r"^c:[0-9a-f]{20}$"
SHORTEST_PHONE = 10  # digits
NUMBER = rf"[+-]?#?[0-9]{{1,{SHORTEST_PHONE - 1}}}([.,][0-9]{{1,6}})? ?[%KkMm]?"
GROUPED = (
    r"[+-]?[0-9]{1,3}((,[0-9]{3}){1,4}(\.[0-9]{1,4})?|('[0-9]{3}){1,4}(\.[0-9]{1,4})?|(\.[0-9]{3}){1,2}(,[0-9]{1,4})?)"
)
ROUNDED = r"[0-9]([.,][0-9]+)?[eE]\+?[0-9]{1,2}"
TIME = r"([T ][0-9]{1,2}:[0-9]{2}(:[0-9.]{2,9})?( ?([AaPp][Mm]|Z|[+-][0-9]{2}:?[0-9]{2}))?)?"
DAY = rf"([0-9]{{4}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}|[0-9]{{1,2}}[-/.][0-9]{{1,2}}[-/.][0-9]{{2,4}}){TIME}"
QUOTABLE = rf"^({NUMBER}|{GROUPED}|{ROUNDED}|{DAY})$"


def shown(cell: pl.Expr) -> pl.Expr:
    """Return what is shown of a cell: a number or a day as it stands, of anything else its length."""
    plain = cell.str.strip_chars()
    length = pl.format("text of {} characters", plain.str.len_chars())
    return pl.when(plain == "").then(plain).when(plain.str.contains(QUOTABLE)).then(plain).otherwise(length)


def kept_positions(found: Match) -> list[int]:
    """Return the positions of the columns whose text is kept: those that the layout maps and that name no customer."""
    names = [name for name in found.columns if name not in NOT_KEPT and name not in PSEUDONYMOUS]
    return sorted({at for name in names for at in found.columns[name]})


def with_pseudonyms(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with people by a hash of what the file calls them, the same in every file."""
    return frame.with_columns(_hashed(frame[name]) for name in PSEUDONYMOUS if name in frame.columns)


def pseudonym(column: str) -> str:
    """Return the SQL that makes a pseudonym of a column's text."""
    return f"'c:' || left(sha256(trim({column})), 20)"


def _hashed(text: pl.Series) -> pl.Series:
    people = pl.DataFrame({"person": text})  # noqa: F841 (DuckDB finds it by its name)
    with duckdb.connect() as connection:
        hashed: pl.DataFrame = connection.sql(f"select {pseudonym('person')} as hashed from people").pl()
    return hashed["hashed"].cast(pl.String).alias(text.name)
