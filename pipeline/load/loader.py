"""Files into the raw tables, each with its books in the same transaction.

Killed anywhere, a file is either loaded with all its books or not at all. Which files there are
is for ``inbox``; how a file is read is for ``exports``.
"""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from pipeline import failures
from pipeline.exports.batch import Stamp
from pipeline.exports.boundary import UnreadableFile, guarded
from pipeline.exports.files import tells_time
from pipeline.exports.layouts import open_layout
from pipeline.exports.limits import DEFAULTS, Limits
from pipeline.exports.mappings import Format
from pipeline.exports.normalise import Normaliser
from pipeline.exports.whose import stated_platform
from pipeline.load import books
from pipeline.load.deduplicate import deduplicate
from pipeline.load.file_load import WAREHOUSE_FAULTS, Load, duplicates, undo, write, write_batch
from pipeline.load.inbox import Part, facts, tables
from pipeline.load.second_look import SecondLook
from pipeline.warehouse.warehouse import transaction

ROWS_OF_TRANSACTION = 20_000_000  # more, smaller ones make DuckDB move rows between row groups at checkpoints


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
        self._accepted = SecondLook()

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
        self._accepted = SecondLook()
        while rest and sum(load.rows_read for load in loads) < ROWS_OF_TRANSACTION:
            taken.append(rest.popleft())
            loads += [load for part, path in self._tables(*taken[-1]) if (load := self._load(part, path))]
        self._look_again()
        return loads

    def _one_by_one(self, files: Iterable[tuple[Path, set[str] | None]]) -> Iterator[Load]:
        for file in files:
            for part, path in self._tables(*file):
                self._accepted = SecondLook()
                try:
                    with transaction(self.connection):
                        load = self._load(part, path)
                        self._look_again()
                except _TransactionLost as lost:
                    load = self.reject(replace(part, problem=lost.problem), path)
                if load:
                    yield load

    def _look_again(self) -> None:
        """Let pandera look at what this transaction accepts.

        Raises:
            _TransactionLost: It refuses some of it.
        """
        try:
            with guarded("writing"):
                self._accepted.take()
        except UnreadableFile as problem:
            raise _TransactionLost(problem) from None

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
            load.refuse(part.problem)
        else:
            self._settle(load, part, path)
        if load.captured_at_source == "file_time" and load.captured_at and not tells_time(load.captured_at):
            load.captured_at = load.captured_at_source = None
        load.ended_at = self._clock()
        if load.status == "rejected" and self._last(load) == ("rejected", load.reason):
            return False
        write(self.connection, load)
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
        platform = stated_platform(part.found, part.preview) if part.preview else layout.platform
        load.format, load.platform, load.handle = layout.format, platform or account.platform, account.handle
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
        assert part.found
        try:
            with guarded("reading", passing=WAREHOUSE_FAULTS):
                self._insert(load, part, path)
        except UnreadableFile as problem:
            if problem.step == "writing":
                raise
            try:
                undo(self.connection, load, part.found.format.tables)
            except duckdb.TransactionException:  # a batch could not be written while the next one was read
                raise _TransactionLost(problem) from None
            load.refuse(problem)

    def _insert(self, load: Load, part: Part, path: Path) -> None:
        """Insert the accepted rows and the rejected ones, and count each record once."""
        assert part.found and part.place and part.preview
        if "captured_on" not in part.found.columns:
            _check_time(load)
        table = open_layout(part.preview, part.found)
        normaliser = Normaliser(part.found, part.place, Stamp(load.load_id, load.started_at))
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
                self._accepted.add(batch.rows)
                if written:
                    written.result()
                written = writer.submit(write_batch, self.connection, load, batch)
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
        load.rows_duplicate = duplicates(self.connection, dropped[tables[0]], tables[0], load)
        load.rows_accepted = held + blank
        load.notes = "; ".join(normaliser.notes) or None
        if load.rows_read == 0:
            load.status, load.reason = "empty", "it holds a header and no records"


def _check_time(load: Load) -> None:
    """Refuse a file of which only its own time tells when it was captured, where that time cannot be."""
    if load.captured_at_source == "file_time" and load.captured_at and not tells_time(load.captured_at):
        raise UnreadableFile(
            f"only its own time tells when it was captured, and that is in the year {load.captured_at.year}",
            "Put it into a folder named by the day on which it was exported, such as 2026-11-22",
            "recognising",
        )
