"""The semantic-layer files are current, each project's own parser takes them, and refuses broken ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from layers import Boring, issues, manifest
from model_rows import insert, warehouse

from pipeline.models.metric_registry import published_in, why_not_additive
from pipeline.semantic import boring, metricflow
from pipeline.semantic.__main__ import files, main
from pipeline.semantic.additive import Offer, _table, left_out, tables, unknown_keys
from pipeline.semantic.views import create_views
from schemas.marts import MARTS_TABLES
from schemas.metrics import METRICS
from schemas.metrics.metric import Metric

FOLDER = Path(__file__).parents[2] / "docs" / "semantic-layer"
RATIO = Metric("x_rate", "X", "0 to 1", "return", "ratio", numerator="orders", denominator="clicks")


@pytest.mark.parametrize("name", files())
def test_the_file_is_current(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == files()[name], "Run 'make semantic' and commit the files."


def test_every_published_metric_is_offered_or_left_out_with_a_reason() -> None:
    offers = {offer.name for table in tables().values() for offer in table.offers}
    for name, metric in METRICS.items():
        if published_in(name) and f"all of {published_in(name)[0]}" not in left_out():
            offered = name in offers or any(o.startswith(f"{name}_by_") for o in offers if metric.apart_by)
            assert offered is (name not in left_out()), name


def test_what_cannot_be_put_together_from_rows_says_why() -> None:
    assert why_not_additive(RATIO) == ""
    assert "median of medians" in why_not_additive(METRICS["headline_rate_median"])
    assert why_not_additive(METRICS["followers_change_rate"]) == "previous_followers of several rows do not add up"
    assert "margin_revenue" in why_not_additive(METRICS["margin_roi"])


def test_a_mart_by_a_key_nobody_has_ruled_on_is_left_out() -> None:
    class Unruled(MARTS_TABLES["tier_roi"]):  # type: ignore[misc, valid-type]
        grain = "return_interval_over"

    assert unknown_keys(_table("unruled", Unruled)) == ["return_interval_over"]
    assert unknown_keys(_table("tier_roi", MARTS_TABLES["tier_roi"])) == []


def test_metricflow_takes_its_file() -> None:
    assert issues((FOLDER / "metricflow.yaml").read_text(encoding="utf-8")) == []


def _changed(kind: str, name: str, change: dict[str, Any]) -> str:
    found = metricflow.documents()
    next(document[kind] for document in found if document.get(kind, {}).get("name") == name).update(change)
    return yaml.safe_dump_all(found)


@pytest.mark.parametrize(
    ("kind", "name", "change", "said"),
    [
        ("metric", "tier_roi_cost", {"type_params": {"measure": {"name": "no_such"}}}, "no_such"),
        pytest.param(
            "metric",
            "tier_roi_return_on_ad_spend",
            {"type_params": {"numerator": {"name": "no_such"}}},
            "no_such",
            marks=pytest.mark.long,
        ),
        pytest.param("metric", "tier_roi_cost", {"type": "median"}, "did not conform", marks=pytest.mark.long),
        ("semantic_model", "tier_roi", {"defaults": {"agg_time_dimension": "no_such"}}, "no_such"),
        pytest.param("semantic_model", "tier_roi", {"primary_entity": None}, "primary", marks=pytest.mark.long),
    ],
)
def test_metricflow_refuses_a_broken_file(kind: str, name: str, change: dict[str, Any], said: str) -> None:
    text = _changed(kind, name, change)
    manifest(files()["metricflow.yaml"])  # skips where the parser is missing
    try:
        found = "\n".join(issues(text))
    except Exception as refused:  # its parser raises what its validator would only list
        found = str(refused)
    assert said in found


@pytest.fixture(scope="module")
def empty() -> duckdb.DuckDBPyConnection:
    con = warehouse({})
    for name in tables():
        insert(con, f"marts.{name}", [])
    create_views(con)
    return con


def test_the_boring_layer_takes_its_file(empty: duckdb.DuckDBPyConnection) -> None:
    layer = Boring(empty, FOLDER / "boring.yaml")
    assert set(layer.models) == set(boring.config())
    assert layer.ask("tier_roi", ["return_on_ad_spend"], "tier") == {}


@pytest.mark.parametrize(
    ("section", "entry"),
    [("measures", {"cost": "_['no_such'].sum()"}), ("calculated_measures", {"revenue_roi": "_.no_such / _.cost"})],
)
def test_the_boring_layer_refuses_a_broken_file(
    section: str, entry: dict[str, str], tmp_path: Path, empty: duckdb.DuckDBPyConnection
) -> None:
    found = boring.config()
    found["tier_roi"][section] |= entry
    (tmp_path / "broken.yaml").write_text(yaml.safe_dump(found), encoding="utf-8")
    Boring(empty, FOLDER / "boring.yaml")  # skips where the layer is missing
    with pytest.raises(Exception, match="no_such"):
        Boring(empty, tmp_path / "broken.yaml").ask("tier_roi", list(entry), "tier")


def test_a_function_over_sums_is_refused_where_a_layer_cannot_write_it() -> None:
    with pytest.raises(ValueError, match="no plain arithmetic"):
        boring._ratio(Offer("x_rate", "X", "coalesce(orders, 0)", "clicks"))


def test_the_dbt_project_holds_the_same_models_and_metrics(tmp_path: Path) -> None:
    main(["dbt", str(tmp_path)])
    layer = yaml.safe_load((tmp_path / "models" / "layer.yml").read_text(encoding="utf-8"))
    native = metricflow.documents()
    assert layer["metrics"] == [d["metric"] for d in native if "metric" in d]
    for model, document in zip(layer["semantic_models"], [d for d in native if "semantic_model" in d], strict=True):
        name = model.pop("model").removeprefix("ref('").removesuffix("')")
        expected = dict(document["semantic_model"])
        assert expected.pop("node_relation") == {"schema_name": "additive", "alias": name}
        assert model == expected
        assert f"source('influencers', '{name}')" in (tmp_path / "models" / f"{name}.sql").read_text()
        assert {"name": name} in layer["sources"][0]["tables"]
