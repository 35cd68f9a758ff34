"""Running the command line in this process, and reading what it made."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from click.testing import Result
from typer.testing import CliRunner

from pipeline.cli import main as cli


@dataclass
class Ended:
    """How a command ended, and what it printed."""

    exit_code: int
    stdout: str


@dataclass
class Ran:
    """A home folder after a run, with how the command ended."""

    home: Path
    incoming: Path
    truth: Path
    result: Ended

    @property
    def summary(self) -> dict[str, Any]:
        return json.loads(self.result.stdout)

    @property
    def published(self) -> Path:
        return self.home / "warehouse" / "influencers.duckdb"


@dataclass
class Season:
    """Four months of a sample, long enough for a code to leak, loaded and built without a run of Dagster.

    Attributes:
        truth: What is true about it.
        published: The file with its tables.
    """

    truth: Path
    published: Path


def influencers(*arguments: object) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(cli.app, [str(a) for a in arguments])


def rows(file: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute(query).fetchall()


def tables(file: Path, *schemas: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table of some schemas, in a fixed order, without what tells when it was loaded."""
    with duckdb.connect(str(file), read_only=True) as connection:
        found = {}
        names = connection.execute(
            "select schema_name, table_name from duckdb_tables() union all select schema_name, view_name from duckdb_views() where not internal"
        ).fetchall()
        for schema, name in sorted(names):
            if schema in schemas:
                columns = [r[0] for r in connection.execute(f"describe {schema}.{name}").fetchall()]
                kept = ", ".join(f'"{c}"' for c in columns if c not in ("loaded_at", "found_at"))
                found[f"{schema}.{name}"] = connection.execute(
                    f"select {kept} from {schema}.{name} order by all"
                ).fetchall()
        return found
