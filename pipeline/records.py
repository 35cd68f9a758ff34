"""Dagster's event log, with an engine kept for each of its files.

Dagster's own makes an engine for every event and compiles every statement anew, which is a quarter of what a run of
many tables costs. What is stored, and where, stays Dagster's.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Self

from dagster._core.storage.event_log.sqlite.sqlite_event_log import SqliteEventLogStorage
from dagster._serdes import ConfigurableClassData
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import NullPool

PATIENCE = {"timeout": 60}  # seconds that one process waits for another that writes


class EventLog(SqliteEventLogStorage):
    """The event log that ``dagster.yaml`` names."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._engines: dict[str, Engine] = {}
        super().__init__(base_dir, inst_data)

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]) -> Self:
        """Return the event log below the folder that ``dagster.yaml`` names."""
        return cls(config_value["base_dir"], inst_data)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        with self._db_lock:
            if shard not in self._engines:
                address = self.conn_string_for_shard(shard)
                self._engines[shard] = create_engine(address, poolclass=NullPool, connect_args=PATIENCE)
            engine = self._engines[shard]
            if shard not in self._initialized_dbs:
                self._initdb(engine)
                self._initialized_dbs.add(shard)
            with engine.connect() as connection, connection.begin():
                yield connection
