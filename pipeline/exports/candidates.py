"""Which of several columns of a file holds what a column of ours is, by their values.

Belongs here: headers that are ambiguous or stand in two columns. Decided once, on a file's first records, so that all its batches agree.
Does not belong here: which headers are candidates at all; that is the mapping's word, and ``recognise`` finds them.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import polars as pl

from pipeline.exports import handles
from pipeline.exports.mappings import NOT_KEPT
from pipeline.exports.matching import Match
from pipeline.exports.text_columns import take
from pipeline.exports.values import parse

SAMPLE = 1_000  # records that are looked at
ENOUGH = 0.5  # a candidate of whose values fewer can be read is left, if another has that many
CLEARLY = 0.25  # two columns are swapped where this much more of the other one's values fit


def chosen(found: Match, first: pl.DataFrame, types: dict[str, Any], platform: str | None, decimal: str) -> Match:
    """Return where our columns stand, now that values are seen.

    Args:
        found: Where they stand by their headers.
        first: The table's first records.
        types: Polars type of each of our columns.
        platform: The platform of the whole file, if one is stated.
        decimal: The decimal mark that the file suggests.
    """
    sample = first.head(SAMPLE)
    columns = dict(found.columns)

    def part(name: str, position: int) -> float | None:
        at = replace(found, columns={name: [position]})
        text = take(sample, at, types)[name].drop_nulls()
        return _fitting(text, name, at, types, platform, decimal) if text.len() else None

    for name, positions in found.columns.items():
        if len(positions) > 1 and name not in NOT_KEPT and name not in found.joined:
            parts = [part(name, position) for position in positions]
            if any(p is not None and p >= ENOUGH for p in parts):
                columns[name] = [at for at, p in zip(positions, parts, strict=True) if p is None or p >= ENOUGH]
    for name, other in _swappable(found):
        own, others = (sample[str(columns[n][0])].drop_nulls() for n in (name, other))
        if _bare(others, platform) - _bare(own, platform) > CLEARLY and _written_as_handles(others) >= ENOUGH:
            columns[name], columns[other] = columns[other], columns[name]
    return replace(found, columns=columns)


def _bare(text: pl.Series, platform: str | None) -> float:
    """Return the part of texts that are handles or links; a link that leads elsewhere is no name of a person either."""
    text = text.filter(text.str.strip_chars() != "")
    is_none = handles.read(text, platform)["rule"] == handles.NOT_A_HANDLE
    return 1 - float(is_none.fill_null(False).mean() or 0) if text.len() else 0.0  # type: ignore[arg-type]


def _written_as_handles(text: pl.Series) -> float:
    """Return the part of texts that look like handles and unlike names: lower case, or with a dot, digit or underscore."""
    text = text.filter(text.str.strip_chars() != "")
    looks = text.str.contains(r"[@._/\d]") | (text == text.str.to_lowercase())
    return float(looks.mean() or 0)  # type: ignore[arg-type]


def _swappable(found: Match) -> Iterator[tuple[str, str]]:
    for name, column in found.format.columns.items():
        if column.swapped_with and {name, column.swapped_with} <= found.columns.keys():
            yield name, column.swapped_with


def _fitting(
    text: pl.Series, name: str, found: Match, types: dict[str, Any], platform: str | None, decimal: str
) -> float:
    """Return the part of texts that can be read as what the column is; any text can be a text."""
    if name in found.format.handles:
        stated = platform if name == "handle" else name
        return float(handles.read(text, stated)["rule"].is_null().mean())  # type: ignore[arg-type]
    failed = parse(text, types.get(name, pl.String), found.format.columns[name], decimal, found.format.zone).failed
    return 1.0 if failed is None else failed.null_count() / failed.len()
