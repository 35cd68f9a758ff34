"""What goes along with the records of a file, and what became of a batch of them."""

from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

from pipeline.exports.refusals import REJECTED


@dataclass(frozen=True)
class Stamp:
    """What every row of a load carries beside what its file says.

    Attributes:
        load_id: The load.
        loaded_at: Its moment (UTC, without zone).
    """

    load_id: str
    loaded_at: datetime


@dataclass
class Batch:
    """What became of a batch.

    Attributes:
        rows: Accepted rows by raw table.
        rejected: One row for each broken rule that cost a record.
        read: Records read.
        unread: One row for each figure that could not be read and is null.
        blank: Accepted records that hold no figure, so that no row came of them.
        summary: Records that are no data, such as totals.
    """

    rows: dict[str, pl.DataFrame]
    rejected: pl.DataFrame
    read: int
    unread: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=REJECTED))
    blank: int = 0
    summary: int = 0
