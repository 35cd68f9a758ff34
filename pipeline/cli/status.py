"""What the books say: what is published, last runs, freshness by source and account, open rejections.

Only files that are finished are opened: what is published, and the books of a run that readers cannot find there.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from pipeline.warehouse.warehouse import Warehouse, open_for_reading

ACCOUNTS = "Freshness by account (the 30 that have waited longest)"
UNREAD = "Figures that could not be read and are null (the 20 most frequent)"
SECTIONS = {  # a file of a release before has no clock_at: read by name
    "Last runs": """
        select started_at as started,
            run_status || case when coalesce(as_of_at, known_on_at) is null then '' else ', back-dated' end
                || coalesce(', clock said ' || left(to_json(runs) ->> 'clock_at', 16), '') as status,
            coalesce(date_diff('second', started_at, ended_at), 0) as seconds,
            (select count(*) from meta.loads where loads.run_id = runs.run_id) as files,
            (select coalesce(sum(rows_accepted), 0)::bigint from meta.loads where loads.run_id = runs.run_id) as accepted,
            (select coalesce(sum(rows_rejected), 0)::bigint from meta.loads where loads.run_id = runs.run_id) as rejected,
            left(run_id, 8) as run
        from meta.runs order by started_at desc limit 10
    """,
    "Freshness by source": """
        select format, count(*) as files, max(captured_at) as last_captured, max(ended_at) as last_loaded
        from meta.loads where status in ('loaded', 'duplicate') group by format order by last_captured, format
    """,
    ACCOUNTS: """
        select platform, coalesce(handle, account_id) as account, max(captured_at) as last_captured
        from (
            select platform, handle, account_id, captured_at from raw.posts
            union all select platform, handle, account_id, captured_at from raw.profiles
            union all select platform, handle, account_id, captured_at from raw.account_days
        ) where coalesce(handle, account_id) is not null
        group by platform, account order by last_captured, platform, account limit 30
    """,
    "Files rejected and not mended": """
        select file_name, reason, remedy, max(ended_at) as last_tried from meta.loads as tried
        where status = 'rejected' and not exists (
            select 1 from meta.loads as later
            where later.file_name = tried.file_name and later.status <> 'rejected' and later.ended_at > tried.ended_at
        ) group by all order by last_tried desc, file_name limit 30
    """,
    "Records rejected (the 20 most frequent causes)": """
        select loads.format, rule, column_name, count(*) as records, count(distinct rejected_rows.file_name) as files,
            any_value(value order by rejected_rows.file_name, source_record) as example
        from meta.rejected_rows join meta.loads using (load_id)
        group by all order by records desc, format, rule limit 20
    """,
    UNREAD: """
        select loads.format, rule, column_name, count(*) as figures, count(distinct unread_values.file_name) as files
        from meta.unread_values join meta.loads using (load_id)
        group by all order by figures desc, format, rule, column_name limit 20
    """,
}


def built_from(path: Path) -> tuple[datetime | None, str, str]:
    """Return when a published file was built, and up to when its tables know what was captured and loaded."""
    with duckdb.connect(str(path), read_only=True) as connection:
        built = connection.execute("select max(ended_at) from meta.runs where run_status = 'finished'").fetchall()
        settings = connection.execute("select * from meta.settings")
        names = [column[0] for column in settings.description]
        row = dict(zip(names, settings.fetchone() or (), strict=False))
    as_of, known_on = (str(row.get(name) or "everything")[:16] for name in ("as_of_at", "known_on_at"))
    return built[0][0], as_of, known_on


def sections(warehouse: Warehouse) -> Iterator[tuple[str, list[str], list[tuple[Any, ...]]]]:
    """Give each section's title, column names and rows.

    Raises:
        FileNotFoundError: No run has ended yet.
    """
    with ExitStack() as stack:
        files = [path for path in (warehouse.published, warehouse.books) if path.exists()]
        opened = [stack.enter_context(open_for_reading(path)) for path in files]
        if not opened:
            raise FileNotFoundError(f"{warehouse.published} does not exist yet. Run 'influencers run' first.")
        newest = max(opened, key=_last_start)
        for title, query in SECTIONS.items():
            if title == ACCOUNTS and not warehouse.published.exists():
                continue
            if title == UNREAD and not _has_unread(newest):
                continue
            result = (opened[0] if title == ACCOUNTS else newest).execute(query)
            yield title, [column[0] for column in result.description], result.fetchall()


def _has_unread(books: duckdb.DuckDBPyConnection) -> bool:
    """Return whether the books know of figures that could not be read; those of an earlier release do not."""
    query = "select 1 from duckdb_tables() where schema_name = 'meta' and table_name = 'unread_values'"
    return bool(books.execute(query).fetchall())


def _last_start(books: duckdb.DuckDBPyConnection) -> datetime:
    """Return when the last run of the books started: no run is written down before another."""
    return books.execute("select max(started_at) from meta.runs").fetchall()[0][0] or datetime.min
