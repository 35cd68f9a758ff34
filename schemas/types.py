"""The kinds of value a column can have, and how a contract names one.

No rules about particular tables here, and no words: those are in ``columns`` and ``metrics``.
"""

from typing import Any, Literal

import pandera.polars as pa
import polars as pl

from schemas.columns import COLUMNS

Count = pl.Int64
Money = pl.Decimal(18, 4)  # sums of it are exact and equal in any order
Seconds = pl.Decimal(18, 3)
Rate = pl.Float64
Moment = pl.Datetime("us")  # UTC, without a zone
Day = pl.Date
When = Literal["happened", "planned"]

DUCKDB_TYPES: dict[str, str] = {
    "String": "varchar",
    "Int64": "bigint",
    "Float64": "double",
    "Boolean": "boolean",
    "Date": "date",
    "Datetime(time_unit='us', time_zone=None)": "timestamp",
    "Decimal(precision=18, scale=4)": "decimal(18,4)",
    "Decimal(precision=18, scale=3)": "decimal(18,3)",
}


def column(name: str, *, nullable: bool = True, decides: bool = False, when: When | None = None, **rules: Any) -> Any:
    """Declare a contract column with the words and the unit of the vocabulary.

    Args:
        name: The column's name; it must be in ``schemas.columns.COLUMNS``.
        nullable: Whether a value may be missing. Null means "not reported".
        decides: Whether a record says something else without it (a fee, a day of an order), so that a value
            that cannot be read costs the record and not only itself.
        when: Whether its days have happened when a file is made, or may be planned.
        rules: Checks, as ``pandera.Field`` takes them (``ge``, ``isin``, ...).
    """
    words = COLUMNS[name]
    return pa.Field(
        nullable=nullable,
        description=words.words,
        metadata={"unit": words.unit, "decides": decides, "when": when},
        **rules,
    )


def duckdb_type(dtype: Any) -> str:
    """Return the DuckDB type that stores a contract column's type."""
    return DUCKDB_TYPES[str(dtype)]
