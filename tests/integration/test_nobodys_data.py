"""Whatever becomes of a file, nothing of the columns that are nobody's business is below the home folder.

The files are made out of the layouts, so that a new layout is covered by being there. A marker stands in each
column that a layout ignores or does not know; every byte of every file, and every text of every table, is searched.
"""

import json
from pathlib import Path

import duckdb
import pytest
from made_once import made_once
from private_files import MARK, Made, kept_headers, ways
from sample_runs import influencers, rows

from pipeline.exports.mapping_files import read_mappings

pytestmark = pytest.mark.long

DAY = "2026-09-20"
LAYOUTS = {
    name: layout for name, layout in read_mappings().items() if layout.layout != "sections" and not layout.records
}
KEPT = kept_headers(LAYOUTS.values())
CUSTOMERS = {"shopify_orders", "brand_tracking", "tiktok_shop_orders"}
SIDECARS = {
    "@someone": "platform: {platform}\n",
    "nobody": "",
    "wrong": "platform: linkedin\nhandle: someone\n",
    "unreadable": "handle: [\n# {mark}\nmail: {mark}@example.test\n",
    "strange": "handle: someone\nmail: {mark}@example.test\nplatform: {{a: {mark}}}\n",
}


@pytest.fixture(scope="module")
def searched(tmp_path_factory) -> tuple[Path, Path, str, str]:
    """Return home, incoming folder and what was printed of a run over every way of every layout."""

    def make(folder: Path) -> tuple[Path, Path, str, str]:
        home, incoming = folder / "home", folder / "incoming"
        for number, (name, layout) in enumerate(LAYOUTS.items()):
            made = ways(Made(layout, KEPT), with_files=number % 16 == 0 or name in CUSTOMERS)
            places = SIDECARS if number % 12 == 0 else ["@someone", "nobody"]
            for place in places:
                sidecar = SIDECARS[place]
                where = incoming / name / DAY / place
                where.mkdir(parents=True)
                if sidecar:
                    platform = layout.platform or "instagram"
                    (where / "account.yaml").write_text(sidecar.format(platform=platform, mark=MARK))
                for file, content in made.items() if place == "@someone" else [("good.csv", made["good.csv"])]:
                    (where / file).write_bytes(content)
        result = influencers("run", "--incoming", incoming, "--home", home, "--strict", "--json")
        return home, incoming, result.stdout, result.stderr

    return made_once(tmp_path_factory, "nobodys_data", make)


def told(file: Path) -> dict[str, str]:
    """Return the tables of a file that hold a marker, with a row that does."""
    found = {}
    with duckdb.connect(str(file), read_only=True) as connection:
        tables = "select schema_name || '.' || table_name from duckdb_tables() where not internal order by 1"
        for (table,) in connection.execute(tables).fetchall():
            row = connection.execute(
                f"select t::varchar from {table} as t where t::varchar ilike '%{MARK}%'"
            ).fetchone()
            if row:
                found[table] = row[0]
    return found


def test_the_run_ends_and_every_layout_was_met(searched):
    home, _, stdout, _ = searched
    summary = json.loads(stdout)
    assert (summary["failed_steps"], summary["published"]) == ({}, True)
    published = home / "warehouse" / "influencers.duckdb"
    met = {name for (name,) in rows(published, "select distinct format from meta.loads")}
    assert {
        n for n, layout in LAYOUTS.items() if not (layout.refuse or layout.exact or layout.layout == "titled")
    } <= met
    refused = {
        n for (n,) in rows(published, "select distinct format from meta.rejected_rows join meta.loads using (load_id)")
    }
    assert {*CUSTOMERS, "brand_deals", "roster_generic", "x_content"} <= refused


def test_no_file_below_home_holds_a_marker(searched):
    home = searched[0]
    files = [path for path in home.rglob("*") if path.is_file()]
    assert len(files) > 5
    assert [str(path.relative_to(home)) for path in files if MARK.encode() in path.read_bytes().lower()] == []


def test_no_table_holds_a_marker(searched):
    files = sorted((searched[0] / "warehouse").glob("*.duckdb"))
    assert [file.name for file in files] == ["influencers.duckdb", "working.duckdb"]
    assert {file.name: told(file) for file in files} == {file.name: {} for file in files}


def test_nothing_that_is_printed_holds_a_marker(searched):
    home, incoming, stdout, stderr = searched
    status = influencers("status", "--home", home)
    files = [path for path in (incoming / "shopify_orders").rglob("*.csv") if path.is_file()]
    checked = influencers("check", *files, "--home", home, "--json")
    for printed in (stdout, stderr, status.stdout, checked.stdout):
        assert MARK not in printed.lower()


def test_a_refused_record_keeps_its_known_columns_and_what_was_wrong(searched):
    published = searched[0] / "warehouse" / "influencers.duckdb"
    query = """
        select column_name, rule, value, raw_record from meta.rejected_rows
        where file_name like 'shopify_orders/%/@someone/impossible.csv' and source_record = 1 and column_name = 'Created at'
    """
    ((column, rule, value, raw),) = rows(published, query)
    assert (column, rule, value) == ("Created at", "not_a_date", "2026-99-45")
    kept = json.loads(raw)
    assert (kept["Subtotal"], kept["Discount Code"]) == ("20", "text of 9 characters")
    assert {"Email", "Billing Name", "Phone", "Notes", "Zq unknown"} & kept.keys() == set()


def test_customers_stand_under_pseudonyms(searched):
    published = searched[0] / "warehouse" / "influencers.duckdb"
    customers = {c for (c,) in rows(published, "select customer_id from raw.orders where customer_id is not null")}
    assert len(customers) >= 3
    assert all(c.startswith("c:") and len(c) == 22 for c in customers)
