"""Every table and view of the published file opens in the DuckDB clients that people have: from 1.3 to the current one."""

import json
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import duckdb
import pytest
from sample_runs import Ran

from pipeline.warehouse.warehouse import STORAGE_VERSION

ROOT = Path(__file__).parents[2]
CURRENT = "current"
CLIENTS = [path.stem for path in sorted((ROOT / ".ci").glob("duckdb-*.txt"))]
OPEN_ALL = """
import duckdb, json, sys
failed, opened = {}, []
with duckdb.connect(sys.argv[1], read_only=True) as connection:
    names = connection.execute(
        "select schema_name, table_name from duckdb_tables() where not internal "
        "union all select schema_name, view_name from duckdb_views() where not internal"
    ).fetchall()
    for schema, name in names:
        try:
            connection.execute(f'describe "{schema}"."{name}"').fetchall()
            connection.execute(f'select * from "{schema}"."{name}" limit 5').fetchall()
            opened.append(f"{schema}.{name}")
        except duckdb.Error as error:
            failed[f"{schema}.{name}"] = str(error)[:200]
json.dump({"version": duckdb.__version__, "opened": opened, "failed": failed}, sys.stdout)
"""


def seen(client: str, file: Path) -> dict[str, Any]:
    """Return what a client opens of a file; -S keeps the environment's own DuckDB out of its sight."""
    folder = Path(sys.prefix) / "clients" / client
    if client != CURRENT and not folder.is_dir():
        pytest.skip(f"{client} is not installed: 'make clients' fetches it from the package index")
    path = sysconfig.get_path("platlib") if client == CURRENT else str(folder)
    ended = subprocess.run(
        [sys.executable, "-S", "-c", OPEN_ALL, str(file)],
        env={"PYTHONPATH": path}, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def test_there_are_older_clients() -> None:
    assert {"duckdb-1.3", "duckdb-1.4"} <= set(CLIENTS)


@pytest.mark.parametrize("client", [*CLIENTS, CURRENT])
def test_every_table_and_view_opens(sample_run: Ran, client: str) -> None:
    found = seen(client, sample_run.published)
    expected = duckdb.__version__ if client == CURRENT else client.removeprefix("duckdb-") + "."
    assert found["version"].startswith(expected)
    assert found["failed"] == {}
    assert {"marts", "additive", "staging", "known", "meta"} <= {name.split(".")[0] for name in found["opened"]}


@pytest.mark.parametrize("client", CLIENTS)
def test_a_view_of_another_type_is_found(client: str, tmp_path: Path) -> None:
    file = tmp_path / "file.duckdb"
    with duckdb.connect(str(file), config={"storage_compatibility_version": STORAGE_VERSION}) as connection:
        connection.execute("create table amounts as select 1::decimal(18, 4) as cost, 2::decimal(18, 4) as advertising")
        connection.execute("create view bare as select cost + advertising as total from amounts")
        connection.execute(
            "create view typed as select cast(cost + advertising as decimal(18, 4)) as total from amounts"
        )
    found = seen(client, file)
    assert set(found["failed"]) == {"main.bare"}
    assert set(found["opened"]) == {"main.amounts", "main.typed"}
