"""A load: its row of the books, the rows that it writes, and how they are taken back.

Everything happens in the caller's transaction. Which files are loaded, and when, is for ``loader``.
"""

from dataclasses import dataclass
from datetime import datetime

import duckdb
import polars as pl

from pipeline.exports.batch import Batch
from pipeline.exports.boundary import UnreadableFile, guarded

WAREHOUSE_FAULTS = (duckdb.IOException, duckdb.FatalException)  # a full disk, say: no file's fault
CONSTANT = {"load_id", "captured_at", "observed_at", "loaded_at", "precedence", "dataset", "platform", "period"}


@dataclass
class Load:
    """A row of ``meta.loads`` in the making; its attributes are the columns, but for ``stack``: where the program failed."""

    load_id: str
    run_id: str
    path_name: str
    file_name: str
    sha256: str
    content_id: str
    bytes: int
    packed_bytes: int
    modified_at: datetime
    started_at: datetime
    format: str | None = None
    status: str = "loaded"
    reason: str | None = None
    remedy: str | None = None
    rejected_at_step: str | None = None
    is_program_fault: bool = False
    platform: str | None = None
    handle: str | None = None
    captured_at: datetime | None = None
    captured_at_source: str | None = None
    rows_read: int = 0
    rows_accepted: int = 0
    rows_rejected: int = 0
    rows_duplicate: int = 0
    rows_summary: int = 0
    values_unread: int = 0
    columns_unknown: str | None = None
    columns_missing: str | None = None
    notes: str | None = None
    ended_at: datetime | None = None
    stack: str | None = None

    def refuse(self, problem: UnreadableFile) -> None:
        """Write down why it is not loaded."""
        self.status, self.reason, self.remedy = "rejected", problem.reason, problem.remedy
        self.rejected_at_step, self.stack, self.is_program_fault = problem.step, problem.stack, bool(problem.stack)


def write_batch(connection: duckdb.DuckDBPyConnection, load: Load, batch: Batch) -> None:
    """Write what became of a batch: rows, refused records, figures that could not be read."""
    with guarded("writing", passing=WAREHOUSE_FAULTS):
        for name, rows in batch.rows.items():
            if rows.height:
                _append(connection, name, rows)
        _write_books(connection, load, "rejected_rows", batch.rejected)
        _write_books(connection, load, "unread_values", batch.unread.drop("raw_record"))


def _append(connection: duckdb.DuckDBPyConnection, name: str, rows: pl.DataFrame) -> None:
    """Insert rows; columns with one value go as that value, since carrying them over costs more than storing them."""
    single = [c.name for c in rows if c.null_count() == rows.height or (c.name in CONSTANT and _is_one(c))]
    values = [rows[column][0] for column in single]
    varied = rows.drop(single)  # DuckDB finds it by its name
    columns = ", ".join(f'"{column}"' for column in [*varied.columns, *single])
    given = ", ".join(["varied.*", *("?" for _ in single)]) if varied.width else ", ".join("?" for _ in single)
    connection.execute(f"insert into raw.{name} ({columns}) select {given} from varied", values)


def _is_one(column: pl.Series) -> bool:
    """Return whether a column has one value; beside a null it does not, which a comparison passes over."""
    return column.null_count() == 0 and bool((column == column[0]).all())


def _write_books(connection: duckdb.DuckDBPyConnection, load: Load, table: str, rows: pl.DataFrame) -> None:
    if rows.height:
        connection.execute(
            f"insert into meta.{table} by name select ? as load_id, ? as file_name, * from rows",
            [load.load_id, load.file_name],
        )


def duplicates(connection: duckdb.DuckDBPyConnection, dropped: set[int], table: str, load: Load) -> int:
    """Count the records of which no row is left."""
    if not dropped:
        return 0
    records = pl.DataFrame({"source_record": sorted(dropped)})  # noqa: F841 (DuckDB finds it by its name)
    left = connection.execute(
        f"select count(*) from records where source_record not in (select source_record from raw.{table} where load_id = ?)",
        [load.load_id],
    ).fetchall()
    return int(left[0][0])


def undo(connection: duckdb.DuckDBPyConnection, load: Load, tables: list[str]) -> None:
    """Take back what a load has written so far."""
    for name in tables:
        connection.execute(f"delete from raw.{name} where load_id = ?", [load.load_id])
    for name in ("rejected_rows", "unread_values"):
        connection.execute(f"delete from meta.{name} where load_id = ?", [load.load_id])
    load.rows_read = load.rows_accepted = load.rows_rejected = load.rows_duplicate = load.rows_summary = 0
    load.values_unread = 0


def write(connection: duckdb.DuckDBPyConnection, load: Load) -> None:
    """Write a load into the books."""
    row = {column: value for column, value in vars(load).items() if column != "stack"}
    columns = ", ".join(row)
    connection.execute(f"insert into meta.loads ({columns}) values ({', '.join('?' for _ in row)})", list(row.values()))
