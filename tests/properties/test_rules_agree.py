"""Pandera, Polars and SQL say the same of any value and any rule."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import duckdb
import pandera.polars as pa
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.models.contracts import compiled
from pipeline.models.sql_models import contracts
from schemas.rules import KINDS, field, rules_of
from schemas.types import Count, Money, Rate, duckdb_type

NUMBERS = {
    Count: st.integers(-(2**62), 2**62) | st.integers(-3, 3),
    Rate: st.floats() | st.sampled_from([0.0, -0.0, 0.5, 1.0, math.nan, math.inf]),
    Money: st.decimals(-(10**9), 10**9, places=4, allow_nan=False) | st.just(Decimal(0)),
}
TEXTS = st.text(max_size=5) | st.sampled_from(["DE", "DEU", "24h", "latest", "a\nDE", "DE\n", "#x", "x"])
BOUNDS = {
    Count: st.integers(-3, 3),
    Rate: st.floats(-2, 2, allow_subnormal=False) | st.integers(-1, 1),
    Money: st.integers(-3, 3),
}
PATTERNS = ["^[A-Z]{2}$", "[A-Z]{2}", "^[1-9][0-9]*[hd]$|^latest$", "^#"]


@st.composite
def asked(draw: st.DrawFn) -> tuple[Any, dict[str, Any], list[Any]]:
    """Return a type, a rule of one kind, and values."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    if kind == "str_matches":
        dtype, value, values = str, draw(st.sampled_from(PATTERNS)), TEXTS
    elif kind == "isin":
        dtype, value, values = str, draw(st.lists(TEXTS, min_size=1, max_size=3)), TEXTS
    else:
        dtype = draw(st.sampled_from(list(NUMBERS)))
        value, values = draw(BOUNDS[dtype]), NUMBERS[dtype]
    return dtype, {kind: value}, draw(st.lists(st.none() | values, min_size=1, max_size=8))


def verdicts(dtype: Any, nullable: bool, rule: dict[str, Any], values: list[Any]) -> tuple[list[bool], ...]:
    """Return whether each value keeps the rules, as pandera, Polars and SQL say."""
    body = {"__annotations__": {"x": dtype}, "x": field(dtype, nullable, rule, "words", {})}
    schema = type("Asked", (pa.DataFrameModel,), body).to_schema()
    kind = schema.columns["x"].dtype.type
    frame = pl.DataFrame({"x": values}, schema={"x": kind})
    rules = rules_of(schema.columns["x"])
    by_polars = frame.select(pl.all_horizontal(r.holds("x") for r in rules).alias("x"))["x"].to_list()
    with duckdb.connect() as con:
        con.execute(f"create table asked (place integer, x {duckdb_type(schema.columns['x'].dtype)})")
        con.executemany("insert into asked values (?, ?)", [[place, value] for place, value in enumerate(values)])
        broken = " or ".join(f"coalesce(not ({r.sql('x')}), false)" for r in rules)
        by_sql = [not row[0] for row in con.execute(f"select {broken} from asked order by place").fetchall()]
    return [_pandera_takes(schema, frame[place : place + 1]) for place in range(frame.height)], by_polars, by_sql


def _pandera_takes(schema: Any, frame: pl.DataFrame) -> bool:
    try:
        schema.validate(frame)
    except pa.errors.SchemaError:
        return False
    return True


@settings(max_examples=120, deadline=None)
@given(asked(), st.booleans())
@pytest.mark.long
def test_the_three_say_the_same_of_every_value(what: tuple[Any, dict[str, Any], list[Any]], nullable: bool) -> None:
    dtype, rule, values = what
    by_pandera, by_polars, by_sql = verdicts(dtype, nullable, rule, values)
    assert by_pandera == by_polars == by_sql


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_keeps_some_value_and_refuses_another(kind: str) -> None:
    text = kind in ("isin", "str_matches")
    rule = {kind: {"isin": ["a"], "str_matches": "a"}.get(kind, 1)}
    values: list[Any] = ["a", "b", None] if text else [0.5, 1.0, 2.0, None, math.nan]
    by_pandera, by_polars, by_sql = verdicts(str if text else Rate, False, rule, values)
    assert by_pandera == by_polars == by_sql
    assert set(by_polars) == {True, False}
    assert by_polars[3 if not text else 2] is False


def test_every_rule_of_every_contract_is_of_these_kinds() -> None:
    for table, contract in contracts().items():
        for name, column in contract.to_schema().columns.items():
            assert len(column.checks) == len([r for r in rules_of(column) if r.name != "not_null"]), (table, name)
        assert len(contract.to_schema().checks) == len([b for b in compiled(contract) if not b.column]), table


def test_a_rule_of_no_kind_is_refused() -> None:
    with pytest.raises(LookupError, match="rule in_range is none of ge, gt"):
        field(str, True, {"in_range": 1}, "", {})
