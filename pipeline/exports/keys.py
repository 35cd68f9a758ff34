"""What identifies a record over several exports of the same thing.

A post by its platform's id or link; a record without an id by the columns that its layout names
under ``key``, and by which of the records with that key it is.
"""

import duckdb
import polars as pl

from pipeline.exports.characters import beyond_ascii, tidy
from pipeline.exports.identity import post_alias, post_format, post_key
from pipeline.exports.mappings import Format
from pipeline.exports.text_columns import by_distinct

WHOSE = ("platform", "account_id", "handle")
OF_THE_CAPTURE = ("captured_on", "captured_at", "loaded_at", "observed_on", "observed_at")
LONGEST_KEY = 100  # characters; longer ones are hashed


def with_keys(frame: pl.DataFrame, layout: Format, dataset: str, copies: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return the rows with the keys that the layout's tables need, in their types of the contract.

    Args:
        frame: The rows.
        layout: Their layout.
        dataset: The folder within which ids hold.
        copies: ``source_record`` and the ``first_record`` that is the same one, where equal records are one.
    """
    if {"posts", "deal_posts"} & set(layout.tables):
        blank = [n for n in ("post_id", "permalink", "platform") if n not in frame.columns]
        frame = frame.with_columns(pl.lit(None, pl.String).alias(n) for n in blank)
        frame = frame.with_columns(post_key(frame, dataset))
        frame = frame.with_columns(post_alias(frame))
        if "posts" in layout.tables:
            frame = frame.with_columns(post_format(frame))
        if "period" not in frame.columns:
            frame = frame.with_columns(pl.lit("lifetime").alias("period"))
        frame = frame.with_columns(pl.col("period").fill_null("lifetime"))
    if layout.key:
        frame = _with_record_key(frame, layout, copies)
        if "posts" in layout.tables:
            own = pl.concat_str(pl.lit(f"{dataset}:"), "record_key", pl.lit("#"), "occurrence")
            frame = frame.with_columns(pl.col("post_key").fill_null(own))
    if "orders" in layout.tables and "orders" not in frame.columns:
        frame = frame.with_columns(pl.when(pl.col("occurrence") == 1).then(pl.lit(1, pl.Int64)).alias("orders"))
    return frame


def _with_record_key(frame: pl.DataFrame, layout: Format, copies: pl.DataFrame | None) -> pl.DataFrame:
    parts = []
    for name in layout.key:
        if name in frame.columns:
            part = pl.col(name)
            if layout.key_within and layout.key_within != name and layout.key_within in frame.columns:
                part = part.drop_nulls().first().over(layout.key_within)
            parts.append(part.cast(pl.String).fill_null(""))
    if (
        not parts
    ):  # a sheet that has none of these columns tells its records apart by whose they are and when, else by order
        days = [n for n, t in frame.schema.items() if t.is_temporal() and n not in OF_THE_CAPTURE]
        told = [n for n in (*WHOSE, *days) if n in frame.columns]
        parts = [pl.col(n).cast(pl.String).str.to_lowercase().fill_null("") for n in told]
        parts = parts or [pl.repeat("", pl.len(), dtype=pl.String)]
    key = frame.select(pl.concat_str(parts, separator="|").alias("record_key")).to_series()
    key = by_distinct(key, tidy) if beyond_ascii(key.to_frame()) else key
    if key.len() and (key.str.len_chars() > LONGEST_KEY).any():
        key = _hashed(key)
    frame = frame.with_columns(key)
    order = pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("record_key")
    if copies is not None:
        frame = frame.join(copies, on="source_record", how="left", maintain_order="left")
        order = pl.col("first_record").rank("dense").over("record_key").cast(pl.Int64)
    return frame.with_columns(order.alias("occurrence")).drop("first_record", strict=False)


def _hashed(key: pl.Series) -> pl.Series:
    """Return long keys by their MD5, which is the same in every version of every library."""
    keys = pl.DataFrame({"record_key": key})  # noqa: F841 (DuckDB finds it by its name)
    with duckdb.connect() as connection:
        hashed: pl.DataFrame = connection.sql(
            f"select case when length(record_key) > {LONGEST_KEY} then md5(record_key) else record_key end as record_key "
            "from keys"
        ).pl()
    return hashed["record_key"]
