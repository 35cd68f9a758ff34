"""Layouts that are no plain table, made into one: a title above the header, tables stacked in a file.

What the title or the section means is the mapping's business.
"""

from collections.abc import Iterator

import polars as pl

from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.recognise import PSEUDO, Match
from pipeline.exports.stream import read_records
from pipeline.exports.table import Preview, Table
from pipeline.exports.tables import open_table


def open_layout(preview: Preview, found: Match) -> Table:
    """Open a recognised table, with the columns that its layout adds."""
    if found.format.layout == "sections":
        return _stacked(preview)
    table = open_table(preview, found.header_at)
    if found.format.layout == "titled":
        table.batches = _with_title(table.batches, table.title, len(table.headers))
        table.headers = [*table.headers, *PSEUDO["titled"]]
    return table


def _with_title(batches: Iterator[pl.DataFrame], title: str | None, position: int) -> Iterator[pl.DataFrame]:
    for batch in batches:
        yield batch.with_columns(pl.lit(title, pl.String).alias(str(position)))


def _stacked(preview: Preview) -> Table:
    """Return one row for each figure of each section; a figure counts as a record."""
    headers = PSEUDO["sections"]
    table = Table(headers, None, ".", iter(()))
    cells = list(_cells(_sections(preview, table)))
    schema = {str(index): pl.String for index in range(len(headers))}
    frame = pl.DataFrame(cells, schema=schema, orient="row")
    numbered = frame.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("source_record"))
    table.batches = iter([numbered])
    return table


def _sections(preview: Preview, table: Table) -> Iterator[tuple[str, list[list[str]]]]:
    """Give each section's title and records."""
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
        if len(filled) == 1 and len(record) == 1:
            if held:
                yield title, held
            title, held = filled[0].strip(), []
        else:
            held.append(record)
    if held:
        yield title, held


def _cells(sections: Iterator[tuple[str, list[list[str]]]]) -> Iterator[tuple[str, str, str, str, str]]:
    """Give section, row, column, figure and bucket; a section is a cross table, one row of figures, or a list."""
    for title, (header, *records) in sections:
        if not header[0].strip():
            for record in records:
                for label, figure in zip(header[1:], record[1:], strict=False):
                    yield title, record[0], label, figure, f"{record[0]} / {label}"
        elif len(records) == 1 and len(header) > 2:
            for label, figure in zip(header, records[0], strict=False):
                yield title, "", label, figure, label
        else:
            for record in records:
                yield title, record[0], header[-1], record[-1], record[0]
