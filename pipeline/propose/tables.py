"""The tables of one file as far as a proposal looks at them, and what a mapping file makes of it.

A file is read through the same boundary as by a run, into a warehouse that is thrown away.
"""

import tempfile
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipeline.exports import advice
from pipeline.exports.boundary import UnreadableFile, guarded
from pipeline.exports.candidates import SAMPLE
from pipeline.exports.head import LONGEST_PREAMBLE
from pipeline.exports.limits import Limits
from pipeline.exports.mappings import Format
from pipeline.exports.open_tables import open_table
from pipeline.exports.table import Preview
from pipeline.load.inbox import Part, tables
from pipeline.load.loader import Loader
from pipeline.summary import rows
from pipeline.warehouse.warehouse import Warehouse

SHOWN = 5  # records
OURS = ("load_id", "source_record", "loaded_at", "precedence", "dataset", "record_key", "occurrence")


@dataclass(frozen=True)
class Looked:
    """One table of a file.

    Attributes:
        part: What a run would make of it.
        records: Its first records, columns named as in the file; none if it is recognised or cannot be read.
        decimal: The decimal mark that the file suggests.
    """

    part: Part
    records: pl.DataFrame | None
    decimal: str = "."


def look(path: Path, root: Path, formats: Iterable[Format], limits: Limits) -> Iterator[Looked]:
    """Give the tables of a file."""
    for part, _ in tables(path, root, formats, limits):
        if part.found or part.preview is None:
            yield Looked(part, None)
            continue
        try:
            with guarded("reading"):
                yield _first_records(part, part.preview)
        except UnreadableFile as problem:
            yield Looked(Part(part.export, part.name, problem=problem), None)


def _first_records(part: Part, preview: Preview) -> Looked:
    at = _header_at(preview)
    table = open_table(preview, at)
    batches = iter(table.batches)
    first = next(batches, None)
    if isinstance(batches, Generator):
        batches.close()  # the thread that reads ahead ends
    if first is None:
        raise UnreadableFile("it holds a header and no records", "Export it again")
    named: dict[str, pl.Series] = {}
    for index, header in enumerate(table.headers):
        if header.strip() and header not in named and str(index) in first.columns:
            named[header] = first[str(index)].head(SAMPLE)
    return Looked(part, pl.DataFrame(named), table.decimal)


def _header_at(preview: Preview) -> int:
    """Return which of the first records names the columns: the widest one that can be a header."""
    if preview.named:
        return 0
    widths = [
        len([cell for cell in record if cell.strip()]) if advice.could_be_header(record) else 0
        for record in preview.records[:LONGEST_PREAMBLE]
    ]
    return widths.index(max(widths))


def would_load(
    path: Path, root: Path, layout: Format, name: str, limits: Limits
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the books and the first records of a table as they would be loaded by a layout and no other.

    Args:
        path: The file.
        root: The folder that counts as the incoming one.
        layout: The layout.
        name: The table's name in the books.
        limits: Of what a file may ask for.
    """
    with tempfile.TemporaryDirectory(prefix="influencers-") as home, Warehouse(Path(home)).connect() as connection:
        loader = Loader(connection, root, {layout.format: layout}, "map", limits)
        load = next(load for load in loader.load_files([(path, {name})]) if load.file_name == name)
        return vars(load) | {"rules": _rules(connection)}, _shown(connection, layout.tables[0])


def _rules(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    query = "select column_name, rule, count(*) as records from meta.rejected_rows group by all order by all"
    return rows(connection, query)


def _shown(connection: duckdb.DuckDBPyConnection, table: str) -> list[dict[str, Any]]:
    held = rows(connection, f"select * from raw.{table} order by source_record limit {SHOWN}")
    return [{name: value for name, value in row.items() if name not in OURS and value is not None} for row in held]
