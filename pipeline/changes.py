"""Whether a run has anything to do: everything that its result follows from, against the last run that was finished.

Belongs here: the code, reference data, settings, loads and raw tables as one name.
Does not belong here: which tables follow from what (``models.fingerprints``), which files are new (``load.arrivals``).
"""

import hashlib
import json
from pathlib import Path

import duckdb

import schemas
from pipeline import places
from pipeline.settings import Settings

CODE = (places.PACKAGE, Path(schemas.__file__).parent, places.SQL, places.REFERENCE)
OWN = ("reference", "mappings")  # below the home folder
PUBLISHED = "published"  # its row in meta.fingerprints
NOT_OF_THE_RESULT = {
    "home",
    "incoming",
    "wait_seconds",
    "memory_limit",
    "threads",
    "strict",
    "schedule",
    "schedule_zone",
    "webhook",
}


def _files(settings: Settings) -> str:
    """Return a name of the bytes of code, reference data, plans and layouts."""
    found = hashlib.sha256()
    for folder in [*CODE, *(settings.home / name for name in OWN)]:
        for path in sorted(folder.rglob("*")):
            if path.suffix != ".pyc" and path.is_file():
                found.update(f"{path.relative_to(folder)}\n".encode() + path.read_bytes())
    return found.hexdigest()


def state(connection: duckdb.DuckDBPyConnection, settings: Settings) -> str:
    """Return a name of everything that a run's result follows from, but for files that are not loaded yet."""
    held = []
    for schema, name in connection.execute(
        "select schema_name, table_name from duckdb_tables() where schema_name in ('raw', 'history') order by all"
    ).fetchall():
        query = f"select count(*), sum(hash(load_id, source_record, loaded_at)) from {schema}.{name}"
        held.append((schema, name, *connection.execute(query).fetchall()[0]))
    loads = connection.execute("select count(*), sum(hash(held)) from meta.loads as held").fetchall()
    chosen = settings.model_dump(mode="json", exclude=NOT_OF_THE_RESULT)
    parts = json.dumps([duckdb.__version__, _files(settings), chosen, held, loads], default=str)
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


def none_since_published(connection: duckdb.DuckDBPyConnection, settings: Settings) -> bool:
    """Whether readers have everything that follows from what is loaded, by this code and these settings."""
    query = "select fingerprint from meta.fingerprints where table_name = ?"
    return connection.execute(query, [PUBLISHED]).fetchall() == [(state(connection, settings),)]


def note_published(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Remember that readers have everything as it is now."""
    now = state(connection, settings)
    connection.execute("delete from meta.fingerprints where table_name = ?", [PUBLISHED])
    connection.execute("insert into meta.fingerprints values (?, ?, ?)", [PUBLISHED, now, now])
