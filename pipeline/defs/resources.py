"""The one resource: settings and the warehouse's working file, opened for the length of a step."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import dagster as dg
import duckdb

from pipeline.exports.mappings import Format, read_mappings
from pipeline.failures import in_our_words
from pipeline.settings import Settings
from pipeline.warehouse import Warehouse


class Pipeline(dg.ConfigurableResource):
    """Settings of a run. What is not set here comes from the environment and ``influencers.toml``."""

    home: str | None = None
    incoming: str | None = None
    as_of: str | None = None
    known_on: str | None = None

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
        """Open the working file for writing."""
        with in_our_words(), self.warehouse.connect() as connection:
            yield connection
            connection.execute(
                "checkpoint"
            )  # as closing would: the run holds the file open, and space is to be used again

    @contextmanager
    def connect_models(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open the file in which the models are built: the working file, or a back-dated copy of it."""
        with in_our_words(), self.warehouse.connect_models() as connection:
            yield connection
            connection.execute("checkpoint")


@dg.definitions
def resources() -> dg.Definitions:
    """Return the resource under its name."""
    return dg.Definitions(resources={"pipeline": Pipeline()})
