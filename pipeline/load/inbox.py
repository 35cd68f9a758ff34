"""What lies in the incoming folder: which files are new, and which layout each one is.

A file that is held already is passed over by its name, size and time, without opening it. Loading
is for ``loader``.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from pipeline.exports.archives import unpacked
from pipeline.exports.boundary import UnreadableFile, guarded
from pipeline.exports.context import Place, place
from pipeline.exports.files import Export, find, time_of
from pipeline.exports.layouts import with_records
from pipeline.exports.limits import DEFAULTS, Limits
from pipeline.exports.mappings import Format
from pipeline.exports.matching import Match
from pipeline.exports.names import name_of
from pipeline.exports.open_tables import previews
from pipeline.exports.recognise import recognise
from pipeline.exports.table import Preview


@dataclass(frozen=True)
class Part:
    """One table of an export: a file, or a sheet of a workbook.

    Attributes:
        export: The export.
        name: Its name; a sheet follows after ``!``.
        preview: Its first records.
        found: Its layout.
        place: What its place tells.
        problem: Why it cannot be loaded, if so; then the two above are missing.
    """

    export: Export
    name: str
    preview: Preview | None = None
    found: Match | None = None
    place: Place | None = None
    problem: UnreadableFile | None = None

    @property
    def family(self) -> str | None:
        """Return the Dagster asset that loads it."""
        return self.found.format.family if self.found else None

    def content(self, sha256: str) -> str:
        """Return what is loaded once only: the bytes, with the account where only the folder tells it.

        Two accounts can export the same bytes, so bytes alone would lose one of them.
        """
        parts = [sha256, self.name.removeprefix(self.export.name)]
        if self.place and self.found and not {"handle", "account_id", "creator_ref"} & self.found.columns.keys():
            account = self.place.account
            parts += [account.platform or "", (account.handle or account.id or "").lower()]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def tables(
    path: Path, incoming: Path, formats: Iterable[Format], limits: Limits = DEFAULTS
) -> Iterator[tuple[Part, Path]]:
    """Give each table of a file in the incoming folder; whatever goes wrong with it is a part that says so."""
    name = name_of(path, incoming)
    try:
        with guarded("unpacking"), unpacked(path, name, incoming, limits) as exports:
            for export in exports:
                for part in parts(export, incoming, formats, limits):
                    yield part, path
    except UnreadableFile as problem:
        yield Part(Export(name, path, datetime.min, problem, name), name, problem=problem), path


def parts(export: Export, incoming: Path, formats: Iterable[Format], limits: Limits = DEFAULTS) -> Iterator[Part]:
    """Give each table of an export with its layout, or with the reason why it has none."""
    if export.problem:
        yield Part(export, export.name, problem=export.problem)
        return
    try:
        with guarded("recognising"):
            where = place(export, incoming)
            for sheet, preview in previews(export.path, limits):
                yield _recognised(export, f"{export.name}!{sheet}" if sheet else export.name, preview, formats, where)
    except UnreadableFile as problem:
        yield Part(export, export.name, problem=problem)


def _recognised(export: Export, name: str, preview: Preview, formats: Iterable[Format], where: Place) -> Part:
    try:
        with guarded("recognising"):
            preview = with_records(preview, formats)
            return Part(export, name, preview, recognise(preview, formats), where)
    except UnreadableFile as problem:
        return Part(export, name, preview, problem=problem)


def new_files(connection: duckdb.DuckDBPyConnection, incoming: Path, *, tries_rejected: bool = True) -> list[Path]:
    """Return the files that are not held as they are now.

    Args:
        connection: The working file.
        incoming: The incoming folder.
        tries_rejected: Whether those that were rejected as they are now are new again. Those that could not be opened
            or written always are: that does not hang on what is in them.
    """
    again = ["finding", "writing", *(["unpacking", "recognising", "reading"] if tries_rejected else [])]
    query = """
        select coalesce(path_name, split_part(file_name, '!', 1)), packed_bytes, modified_at from meta.loads
        group by all
        having count(*) filter (status = 'rejected' and coalesce(rejected_at_step, 'finding') in ?) = 0
    """
    held = set(connection.execute(query, [again]).fetchall())
    return [path for path in find(incoming) if (name_of(path, incoming), *facts(path)) not in held]


def facts(path: Path) -> tuple[int, datetime]:
    """Return size and time of a file as it is now; none of both if it is gone."""
    try:
        return path.stat().st_size, time_of(path)
    except OSError:
        return 0, datetime.min


def scan(
    connection: duckdb.DuckDBPyConnection, paths: Iterable[Path], incoming: Path, formats: dict[str, Format],
    limits: Limits = DEFAULTS,
) -> Iterator[tuple[Part, Path]]:  # fmt: skip
    """List the tables of new files in ``meta.inbox``, and give those that cannot be loaded, with their file."""
    connection.execute("delete from meta.inbox")
    for path in paths:
        for part, _ in tables(path, incoming, formats.values(), limits):
            if part.problem:
                yield part, path
            elif part.found and part.place:
                connection.execute(
                    "insert into meta.inbox values (?, ?, ?, ?, ?)",
                    [part.export.place, part.name, part.found.format.format, part.family,
                     part.place.captured[0].date()],
                )  # fmt: skip
