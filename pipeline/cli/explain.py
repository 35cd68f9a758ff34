"""From a row of a mart back to the staged rows behind it, and to the records of the files behind those.

The way back follows the models' own dependencies, by the key columns that two tables share.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipeline.exports.files import find
from pipeline.exports.layouts import open_layout
from pipeline.exports.limits import DEFAULTS, Limits
from pipeline.exports.mapping_files import read_mappings
from pipeline.exports.mappings import Format
from pipeline.exports.names import name_of
from pipeline.exports.private import kept_positions
from pipeline.load.inbox import tables
from pipeline.models.sql_models import Model, load_models
from pipeline.plan import READS
from pipeline.settings import Settings
from pipeline.warehouse.warehouse import Warehouse
from schemas.marts.plan_marts import PLAN_MARTS

RECORD = ("load_id", "source_record")
ENTITIES = ("post_key", "deal_id", "account_key", "influencer_id")
SCOPES = (
    "platform",
    "campaign_id",
    "tier",
    "scheme",
    "niche",
    "day",
    "month_starts_on",
    "content_dimension",
    "content_value",
)
WILD = ("all", "unassigned")


class NothingFound(LookupError):
    """The table, a column or the row does not exist; the message says which there are."""


@dataclass(frozen=True)
class Staged:
    """Rows of a staging table that stand behind a mart row.

    Attributes:
        table: The staging table.
        columns: Its columns.
        rows: Up to the limit asked for.
        total: How many there are.
    """

    table: str
    columns: list[str]
    rows: list[tuple[Any, ...]]
    total: int

    def sources(self) -> Iterator[tuple[str | None, int | None]]:
        """Give load and record of each row; null where no record stands behind it, as for an account of no sheet."""
        load, record = self.columns.index("load_id"), self.columns.index("source_record")
        for row in self.rows:
            yield row[load], row[record]


@dataclass(frozen=True)
class Explained:
    """A mart row, the staged rows behind it, and the records of files behind those.

    Attributes:
        row: The mart row.
        staged: The staged rows.
        files: Load -> file.
        records: File and record -> header -> text, as the file holds it.
    """

    row: dict[str, Any]
    staged: list[Staged]
    files: dict[str, str]
    records: dict[str, dict[str, str]]

    def file_of(self, load: str | None, record: int | None) -> str:
        """Return the file and record of a staged row."""
        return f"{self.files.get(load, load)}, record {record}" if load is not None else "no record"


def explain_row(settings: Settings, table: str, given: dict[str, str], limit: int) -> Explained:
    """Return what stands behind a row of a published mart; ``explain`` says what is raised."""
    with Warehouse.of(settings).read() as connection:
        row, staged = explain(connection, table, given, limit)
        files = dict(connection.execute("select load_id, file_name from meta.loads").fetchall())
    wanted: dict[str, set[int]] = {}
    for part in staged:
        for load, record in part.sources():
            if load is not None and record is not None:
                wanted.setdefault(files[load], set()).add(record)
    formats = read_mappings(settings.home / "mappings")
    found = {
        f"{file}, record {number}": record
        for file, numbers in sorted(wanted.items())
        for number, record in sorted(records(settings.incoming_folder, formats, file, numbers, settings.limits).items())
    }
    return Explained(row, staged, files, found)


def explain(
    connection: duckdb.DuckDBPyConnection, table: str, given: dict[str, str], limit: int
) -> tuple[dict[str, Any], list[Staged]]:
    """Return a mart row and the staged rows behind it.

    Args:
        connection: The published warehouse.
        table: ``marts.influencer_roi``, or without the schema.
        given: Column -> value that pick the row; of several rows the first is taken.
        limit: Most rows of each staging table.

    Raises:
        NothingFound: There is no such table, column or row.
    """
    models = _tables()
    name = table if "." in table else f"marts.{table}"
    if name not in models:
        known = ", ".join(sorted(t.split(".")[1] for t in models if t.startswith("marts.")))
        raise NothingFound(f"There is no table {table!r}. There are: {known}.")
    columns = _columns(connection, name)
    if wrong := [column for column in given if column not in columns]:
        raise NothingFound(f"{name} has no column {wrong[0]!r}. It has: {', '.join(columns)}.")
    where = " and ".join(f'lower("{column}"::varchar) = lower(?)' for column in given) or "true"
    found = connection.execute(f"select * from {name} where {where} limit 1", list(given.values())).fetchone()
    if found is None:
        raise NothingFound(f"{name} has no row with {', '.join(f'{k}={v}' for k, v in given.items())}.")
    connection.execute(
        f"create or replace temp table trace_0 as select * from {name} where {where} limit 1", list(given.values())
    )
    staged = list(_trace(connection, models, name, limit))
    return dict(zip(columns, found, strict=True)), staged


@dataclass(frozen=True)
class Planned:
    """A table that is no SQL model, as the way back sees it."""

    contract: Any
    depends_on: tuple[str, ...] = READS


def _tables() -> dict[str, Model | Planned]:
    """Return every table that can be explained, each after those it depends on."""
    return {**load_models(), **{f"marts.{name}": Planned(contract) for name, contract in PLAN_MARTS.items()}}


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    return [row[0] for row in connection.execute(f"describe {table}").fetchall()]


def _trace(
    connection: duckdb.DuckDBPyConnection, models: dict[str, Model | Planned], start: str, limit: int
) -> Iterator[Staged]:
    """Walk from dependents to dependencies, and give the staging tables met."""
    grain = list(models[start].contract.to_schema().unique or [])
    traced = {start: "trace_0"}
    for table in reversed(list(models)):
        parents = [p for p in traced if table in models[p].depends_on]
        if not parents or table in traced:
            continue
        matches = [m for p in parents if (m := _match(connection, traced[p], table, grain))]
        if not matches:
            continue
        name = f"trace_{len(traced)}"
        closest = min(closeness for closeness, _ in matches)
        any_match = " or ".join(condition for closeness, condition in matches if closeness == closest)
        connection.execute(f"create or replace temp table {name} as select * from {table} as d where {any_match}")
        total = connection.execute(f"select count(*) from {name}").fetchall()[0][0]
        if not total:  # a table without rows of this one leads nowhere, and must not hide the ways that do
            continue
        traced[table] = name
        columns = _columns(connection, table)
        if table.startswith("staging.") and set(RECORD) <= set(columns):
            order = "captured_at desc, " if "captured_at" in columns else ""
            rows = connection.execute(
                f"select * from {name} order by {order}load_id, source_record limit {limit}"
            ).fetchall()
            yield Staged(table, columns, rows, total)


def _match(connection: duckdb.DuckDBPyConnection, parent: str, table: str, grain: list[str]) -> tuple[int, str] | None:
    """Return how closely a table is tied to the rows traced so far, and the condition that ties it.

    Record by record where staged rows are traced; else by what both are about; else, least closely, by
    the mart's scopes alone. The closest ties are the ones to follow.
    """
    shared = [c for c in _columns(connection, parent) if c in _columns(connection, table)]
    if table.startswith("staging.") and set(RECORD) <= set(shared):
        same = " and ".join(f'd."{k}" = p."{k}"' for k in RECORD)
        return 0, f"exists (select 1 from {parent} as p where {same})"
    wild = ", ".join(f"'{w}'" for w in WILD)
    entities = [k for k in ENTITIES if k in shared]
    scopes = [k for k in SCOPES if k in shared and k in grain]
    conditions = [f'(p."{k}"::varchar in ({wild}) or d."{k}" is not distinct from p."{k}")' for k in scopes]
    if entities:
        about = " ".join(
            f'when p."{k}" is not null and p."{k}" not in ({wild}) then d."{k}" = p."{k}"' for k in entities
        )
        conditions.append(f"case {about} else {'true' if scopes else 'false'} end")
    if not conditions:
        return None
    closeness = 1 + ENTITIES.index(entities[0]) if entities else 1 + len(ENTITIES)
    return closeness, f"exists (select 1 from {parent} as p where {' and '.join(conditions)})"


def records(
    incoming: Path, formats: dict[str, Format], file_name: str, wanted: set[int], limits: Limits = DEFAULTS
) -> dict[int, dict[str, str]]:
    """Return the known columns of records of a file, as they stand there: number -> header -> text.

    Columns that the layout ignores or does not know, and those that name customers, are left out. A file that is no
    longer in the incoming folder gives none.
    """
    found: dict[int, dict[str, str]] = {}
    path = _file(incoming, file_name)
    for part, _ in tables(path, incoming, formats.values(), limits) if path else ():
        if part.name != file_name or part.found is None or part.preview is None:
            continue
        table = open_layout(part.preview, part.found)
        known = kept_positions(part.found)
        for batch in table.batches:
            for row in batch.filter(batch["source_record"].is_in(list(wanted))).iter_rows(named=True):
                cells = {at: row[str(at)] for at in known if row.get(str(at))}
                found[row["source_record"]] = {table.headers[at]: cell for at, cell in cells.items()}
            if len(found) == len(wanted):
                break
    return found


def _file(incoming: Path, file_name: str) -> Path | None:
    """Return the file of that name, or the archive or workbook that holds it."""
    places = {name_of(path, incoming): path for path in find(incoming)} if incoming.is_dir() else {}
    cuts = [file_name, *(file_name[:at] for at in range(len(file_name) - 1, 0, -1) if file_name[at] == "!")]
    return next((places[cut] for cut in cuts if cut in places), None)
