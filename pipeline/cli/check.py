"""What would become of export files and folders, without loading them: the loader against an empty warehouse."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import duckdb

from pipeline.exports.days_in_names import DATED
from pipeline.exports.files import find, is_inside
from pipeline.exports.mapping_files import read_mappings
from pipeline.exports.mappings import Format
from pipeline.load.loader import Loader
from pipeline.load.owners import unowned
from pipeline.settings import Settings
from pipeline.summary import rows
from pipeline.warehouse.warehouse import Warehouse

MOST_SHOWN = 50
WOULD = {
    "loaded": "would be loaded", "duplicate": "would be passed over", "empty": "would bring nothing",
    "ignored": "would be passed over", "rejected": "would be rejected",
}  # fmt: skip


def check_files(given: list[Path], settings: Settings) -> list[dict[str, Any]]:
    """Return the books that loading files and folders would give, each with its first rejected records and unread figures.

    Files are loaded in their order into one warehouse, so that what would be held already is a duplicate.
    """
    formats = read_mappings(settings.home / "mappings")
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="influencers-") as home, Warehouse(Path(home)).connect() as connection:
        for path in given:
            root = _root(path.absolute(), settings.incoming_folder)
            loader = Loader(connection, root, formats, "check", settings.limits)
            files = find(path.absolute()) if path.is_dir() else [path.absolute()]
            loads = [vars(load) for load in loader.load_files((file, None) for file in files)]
            commands = _commands(connection, loads, formats, root)
            found += [
                _shown(connection, load, root, path) | {"assign": commands.get(load["file_name"])} for load in loads
            ]
    return found


def _commands(
    connection: duckdb.DuckDBPyConnection, loads: list[dict[str, Any]], formats: dict[str, Format], root: Path
) -> dict[str, dict[str, Any]]:
    """Return the group that each file which waits for its account belongs to, with the command that says whose it is."""
    groups = unowned(connection, [load for load in loads if load["status"] == "rejected"], formats)
    near = root.relative_to(Path.cwd()) if root.is_relative_to(Path.cwd()) else root
    told = [vars(group) | {"command": group.command(near)} for group in groups]
    return {str(PurePosixPath(group["folder"], name)): group for group in told for name in group["files"]}


def _root(path: Path, incoming: Path) -> Path:
    """Return the folder that counts as the incoming one: every folder below it says something of a file.

    A folder that is none and lies in none is taken for one, from above its dated and ``@handle`` folders.
    """
    if incoming.is_dir() and is_inside(path, incoming):
        return incoming.absolute()
    root = path if path.is_dir() else Path(path.anchor)
    while (DATED.match(root.name) or root.name.startswith("@")) and root != root.parent:
        root = root.parent
    return root


def _shown(connection: duckdb.DuckDBPyConnection, load: dict[str, Any], root: Path, given: Path) -> dict[str, Any]:
    rejected, unread = (
        rows(
            connection,
            f"select source_record, column_name, rule, value{more} from meta.{table} "
            f"where load_id = ? order by source_record limit {MOST_SHOWN}",
            load["load_id"],
        )
        for table, more in (("rejected_rows", ", raw_record"), ("unread_values", ""))
    )
    place = root / load["file_name"]
    absolute = given.absolute()
    name = f"{given}{str(place)[len(str(absolute)) :]}" if str(place).startswith(str(absolute)) else str(place)
    return {**load, "file_name": name, "would": WOULD[load["status"]], "rejected": rejected, "unread": unread}


def is_clean(found: list[dict[str, Any]]) -> bool:
    """Return whether everything would be loaded that is new."""
    return not any(load["status"] == "rejected" or load["rows_rejected"] for load in found)


def total(found: list[dict[str, Any]]) -> Iterator[str]:
    """Give what would become of all, in words."""
    outcomes = Counter(load["would"] for load in found)
    yield f"{len(found):,} files: {', '.join(f'{count:,} {would}' for would, count in outcomes.items()) or 'nothing to load'}"
    counts = {
        name: sum(load[f"rows_{name}"] for load in found) for name in ("read", "accepted", "rejected", "duplicate")
    }
    yield (
        f"{counts['read']:,} rows: {counts['accepted']:,} would be accepted, {counts['rejected']:,} rejected, "
        f"{counts['duplicate']:,} are repeated"
    )
    if failed := sum(bool(load["stack"]) for load in found):
        yield f"{failed:,} files failed for a reason of ours; please report (--json shows where)"
