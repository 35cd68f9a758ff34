"""Layouts that are no plain table, made into one: a title above the header, tables stacked in a file, a list in a document.

What the title or the section means is the mapping's business.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import polars as pl

from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.mappings import Format, normalised
from pipeline.exports.matching import PSEUDO, Match, titles
from pipeline.exports.open_tables import flattened, open_table
from pipeline.exports.stream import read_records
from pipeline.exports.summaries import is_total
from pipeline.exports.table import Preview, Table


def open_layout(preview: Preview, found: Match) -> Table:
    """Open a recognised table, with the columns that its layout adds."""
    if found.format.layout == "sections":
        return _stacked(preview, titles(found.format))
    table = open_table(preview, found.header_at)
    if found.format.layout == "titled":
        title = table.title if titles(found.format) else _line_above(preview, found.header_at)
        table.batches = _with_title(table.batches, title, len(table.headers))
        table.headers = [*table.headers, *PSEUDO["titled"]]
    return table


def _line_above(preview: Preview, header_at: int) -> str | None:
    """Return the whole line above a header, which may hold the delimiter."""
    if not header_at:
        return None
    between = preview.head.delimiter if preview.head is not None else " "
    return between.join(preview.records[header_at - 1]).strip(f"{between} ")


def with_records(preview: Preview, formats: Iterable[Format]) -> Preview:
    """Return the records that a JSON document holds at a place which a layout names; a table is its own records.

    Of the document only what that layout maps goes along: there are messages and addresses in it.

    Raises:
        UnreadableFile: There is none.
    """
    document = preview.frame
    if not preview.named or document is None or document.height != 1:
        return preview
    for layout in formats:
        for place in filter(document.columns.__contains__, layout.records):
            listed = document[place][0] or "[]"
            if listed == "[]":
                raise UnreadableFile("the list of its records is empty", "Nothing, or export it again")
            rows = flattened(pl.read_json(listed.encode(), infer_schema_length=None))
            beside = [name for name in document.columns if name != place and _is_mapped(name, layout)]
            frame = rows.join(document.select(beside), how="cross") if beside else rows
            return replace(preview, records=[frame.columns], frame=frame, records_at=place)
    return preview


def _is_mapped(header: str, layout: Format) -> bool:
    return any(name != "ignored" for name, _ in layout.columns_of(normalised(header)))


def _with_title(batches: Iterator[pl.DataFrame], title: str | None, position: int) -> Iterator[pl.DataFrame]:
    for batch in batches:
        yield batch.with_columns(pl.lit(title, pl.String).alias(str(position)))


def _stacked(preview: Preview, known: set[str]) -> Table:
    """Return one row for each figure of each section; a figure counts as a record."""
    headers = PSEUDO["sections"]
    table = Table(headers, None, ".", iter(()))
    cells = list(_cells(_sections(preview, known, table)))
    schema = {str(index): pl.String for index in range(len(headers))}
    frame = pl.DataFrame(cells, schema=schema, orient="row")
    numbered = frame.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("source_record"))
    table.batches = iter([numbered])
    table.decimal = "," if preview.head is not None and preview.head.delimiter == ";" else "."
    return table


def _sections(preview: Preview, known: set[str], table: Table) -> Iterator[tuple[str, list[list[str]]]]:
    """Give each section's title and records; a title stands alone, or is a known one and padded with blanks."""
    if preview.head is not None and preview.path is not None:
        if preview.path.stat().st_size > preview.limits.document_bytes:
            raise UnreadableFile(
                f"several tables in a file above {preview.limits.document_bytes:,} bytes",
                "Put each into a file of its own, or raise max_document_bytes",
            )
        records, notes = read_records(preview.path, preview.head, preview.limits.record_bytes)
        table.notes += notes
        records = [r for r in records if not r[0].lower().startswith("sep=")]
    else:
        records = preview.records
    title = ""
    held: list[list[str]] = []
    for record in records:
        filled = [field for field in record if field.strip()]
        if len(filled) == 1 and (len(record) == 1 or (record[0].strip() and normalised(record[0]) in known)):
            if held:
                yield title, held
            title, held = filled[0].strip(), []
        else:
            held.append(record)
    if held:
        yield title, held


def _cells(sections: Iterator[tuple[str, list[list[str]]]]) -> Iterator[tuple[str, str, str, str, str]]:
    """Give section, row, column, figure and bucket of each figure that is no total."""
    for title, (header, *records) in sections:
        for row, column, figure, bucket in _figures(header, records):
            if figure.strip() and not is_total(row) and not is_total(column):
                yield title, row, column, figure, bucket


def _figures(header: list[str], records: list[list[str]]) -> Iterator[tuple[str, str, str, str]]:
    """Give row, column, figure and bucket; a section is a cross table, one row of figures, or a list."""
    labels = [(at, label) for at, label in enumerate(header) if label.strip()]
    if not header[0].strip():
        for record in records:
            for at, label in labels:
                if at < len(record):
                    yield record[0], label, record[at], f"{record[0]} / {label}"
    elif len(records) == 1 and (len(labels) != 2 or records[0][0].strip()[:1].isdigit()):
        for (_, label), figure in zip(labels, records[0], strict=False):
            yield "", label, figure, label
    else:
        last, label = labels[-1]
        for record in records:
            if last < len(record):
                yield record[0], label, record[last], record[0]
