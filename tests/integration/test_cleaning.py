"""A home folder of an earlier release is cleaned once, down to the bytes of its files, and killed anywhere it begins again."""

import shutil
from pathlib import Path

import dagster as dg
import duckdb
import pytest
from home_folder import POSTS, Home, post

from pipeline.defs.resources import Pipeline
from pipeline.load import cleaning
from pipeline.warehouse.warehouse import Warehouse

MARK = "zqperson"
PERSON = f"{MARK}@example.test"
TRACKING = "order_id,date,revenue,coupon,user_id\n"
OLD = [
    f"""insert into meta.rejected_rows select load_id, file_name, 2, 'date', 'not_a_date', '{PERSON}', '{{"email":"{PERSON}"}}' from meta.loads""",
    "insert into meta.rejected_rows select load_id, file_name, 3, 'date', 'not_a_date', '2026-02-30', null from meta.loads limit 1",
    f"""insert into meta.loads by name select * replace ('other' as load_id, 'rejected' as status,
        'no export layout has these columns: 1, {PERSON}' as reason,
        'Export it, or add to x.yaml: columns: day: headers: [''{PERSON}'']' as remedy) from meta.loads limit 1""",
    f"update raw.orders set record_key = replace(record_key, customer_id, '{PERSON}'), customer_id = '{PERSON}'",
    """insert into history.orders select *, loaded_at, load_id from raw.orders""",
    f"""insert into meta.conflicts select 'raw.orders', '{{"record_key":"' || record_key || '"}}', load_id, 1, load_id, 2,
        '[{{"column":"refund","kept":"1","dropped":"2"}},{{"column":"customer_id","kept":"{PERSON}","dropped":"b"}}]',
        '{{"customer_id":"{PERSON}","refund":"2.0000"}}', loaded_at from raw.orders""",
    "create table staging.stg_orders as select record_key, customer_id, order_id from raw.orders",
    "create table intermediate.int_order_owners as select record_key, order_id from raw.orders",
    "comment on table staging.stg_orders is 'An order'",
    "create view known.orders as select * from raw.orders",
    f"create table staging.gone as select '{PERSON}' || i as person from range(20000) as r(i)",
    "checkpoint",
    "drop table staging.gone",
    "checkpoint",
    "drop table meta.cleanings",
]


@pytest.fixture
def old(home: Home) -> Home:
    """Return a home folder as a release of before left it."""
    home.put("shop/2026-09-20/sales.csv", TRACKING + "1,2026-09-10,50,CASEA,person-1\n")
    home.put("2026-09-20/posts.csv", POSTS + post(1) + post(2))
    home.load()
    warehouse = Warehouse(home.path)
    with warehouse.connect() as connection:
        for statement in OLD:
            connection.execute(statement)
    for name in ("influencers.duckdb", "influencers_as_of_2026-09-01.duckdb", "influencers.next.77"):
        shutil.copyfile(warehouse.working, warehouse.working.with_name(name))
    warehouse.published.chmod(0o444)
    (home.path / "reports").mkdir()
    text = (
        f"# Run x failed\n\n- Step: s\n\n## Why\n\n```\ncould not cast '{PERSON}'\n```\n\n## What to do\n\nMend it.\n"
    )
    (home.path / "reports" / "x.md").write_text(text)
    (home.path / "report").mkdir()
    (home.path / "report" / "influencers.html").write_text(f"<td>{PERSON}</td>")
    return home


def marked(folder: Path) -> list[str]:
    """Return the files below a folder that hold a marker in some byte, the incoming folder left out."""
    files = [p for p in folder.rglob("*") if p.is_file() and "incoming" not in p.parts]
    return sorted(str(p.relative_to(folder)) for p in files if MARK.encode() in p.read_bytes())


def clean(home: Home) -> bool:
    return cleaning.clean(Warehouse(home.path), home.path, lambda: None)


def test_no_byte_of_a_person_is_left_and_everything_else_is(old):
    assert len(marked(old.path)) == 6
    before = old.rows("select * from raw.posts order by post_key")
    assert clean(old)
    assert marked(old.path) == []
    assert old.rows("select * from raw.posts order by post_key") == before
    assert sorted(p.name for p in (old.path / "warehouse").iterdir()) == [
        "influencers.duckdb", "influencers_as_of_2026-09-01.duckdb", "working.duckdb",
    ]  # fmt: skip
    assert Warehouse(old.path).published.stat().st_mode & 0o777 == 0o444
    assert "Mend it." in (old.path / "reports" / "x.md").read_text()
    assert not list((old.path / "report").iterdir())


def test_what_was_refused_stays_in_the_books_without_its_text(old):
    clean(old)
    rows = "select source_record, rule, value, raw_record from meta.rejected_rows order by source_record, value limit 3"
    assert old.rows(rows)[0] == (2, "not_a_date", "text of 21 characters", None)
    assert old.rows(rows)[-1] == (3, "not_a_date", "2026-02-30", None)
    assert old.rows("select reason, remedy from meta.loads where load_id = 'other'") == [
        ("no export layout has these columns", "Export it, or see docs/mappings.md")
    ]


def test_a_customer_is_the_same_pseudonym_as_one_who_is_loaded_now(old):
    clean(old)
    ((key, customer),) = old.rows("select record_key, customer_id from raw.orders")
    old.put("shop/2026-09-25/sales.csv", TRACKING + f"1,2026-09-10,50,CASEA,{PERSON}\n")
    old.load()
    assert old.rows("select distinct record_key, customer_id from raw.orders") == [(key, customer)]
    for table in ("history.orders", "staging.stg_orders", "intermediate.int_order_owners"):
        assert old.rows(f"select distinct record_key from {table}") == [(key,)]
    ((observation, differences, dropped),) = old.rows(
        "select observation, differences, dropped_record from meta.conflicts"
    )
    assert observation == f'{{"record_key":"{key}"}}'
    assert "refund" in differences
    assert "customer_id" not in differences + dropped


def test_comments_views_rules_and_the_storage_version_stay(old):
    clean(old)
    assert old.rows("select comment from duckdb_tables() where table_name = 'stg_orders'") == [("An order",)]
    assert old.rows("select count(*) from known.orders") == [(1,)]
    assert old.rows("select tags['storage_version'] from duckdb_databases() where not internal") == [("v1.2.0+",)]
    with (
        Warehouse(old.path).connect() as connection,
        pytest.raises(duckdb.ConstraintException),
    ):
        connection.execute("insert into raw.posts (load_id) values (null)")


def test_it_is_done_once(old):
    assert clean(old)
    first = Warehouse(old.path).working.stat().st_ino
    assert not clean(old)
    assert Warehouse(old.path).working.stat().st_ino == first
    assert old.rows("select data_version from meta.cleanings") == [(1,)]


def test_a_cleaning_that_was_killed_begins_again(old):
    def killed() -> None:
        raise KeyboardInterrupt

    (old.path / "warehouse" / "working.duckdb.cleaning").write_text(PERSON)
    with pytest.raises(KeyboardInterrupt):
        cleaning.clean(Warehouse(old.path), old.path, killed)
    assert "warehouse/working.duckdb" in marked(old.path)
    assert clean(old)
    assert marked(old.path) == []


def test_a_new_home_folder_has_nothing_to_clean(tmp_path):
    warehouse = Warehouse(tmp_path)
    assert not cleaning.clean(warehouse, tmp_path, lambda: None)
    assert not cleaning.clean(warehouse, tmp_path, lambda: None)
    with warehouse.connect() as connection:
        assert connection.execute("select data_version from meta.cleanings").fetchall() == [(1,)]


@dg.asset
def step_that_logs(context: dg.AssetExecutionContext) -> None:
    context.log.warning(PERSON)


@dg.asset
def step_in_which_an_engine_quotes(pipeline: Pipeline) -> None:
    with pipeline.connect() as connection:
        connection.execute("select cast(? as integer)", [PERSON])


def test_records_of_earlier_runs_go_and_the_run_that_goes_on_stays(tmp_path):
    with dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
        dg.materialize([step_that_logs], instance=instance)
        kept = dg.materialize([step_that_logs], instance=instance).run_id
        assert len(marked(tmp_path)) >= 2
        cleaning.forget_runs(instance, tmp_path, kept)
        assert [run.run_id for run in instance.get_runs()] == [kept]
        assert [name for name in marked(tmp_path) if kept not in name] == []
        assert f"history/runs/{kept}.db" in marked(tmp_path)
        cleaning.forget_runs(instance, tmp_path)
        assert marked(tmp_path) == []
        assert dg.materialize([step_that_logs], instance=instance).success


def test_what_an_engine_quotes_reaches_no_log_of_a_run(tmp_path):
    (tmp_path / "dagster").mkdir()
    with dg.DagsterInstance.local_temp(str(tmp_path / "dagster")) as instance:
        result = dg.materialize(
            [step_in_which_an_engine_quotes], instance=instance, raise_on_error=False,
            resources={"pipeline": Pipeline(home=str(tmp_path))},
        )  # fmt: skip
        (failure,) = [e for e in result.all_events if e.event_type_value == "STEP_FAILURE"]
        assert "ConversionException at" in str(failure.event_specific_data.error.cause.message)
    assert marked(tmp_path) == []
