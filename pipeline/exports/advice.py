"""What to say of a table that no layout fits, without a word out of its records.

Headers are quoted where they certainly are headers; a column is proposed where its values are of the
kind that is wanted. Which layout is nearest is for ``recognise``.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

import polars as pl

from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.column_mapping import ColumnMapping
from pipeline.exports.identity import platforms
from pipeline.exports.mappings import Format, normalised
from pipeline.exports.private import shown
from pipeline.exports.table import Preview
from pipeline.exports.values import parse
from pipeline.models.contracts import polars_schema
from schemas.raw import RAW_TABLES

LOOKED_AT = 50  # records below the header
LONGEST = 60  # characters of a header that is quoted
ALIKE = 0.7
COUNTERS = {"id", "no", "nr", "#", "s no", "rank", "ranks", "index", "row", "number", "position"}
HANDLE = re.compile(r"@?[\w.]*[^\W\d][\w.]*")
ONLY_IN_HANDLES = re.compile(r"[@._0-9]|://")
LINK = re.compile(r"https?://\S+")
WRITE_ONE = "Let influencers map propose a mapping file for it (docs/mappings.md)"


def is_value(cell: str) -> bool:
    """Return whether a text is a figure, a day, an address of a page or of a person, and so no header."""
    text = cell.strip()
    is_figure = pl.select(shown(pl.lit(text)) == text).item()
    return bool(text) and (is_figure or "@" in text or "://" in text or not re.search(r"[^\W\d]", text))


def could_be_header(record: list[str]) -> bool:
    """Return whether a record holds names of different columns and no values."""
    names = [normalised(cell) for cell in record if cell.strip()]
    return bool(names) and len(set(names)) == len(names) and not any(map(is_value, record))


def no_layout(preview: Preview, header_at: int, formats: Iterable[Format]) -> UnreadableFile:
    """Return the refusal of a table that no layout is near to."""
    header = preview.records[header_at]
    return UnreadableFile(f"no export layout has {_columns(preview, header_at, list(formats))}", _write_one(header))


def _write_one(header: list[str]) -> str:
    return WRITE_ONE if len([h for h in header if h.strip()]) > 1 else f"{WRITE_ONE}, or export it again"


def coincidence(title: str, name: str, known: int, count: int) -> UnreadableFile:
    """Return the refusal of a table that has what a layout needs, among many columns that it does not know."""
    return UnreadableFile(
        f"it has what {title} needs, but only {known} of its {count} columns are known",
        f"If it is one, name its other headers in a file in the mappings folder: {_extending(name, 'ignored: its headers')}; "
        "else let influencers map propose a mapping file for it (docs/mappings.md)",
    )


def near_miss(
    preview: Preview,
    header_at: int,
    layout: Format,
    lacking: list[str | list[str]],
    unknown: list[str],
    formats: Iterable[Format],
) -> UnreadableFile:
    """Return the refusal of a table that lacks a column of the layout that it is nearest to."""
    named = " and ".join(w if isinstance(w, str) else " or ".join(w) for w in lacking)
    wanted = [lacking[0]] if isinstance(lacking[0], str) else lacking[0]
    all_formats = list(formats)
    expected = next(iter(layout.columns[wanted[0]].headers or layout.columns[wanted[0]].pieces[0]))
    is_certain = _is_certain(preview, header_at, all_formats)
    name, header = next(_proposals(preview, header_at, layout, wanted, unknown), (wanted[0], "")) if is_certain else (
        wanted[0], "",
    )  # fmt: skip
    told = f"{name}: [{header!r}]" if header else f"{name}: its header"
    return UnreadableFile(
        f"it looks like {layout.title}, but has no {named} (expected a header such as {expected!r}); "
        f"came: {_columns(preview, header_at, all_formats).removeprefix('these columns: ')}",
        f"Export it with that column, or name it in a file in the mappings folder: {_extending(layout.format, told)}",
    )


def _extending(name: str, column: str) -> str:
    """Return the mapping file that adds to a layout."""
    return f"{{format: {name}, extends: {name}, columns: {{{column}}}}}"


def _columns(preview: Preview, header_at: int, formats: list[Format]) -> str:
    """Return the headers where they certainly are headers, else how many columns there are and which are known."""
    header = [cell.strip() for cell in preview.records[header_at] if cell.strip()]
    if _is_certain(preview, header_at, formats):
        return f"these columns: {', '.join(name[:LONGEST] for name in header)[:400]}"
    count = f"its {len(header)} columns" if len(header) != 1 else "its one column"
    known = [n for n in header if _is_known(n, formats)] if could_be_header(preview.records[header_at]) else []
    return f"{count}, of which these are known: {', '.join(known)[:400]}" if known else count


def _is_known(header: str, formats: list[Format]) -> bool:
    plain = normalised(header)
    return any(f.columns_of(plain) for f in formats)


def _is_certain(preview: Preview, header_at: int, formats: list[Format]) -> bool:
    """Return whether a record certainly is a header.

    Half of its cells are headers of layouts, none is a value, and values stand below one of them: the
    first record of a file without a header has values where the ones below it do.
    """
    header = preview.records[header_at]
    if not could_be_header(header):
        return False
    filled = [cell for cell in header if cell.strip()]
    if sum(_is_known(cell, formats) for cell in filled) < max(2, len(filled) / 2):
        return False
    return any(
        cells and all(map(is_value, cells)) for at, name in enumerate(header) if name.strip()
        for cells in [_below(preview, header_at, at)]
    )  # fmt: skip


def _below(preview: Preview, header_at: int, at: int) -> list[str]:
    """Return the filled cells of a column below the header, of the first records."""
    if preview.named:
        cells = preview.frame.head(LOOKED_AT).to_series(at).to_list() if preview.frame is not None else []
    else:
        records = preview.records[header_at + 1 : header_at + 1 + LOOKED_AT]
        cells = [record[at] for record in records if at < len(record)]
    return [cell.strip() for cell in cells if cell and cell.strip()]


def _proposals(preview: Preview, header_at: int, layout: Format, wanted: list[str], unknown: list[str]) -> Any:
    """Give pairs of a wanted column and a header whose values fit it; figures only where no other column does."""
    header = preview.records[header_at]
    decimal = "," if preview.head is not None and preview.head.delimiter == ";" else "."
    cells = {name: _below(preview, header_at, header.index(name)) for name in unknown}
    for column in wanted:
        mapping = layout.columns[column]
        alike = {name for name in unknown if _is_alike(name, mapping)}
        fitting = [name for name in unknown if cells[name] and _fits(column, mapping, layout, cells[name], decimal)]
        if _dtype(column, layout).is_numeric():
            fitting = [
                name for name in fitting if normalised(name) not in COUNTERS and not normalised(name).endswith(" id")
            ]
            fitting = [name for name in fitting if name in alike] or (fitting if len(fitting) == 1 else [])
        yield from ((column, name) for name in sorted(fitting, key=lambda name: name not in alike))


def _is_alike(header: str, mapping: ColumnMapping) -> bool:
    plain = normalised(header)
    words = {word for word in plain.split() if len(word) > 3}
    return any(
        words & set(normalised(known).split()) or SequenceMatcher(None, plain, normalised(known)).ratio() >= ALIKE
        for known in mapping.headers
    )


def _dtype(column: str, layout: Format) -> Any:
    types = {name: t for table in layout.tables for name, t in polars_schema(RAW_TABLES[table]).items()}
    if layout.unpivot and column in layout.unpivot.columns:
        column = layout.unpivot.values_to
    dtype = types.get(column, pl.String)
    return dtype if isinstance(dtype, pl.DataType) else dtype()


def _fits(column: str, mapping: ColumnMapping, layout: Format, cells: list[str], decimal: str) -> bool:
    """Return whether values are of the kind that a column of ours holds."""
    dtype = _dtype(column, layout)
    if dtype != pl.String:
        parsed = parse(pl.Series("text", cells), dtype, mapping, decimal, layout.zone)
        is_read = parsed.failed is None and parsed.values.null_count() < len(cells)
        return is_read and (dtype.is_numeric() or not all(cell.isdigit() for cell in cells))
    if column == "handle":
        differ = len(set(cells)) > len(cells) / 2
        is_one = all(HANDLE.fullmatch(cell) or LINK.fullmatch(cell) for cell in cells)
        return differ and is_one and any(map(ONLY_IN_HANDLES.search, cells))
    if column == "permalink":
        return all(map(LINK.fullmatch, cells))
    if column == "platform":
        names = {name for facts in platforms().values() for name in facts["names"]}
        return all(cell.lower() in names for cell in cells)
    if column == "currency":
        return all(re.fullmatch("[A-Z]{3}", cell) for cell in cells)
    if mapping.values:
        spellings = {text.casefold() for text in mapping.values}
        return all(cell.casefold() in spellings for cell in cells)
    return False
