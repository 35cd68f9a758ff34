"""What has arrived since the last run: new files looked into, and those that cannot be used written down.

Belongs here: whether the readers are still those that rejected a file. What a file is, is for ``inbox``.
"""

import hashlib
from pathlib import Path

import duckdb

from pipeline import exports
from pipeline.exports.files import SIDECAR, states
from pipeline.exports.mappings import Format
from pipeline.failures import write_stack
from pipeline.load.inbox import new_files, scan
from pipeline.load.loader import Loader
from pipeline.settings import Settings

READERS = "readers"  # their row in meta.fingerprints
OWN_LAYOUTS = "mappings"


def readers(settings: Settings) -> str:
    """Return a name of all that decides what can be read: the readers, the layouts, the sidecars, and the limits."""
    found = hashlib.sha256(repr(settings.limits).encode())
    package = Path(exports.__file__).parent
    ours = [path for path in package.rglob("*") if path.suffix in (".py", ".yaml", ".csv")]
    for path in sorted([*ours, *(settings.home / OWN_LAYOUTS).glob("*")]):
        if path.is_file():
            found.update(path.name.encode() + b"\n" + path.read_bytes())
    found.update(repr(sorted(states(list(settings.incoming_folder.rglob(SIDECAR))))).encode())
    return found.hexdigest()[:32]


def arrived(connection: duckdb.DuckDBPyConnection, settings: Settings) -> list[Path]:
    """Return the files that a run looks into: new ones, and rejected ones if readers, layouts or limits have changed."""
    query = "select fingerprint from meta.fingerprints where table_name = ?"
    held = connection.execute(query, [READERS]).fetchall()
    return new_files(connection, settings.incoming_folder, tries_rejected=held != [(readers(settings),)])


def take(connection: duckdb.DuckDBPyConnection, settings: Settings, formats: dict[str, Format], run_id: str) -> int:
    """List the tables of new files in ``meta.inbox``, write down those that cannot be used; return how many files are new."""
    paths = arrived(connection, settings)
    loader = Loader(connection, settings.incoming_folder, formats, run_id, settings.limits)
    for part, path in scan(connection, paths, settings.incoming_folder, formats, settings.limits):
        load = loader.reject(part, path)
        if load and load.stack:
            write_stack(settings.home, run_id, load.file_name, load.stack)
    name = readers(settings)
    connection.execute("delete from meta.fingerprints where table_name = ?", [READERS])
    connection.execute("insert into meta.fingerprints values (?, ?, ?)", [READERS, name, name])
    connection.execute("update meta.runs set files_new = ? where run_id = ?", [len(paths), run_id])
    return len(paths)
