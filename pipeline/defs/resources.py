"""The one resource: settings and the warehouse's working file, held for the length of a run."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

import dagster as dg
import duckdb
from pydantic import PrivateAttr

from pipeline import changes
from pipeline.exports.mapping_files import read_mappings
from pipeline.exports.mappings import Format
from pipeline.failures import in_our_words
from pipeline.load import books
from pipeline.settings import Settings
from pipeline.warehouse.warehouse import Warehouse, prepare_session


class Pipeline(dg.ConfigurableResource):
    """Settings of a run. What is not set here comes from the environment and ``influencers.toml``."""

    home: str | None = None
    incoming: str | None = None
    as_of: str | None = None
    known_on: str | None = None

    _held: duckdb.DuckDBPyConnection | None = PrivateAttr(default=None)
    _stack: ExitStack = PrivateAttr(default_factory=ExitStack)
    _has_failed: bool = PrivateAttr(default=False)

    @property
    def settings(self) -> Settings:
        """Return the settings."""
        given: dict[str, object] = {}
        if self.home:
            given["home"] = Path(self.home)
        if self.incoming:
            given["incoming"] = Path(self.incoming)
        if self.as_of:
            given["as_of"] = date.fromisoformat(self.as_of)
        if self.known_on:
            given["known_on"] = self.known_on
        return Settings(**given)  # type: ignore[arg-type]

    @property
    def warehouse(self) -> Warehouse:
        """Return the warehouse."""
        return Warehouse.of(self.settings)

    @property
    def formats(self) -> dict[str, Format]:
        """Return the export layouts, the user's own among them."""
        return read_mappings(self.settings.home / "mappings")

    @contextmanager
    def connect(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open the working file for writing, and hold it from here to the end of the run: no other run comes between."""
        if self._held is None:
            self._held = self._stack.enter_context(books.hold(self.warehouse))
        with in_our_words(), self._held.cursor() as connection:
            prepare_session(connection)
            yield connection
            connection.execute(
                "checkpoint"
            )  # as closing would: the run holds the file open, and space is to be used again

    @contextmanager
    def connect_models(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open the file in which the models are built: the working file, or a back-dated copy of it."""
        if not self.warehouse.is_back_dated:
            with self.connect() as connection:
                yield connection
            return
        with in_our_words(), self.warehouse.connect_models() as connection:
            yield connection
            connection.execute("checkpoint")

    def has_nothing_to_publish(self) -> bool:
        """Whether readers have everything already; of a back-dated build they never have."""
        if self.warehouse.is_back_dated or not (self.warehouse.published.exists() and self.warehouse.report.exists()):
            return False
        with self.connect() as connection:
            return changes.none_since_published(connection, self.settings)

    def note_failure(self) -> None:
        """Note that a step of this run has failed."""
        self._has_failed = True

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        """Write down how the run ended, and let go of the working file."""
        held, has_failed = self._held, self._has_failed
        self._held, self._has_failed = None, False
        with self._stack:
            if held and not has_failed:
                self._settle(held, context.run.run_id if context.run else None)
            if held:
                books.close_run(held, self.warehouse, has_failed=has_failed)
            if has_failed and self.warehouse.is_back_dated:
                self.warehouse.discard()

    def _settle(self, held: duckdb.DuckDBPyConnection, run_id: str | None) -> None:
        """Write down that readers have everything as it is now, or had it already."""
        if self.warehouse.is_back_dated or run_id is None:
            return
        status = books.status_of(held, run_id)
        if status == "finished" and self.warehouse.report.exists():
            changes.note_published(held, self.settings)
        elif status == "running" and changes.none_since_published(held, self.settings):
            books.end_run(held, run_id, "unchanged")


@dg.definitions
def resources() -> dg.Definitions:
    """Return the resource under its name."""
    return dg.Definitions(resources={"pipeline": Pipeline()})
