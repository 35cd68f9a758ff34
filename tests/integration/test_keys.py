"""Keys of the published tables: never null, and one row each, in the file that readers open."""

import pytest
from sample_runs import Ran, rows

from schemas.marts import MARTS_TABLES

# A published figure without an upper bound, or about every niche, says so by a null: half open is no number.
MAY_BE_NULL = {"benchmark_comparison": {"benchmark_upper_bound", "benchmark_niche"}}


@pytest.mark.parametrize("mart", MARTS_TABLES)
def test_a_key_is_whole_and_stands_once(sample_run: Ran, mart: str) -> None:
    keys = MARTS_TABLES[mart].to_schema().unique
    assert keys
    null = {
        key for key in keys if rows(sample_run.published, f'select 1 from marts.{mart} where "{key}" is null limit 1')
    }
    assert null <= MAY_BE_NULL.get(mart, set())
    named = ", ".join(f'"{key}"' for key in keys)
    assert (
        rows(sample_run.published, f"select {named} from marts.{mart} group by all having count(*) > 1 limit 1") == []
    )


def test_a_contract_lets_no_other_key_be_null() -> None:
    found = {}
    for mart, contract in MARTS_TABLES.items():
        schema = contract.to_schema()
        if nullable := {key for key in schema.unique if schema.columns[key].nullable}:
            found[mart] = nullable
    assert found == MAY_BE_NULL
