"""The warehouse files: the private working file, its tables, and the finished copy for readers.

One process writes the working file. Readers get a copy that is swapped in whole, so an open
dashboard keeps its consistent old file and a new connection sees the new one. What is in the
tables is decided elsewhere.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipeline.ddl import comment, create_table, words_of
from schemas.meta import META_TABLES
from schemas.raw import RAW_TABLES

STORAGE_VERSION = "v1.2.0"  # read by every DuckDB from 1.3 on
SCHEMAS = ["raw", "reference", "meta", "staging", "intermediate", "marts"]


class WarehouseBusy(RuntimeError):
    """Another process writes the working file."""


class Warehouse:
    """The warehouse below a home folder.

    Attributes:
        working: The private file that the pipeline writes.
        published: The finished file that readers open.
    """

    def __init__(self, home: Path, memory_limit: str = "2GB", threads: int | None = None) -> None:
        folder = home / "warehouse"
        self.working = folder / "working.duckdb"
        self.published = folder / "influencers.duckdb"
        self._config: dict[str, str | bool | int | float | list[str]] = {
            "storage_compatibility_version": STORAGE_VERSION
        }
        self._config["memory_limit"] = memory_limit
        if threads:
            self._config["threads"] = threads

    @contextmanager
    def connect(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open the working file for writing, with every schema and loader table there.

        Raises:
            WarehouseBusy: Another process has it open.
        """
        self.working.parent.mkdir(parents=True, exist_ok=True)
        try:
            connection = duckdb.connect(str(self.working), config=self._config)
        except duckdb.IOException as error:
            if "lock" in str(error).lower():
                raise WarehouseBusy(
                    f"{self.working} is being written by another run. Wait for it, or end it. ({error})"
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
        """Swap in a copy of the working file for readers.

        A write-ahead log that a reader left beside the old file is removed first: DuckDB 1.x would
        replay it into the new one.
        """
        connection.execute("checkpoint")
        following = self.published.with_suffix(f".next.{os.getpid()}")
        self._remove_unfinished()
        shutil.copyfile(self.working, following)
        with following.open("rb") as file:
            os.fsync(file.fileno())
        following.chmod(0o444)
        self._stale_log.unlink(missing_ok=True)
        following.replace(self.published)
        _sync_folder(self.published.parent)
        return self.published

    @property
    def _stale_log(self) -> Path:
        return self.published.with_name(self.published.name + ".wal")

    def _remove_unfinished(self) -> None:
        for left in self.published.parent.glob(f"{self.published.stem}.next.*"):
            left.unlink()

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
            raise FileNotFoundError(f"{self.published} does not exist yet. Run 'influencers run' first.")
        connection = duckdb.connect(str(self.published), read_only=True)
        try:
            connection.execute("set TimeZone = 'UTC'")
            yield connection
        finally:
            connection.close()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create what is missing of the schemas and of the tables that the loader writes."""
    for schema in SCHEMAS:
        connection.execute(f"create schema if not exists {schema}")
    held = {tuple(row) for row in connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()}
    for schema, tables in (("raw", RAW_TABLES), ("meta", META_TABLES)):
        for name, model in tables.items():
            if (schema, name) not in held:
                create_table(connection, f"{schema}.{name}", model, not_null=True)
                comment(connection, f"{schema}.{name}", model, words_of(model))


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
