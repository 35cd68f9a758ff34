"""A home folder whose incoming folder is loaded as the export assets load it, and records to put into it."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from pipeline.exports.mapping_files import read_mappings
from pipeline.exports.mappings import Format
from pipeline.exports.names import path_of
from pipeline.load import books
from pipeline.load.inbox import new_files, scan
from pipeline.load.loader import Loader
from pipeline.settings import Settings
from pipeline.warehouse.warehouse import Warehouse

POSTS = "Post id,Date,Post text,Link,Impressions,Likes,Engagements\n"


def post(
    number: int, text: str = "hello", impressions: object = 100, likes: object = 5, engagements: object = 9
) -> str:
    """Return a record of an X content export; ids start at 1800000000000000000."""
    post_id = 1_800_000_000_000_000_000 + number
    return f'{post_id},"Fri, Feb 6, 2026",{text},https://x.com/someone/status/{post_id},{impressions},{likes},{engagements}\n'


@cache
def _shipped_mappings() -> dict[str, Format]:
    return read_mappings()


@cache
def _empty_warehouse() -> bytes:
    """Return a working file as the first run makes it; making it takes a third of a second."""
    with TemporaryDirectory() as folder:
        warehouse = Warehouse(Path(folder))
        with warehouse.connect() as connection:
            connection.execute("checkpoint")
        return warehouse.working.read_bytes()


class Home:
    """A home folder of the pipeline with its incoming folder.

    Attributes:
        path: The home folder.
        incoming: Its incoming folder.
        after_scan: Called between looking and loading.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.incoming = path / "incoming"
        self.incoming.mkdir(parents=True)
        self.runs = 0
        self.after_scan: Callable[[], object] = lambda: None
        Warehouse(path).working.parent.mkdir()
        Warehouse(path).working.write_bytes(_empty_warehouse())

    @property
    def settings(self) -> Settings:
        return Settings(home=self.path)

    def put(self, name: str, content: str | bytes) -> Path:
        """Write a file into the incoming folder."""
        path = self.incoming / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def load(self) -> dict[str, dict[str, Any]]:
        """Load what is new, without the models, and return the books of it by file name."""
        self.runs += 1
        run_id = f"run {self.runs}"
        own = self.path / "mappings"
        formats = read_mappings(own) if own.is_dir() else _shipped_mappings()
        with Warehouse.of(self.settings).connect() as connection:
            books.start_run(connection, run_id, None)
            loader = Loader(connection, self.incoming, formats, run_id)
            for part, path in scan(connection, new_files(connection, self.incoming), self.incoming, loader.formats):
                loader.reject(part, path)
            self.after_scan()
            waiting = connection.execute("select distinct family from meta.inbox order by all").fetchall()
            for (family,) in waiting:
                files = [(path_of(name, self.incoming), names) for name, names in books.inbox_of(connection, family)]
                list(loader.load_files(files))
            assert books.unbalanced(connection) == []
            result = connection.execute("select * from meta.loads where run_id = ? order by file_name", [run_id])
            columns = [column[0] for column in result.description]
            rows = [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
        return {row["file_name"]: row for row in rows}

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a query over the working file."""
        with duckdb.connect(str(Warehouse(self.path).working), read_only=True) as connection:
            return connection.execute(query, list(values)).fetchall()
