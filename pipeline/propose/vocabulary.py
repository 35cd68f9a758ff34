"""What a header means, by the layouts that are known: which of our columns, and how sure that is."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.exports.column_mapping import ColumnMapping
from pipeline.exports.mappings import Format, normalised

NEVER = {"period", "data_comment", "post_alias", "captured_on", "observed_on"}  # hang on the layout as a whole
CLEAR = 0.75  # of the layouts that know a header


@dataclass(frozen=True)
class Meaning:
    """What a header means in one of our tables.

    Attributes:
        column: Our column.
        share: Which part of the layouts that know the header say so.
        known: How they read it.
        layout: One of them.
        header: The header with the place of its currency, if it names one.
    """

    column: str
    share: float
    known: ColumnMapping
    layout: str
    header: str


def meanings(header: str, table: str, platform: str | None, formats: Iterable[Format]) -> list[Meaning]:
    """Return what a header can mean in a table, the most frequent meaning first; a header that is never kept means ``ignored``.

    Args:
        header: The header.
        table: Our raw table.
        platform: The platform of the file, if it is known: layouts of others say nothing.
        formats: The layouts.
    """
    votes: Counter[str] = Counter()
    said: dict[str, tuple[ColumnMapping, str, str]] = {}
    plain = normalised(header)
    for layout in formats:
        if table not in layout.tables or layout.layout != "table" or not _is_of(layout, platform):
            continue
        for name, currency in layout.columns_of(plain):
            if name not in NEVER and "[" not in name and (name == "ignored" or _is_column_of(name, table, layout)):
                votes[name] += 1
                told = re.sub(rf"\b{currency}\b", "{currency}", header, flags=re.IGNORECASE) if currency else header
                said.setdefault(name, (layout.columns[name], layout.format, told))
    total = sum(count for name, count in votes.items() if not (name == "handle" and said[name][0].extract))
    return [Meaning(name, count / max(total, 1), *said[name]) for name, count in votes.most_common()]


def _is_of(layout: Format, platform: str | None) -> bool:
    return platform is None or layout.platform in (None, platform)


def _is_column_of(name: str, table: str, layout: Format) -> bool:
    from pipeline.models.contracts import polars_schema
    from schemas.raw import RAW_TABLES

    return name in polars_schema(RAW_TABLES[table]) and name in layout.types
