"""What a value that cannot be read, or that breaks a rule, costs: itself, or the whole record.

A figure costs itself (null, with a row in ``meta.unread_values``). What identifies a record, what its layout cannot
be without, and what changes what the record says when it is missing (``decides`` in the contract) costs the record.
"""

from typing import Any

import polars as pl

from pipeline.exports.mappings import Format
from schemas.raw import RAW_TABLES


def figures(layout: Format, types: dict[str, Any]) -> set[str]:
    """Return the columns of a layout whose values cost only themselves."""
    unpivoted = set(layout.unpivot.targets) if layout.unpivot else set()
    needed = {item for item in layout.requires if isinstance(item, str)} | set(layout.key)
    for table in layout.tables:
        schema = RAW_TABLES[table].to_schema()
        needed |= {n for n, c in schema.columns.items() if (c.metadata or {}).get("decides")}
        if table == layout.tables[0]:
            needed |= {n for n, c in schema.columns.items() if not c.nullable} | set(schema.unique or [])
    needed -= {name for name, column in layout.columns.items() if column.unreadable_is_blank}
    return {name for name, dtype in types.items() if dtype != pl.String and name not in needed - unpivoted}


def without(frame: pl.DataFrame, broken: pl.DataFrame, figures: set[str]) -> pl.DataFrame:
    """Return rows without the figures that break a rule."""
    for name in set(broken["column_name"]) & figures:
        records = broken.filter(pl.col("column_name") == name)["source_record"]
        kept = ~pl.col("source_record").is_in(records.implode())
        frame = frame.with_columns(pl.when(kept).then(pl.col(name)).alias(name))
    return frame


def divided(failed: pl.DataFrame, figures: set[str], short: set[int]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the broken rules that cost a record, and those that cost a figure of a record that is kept.

    A record with fewer fields than the header costs itself: its cells may stand under headers of others.
    """
    costs_itself = pl.col("column_name").is_in(sorted(figures)).fill_null(False)
    costs_itself = costs_itself & ~pl.col("source_record").is_in(sorted(short))
    refused = failed.filter(~costs_itself)
    unread = failed.filter(costs_itself).join(refused, on="source_record", how="anti")
    return failed.join(unread, on="source_record", how="anti"), unread
