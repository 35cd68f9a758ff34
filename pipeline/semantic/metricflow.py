"""The layer for MetricFlow: semantic models over the views, and metrics over their measures.

Belongs here: MetricFlow's own documents, and the dbt project that holds the same ones.
Does not belong here: which rows, columns and metrics are offered (``additive``).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlglot
import yaml
from sqlglot import exp

from pipeline.semantic.additive import SCHEMA, Offer, Table, tables, words
from pipeline.semantic.views import DAYS

Document = dict[str, Any]
GRANULARITIES = frozenset(["second", "minute", "hour", "day", "week", "month", "quarter", "year"])
PROJECT = "influencers"
WAREHOUSE = "INFLUENCERS_WAREHOUSE"


def documents() -> list[Document]:
    """Return the documents of one file, as MetricFlow's parser takes them."""
    calendar = {"node_relation": _relation(DAYS), "primary_column": {"name": "day", "time_granularity": "day"}}
    return [
        {"project_configuration": {"time_spines": [calendar]}},
        *({"semantic_model": _model(table)} for table in tables().values()),
        *({"metric": metric} for table in tables().values() for metric in _metrics(table)),
    ]


def _relation(view: str) -> Document:
    return {"schema_name": SCHEMA, "alias": view}


def _model(table: Table) -> Document:
    entities = _entities(table)
    primary = {} if any(entity["type"] == "primary" for entity in entities) else {"primary_entity": table.name}
    model: Document = {
        "name": table.name,
        "description": table.words,
        "node_relation": _relation(table.name),
        "defaults": {"agg_time_dimension": _safe(table.time)},
        **primary,
        "entities": entities,
        "dimensions": [_dimension(c, kind, table) for c, kind in table.dimensions.items() if c not in _owners()],
    }
    if table.measures:
        model["measures"] = [
            {
                "name": f"{table.name}_{measure}",
                "description": words(measure, table).words,
                "agg": "sum",
                "expr": measure,
            }
            for measure in table.measures
        ]
    return model


def _owners() -> dict[str, str]:
    """Return, for each key that is a whole grain, the mart that describes it: influencer_id -> influencers."""
    owners: dict[str, str] = {}
    for table in tables().values():
        if len(table.keys) == 1:
            owners.setdefault(table.keys[0], table.name)
    return owners


def _entities(table: Table) -> list[Document]:
    return [
        {
            "name": key.removesuffix("_id").removesuffix("_key"),
            "type": "primary" if owner == table.name else "foreign",
            "expr": key,
        }
        for key, owner in _owners().items()
        if key in table.dimensions
    ]


def _safe(column: str) -> str:
    """Return a dimension's name: MetricFlow keeps the names of its granularities to itself."""
    return f"on_{column}" if column in GRANULARITIES else column


def _dimension(column: str, kind: str, table: Table) -> Document:
    grain = {"type_params": {"time_granularity": "day"}} if kind == "time" else {}
    said = {"description": words(column, table).words}
    return {"name": _safe(column), **said, "type": kind, "expr": column, **grain}


def _metrics(table: Table) -> list[Document]:
    """Return a metric for each sum, and one for each ratio; names are over all marts, so each begins with its own."""
    sums = {o.name: o for o in table.offers if not o.denominator}
    found = [
        _metric(table, m, sums[m].words if m in sums else words(m, table).words, "simple", {"measure": _of(table, m)})
        for m in table.measures
    ]
    return found + [_ratio(table, offer) for offer in table.offers if offer.denominator]


def _of(table: Table, measure: str) -> Document:
    return {"name": f"{table.name}_{measure}"}


def _metric(table: Table, name: str, said: str, kind: str, params: Document) -> Document:
    label = f"{name.replace('_', ' ').capitalize()} ({table.name})"
    return {"name": f"{table.name}_{name}", "description": said, "label": label, "type": kind, "type_params": params}


def _ratio(table: Table, offer: Offer) -> Document:
    if offer.scale == 1 and {offer.numerator, offer.denominator} <= set(table.measures):
        sides = {"numerator": _of(table, offer.numerator), "denominator": _of(table, offer.denominator)}
        return _metric(table, offer.name, offer.words, "ratio", sides)
    used: list[str] = []

    def named(node: exp.Expression) -> exp.Expression:
        if isinstance(node, exp.Column):
            used.append(node.name)
            return exp.column(f"{table.name}_{node.name}")
        return node

    top, bottom = (sqlglot.parse_one(side).transform(named).sql() for side in (offer.numerator, offer.denominator))
    scale = f"{offer.scale} * " if offer.scale != 1 else ""
    params = {
        "expr": f"{scale}cast({top} as double) / nullif({bottom}, 0)",
        "metrics": [_of(table, measure) for measure in dict.fromkeys(used)],
    }
    return _metric(table, offer.name, offer.words, "derived", params)


def dbt_project() -> dict[str, str]:
    """Return a dbt project with the same models and metrics, over an attached warehouse: path -> text."""
    layer = documents()
    models = [dict(document["semantic_model"]) for document in layer if "semantic_model" in document]
    for model in models:
        model["model"] = f"ref('{model.pop('node_relation')['alias']}')"
    views = [DAYS, *tables()]
    source = {"name": PROJECT, "database": PROJECT, "schema": SCHEMA, "tables": [{"name": view} for view in views]}
    calendar = {
        "name": DAYS,
        "time_spine": {"standard_granularity_column": "day"},
        "columns": [{"name": "day", "granularity": "day"}],
    }
    attached = {"path": f"{{{{ env_var('{WAREHOUSE}') }}}}", "alias": PROJECT, "read_only": True}
    target = {"type": "duckdb", "path": f"{PROJECT}_views.duckdb", "attach": [attached]}
    files: dict[str, Any] = {
        "dbt_project.yml": {"name": PROJECT, "version": "1.0.0", "profile": PROJECT, "model-paths": ["models"]},
        "profiles.yml": {PROJECT: {"target": "dev", "outputs": {"dev": target}}},
        "models/layer.yml": {
            "version": 2,
            "sources": [source],
            "models": [calendar],
            "semantic_models": models,
            "metrics": [document["metric"] for document in layer if "metric" in document],
        },
    }
    written = {path: yaml.safe_dump(content, sort_keys=False, width=110) for path, content in files.items()}
    return written | {
        f"models/{view}.sql": f"select * from {{{{ source('{PROJECT}', '{view}') }}}}\n" for view in views
    }


def write_dbt_project(folder: Path) -> None:
    """Write the dbt project into a folder."""
    for path, text in dbt_project().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
