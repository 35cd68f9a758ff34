"""The warehouse files: the private working file, and the finished copy for readers.

One process writes the working file. Readers get a copy that is swapped in whole, so an open
dashboard keeps its consistent old file and a new connection sees the new one. A back-dated build
takes place in a copy of its own, which becomes a file of its own: today's tables stay as they are.
What is in the tables is decided elsewhere.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

import duckdb

from pipeline.settings import Settings
from pipeline.warehouse import publishing
from pipeline.warehouse.holder import WarehouseBusy, noted, open_for_writing

__all__ = ["STORAGE_VERSION", "Warehouse", "WarehouseBusy", "transaction"]

STORAGE_VERSION = "v1.2.0"  # read by every DuckDB from 1.3 on
TODAY = "influencers.duckdb"
SWAPPING = 0.05  # seconds


class Warehouse:
    """The warehouse below a home folder.

    Attributes:
        working: The private file into which exports are loaded.
        published: The finished file that readers open.
        books: The books of the last run, where readers cannot find them in today's published file: of one that failed,
            or was back-dated.
        report: The page that is drawn of it.
        models: The file in which the models are built: the working file, or the copy of a back-dated build.
    """

    def __init__(
        self, home: Path, memory_limit: str = "2GB", threads: int | None = None, back_date: str = "",
        wait_seconds: float = 0,
    ) -> None:  # fmt: skip
        folder = home / "warehouse"
        self.working = folder / "working.duckdb"
        self.published = folder / (f"influencers_{back_date}.duckdb" if back_date else TODAY)
        self.books = home / "reports" / "books.duckdb"
        self.report = home / "report" / f"{self.published.stem}.html"
        self.models = self._following if back_date else self.working
        self._wait_seconds = wait_seconds
        self._config: dict[str, str | bool | int | float | list[str]] = {
            "storage_compatibility_version": STORAGE_VERSION
        }
        self._config["memory_limit"] = memory_limit
        if threads:
            self._config["threads"] = threads

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return the warehouse that the settings mean."""
        return cls(settings.home, settings.memory_limit, settings.threads, settings.back_date, settings.wait_seconds)

    @property
    def is_back_dated(self) -> bool:
        """Whether the models are built apart from today's."""
        return self.models != self.working

    def connect(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        """Open the working file for writing, with every schema and loader table there.

        Raises:
            WarehouseBusy: Another process has it open, and had for as long as a run waits.
            CannotWrite: It cannot be written.
        """
        return self._open(self.working)

    def connect_models(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        """Open the file in which the models are built for writing.

        Raises:
            FileNotFoundError: A back-dated build has not begun.
            WarehouseBusy: Another process has it open.
        """
        if self.is_back_dated and not self.models.exists():
            raise FileNotFoundError(f"{self.models} does not exist: a back-dated build begins with known/tables.")
        return self._open(self.models)

    def begin(self) -> None:
        """Make the copy in which a back-dated build takes place; today's needs none."""
        if not self.is_back_dated:
            return
        with self.connect() as connection:
            connection.execute("checkpoint")
            self.discard()
            publishing.copy(self.working, self.models)

    def discard(self) -> None:
        """Remove what was begun and not published."""
        publishing.remove_begun(self.published)

    def require_room(self) -> None:
        """Look before a run whether it can end: publishing takes a copy of the working file.

        Raises:
            NoSpace: The disk has too little room; the message says how much is missing.
        """
        needed = self.working.stat().st_size + publishing.OF_A_RUN
        publishing.require_room(self.working.parent, needed, "a run")

    def remove_leftovers(self) -> None:
        """Remove what runs that were killed have begun; only for who holds the working file."""
        publishing.remove_leftovers(self.published.parent)

    @contextmanager
    def _open(self, path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
        from pipeline.warehouse.loader_tables import create_tables  # contracts take a second, and reading needs none

        connection = open_for_writing(path, self._config, self._wait_seconds)
        try:
            prepare_session(connection)
            create_tables(connection)
            with noted(path):
                yield connection
        finally:
            connection.close()

    def publish(
        self, connection: duckdb.DuckDBPyConnection, last: Callable[[duckdb.DuckDBPyConnection], None] | None = None
    ) -> Path:
        """Swap in the finished file for readers: a copy of the working file, or the back-dated build itself.

        Args:
            connection: The one to ``models``; a back-dated build's is closed.
            last: Writes into the finished file alone what is true only once readers can open it.

        Raises:
            OSError: It could not be copied; readers have the file of before.
        """
        connection.execute("checkpoint")
        if self.is_back_dated:
            _finish(connection, last)
            publishing.swap_in(self._following, self.published)
            return self.published
        try:
            self.discard()
            publishing.copy(self.working, self._following)
            _finish(duckdb.connect(str(self._following), config=self._config), last)
            publishing.swap_in(self._following, self.published)
        except BaseException:
            self.discard()
            raise
        return self.published

    @property
    def _following(self) -> Path:
        return publishing.following(self.published)

    def published_files(self) -> list[Path]:
        """Return the finished files, today's and back-dated ones."""
        return sorted(self.published.parent.glob("influencers*.duckdb"))

    def finished_runs(self) -> dict[str, datetime]:
        """Return the runs that a published file says are finished, with their ends."""
        found: dict[str, datetime] = {}
        for path in self.published_files():
            with open_for_reading(path) as connection:
                query = "select run_id, ended_at from meta.runs where run_status = 'finished'"
                found |= dict(connection.execute(query).fetchall())
        return found

    def shows(self, run_id: str) -> bool:
        """Return whether readers find a run in the books of today's published file."""
        today = self.published.parent / TODAY
        if not today.exists():
            return False
        with open_for_reading(today) as connection:
            return bool(connection.execute("select 1 from meta.runs where run_id = ?", [run_id]).fetchall())

    @contextmanager
    def read(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open the published file for reading.

        Raises:
            FileNotFoundError: Nothing is published yet.
        """
        if not self.published.exists():
            same = "with the same --as-of and --known-on " if self.is_back_dated else ""
            raise FileNotFoundError(f"{self.published} does not exist yet. Run 'influencers run' {same}first.")
        with open_for_reading(self.published) as connection:
            yield connection


@contextmanager
def open_for_reading(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a finished file.

    DuckDB opens a file three times over; where a swap falls between two of them it is opened again.
    """
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.IOException:
        time.sleep(SWAPPING)
        connection = duckdb.connect(str(path), read_only=True)
    try:
        connection.execute("set TimeZone = 'UTC'")
        yield connection
    finally:
        connection.close()


def prepare_session(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the settings of a connection that writes."""
    connection.execute("set checkpoint_threshold = '1GB'")  # else every file of a night rewrites the last row group
    connection.execute("set preserve_insertion_order = true")
    connection.execute("set TimeZone = 'UTC'")


def _finish(connection: duckdb.DuckDBPyConnection, last: Callable[[duckdb.DuckDBPyConnection], None] | None) -> None:
    try:
        if last:
            last(connection)
        connection.execute("checkpoint")
    finally:
        connection.close()


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit what is done inside, or nothing of it."""
    connection.execute("begin")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")
