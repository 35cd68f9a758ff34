"""Our columns as text out of a table's positions, null where nothing is reported.

Columns that hold numbers or dates are handed on as they stand: ``values`` cleans only what it
cannot read at once. The others are worked on by their distinct texts where these are few.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import polars as pl

from pipeline.exports import identity, numbers
from pipeline.exports.characters import beyond_ascii, tidy
from pipeline.exports.column_mapping import ColumnMapping
from pipeline.exports.mappings import NOT_KEPT, SEPARATED, part_of, spelled
from pipeline.exports.matching import Match

LONGEST_NULL = max(len(spelling) for spelling in numbers.NULL_SPELLINGS)
MANY, SAMPLE = 5_000, 1_000  # rows from which, and texts by which, it pays to look for repetition
FREE_TEXT = {
    "caption", "title", "name", "account_name", "data_comment", "product", "country", "niche", "niche_secondary",
    "ad_name", "brand", "objective", "collaborators", "bucket", "target_countries", "target_niches",
}  # fmt: skip

AS_WRITTEN = {"caption", "title", "name", "account_name", "data_comment", "product", *NOT_KEPT}  # read by people


def tidied(data: pl.DataFrame, found: Match) -> pl.DataFrame:
    """Return a table's columns with one form of each character, but for those that only people read."""
    compared = {str(at) for name, positions in found.columns.items() if name not in AS_WRITTEN for at in positions}
    odd = beyond_ascii(data.select(name for name in data.columns if name in compared))
    return data.with_columns(by_distinct(data[name], tidy) for name in odd) if odd else data


def take(data: pl.DataFrame, found: Match, types: dict[str, Any]) -> pl.DataFrame:
    """Return our columns as text; of repeated headers the first that says something.

    Args:
        data: The table's columns ``0``, ``1``, ...
        found: The table's layout.
        types: Polars type of each of our columns; text where it is not named.

    Returns:
        The columns; one that several are added to as ``name[0]``, ``name[1]``, ...
    """
    layout = found.format
    linked = {name for pair in layout.blank_unless.items() for name in (pair[0], *pair[1])}
    taken: dict[str, pl.Series] = {}
    for name, positions in found.columns.items():
        if name in NOT_KEPT:
            continue
        column = layout.columns[name]
        columns = [data[str(position)] for position in positions]
        if name in found.joined and column.sum:  # each is read for itself, and added in ``reading``
            taken |= {
                part_of(name, place): by_distinct(text, numbers.blank_to_null) for place, text in enumerate(columns)
            }
            continue
        if name in found.joined:
            columns = [_together(columns)]
        is_handle = name in layout.handles and not column.extract  # what is taken out of a link is none of the words
        is_plain = not (
            is_handle or column.values or column.extract or column.into or len(columns) > 1 or name in linked
        )
        if is_plain and types.get(name, pl.String) != pl.String:
            taken[name] = columns[0].alias(name)
            continue
        if is_plain and all((text.str.len_bytes() > LONGEST_NULL).all() for text in columns):
            taken[name] = columns[0].str.strip_chars().alias(name)
            continue
        clean = partial(_clean, name=name, column=column, is_handle=is_handle)
        cleaned = [by_distinct(text, clean) for text in columns]
        if len(cleaned) > 1 and column.repeated_zero_is_blank:
            cleaned = [by_distinct(text, lambda e: pl.when(e != "0").then(e)) for text in cleaned]
        taken[name] = (
            pl.select(pl.coalesce(cleaned)).to_series().alias(name) if len(cleaned) > 1 else cleaned[0].alias(name)
        )
    texts = pl.DataFrame(taken)
    for condition, meaningless in layout.blank_unless.items():
        present = [name for name in meaningless if name in texts.columns and condition in texts.columns]
        texts = texts.with_columns(pl.when(pl.col(condition).is_not_null()).then(pl.col(n)).alias(n) for n in present)
    return texts


def _together(parts: list[pl.Series]) -> pl.Series:
    """Return the texts of several columns as one, blank ones left out."""
    cells = [pl.col(part.name).str.strip_chars() for part in parts]
    told = [pl.when(cell != "").then(cell) for cell in cells]
    return pl.DataFrame(parts).select(pl.concat_str(told, separator=" ", ignore_nulls=True)).to_series()


def by_distinct(text: pl.Series, work: Callable[[pl.Expr], pl.Expr]) -> pl.Series:
    """Return what an expression makes of a text column, worked out once for each distinct text if these are few."""
    frame = pl.DataFrame({"text": text})
    if text.len() < MANY:
        return frame.select(work(pl.col("text")).alias(text.name)).to_series()
    if text.null_count() == 0 and (text == text[0]).all():
        return frame.head(1).select(work(pl.col("text")).alias(text.name)).to_series().new_from_index(0, text.len())
    if text.head(SAMPLE).n_unique() > SAMPLE / 4:
        return frame.select(work(pl.col("text")).alias(text.name)).to_series()
    worked = frame.unique().with_columns(work(pl.col("text")).alias("worked"))
    joined = frame.join(worked, on="text", how="left", nulls_equal=True, maintain_order="left")
    return joined["worked"].alias(text.name)


def _clean(cell: pl.Expr, name: str, column: ColumnMapping, is_handle: bool) -> pl.Expr:
    cell = pl.when(cell.str.strip_chars() != "").then(cell) if name in FREE_TEXT else numbers.blank_to_null(cell)
    if is_handle:
        cell = identity.without_placeholders(cell)
    if column.extract and column.extract_all:
        every = cell.str.extract_all(column.extract).list.eval(pl.element().str.extract(column.extract, 1))
        cell = pl.when(every.list.len() > 0).then(every.list.join(" "))
    elif column.extract:
        cell = cell.str.extract(column.extract, 1)
    if column.values:
        ours = {spelled(text): value or None for text, value in column.values.items()}
        word = cell.str.strip_chars().str.to_lowercase().str.replace_all(SEPARATED, "${1} ")
        cell = word.replace_strict(ours, default=cell, return_dtype=pl.String)
    if column.into:
        cell = pl.format(column.into, cell)
    return cell
