"""Every SQL model has a header, a contract and words, and reads only what exists."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import duckdb
import pytest
import sqlglot

from pipeline import places
from pipeline.models import building, reference, sql_models
from pipeline.models.checks import ABOUT_NO_MODEL, find_checks, is_check
from pipeline.models.dictionary import data_dictionary
from pipeline.models.sql_models import tables_in
from schemas.columns import COLUMNS
from schemas.marts.plan_marts import PLAN_MARTS
from schemas.raw import RAW_TABLES
from schemas.types import duckdb_type

CLOCK_OR_CHANCE = re.compile(
    r"\b(current_date|current_time(?:stamp)?|localtime(?:stamp)?|get_current_\w+|transaction_timestamp|today|now"
    r"|random|setseed|uuid|gen_random_uuid|using sample|tablesample)\b",
    re.I,
)


@pytest.fixture(scope="module")
def models() -> dict[str, sql_models.Model]:
    return sql_models.load_models()


@pytest.fixture(scope="module")
def types(models: dict[str, sql_models.Model]) -> dict[str, dict[str, str]]:
    return sql_models.bind(models)


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    sql_models.create_sources(con)
    reference.load_reference(con)
    reference.write_settings(con, {})
    return con


def test_models_and_contracts_are_the_same_tables(models: dict[str, sql_models.Model]) -> None:
    modelled = {t for t in sql_models.declared() if t.split(".")[0] in sql_models.SCHEMAS}
    assert set(models) == modelled - {f"marts.{name}" for name in PLAN_MARTS}


def test_each_model_binds_to_the_types_of_its_contract(
    models: dict[str, sql_models.Model], types: dict[str, dict[str, str]]
) -> None:
    for table, model in models.items():
        columns = model.contract.to_schema().columns
        assert types[table] == {name: duckdb_type(column.dtype) for name, column in columns.items()}, table


def test_each_model_says_what_a_row_is_and_names_its_grain(models: dict[str, sql_models.Model]) -> None:
    for table, model in models.items():
        assert model.words.startswith("One row per "), table
        schema = model.contract.to_schema()
        assert schema.unique, table
        assert schema.strict and schema.ordered, table
        assert set(schema.columns) <= set(COLUMNS), table


def test_dependencies_exist_and_come_first(models: dict[str, sql_models.Model]) -> None:
    built: set[str] = {t for t in sql_models.declared() if t.split(".")[0] not in sql_models.SCHEMAS}
    built |= {f"known.{name}" for name in RAW_TABLES}
    for table, model in models.items():
        assert set(model.depends_on) <= built, table
        built.add(table)


def test_models_see_raw_tables_only_as_far_as_the_build_may_know_them(models: dict[str, sql_models.Model]) -> None:
    for table, model in models.items():
        schemas = {t.split(".")[0] for t in model.depends_on}
        assert not schemas & {"raw", "history"}, table
        assert "known" not in schemas or model.schema == "staging", table


def test_no_model_reads_a_mart(models: dict[str, sql_models.Model]) -> None:
    """What several marts show is a step that says so; a mart is the end of the way."""
    found = {table: [d for d in model.depends_on if d.startswith("marts.")] for table, model in models.items()}
    assert {table: marts for table, marts in found.items() if marts} == {}


def test_no_query_looks_at_the_clock_or_at_chance() -> None:
    found = {}
    for path in sorted(places.SQL.rglob("*.sql")):
        code = " ".join(line.split("--")[0] for line in path.read_text(encoding="utf-8").splitlines())
        found[path.name] = CLOCK_OR_CHANCE.findall(code)
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize("query", ["select now()", "select current_date", "select today ()", "select 1, RANDOM() as r"])
def test_the_clock_is_found_however_it_is_written(query: str) -> None:
    assert CLOCK_OR_CHANCE.search(query)


def test_check_files_belong_to_models_or_are_about_none(models: dict[str, sql_models.Model]) -> None:
    owned = {check.path for model in models.values() for check in model.checks}
    about_none = set((places.SQL / ABOUT_NO_MODEL).iterdir())
    assert owned | about_none == {path for path in places.SQL.rglob("*.sql") if is_check(path)}


def test_check_files_have_words_and_find_nothing_where_there_is_nothing(
    con: duckdb.DuckDBPyConnection, models: dict[str, sql_models.Model]
) -> None:
    for model in models.values():
        building.create(con, model)
    checks = find_checks(places.SQL)
    assert {check.path.name: check.count(con) for check in checks} == {check.path.name: 0 for check in checks}
    assert [check.path.name for check in checks if not check.words] == []


def test_a_check_file_without_a_model_in_its_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "marts").mkdir()
    (tmp_path / "marts" / "holds.warn.sql").write_text("select 1")
    with pytest.raises(ValueError, match=r"holds\.warn\.sql: a check is named <model>__<rule>"):
        find_checks(tmp_path)


def test_a_check_that_warns_stops_no_table(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    folder = tmp_path / "staging"
    folder.mkdir()
    shutil.copy(next(places.SQL.rglob("stg_exchange_rates.sql")), folder)
    for end in ("check", "warn"):
        (folder / f"stg_exchange_rates__is_empty.{end}.sql").write_text("select * from staging.stg_exchange_rates")
    model = sql_models.load_models(tmp_path)["staging.stg_exchange_rates"]
    with pytest.raises(building.BrokenContract, match="breaks is empty"):
        building.build(con, model)
    (folder / "stg_exchange_rates__is_empty.check.sql").unlink()
    assert building.build(con, sql_models.load_models(tmp_path)["staging.stg_exchange_rates"]) > 0


def test_a_build_leaves_the_words_as_comments(
    con: duckdb.DuckDBPyConnection, models: dict[str, sql_models.Model]
) -> None:
    building.build_all(con, models)
    tables = con.execute(
        "select count(*) from (select comment from duckdb_tables() union all select comment from duckdb_views()"
        " where not internal) where comment is null"
    ).fetchall()
    columns = con.execute(
        "select schema_name, table_name, column_name from duckdb_columns() where not internal and comment is null"
        " and schema_name in ('staging', 'intermediate', 'marts')"
    ).fetchall()
    assert columns == []
    assert tables[0][0] <= len([t for t in sql_models.declared() if t.startswith(("raw.", "history.", "meta."))])


def test_a_broken_contract_keeps_the_rows_of_before(
    con: duckdb.DuckDBPyConnection, models: dict[str, sql_models.Model]
) -> None:
    model = models["staging.stg_exchange_rates"]
    before = building.build(con, model)
    con.execute("update reference.exchange_rates set euros_per_unit = -1 where currency = 'USD'")
    with pytest.raises(building.BrokenContract) as broken:
        building.build(con, model)
    assert broken.value.model == "staging.stg_exchange_rates"
    assert broken.value.rule.startswith("exchange_rate: ")
    assert 0 < len(broken.value.examples) <= 10
    assert con.execute("select count(*) from staging.stg_exchange_rates").fetchall() == [(before,)]


def test_a_repeated_grain_is_named(con: duckdb.DuckDBPyConnection, models: dict[str, sql_models.Model]) -> None:
    con.execute("insert into reference.exchange_rates select * from reference.exchange_rates where currency = 'GBP'")
    with pytest.raises(building.BrokenContract, match="one row per currency, exchange_rate_date"):
        building.build(con, models["staging.stg_exchange_rates"])


def test_models_need_a_schema_before_each_table() -> None:
    tree = sqlglot.parse_one("with a as (select 1 as x) select * from a inner join posts using (x)")
    with pytest.raises(ValueError, match="posts"):
        tables_in(tree)


def test_the_dictionary_has_every_table_and_column() -> None:
    page = data_dictionary()
    for table, contract in sql_models.contracts().items():
        assert f"### {table}\n" in page or table.startswith("history.")  # which has the columns of raw and two more
        for name in contract.to_schema().columns:
            assert f"| {name} |" in page or f"| **{name}** |" in page


def test_a_family_of_models_is_a_folder_below_its_schema(tmp_path: Path) -> None:
    for place in ("staging", "marts/returns"):
        (tmp_path / place).mkdir(parents=True)
    (tmp_path / "staging" / "a.sql").write_text("-- One row.\nselect 1 as one\n", encoding="utf-8")
    (tmp_path / "marts" / "returns" / "b.sql").write_text("-- One row.\nselect * from staging.a\n", encoding="utf-8")
    check = tmp_path / "marts" / "returns" / "b__holds.check.sql"
    check.write_text("select 1 where false\n", encoding="utf-8")
    models = sql_models.load_models(tmp_path)
    assert list(models) == ["staging.a", "marts.b"]
    assert [found.path for found in models["marts.b"].checks] == [check]
    (tmp_path / "marts" / "b.sql").write_text("-- One row.\nselect 1 as one\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"marts\.b has two files"):
        sql_models.load_models(tmp_path)


WIDER = {
    "marts.deal_results": 131,
    "marts.campaign_results": 129,
}  # engaged views and public engagements, revenue under review, how likely there is profit, and what closes a window


def test_no_published_table_is_wider_than_a_person_can_read(models: dict[str, sql_models.Model]) -> None:
    widths = {
        table: len(model.contract.to_schema().columns) for table, model in models.items() if model.schema == "marts"
    }
    assert {table: width for table, width in widths.items() if width > WIDER.get(table, 120)} == {}
