"""The kinds of value a column can have, and how DuckDB stores each.

No words and no rules here: those are in ``columns`` and ``metrics``.
"""

from typing import Any

import polars as pl

Count = pl.Int64
Amount = pl.Decimal(18, 4)  # as a file states it
Money = pl.Decimal(38, 4)  # converted or summed: sums of it are exact, equal in any order, and as large as they come
Seconds = pl.Decimal(18, 3)
Rate = pl.Float64
Moment = pl.Datetime("us")  # UTC, without a zone
Day = pl.Date

DUCKDB_TYPES: dict[str, str] = {
    "String": "varchar",
    "Int64": "bigint",
    "Float64": "double",
    "Boolean": "boolean",
    "<class 'str'>": "varchar",
    "<class 'bool'>": "boolean",
    "Date": "date",
    "Datetime(time_unit='us', time_zone=None)": "timestamp",
    "Decimal(precision=18, scale=4)": "decimal(18,4)",
    "Decimal(precision=38, scale=4)": "decimal(38,4)",
    "Decimal(precision=18, scale=3)": "decimal(18,3)",
}


def duckdb_type(dtype: Any) -> str:
    """Return the DuckDB type that stores a contract column's type."""
    return DUCKDB_TYPES[str(dtype)]


def literal(value: Any) -> str:
    """Return a value as SQL writes it."""
    if isinstance(value, bool | int | float):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"
