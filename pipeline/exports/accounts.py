"""Whose each row is, by what its handle column says and by its links.

Belongs here: rows and what of them is refused. What a single text says is read by ``handles``; which accounts are one is
worked out in ``sql/staging``.
"""

from collections.abc import Iterator

import polars as pl

from pipeline.exports import handles
from pipeline.exports.identity import platforms
from pipeline.exports.mappings import Format
from pipeline.exports.text_columns import by_distinct

IDENTITY = ("platform", "handle", "account_id", "creator_ref")


def with_accounts(frame: pl.DataFrame, records: pl.DataFrame, layout: Format) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return rows with platform, handle and id as their texts name them, and which handles cannot be any.

    Args:
        frame: The rows.
        records: The same before columns became rows.
        layout: Their layout.

    Returns:
        The rows; and of each handle that is refused ``source_record``, ``column_name``, ``rule``, and ``is_needed``:
        whether no other column says whose the record is.
    """
    missing = [n for n in IDENTITY if n not in frame.columns]
    rows = frame.with_columns(pl.lit(None, pl.String).alias(n) for n in missing)
    for link in ("permalink", "profile_link"):
        if link in rows.columns and rows["platform"].null_count():
            rows = rows.with_columns(pl.col("platform").fill_null(by_distinct(rows[link], handles.linked_platform)))
    if (
        rows["creator_ref"].str.contains("/", literal=True).any()
    ):  # a sheet's own id for a creator may be a profile's link
        is_link = (
            pl.all_horizontal(pl.col("handle", "account_id").is_null())
            & handles.linked_platform(pl.col("creator_ref")).is_not_null()
        )
        rows = rows.with_columns(pl.when(is_link).then("creator_ref").otherwise("handle").alias("handle"))
    read_as = pl.concat([NOTHING_READ, *_readings(rows)])
    rows = _as_read(rows, read_as) if read_as.height else rows.with_columns(pl.lit(None, pl.String).alias("rule"))
    is_wide = layout.handles != {"handle"}
    refused = (
        rows.filter(pl.col("rule").is_not_null())
        .select(
            "source_record",
            (pl.col("platform") if is_wide else pl.lit("handle")).alias("column_name"),
            "rule",
            pl.all_horizontal(pl.col("account_id", "creator_ref").is_null()).alias("is_needed"),
        )
        .unique(maintain_order=True)
    )
    unused = [n for n in missing if n != "platform" and rows[n].null_count() == rows.height]
    rows = rows.drop("rule", *unused)
    return (_of_creators(rows, records, layout) if is_wide else rows), refused


NOTHING_READ = pl.DataFrame(
    schema={
        "platform": pl.String, "handle": pl.String, "is_read": pl.Boolean, "read_handle": pl.String,
        "read_account_id": pl.String, "read_platform": pl.String, "rule": pl.String,
    }
)  # fmt: skip


def _readings(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Give the texts that are no plain handles, by the platform that their rows state, with what they say."""
    stated = rows["platform"].unique()
    for name in stated:
        of = rows["handle"] if len(stated) == 1 else rows.filter(pl.col("platform").eq_missing(name))["handle"]
        texts = of.unique().drop_nulls()
        if texts.is_empty() or (name is not None and name not in platforms()) or handles.is_plain(texts, name):
            continue
        yield handles.read(texts, name).select(
            pl.lit(name, pl.String).alias("platform"),
            texts.alias("handle"),
            pl.lit(True).alias("is_read"),
            *(pl.col(column).alias(f"read_{column}") for column in ("handle", "account_id", "platform")),
            "rule",
        )


def _as_read(rows: pl.DataFrame, read_as: pl.DataFrame) -> pl.DataFrame:
    joined = rows.join(read_as, on=["platform", "handle"], how="left", nulls_equal=True, maintain_order="left")
    return joined.select(
        pl.exclude(*IDENTITY, *NOTHING_READ.columns),
        pl.coalesce("platform", "read_platform").alias("platform"),
        pl.when("is_read").then("read_handle").otherwise("handle").alias("handle"),
        pl.coalesce("account_id", "read_account_id").alias("account_id"),
        "creator_ref",
        "rule",
    )


def _of_creators(rows: pl.DataFrame, records: pl.DataFrame, layout: Format) -> pl.DataFrame:
    """Leave out networks without an account, and keep the creators of a sheet who are left without any."""
    assert layout.unpivot
    named = [pl.col(n).is_not_null() for n in ("handle", "account_id") if n in rows.columns]
    rows = rows.filter(pl.any_horizontal(named))
    without = records.join(rows.select("source_record").unique(), on="source_record", how="anti")
    without = without.drop(layout.unpivot.columns, strict=False)
    return pl.concat([rows, without], how="diagonal_relaxed").sort("source_record", maintain_order=True)
