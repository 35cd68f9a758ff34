"""Every rule of every raw contract says of every row what pandera itself says."""

import copy
import random
from datetime import date, datetime
from decimal import Decimal

import pandera.polars as pa
import polars as pl
import pytest

from pipeline.models.contracts import compiled, polars_schema, validate
from schemas.raw import RAW_TABLES

ROWS = 60
POOLS = {
    pl.Int64: [None, -1, 0, 1, 7, 10**15],
    pl.Float64: [None, -0.5, 0.0, 0.5, 1.0, 1.5, float("nan")],
    pl.Decimal: [None, Decimal("-0.5"), Decimal(0), Decimal("1.25"), Decimal("1000000")],
    pl.String: [None, "", "instagram", "a@example.test", "x", "minute", "bogus"],
    pl.Boolean: [None, True, False],
    pl.Date: [None, date(2001, 1, 1), date(2026, 1, 1)],
    pl.Datetime: [None, datetime(2001, 1, 1), datetime(2020, 5, 5), datetime(2020, 5, 9), datetime(2030, 1, 1)],
}


def generated(model: type[pa.DataFrameModel], seed: int) -> pl.DataFrame:
    rng = random.Random(seed)
    schema = polars_schema(model)
    columns = {}
    for name, dtype in schema.items():
        pool = POOLS[dtype if isinstance(dtype, type) else type(dtype)]
        values = [rng.choice(pool) if rng.random() < 0.5 else pool[-2] for _ in range(ROWS)]
        columns[name] = [None] * 3 + values[3:]  # some rows say nothing at all
    return pl.DataFrame(columns, schema=schema)


def by_pandera(model: type[pa.DataFrameModel], frame: pl.DataFrame) -> set[tuple[int, str, str]]:
    """Return row, column and rule of each failure as pandera finds them."""
    schema = copy.copy(model.to_schema())  # the schema itself is shared
    schema.unique = None  # no row rule; SQL sees to it
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        found = set()
        for case in cases.iter_rows(named=True):
            rule = "not_null" if case["check"] == "not_nullable" else case["check"].split("(")[0]
            column = "" if case["schema_context"] == "DataFrameSchema" else case["column"]
            found.add((case["index"], column, rule))
        return found
    return set()


def by_our_rules(model: type[pa.DataFrameModel], frame: pl.DataFrame) -> set[tuple[int, str, str]]:
    found = set()
    for rule in compiled(model):
        rows = frame.select(rule.broken.alias("broken")).to_series().arg_true()
        found |= {(row, rule.column, rule.name) for row in rows}
    return found


@pytest.mark.parametrize("name", RAW_TABLES)
def test_our_rules_and_pandera_reject_the_same_rows_for_the_same_reasons(name):
    model = RAW_TABLES[name]
    broken = set()
    for seed in range(2):
        frame = generated(model, seed)
        ours = by_our_rules(model, frame)
        assert ours == by_pandera(model, frame)
        broken |= {(column, rule) for _, column, rule in ours}
    every = {(rule.column, rule.name) for rule in compiled(model)}
    assert every - broken == set(), "rules that no generated row breaks"


@pytest.mark.parametrize("name", RAW_TABLES)
def test_pandera_takes_the_rows_that_our_rules_take_and_no_others(name):
    model = RAW_TABLES[name]
    frame = generated(model, 3)
    good = frame.filter(~pl.any_horizontal(rule.broken for rule in compiled(model)))
    validate(model, good)
    with pytest.raises(pa.errors.SchemaError):
        validate(model, frame)


@pytest.mark.parametrize("name", RAW_TABLES)
def test_a_rule_is_never_undecided(name):
    frame = generated(RAW_TABLES[name], 5)
    verdicts = frame.select(rule.broken.alias(str(i)) for i, rule in enumerate(compiled(RAW_TABLES[name])))
    assert verdicts.null_count().sum_horizontal().item() == 0
