"""What every raw row carries."""

from datetime import date

import pandera.polars as pa
import polars as pl

from schemas.types import Count, Moment, column

PLATFORMS = ["instagram", "facebook", "tiktok", "youtube", "x", "linkedin"]
EARLIEST = date(2004, 1, 1)  # before this no programme can have been; platforms have days of their own


class Lineage(pa.DataFrameModel):
    """What every raw row carries."""

    load_id: str = column("load_id", nullable=False)
    source_record: Count = column("source_record", nullable=False, ge=1)
    captured_at: Moment = column("captured_at", nullable=False)
    loaded_at: Moment = column("loaded_at", nullable=False)
    precedence: Count = column("precedence", nullable=False)
    dataset: str = column("dataset", nullable=False)


class Account(Lineage):
    """What every row about an account carries."""

    platform: str = column("platform", nullable=False, isin=PLATFORMS)
    account_id: str = column("account_id")
    handle: str = column("handle")
    account_name: str = column("account_name")
    creator_ref: str = column("creator_ref")

    @pa.dataframe_check(error="account_is_known")
    def account_is_known(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A row says whose it is: by handle, by id, or by the sheet's own creator id."""
        return data.lazyframe.select(pl.any_horizontal(pl.col("handle", "account_id", "creator_ref").is_not_null()))
