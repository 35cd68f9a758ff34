"""Asking the semantic layers: each one turns metrics and dimensions into SQL, which DuckDB runs."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest
import yaml

from pipeline.semantic import boring
from pipeline.semantic.additive import SCHEMA

HOW = "make test installs it from constraints-dev.txt"
Rows = dict[Any, tuple[Any, ...]]


def _rows(con: duckdb.DuckDBPyConnection, sql: str, group: str, names: list[str]) -> Rows:
    found = con.sql(sql).select(*[f'"{name}"' for name in [group, *names]]).fetchall()
    return {row[0]: tuple(None if v is None else float(v) for v in row[1:]) for row in found}


def manifest(text: str) -> Any:
    """Return MetricFlow's manifest of a file; errors of its parser are raised."""
    pytest.importorskip("metricflow", reason=f"metricflow is not installed; {HOW}")
    from metricflow_semantic_interfaces.parsing.dir_to_model import (
        parse_yaml_files_to_validation_ready_semantic_manifest as parse,
    )
    from metricflow_semantic_interfaces.parsing.objects import YamlConfigFile

    return parse([YamlConfigFile(filepath="metricflow.yaml", contents=text)]).semantic_manifest


def issues(text: str) -> list[str]:
    """Return what MetricFlow's validator has to say of a file."""
    found = manifest(text)
    from metricflow_semantic_interfaces.validations.semantic_manifest_validator import SemanticManifestValidator

    return [issue.message for issue in SemanticManifestValidator().validate_semantic_manifest(found).all_issues]


class MetricFlow:
    """MetricFlow's engine over its file."""

    def __init__(self, con: duckdb.DuckDBPyConnection, text: str) -> None:
        found = manifest(text)
        from metricflow.engine.metricflow_engine import MetricFlowEngine
        from metricflow.protocols.sql_client import SqlEngine
        from metricflow.sql.render.duckdb_renderer import DuckDbSqlPlanRenderer
        from metricflow_semantics.model.semantic_manifest_lookup import SemanticManifestLookup

        writes_duckdb: Any = SimpleNamespace(
            sql_engine_type=SqlEngine.DUCKDB, sql_plan_renderer=DuckDbSqlPlanRenderer()
        )
        self.con, self.engine = con, MetricFlowEngine(SemanticManifestLookup(found), writes_duckdb)

    def ask(self, mart: str, metrics: list[str], by: str) -> Rows:
        """Return the metrics of a mart by a dimension, which has its entity before it: influencer__tier."""
        from metricflow.engine.metricflow_engine import MetricFlowQueryRequest

        names = [f"{mart}_{metric}" for metric in metrics]
        request = MetricFlowQueryRequest.create(metric_names=names, group_by_names=[by])
        return _rows(self.con, self.engine.explain(request).sql_statement.sql, by, names)


class Boring:
    """The Boring Semantic Layer over its file; ``con`` has the tables, so that types are known."""

    def __init__(self, con: duckdb.DuckDBPyConnection, path: Path) -> None:
        layer = pytest.importorskip("boring_semantic_layer", reason=f"boring-semantic-layer is not installed; {HOW}")
        import ibis

        backend = ibis.duckdb.from_connection(con)
        views = {model["table"]: None for model in yaml.safe_load(path.read_text(encoding="utf-8")).values()}
        self.con = con
        self.models = layer.from_yaml(str(path), tables={v: backend.table(v, database=SCHEMA) for v in views})

    def ask(self, mart: str, metrics: list[str], by: str) -> Rows:
        """Return the metrics of a mart by one of its dimensions."""
        import ibis

        asked = self.models[mart].query(dimensions=[by], measures=metrics)
        return _rows(self.con, ibis.to_sql(asked.to_untagged(), dialect="duckdb"), by, metrics)


def offered(mart: str) -> list[str]:
    """Return every measure and metric of a mart."""
    model = boring.config()[mart]
    return [*model["measures"], *model.get("calculated_measures", {})]
