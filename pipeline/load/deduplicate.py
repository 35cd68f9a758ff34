"""The same observation out of two files counts once.

A raw table's contract says under ``unique`` what one observation is. A new row that tells nothing
new is dropped. One that adds or disagrees takes the place of the old one: the more trusted source's
values go first (of equals the later file's), blanks are filled from the other, and where both
tell different things the loser is written to ``meta.conflicts``. The old row goes to ``history``, so that what
was known before can be built again. Within a file the first record stays.
"""

from dataclasses import dataclass
from datetime import datetime

import duckdb

from schemas.raw import RAW_TABLES

LINEAGE = ["load_id", "source_record", "captured_at", "loaded_at", "precedence", "dataset"]


@dataclass(frozen=True)
class _Table:
    name: str
    key: list[str]
    payload: list[str]

    @classmethod
    def of(cls, name: str) -> "_Table":
        schema = RAW_TABLES[name].to_schema()
        key = list(schema.unique or [])
        return cls(name, key, [c for c in schema.columns if c not in key and c not in LINEAGE])

    def same_key(self, left: str, right: str) -> str:
        return " and ".join(f'{left}."{c}" is not distinct from {right}."{c}"' for c in self.key)

    def struct(self, columns: list[str], alias: str) -> str:
        return "struct_pack(" + ", ".join(f'"{c}" := {alias}."{c}"' for c in columns) + ")"


def deduplicate(connection: duckdb.DuckDBPyConnection, name: str, load_id: str, now: datetime) -> set[int]:
    """Settle the rows of a load in a raw table against those held already, inside the caller's transaction.

    Returns:
        The records whose rows were dropped because they tell nothing new or lost.
    """
    table = _Table.of(name)
    if not _clashes(connection, table, load_id):
        return set()
    connection.execute(f"""
        create or replace temp table clash_rows as
        select held.rowid as row_id, held.load_id = '{load_id}' as is_new, held.*
        from raw.{name} as held
        where exists (select 1 from clash_keys where {table.same_key("held", "clash_keys")})
    """)
    _keep_first_of_file(connection, table)
    _settle_with_held(connection, table)
    dropped = connection.execute("select source_record from dropped where is_new").fetchall()
    _record_conflicts(connection, table, now)
    columns = ", ".join(f'"{c}"' for c in RAW_TABLES[name].to_schema().columns)
    connection.execute(
        f"insert into history.{name} ({columns}, superseded_at, superseded_by_load_id) "
        f"select {columns}, ?, ? from raw.{name} where rowid in (select old_row from replacing)",
        [now, load_id],
    )
    connection.execute(f"delete from raw.{name} where rowid in (select row_id from dropped)")
    connection.execute(f"delete from raw.{name} where rowid in (select row_id from merged_new)")
    connection.execute(f"insert into raw.{name} ({columns}) select {columns} from merged_new")
    return {record for (record,) in dropped}


def _clashes(connection: duckdb.DuckDBPyConnection, table: _Table, load_id: str) -> int:
    """Collect the keys that the load shares with itself or with what is held."""
    keys = ", ".join(f'"{c}"' for c in table.key)
    first, last = connection.execute(
        f"select min(captured_at), max(captured_at) from raw.{table.name} where load_id = ?", [load_id]
    ).fetchall()[0]
    if first is None:
        return 0
    in_time = f"captured_at between timestamp '{first}' and timestamp '{last}'"
    alone = not connection.execute(
        f"select 1 from raw.{table.name} where {in_time} and load_id <> ? limit 1", [load_id]
    ).fetchall()
    new = f"select {keys}, hash({keys}) as key_hash from raw.{table.name} where load_id = '{load_id}'"
    hashes = f"select hash({keys}) as key_hash from raw.{table.name} where {in_time}"
    if not alone:
        hashes += f" and hash({keys}) in (select hash({keys}) from raw.{table.name} where load_id = '{load_id}')"
    connection.execute(f"""
        create or replace temp table clash_keys as
        select distinct {keys} from ({new}) as fresh
        where key_hash in (select key_hash from ({hashes}) group by key_hash having count(*) > 1)
    """)
    found = connection.execute("select count(*) from clash_keys").fetchall()
    return int(found[0][0])


def _keep_first_of_file(connection: duckdb.DuckDBPyConnection, table: _Table) -> None:
    keys = ", ".join(f'"{c}"' for c in table.key)
    connection.execute(f"""
        create or replace temp table ranked as
        select *, row_number() over (partition by {keys}, is_new order by source_record, row_id) as place
        from clash_rows
    """)


def _settle_with_held(connection: duckdb.DuckDBPyConnection, table: _Table) -> None:
    """Work out, for each key, what is dropped and what the new row becomes."""
    news = " or ".join(f'(n."{c}" is not null and n."{c}" is distinct from o."{c}")' for c in table.payload)
    adds = " or ".join(f'(n."{c}" is not null and o."{c}" is null)' for c in table.payload)
    connection.execute(f"""
        create or replace temp table pairs as
        select n.row_id as new_row, o.row_id as old_row, n.precedence >= o.precedence as new_leads,
            ({news}) as tells_news, ({adds}) as adds
        from ranked as n join ranked as o on {table.same_key("n", "o")}
        where n.is_new and n.place = 1 and not o.is_new
    """)
    connection.execute("""
        create or replace temp table replacing as
        select * from pairs where tells_news and (new_leads or adds)
    """)
    connection.execute("""
        create or replace temp table dropped as
        select row_id, is_new, source_record from ranked
        where (is_new and place > 1)
            or row_id in (select new_row from pairs where new_row not in (select new_row from replacing))
            or row_id in (select old_row from replacing)
    """)
    values = ", ".join(
        f'case when r.new_leads then coalesce(n."{c}", o."{c}") else coalesce(o."{c}", n."{c}") end as "{c}"'
        for c in table.payload
    )
    kept = ", ".join(
        f'n."{c}"' for c in [*table.key, *[x for x in LINEAGE if x not in table.key and x != "precedence"]]
    )
    connection.execute(f"""
        create or replace temp table merged_new as
        select n.row_id, {kept}, greatest(n.precedence, o.precedence) as precedence, {values}
        from replacing as r
        join ranked as n on n.row_id = r.new_row
        join ranked as o on o.row_id = r.old_row
    """)


def _record_conflicts(connection: duckdb.DuckDBPyConnection, table: _Table, now: datetime) -> None:
    """Write down every pair of records of one observation that state different things."""
    differ = " or ".join(f'(kept."{c}" <> lost."{c}")' for c in table.payload) or "false"
    differences = ", ".join(
        f"""case when kept."{c}" <> lost."{c}" then json_object('column', '{c}', 'kept', kept."{c}"::varchar,
            'dropped', lost."{c}"::varchar) end"""
        for c in table.payload
    )
    connection.execute(
        f"""
        insert into meta.conflicts
        with rivals as (
            select new_row as kept_row, old_row as lost_row from pairs where new_leads
            union all
            select old_row, new_row from pairs where not new_leads
            union all
            select first.row_id, later.row_id
            from ranked as first join ranked as later on {table.same_key("first", "later")}
            where first.is_new and later.is_new and first.place = 1 and later.place > 1
        )
        select 'raw.{table.name}', to_json({table.struct(table.key, "kept")})::varchar,
            kept.load_id, kept.source_record, lost.load_id, lost.source_record,
            to_json(list_filter([{differences}], lambda d: d is not null))::varchar,
            to_json({table.struct(table.payload, "lost")})::varchar, ?
        from rivals
        join ranked as kept on kept.row_id = rivals.kept_row
        join ranked as lost on lost.row_id = rivals.lost_row
        where {differ}
        order by kept.source_record, lost.source_record
        """,
        [now],
    )
