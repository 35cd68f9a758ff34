"""Dagster's event log, with each of its files open while it is written.

Dagster's own opens and closes a file for every event and compiles every statement anew, which is a quarter of what a run of
many tables costs. What is stored, and where, stays Dagster's.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Self

from dagster._core.storage.event_log.sqlite.sqlite_event_log import SqliteEventLogStorage
from dagster._serdes import ConfigurableClassData
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

PATIENCE = {"timeout": 60}  # seconds that one process waits for another that writes


class EventLog(SqliteEventLogStorage):
    """The event log that ``dagster.yaml`` names."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._engines: dict[str, Engine] = {}
        self._tables: set[str] = set()
        super().__init__(base_dir, inst_data)

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]) -> Self:
        """Return the event log below the folder that ``dagster.yaml`` names."""
        return cls(config_value["base_dir"], inst_data)

    def has_table(self, table_name: str) -> bool:
        """Return whether the log has a table; one that it has, it keeps."""
        if table_name not in self._tables and super().has_table(table_name):
            self._tables.add(table_name)
        return table_name in self._tables

    def dispose(self) -> None:
        """Close what is open."""
        for engine in self._engines.values():
            engine.dispose()
        super().dispose()

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        with self._db_lock:
            if shard not in self._engines:
                self._engines[shard] = self._engine(shard)
            engine = self._engines[shard]
            if shard not in self._initialized_dbs:
                self._initdb(engine)
                self._initialized_dbs.add(shard)
            with engine.connect() as connection, connection.begin():
                yield connection

    def _engine(self, shard: str) -> Engine:
        """Return an engine whose connection stays open: closing the last one makes SQLite rewrite the file."""
        engine = create_engine(
            self.conn_string_for_shard(shard), poolclass=QueuePool, pool_size=1, connect_args=PATIENCE
        )
        event.listen(engine, "connect", _trusts_the_journal)
        return engine


def _trusts_the_journal(connection: Any, _: object) -> None:
    """Let SQLite wait for the disk at checkpoints only: with its journal, a power cut costs the last events, never the file."""
    connection.execute("pragma synchronous = normal")
