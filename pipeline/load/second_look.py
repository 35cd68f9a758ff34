"""Pandera's own look at the rows that a transaction accepts, before it is committed.

Belongs here: which rows, and when. Does not belong here: the rules (``schemas``), their one pass over a batch (``exports``).
"""

from dataclasses import dataclass, field

import polars as pl

from pipeline.models.contracts import validate
from schemas.raw import RAW_TABLES

# a look costs 40 to 130 ms whatever the rows are up to some thousands; from here on it would grow with them
ROWS = 20_000


@dataclass
class SecondLook:
    """Accepted rows of a transaction that pandera has not seen yet, by raw table."""

    parts: dict[str, list[pl.DataFrame]] = field(default_factory=dict)

    def add(self, rows: dict[str, pl.DataFrame]) -> None:
        """Add the rows of a batch, as long as there are not too many of a table."""
        for table, part in rows.items():
            held = self.parts.setdefault(table, [])
            if part.height and sum(other.height for other in held) + part.height <= ROWS:
                held.append(part)

    def take(self) -> None:
        """Let pandera look at the rows, and forget them.

        Raises:
            SchemaError: It refuses some that our own pass has accepted.
        """
        parts, self.parts = self.parts, {}
        for table, held in parts.items():
            if held:
                validate(RAW_TABLES[table], pl.concat(held))
