"""What would become of export files, without loading them: the loader against an empty warehouse."""

import tempfile
from pathlib import Path
from typing import Any

from pipeline.exports.mappings import read_mappings
from pipeline.loading import Loader
from pipeline.settings import Settings
from pipeline.summary import rows
from pipeline.warehouse import Warehouse

MOST_SHOWN = 50


def check_files(files: list[Path], settings: Settings) -> list[dict[str, Any]]:
    """Return the books that loading each file would give, with its first rejected records and unread figures.

    Every folder above a file counts, so dated and ``@handle`` folders and sidecars are honoured.
    """
    formats = read_mappings(settings.home / "mappings")
    found: list[dict[str, Any]] = []
    for file in files:
        path = file.resolve()
        with tempfile.TemporaryDirectory(prefix="influencers-") as home, Warehouse(Path(home)).connect() as connection:
            loader = Loader(connection, Path(path.anchor), formats, "check")
            for load in loader.load_files([(path, None)]):
                inner = load.file_name.removeprefix(path.relative_to(path.anchor).as_posix())
                rejected = rows(
                    connection,
                    f"select source_record, column_name, rule, value, raw_record from meta.rejected_rows "
                    f"where load_id = ? order by source_record limit {MOST_SHOWN}",
                    load.load_id,
                )
                unread = rows(
                    connection,
                    f"select source_record, column_name, rule, value from meta.unread_values "
                    f"where load_id = ? order by source_record limit {MOST_SHOWN}",
                    load.load_id,
                )
                found.append({**vars(load), "file_name": f"{file}{inner}", "rejected": rejected, "unread": unread})
    return found
