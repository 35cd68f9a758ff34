"""Files into the raw tables, each with its books in the same transaction.

Killed anywhere, a file is either loaded with all its books or not at all. Which files there are
is for ``inbox``; how a file is read is for ``exports``.
"""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl

from pipeline import books, failures
from pipeline.deduplicate import deduplicate
from pipeline.exports.boundary import UnreadableFile, guarded
from pipeline.exports.files import tells_time
from pipeline.exports.layouts import open_layout
from pipeline.exports.limits import DEFAULTS, Limits
from pipeline.exports.mappings import Format
from pipeline.exports.normalise import Batch, Normaliser, Settings
from pipeline.inbox import Part, facts, tables
from pipeline.warehouse import transaction

ROWS_OF_TRANSACTION = 20_000_000  # more, smaller ones make DuckDB move rows between row groups at checkpoints
WAREHOUSE_FAULTS = (duckdb.IOException, duckdb.FatalException)  # a full disk, say: no file's fault
CONSTANT = {"load_id", "captured_at", "observed_at", "loaded_at", "precedence", "dataset", "platform", "period"}


@dataclass
class Load:
    """A row of ``meta.loads`` in the making; its attributes are the columns, but for ``stack``: where the program failed."""

    load_id: str
    run_id: str
    path_name: str
    file_name: str
    sha256: str
    content_id: str
    bytes: int
    packed_bytes: int
    modified_at: datetime
    started_at: datetime
    format: str | None = None
    status: str = "loaded"
    reason: str | None = None
    remedy: str | None = None
    rejected_at_step: str | None = None
    is_program_fault: bool = False
    platform: str | None = None
    handle: str | None = None
    captured_at: datetime | None = None
    captured_at_source: str | None = None
    rows_read: int = 0
    rows_accepted: int = 0
    rows_rejected: int = 0
    rows_duplicate: int = 0
    rows_summary: int = 0
    values_unread: int = 0
    columns_unknown: str | None = None
    columns_missing: str | None = None
    notes: str | None = None
    ended_at: datetime | None = None
    stack: str | None = None


class _TransactionLost(Exception):
    """The rows of a file could not be written: DuckDB takes nothing more in this transaction."""

    def __init__(self, problem: UnreadableFile) -> None:
        super().__init__(problem.reason)
        self.problem = problem


@dataclass
class Loader:
    """Loads files into a working file.

    Attributes:
        connection: The working file.
        incoming: The incoming folder.
        formats: The layouts.
        run_id: The run.
        limits: What a file may ask for.
    """

    connection: duckdb.DuckDBPyConnection
    incoming: Path
    formats: dict[str, Format]
    run_id: str
    limits: Limits = DEFAULTS

    def __post_init__(self) -> None:
        self._clock = books.clock_of(self.connection, self.run_id)

    def load_files(self, files: Iterable[tuple[Path, set[str] | None]]) -> Iterator[Load]:
        """Load the tables of files, all or those named, and give the books of each that is new.

        Small files share a transaction; books are given once they are committed. Where the rows of a
        file cannot be written, its transaction is lost, and the files in it are loaded one by one.
        """
        rest = deque(files)
        while rest:
            taken: list[tuple[Path, set[str] | None]] = []
            try:
                with transaction(self.connection):
                    loads = self._together(rest, taken)
            except _TransactionLost:
                yield from self._one_by_one(taken)
            else:
                yield from loads

    def reject(self, part: Part, path: Path) -> Load | None:
        """Write down a table that cannot be loaded; none if the books say the same already."""
        with transaction(self.connection):
            return self._load(part, path)

    def _together(
        self, rest: deque[tuple[Path, set[str] | None]], taken: list[tuple[Path, set[str] | None]]
    ) -> list[Load]:
        """Load files until they make a group."""
        loads: list[Load] = []
        while rest and sum(load.rows_read for load in loads) < ROWS_OF_TRANSACTION:
            taken.append(rest.popleft())
            loads += [load for part, path in self._tables(*taken[-1]) if (load := self._load(part, path))]
        return loads

    def _one_by_one(self, files: Iterable[tuple[Path, set[str] | None]]) -> Iterator[Load]:
        for file in files:
            for part, path in self._tables(*file):
                try:
                    with transaction(self.connection):
                        load = self._load(part, path)
                except _TransactionLost as lost:
                    load = self.reject(replace(part, problem=lost.problem), path)
                if load:
                    yield load

    def _tables(self, path: Path, names: set[str] | None) -> Iterator[tuple[Part, Path]]:
        for part, _ in tables(path, self.incoming, self.formats.values(), self.limits):
            if names is None or part.name in names or part.problem:
                yield part, path

    def _load(self, part: Part, path: Path) -> Load | None:
        """Settle a table and write it down; none if the books hold it already.

        Raises:
            _TransactionLost: Its rows could not be written.
        """
        load, part = self._begun(part, path)
        try:
            with failures.about(part.name), guarded("writing", passing=(*WAREHOUSE_FAULTS, _TransactionLost)):
                return load if not self._is_known(load, part) and self._book(load, part, path) else None
        except UnreadableFile as problem:
            raise _TransactionLost(problem) from None

    def _begun(self, part: Part, path: Path) -> tuple[Load, Part]:
        """Return the books of a table so far; a file that is gone by now has a problem."""
        packed, modified_at = facts(path)
        try:
            with guarded("reading"):
                if part.problem and part.problem.step == "finding":
                    raise part.problem
                sha256, size = part.export.sha256(), part.export.path.stat().st_size
        except UnreadableFile as problem:
            sha256, size = "", 0
            part = replace(part, problem=part.problem or problem)
        where = part.export.place
        name = part.name if "!" not in where else f"{where}\n{part.name[len(where) :]}"  # no archive's member
        load = Load(
            load_id=hashlib.sha256(f"{sha256}\n{name}".encode()).hexdigest()[:16],
            run_id=self.run_id,
            path_name=where,
            file_name=part.name,
            sha256=sha256,
            content_id=part.content(sha256),
            bytes=size,
            packed_bytes=packed,
            modified_at=modified_at,
            started_at=self._clock(),
        )
        return load, part

    def _is_known(self, load: Load, part: Part) -> bool:
        """Return whether this file was settled before in the same way: loaded, or rejected for the same reason."""
        before = self._last(load)
        if before is None:
            return False
        if before[0] != "rejected":
            self.connection.execute(  # the same file with another time is not looked into again
                "update meta.loads set modified_at = ?, packed_bytes = ? where load_id = ?",
                [load.modified_at, load.packed_bytes, load.load_id],
            )
            return True
        return part.problem is not None and before[1] == part.problem.reason

    def _book(self, load: Load, part: Part, path: Path) -> bool:
        """Settle a table and write it down, unless it was rejected before for the same reason."""
        self._describe(load, part)
        if part.problem:
            self._fill_rejected(load, part.problem)
        else:
            self._settle(load, part, path)
        if load.captured_at_source == "file_time" and load.captured_at and not tells_time(load.captured_at):
            load.captured_at = load.captured_at_source = None
        load.ended_at = self._clock()
        if load.status == "rejected" and self._last(load) == ("rejected", load.reason):
            return False
        self._write(load)
        return True

    def _last(self, load: Load) -> tuple[str, str] | None:
        """Return status and reason that the books hold of this file."""
        return self.connection.execute(
            "select status, reason from meta.loads where load_id = ? order by started_at desc limit 1", [load.load_id]
        ).fetchone()

    def _describe(self, load: Load, part: Part) -> None:
        """Write down what is known of a table before it is read."""
        if part.found is None or part.place is None:
            return
        layout, account = part.found.format, part.place.account
        load.format, load.platform, load.handle = layout.format, layout.platform or account.platform, account.handle
        load.captured_at, load.captured_at_source = part.place.captured
        load.columns_unknown = " | ".join(part.found.unknown) or None
        load.columns_missing = " | ".join(part.found.missing) or None

    def _settle(self, load: Load, part: Part, path: Path) -> None:
        """Load a table, or say why it is not loaded."""
        assert part.found
        layout = part.found.format
        original = self.connection.execute(
            "select load_id, file_name, rows_read from meta.loads where content_id = ? and status in ('loaded', 'empty', 'ignored')",
            [load.content_id],
        ).fetchone()
        if original:
            load.status, load.reason = "duplicate", f"the same content is loaded already from {original[1]}"
            load.rows_read = load.rows_duplicate = original[2]
        elif layout.ignore:
            load.status, load.reason = "ignored", layout.ignore
        else:
            self._load_rows(load, part, path)

    def _load_rows(self, load: Load, part: Part, path: Path) -> None:
        try:
            with guarded("reading", passing=WAREHOUSE_FAULTS):
                self._insert(load, part, path)
        except UnreadableFile as problem:
            if problem.step == "writing":
                raise
            try:
                self._undo(load, part)
            except duckdb.TransactionException:  # a batch could not be written while the next one was read
                raise _TransactionLost(problem) from None
            self._fill_rejected(load, problem)

    def _insert(self, load: Load, part: Part, path: Path) -> None:
        """Insert the accepted rows and the rejected ones, and count each record once."""
        assert part.found and part.place and part.preview
        if "captured_on" not in part.found.columns:
            _check_time(load)
        table = open_layout(part.preview, part.found)
        normaliser = Normaliser(part.found, part.place, Settings(load.load_id, load.started_at))
        tables = part.found.format.tables
        blank = rejected = 0
        with ThreadPoolExecutor(max_workers=1) as writer:  # writes a batch while the next one is worked on
            written: Future[None] | None = None
            for batch in normaliser.batches(table):
                load.rows_read += batch.read
                load.rows_summary += batch.summary
                load.values_unread += batch.unread.height
                rejected += batch.rejected["source_record"].n_unique() if batch.rejected.height else 0
                blank += batch.blank
                if written:
                    written.result()
                written = writer.submit(self._write_batch, load, batch)
            if written:
                written.result()
        if normaliser.captured:
            load.captured_at, load.captured_at_source = normaliser.captured
        _check_time(load)
        if facts(path) != (load.packed_bytes, load.modified_at):
            raise UnreadableFile("it changed while it was being read", "Nothing; the next run reads it again")
        with guarded("writing", passing=WAREHOUSE_FAULTS):
            dropped = {name: deduplicate(self.connection, name, load.load_id, load.started_at) for name in tables}
            held = self.connection.execute(
                f"select count(distinct source_record) from raw.{tables[0]} where load_id = ?", [load.load_id]
            ).fetchall()[0][0]
        load.rows_rejected = rejected
        load.rows_duplicate = self._duplicates(dropped[tables[0]], tables[0], load)
        load.rows_accepted = held + blank
        load.notes = "; ".join(normaliser.notes) or None
        if load.rows_read == 0:
            load.status, load.reason = "empty", "it holds a header and no records"

    def _write_batch(self, load: Load, batch: Batch) -> None:
        with guarded("writing", passing=WAREHOUSE_FAULTS):
            for name, rows in batch.rows.items():
                if rows.height:
                    self._append(name, rows)
            self._write_rejected(load, batch.rejected)
            self._write_unread(load, batch.unread)

    def _append(self, name: str, rows: pl.DataFrame) -> None:
        """Insert rows; columns with one value go as that value, since carrying them over costs more than storing them."""
        single = [c.name for c in rows if c.null_count() == rows.height or (c.name in CONSTANT and _is_one(c))]
        values = [rows[column][0] for column in single]
        varied = rows.drop(single)  # DuckDB finds it by its name
        columns = ", ".join(f'"{column}"' for column in [*varied.columns, *single])
        given = ", ".join(["varied.*", *("?" for _ in single)]) if varied.width else ", ".join("?" for _ in single)
        self.connection.execute(f"insert into raw.{name} ({columns}) select {given} from varied", values)

    def _duplicates(self, dropped: set[int], table: str, load: Load) -> int:
        """Count the records of which no row is left."""
        if not dropped:
            return 0
        records = pl.DataFrame({"source_record": sorted(dropped)})  # noqa: F841 (DuckDB finds it by its name)
        left = self.connection.execute(
            f"select count(*) from records where source_record not in (select source_record from raw.{table} where load_id = ?)",
            [load.load_id],
        ).fetchall()
        return int(left[0][0])

    def _write_rejected(self, load: Load, rejected: pl.DataFrame) -> None:
        if rejected.height:
            self.connection.execute(
                """
                insert into meta.rejected_rows by name
                select ? as load_id, ? as file_name, source_record, column_name, rule, value, raw_record from rejected
                """,
                [load.load_id, load.file_name],
            )

    def _write_unread(self, load: Load, unread: pl.DataFrame) -> None:
        if unread.height:
            self.connection.execute(
                """
                insert into meta.unread_values by name
                select ? as load_id, ? as file_name, source_record, column_name, rule, value from unread
                """,
                [load.load_id, load.file_name],
            )

    def _undo(self, load: Load, part: Part) -> None:
        assert part.found
        for name in part.found.format.tables:
            self.connection.execute(f"delete from raw.{name} where load_id = ?", [load.load_id])
        for name in ("rejected_rows", "unread_values"):
            self.connection.execute(f"delete from meta.{name} where load_id = ?", [load.load_id])
        load.rows_read = load.rows_accepted = load.rows_rejected = load.rows_duplicate = load.rows_summary = 0
        load.values_unread = 0

    def _fill_rejected(self, load: Load, problem: UnreadableFile) -> None:
        load.status, load.reason, load.remedy = "rejected", problem.reason, problem.remedy
        load.rejected_at_step, load.stack, load.is_program_fault = problem.step, problem.stack, bool(problem.stack)

    def _write(self, load: Load) -> None:
        row = {column: value for column, value in vars(load).items() if column != "stack"}
        columns = ", ".join(row)
        self.connection.execute(
            f"insert into meta.loads ({columns}) values ({', '.join('?' for _ in row)})", list(row.values())
        )


def _check_time(load: Load) -> None:
    """Refuse a file of which only its own time tells when it was captured, where that time cannot be."""
    if load.captured_at_source == "file_time" and load.captured_at and not tells_time(load.captured_at):
        raise UnreadableFile(
            f"only its own time tells when it was captured, and that is in the year {load.captured_at.year}",
            "Put it into a folder named by the day on which it was exported, such as 2026-11-22",
            "recognising",
        )


def _is_one(column: pl.Series) -> bool:
    """Return whether a column has one value; beside a null it does not, which a comparison passes over."""
    return column.null_count() == 0 and bool((column == column[0]).all())
