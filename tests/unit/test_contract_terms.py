"""What the body of a contract may say, and what is refused in it."""

from __future__ import annotations

from typing import Any

import duckdb
import pandera.polars as pa
import polars as pl
import pytest

from pipeline.models import contract_sql, sql_models
from schemas.columns import COLUMNS
from schemas.contract import Contract, Terms, tables, with_columns
from schemas.rules import KINDS
from schemas.types import Count
from schemas.vocabulary import count, declared, money, names, text

NULL_KEYS = {("marts.benchmark_comparison", "benchmark_upper_bound"), ("marts.benchmark_comparison", "benchmark_niche")}


class Visits(Contract):
    """marts.visits: a table that no model builds."""

    columns = "platform handle", {"followers": COLUMNS["followers"]}, ("tier", "orders scheme")
    grain = "platform handle"
    not_null = "tier"
    nullable = "scheme handle"
    rules = {"platform": {"isin": None}, "orders": {"le": 5}}
    means = {"tier": "niche"}
    decides = "orders"


def visits() -> dict[str, Any]:
    return dict(Visits.to_schema().columns)


def refused(**body: Any) -> str:
    with pytest.raises(LookupError) as error:
        type("Refused", (Contract,), {"__doc__": "marts.refused: a row.", **body})
    return str(error.value)


def test_columns_are_those_named_in_their_order() -> None:
    assert list(visits()) == ["platform", "handle", "followers", "tier", "orders", "scheme"]


def test_type_words_unit_and_usual_rule_are_the_vocabularys() -> None:
    followers = visits()["followers"]
    assert followers.dtype.type == Count
    assert followers.description == COLUMNS["followers"].words
    assert followers.metadata == {"unit": "count", "decides": False, "when": None, "rules": (KINDS["ge"](0),)}
    assert [(check.name, check.statistics) for check in followers.checks] == [
        ("greater_than_or_equal_to", {"min_value": 0})
    ]


def test_the_grain_is_unique_and_not_null_unless_the_contract_says_so() -> None:
    assert Visits.to_schema().unique == ["platform", "handle"]
    assert {name for name, column in visits().items() if not column.nullable} == {"platform", "tier"}


def test_a_rule_is_added_to_the_usual_one_and_none_lifts_it() -> None:
    assert visits()["platform"].checks == []
    assert {check.name for check in visits()["orders"].checks} == {
        "greater_than_or_equal_to", "less_than_or_equal_to",
    }  # fmt: skip


def test_a_column_that_means_something_else_has_its_words() -> None:
    assert visits()["tier"].description == COLUMNS["niche"].words
    assert visits()["orders"].metadata["decides"]


def test_a_subclass_keeps_what_it_does_not_say_anew() -> None:
    contract: Any = type("Late", (Visits,), {"columns": ("platform handle followers tier orders scheme", "day")})
    late = contract.to_schema()
    assert list(late.columns)[-1] == "day"
    assert late.unique == ["platform", "handle"]
    assert late.columns["tier"].description == COLUMNS["niche"].words


def test_a_column_without_words_is_refused_with_table_column_and_remedy() -> None:
    message = refused(columns="platform colour")
    assert message.startswith("marts.refused: the column colour has no words. Add it to a block in schemas/columns")


@pytest.mark.parametrize("term", ["grain", "not_null", "nullable", "decides", "happened", "planned"])
def test_a_term_about_a_column_that_is_not_there_is_refused(term: str) -> None:
    assert "marts.refused speaks of handle, which it does not have" in refused(columns="platform", **{term: "handle"})


def test_a_rule_about_a_column_that_is_not_there_is_refused() -> None:
    assert "speaks of orders" in refused(columns="platform", rules={"orders": {"le": 5}})


def test_a_column_that_is_named_twice_is_refused() -> None:
    assert "names platform twice" in refused(columns=("platform handle", "platform"), grain="platform")


def test_a_table_is_called_as_its_class() -> None:
    assert tables(__name__) == {"visits": Visits, "int_visits": IntVisits}


def test_a_block_declares_what_is_in_braces_and_names_the_rest() -> None:
    block = ("platform", {"sales": count("Sales.")}, ({"taken": money("Money taken.")}, "handle"))
    assert list(names(block)) == ["platform", "sales", "taken", "handle"]
    assert [name for name, _ in declared(block)] == ["sales", "taken"]


def test_a_kind_has_its_usual_range() -> None:
    assert count("Posts.").rules == {"ge": 0}
    assert count("Change.", ge=None).rules == {}
    assert text("State.", isin=["new"], not_null=True) == ("State.", "", True, str, True, {"isin": ["new"]})


class IntVisits(Contract):
    """intermediate.int_visits: a step that no model builds."""

    grain = "platform"
    rules = {"orders": {"ge": 1}}


def test_a_step_has_the_columns_of_its_query_and_the_rules_of_their_names() -> None:
    step = with_columns(IntVisits, ["platform", "orders", "followers"])
    with duckdb.connect() as con:
        con.execute("create table visits as select 'x' as platform, 0::bigint as orders, -1::bigint as followers")
        broken = [rule for rule, _ in contract_sql.broken_rules(con, "visits", step)]
    assert broken == ["orders: greater_than_or_equal_to", "followers: greater_than_or_equal_to"]


def test_a_step_is_held_to_the_types_of_its_names() -> None:
    step = with_columns(IntVisits, ["platform", "orders"])
    with duckdb.connect() as con:
        con.execute("create table visits as select 'x' as platform, 1.5::double as orders")
        wrong = contract_sql.type_errors(con, "visits", step)
    assert wrong == [{"place": 2, "is": [("orders", "double")], "should_be": [("orders", "bigint")]}]


def test_a_step_without_a_column_that_its_contract_speaks_of_is_refused() -> None:
    with pytest.raises(LookupError, match=r"intermediate\.int_visits speaks of orders"):
        with_columns(IntVisits, ["platform"])


def test_pandera_itself_checks_by_these_terms() -> None:
    frame = pl.DataFrame(
        {"platform": ["x"], "handle": [None], "followers": [1], "tier": ["small"], "orders": [6], "scheme": [None]},
        schema={"platform": pl.String, "handle": pl.String, "followers": pl.Int64, "tier": pl.String,
                "orders": pl.Int64, "scheme": pl.String},
    )  # fmt: skip
    with pytest.raises(pa.errors.SchemaError, match="less_than_or_equal_to"):
        Visits.validate(frame)
    assert Visits.validate(frame.with_columns(orders=pl.lit(5, pl.Int64))).height == 1


def test_keys_of_published_tables_are_never_null() -> None:
    found = {
        (table, key)
        for table, contract in sql_models.declared().items()
        if table.startswith("marts.")
        for key in contract.to_schema().unique
        if contract.to_schema().columns[key].nullable
    }
    assert found == NULL_KEYS  # what the publication leaves open; each one fewer is a change of a published table


def test_contracts_say_only_what_differs_from_the_vocabulary() -> None:
    needless = []
    for table, contract in sql_models.declared().items():
        terms: Terms = contract._terms
        grain = set(names(terms.grain))
        for name in names(terms.not_null):
            if name in grain or COLUMNS[terms.means.get(name, name)].not_null:
                needless.append((table, "not_null", name))
        for name in names(terms.nullable):
            if name not in grain and not COLUMNS[terms.means.get(name, name)].not_null:
                needless.append((table, "nullable", name))
        for name, rules in terms.rules.items():
            usual = COLUMNS[terms.means.get(name, name)].rules
            needless += [(table, "rules", name) for rule, value in rules.items() if usual.get(rule) == value]
    assert needless == []
