"""The warehouse files: the private working file, its tables, and the finished copy for readers.

One process writes the working file. Readers get a copy that is swapped in whole, so an open
dashboard keeps its consistent old file and a new connection sees the new one. A back-dated build
takes place in a copy of its own, which becomes a file of its own: today's tables stay as they are.
What is in the tables is decided elsewhere.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Self

import duckdb

from pipeline.ddl import comment, create_table, words_of
from pipeline.settings import Settings
from schemas.history import HISTORY_TABLES
from schemas.meta import META_TABLES
from schemas.raw import RAW_TABLES
from schemas.types import duckdb_type

STORAGE_VERSION = "v1.2.0"  # read by every DuckDB from 1.3 on
SCHEMAS = ["raw", "history", "known", "reference", "meta", "staging", "intermediate", "marts"]


class WarehouseBusy(RuntimeError):
    """Another process writes the working file."""


class Warehouse:
    """The warehouse below a home folder.

    Attributes:
        working: The private file into which exports are loaded.
        published: The finished file that readers open.
        report: The page that is drawn of it.
        models: The file in which the models are built: the working file, or the copy of a back-dated build.
    """

    def __init__(self, home: Path, memory_limit: str = "2GB", threads: int | None = None, back_date: str = "") -> None:
        folder = home / "warehouse"
        self.working = folder / "working.duckdb"
        self.published = folder / (f"influencers_{back_date}.duckdb" if back_date else "influencers.duckdb")
        self.report = home / "report" / f"{self.published.stem}.html"
        self.models = self._following if back_date else self.working
        self._config: dict[str, str | bool | int | float | list[str]] = {
            "storage_compatibility_version": STORAGE_VERSION
        }
        self._config["memory_limit"] = memory_limit
        if threads:
            self._config["threads"] = threads

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return the warehouse that the settings mean."""
        return cls(settings.home, settings.memory_limit, settings.threads, settings.back_date)

    @property
    def is_back_dated(self) -> bool:
        """Whether the models are built apart from today's."""
        return self.models != self.working

    def connect(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        """Open the working file for writing, with every schema and loader table there.

        Raises:
            WarehouseBusy: Another process has it open.
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
            copy_file(self.working, self.models)

    def discard(self) -> None:
        """Remove what was begun and not published."""
        for left in self.published.parent.glob(f"{self.published.stem}.next.*"):
            left.unlink()

    @contextmanager
    def _open(self, path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            connection = duckdb.connect(str(path), config=self._config)
        except duckdb.IOException as error:
            if "lock" in str(error).lower():
                raise WarehouseBusy(
                    f"{path} is being written by another run. Wait for it, or end it. ({error})"
                ) from error
            raise
        try:
            connection.execute(
                "set checkpoint_threshold = '1GB'"
            )  # else every file of a night rewrites the last row group
            connection.execute("set preserve_insertion_order = true")
            connection.execute("set TimeZone = 'UTC'")
            create_tables(connection)
            yield connection
        finally:
            connection.close()

    def publish(self, connection: duckdb.DuckDBPyConnection) -> Path:
        """Swap in the finished file for readers: a copy of the working file, or the back-dated build itself.

        The connection is the one to ``models``; a back-dated build's is closed. A write-ahead log that
        a reader left beside the old file is removed first: DuckDB 1.x would replay it into the new one.
        """
        connection.execute("checkpoint")
        if self.is_back_dated:
            connection.close()
        else:
            self.discard()
            copy_file(self.working, self._following)
        with self._following.open("rb") as file:
            os.fsync(file.fileno())
        self._following.chmod(0o444)
        self._stale_log.unlink(missing_ok=True)
        self._following.replace(self.published)
        sync_folder(self.published.parent)
        return self.published

    @property
    def _following(self) -> Path:
        return self.published.with_suffix(f".next.{os.getpid()}")

    @property
    def _stale_log(self) -> Path:
        return self.published.with_name(self.published.name + ".wal")

    def published_files(self) -> list[Path]:
        """Return the finished files, today's and back-dated ones."""
        return sorted(self.published.parent.glob("influencers*.duckdb"))

    @contextmanager
    def look(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open the working file for reading, or the published one while a run writes."""
        if self.working.exists():
            try:
                connection = duckdb.connect(str(self.working), read_only=True)
            except duckdb.IOException:
                connection = None
            if connection:
                try:
                    yield connection
                finally:
                    connection.close()
                return
        with self.read() as published:
            yield published

    @contextmanager
    def read(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open the published file for reading.

        Raises:
            FileNotFoundError: Nothing is published yet.
        """
        if not self.published.exists():
            same = "with the same --as-of and --known-on " if self.is_back_dated else ""
            raise FileNotFoundError(f"{self.published} does not exist yet. Run 'influencers run' {same}first.")
        connection = duckdb.connect(str(self.published), read_only=True)
        try:
            connection.execute("set TimeZone = 'UTC'")
            yield connection
        finally:
            connection.close()


def copy_file(source: Path, target: Path) -> None:
    """Copy a file that is open for writing, in another process.

    A process that closes any handle of a file gives up its locks on it (POSIX), and another run could write it as well.
    """
    done = subprocess.run(["cp", "--", source, target], capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(f"{source} could not be copied to {target}: {done.stderr.strip()}")


def sync_folder(folder: Path) -> None:
    """Write a folder's list of files to disk, so that a rename lasts."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create what is missing of the schemas and of the tables that the loader writes.

    The books get columns that a release has added; raw tables are never altered.
    """
    for schema in SCHEMAS:
        connection.execute(f"create schema if not exists {schema}")
    held = {tuple(row) for row in connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()}
    for schema, tables in (("raw", RAW_TABLES), ("history", HISTORY_TABLES), ("meta", META_TABLES)):
        for name, model in tables.items():
            if (schema, name) not in held:
                create_table(connection, f"{schema}.{name}", model, not_null=True)
                comment(connection, f"{schema}.{name}", model, words_of(model))
    _add_columns(connection)


def _add_columns(connection: duckdb.DuckDBPyConnection) -> None:
    for name, model in META_TABLES.items():
        held = {row[0] for row in connection.execute(f"describe meta.{name}").fetchall()}
        for column, declared in model.to_schema().columns.items():
            if column not in held:
                connection.execute(f'alter table meta.{name} add column "{column}" {duckdb_type(declared.dtype)}')


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
