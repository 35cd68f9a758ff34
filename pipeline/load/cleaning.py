"""What an earlier release wrote and this one does not, taken out of a home folder, down to the bytes of its files.

Records that were refused used to be kept whole, reasons used to quote them, and customers stood under the
name that a sheet gave them. A file of the warehouse is written anew beside the old one and swapped in, since
DuckDB keeps the bytes of deleted rows. The working file comes last and carries the mark that all is done:
killed anywhere, the next run begins again. What is loaded from now on is for ``exports``.
"""

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from pipeline.exports.keys import LONGEST_KEY
from pipeline.exports.private import PSEUDONYM, QUOTABLE, pseudonym
from pipeline.warehouse import publishing
from pipeline.warehouse.warehouse import STORAGE_VERSION, Warehouse
from schemas.types import literal

DATA_VERSION = 1  # 1: refusals quote no cell, customers are pseudonyms
WHY = re.compile(r"(## Why\n\n```\n).*?(\n```\n)", re.S)
REMOVED = "Removed by a later release: the reasons of before could quote records."
QUOTING = (
    "^no export layout has these columns|; came: |looked like .* but is not|cannot be read|cannot be split|"
    "damaged|truncated"
)  # reasons of before that quoted a record, or a library that did
REFUSALS = f"""
    update meta.rejected_rows set raw_record = null, value = case
        when regexp_matches(trim(value), {literal(QUOTABLE)}) then trim(value)
        else 'text of ' || length(trim(value)) || ' characters' end;
    update meta.loads set
        reason = regexp_replace(reason, '(; came: | \\(expected | \\(|: ).*$', '', 's'),
        remedy = regexp_replace(remedy, ', or add to .*$', ', or see docs/mappings.md', 's')
    where status = 'rejected' and regexp_matches(reason, {literal(QUOTING)})
"""
CONFLICTS = """
    update meta.conflicts set
        dropped_record = json_merge_patch(dropped_record, '{"customer_id": null}')::varchar,
        differences = to_json(list_filter(
            from_json(differences, '["json"]'), lambda d: json_extract_string(d, '$.column') <> 'customer_id'
        ))::varchar,
        observation = case when new_key is null then observation
            else json_merge_patch(observation, json_object('record_key', new_key))::varchar end
    from (
        select observation as seen, any_value(new_key) as new_key from meta.conflicts
        left join new_keys on json_extract_string(observation, '$.record_key') = old_key
        where table_name = 'raw.orders' group by observation
    ) where table_name = 'raw.orders' and observation = seen
"""


def clean(warehouse: Warehouse, home: Path, forget: Callable[[], None]) -> bool:
    """Clean what an earlier release left below a home folder, once.

    Args:
        warehouse: The warehouse of the home folder.
        home: The home folder.
        forget: Removes the records of earlier runs.

    Returns:
        Whether there was something to clean.

    Raises:
        WarehouseBusy: Another run writes the warehouse.
    """
    if not warehouse.working.exists() and not warehouse.published_files():
        mark(warehouse)
        return False
    published = [path for path in warehouse.published_files() if not _is_clean(path)]
    with warehouse.connect() as connection:
        if not published and _version(connection) >= DATA_VERSION:
            return False
        connection.execute("checkpoint")
        memory = connection.execute("select current_setting('memory_limit')").fetchall()[0][0]
        warehouse.remove_leftovers()
        for path in published:
            _rewrite(path, memory)
        for page in (home / "report").glob("*.html"):  # quotes examples of what was refused; is drawn anew
            page.unlink()
        for report in (home / "reports").glob("*.md"):
            report.write_text(WHY.sub(rf"\1{REMOVED}\2", report.read_text(encoding="utf-8")), encoding="utf-8")
        forget()
        _rewrite(warehouse.working, memory)
    return True


def mark(warehouse: Warehouse) -> None:
    """Write into a new working file that there is nothing to clean."""
    with warehouse.connect() as connection:
        _mark(connection)


def forget_runs(instance: Any, folder: Path, keep: str = "") -> None:
    """Remove Dagster's records of every run but one: its log held the reasons of files that were refused.

    Args:
        instance: The Dagster instance.
        folder: The folder of its records.
        keep: The run that goes on.
    """
    for run_id in [run.run_id for run in instance.get_runs() if run.run_id != keep]:
        instance.delete_run(run_id)
        for left in (folder / "history" / "runs").glob(f"{run_id}.db*"):
            left.unlink()
        shutil.rmtree(folder / "storage" / run_id, ignore_errors=True)
    for records in (folder / "history").rglob("*.db"):  # SQLite, too, keeps the bytes of what is deleted
        with closing(sqlite3.connect(records, timeout=60)) as connection:
            connection.execute("pragma wal_checkpoint(truncate)")
            connection.execute("vacuum")
            connection.execute("pragma wal_checkpoint(truncate)")


def _is_clean(path: Path) -> bool:
    with duckdb.connect(str(path), read_only=True) as connection:
        return _version(connection) >= DATA_VERSION


def _version(connection: duckdb.DuckDBPyConnection) -> int:
    held = "select 1 from duckdb_tables() where schema_name = 'meta' and table_name = 'cleanings'"
    if not connection.execute(held).fetchall():
        return 0
    return int(connection.execute("select coalesce(max(data_version), 0) from meta.cleanings").fetchall()[0][0])


def _mark(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("create table if not exists meta.cleanings (data_version bigint, cleaned_at timestamp)")
    now = datetime.now(UTC).replace(tzinfo=None)
    connection.execute("insert into meta.cleanings values (?, ?)", [DATA_VERSION, now])


def _rewrite(path: Path, memory: str) -> None:
    """Swap in a clean file for a file of the warehouse.

    A copy is cleaned, and its tables are copied into a new file: in the first one the old bytes would stay.
    """
    dirty, fresh = (path.with_name(f"{path.name}.{stage}") for stage in ("cleaning", "cleaned"))
    for left in path.parent.glob(f"{path.name}.clean*"):
        left.unlink()
    try:
        publishing.copy(path, dirty)
        dirty.chmod(0o600)
        with duckdb.connect(str(dirty), config={"storage_compatibility_version": STORAGE_VERSION}) as connection:
            connection.execute(f"set memory_limit = '{memory}'")
            connection.execute("begin")
            _clean_tables(connection)
            _mark(connection)
            connection.execute("commit")
        with duckdb.connect() as connection:
            connection.execute(f"set memory_limit = '{memory}'")
            connection.execute(f"attach {literal(dirty)} as dirty (read_only)")
            connection.execute(f"attach {literal(fresh)} as fresh (storage_version '{STORAGE_VERSION}')")
            connection.execute("copy from database dirty to fresh")
            connection.execute("checkpoint fresh")
        publishing.flush(fresh)
        fresh.chmod(path.stat().st_mode & 0o777)
        fresh.replace(path)
        publishing.flush(path.parent)
    finally:
        for left in path.parent.glob(f"{path.name}.clean*"):
            left.unlink()


def _clean_tables(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("set preserve_insertion_order = true")
    connection.execute(REFUSALS)
    columns: dict[tuple[str, str], set[str]] = {}
    for schema, table, column in connection.execute("""
        select c.schema_name, c.table_name, column_name from duckdb_columns() as c
        join duckdb_tables() as t on c.schema_name = t.schema_name and c.table_name = t.table_name
        where column_name in ('customer_id', 'record_key') order by all
    """).fetchall():
        columns.setdefault((schema, table), set()).add(column)
    _collect_new_keys(connection, [f"{s}.{t}" for (s, t), held in columns.items() if len(held) == 2])
    connection.execute(CONFLICTS)
    for (schema, table), held in columns.items():
        if "record_key" in held:
            connection.execute(
                f"update {schema}.{table} set record_key = new_key from new_keys where record_key = old_key"
            )
        if "customer_id" in held:
            connection.execute(
                f"update {schema}.{table} set customer_id = {pseudonym('customer_id')} "
                f"where not regexp_matches(customer_id, '{PSEUDONYM}')"
            )


def _collect_new_keys(connection: duckdb.DuckDBPyConnection, tables: list[str]) -> None:
    """Work out the keys of records that were made with a customer in them as a load makes them now.

    A key longer than a hundred characters is a hash already, names nobody, and stays.
    """
    connection.execute("create temp table new_keys (old_key varchar, new_key varchar)")
    for table in tables:
        connection.execute(f"""
            insert into new_keys
            with named as (
                select distinct record_key, '|' || record_key || '|' as parts, '|' || customer_id || '|' as part,
                    {pseudonym("customer_id")} as person
                from {table} where not regexp_matches(customer_id, '{PSEUDONYM}')
            ),
            placed as (select *, instr(parts, part) as place from named where instr(parts, part) > 0),
            renamed as (
                select record_key,
                    left(parts, place) || person || substr(parts, place + length(part) - 1) as parts
                from placed
            ),
            keyed as (select record_key, substr(parts, 2, length(parts) - 2) as new_key from renamed)
            select record_key, case when length(new_key) > {LONGEST_KEY} then md5(new_key) else new_key end
            from keyed where record_key not in (select old_key from new_keys)
        """)
