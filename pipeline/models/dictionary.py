"""The data dictionary: every published table and column in words, from the contracts.

Belongs here: turning contracts into Markdown.
Does not belong here: the words (``schemas/columns``, ``schemas/metrics``), or writing the file.
"""

from __future__ import annotations

import sys
from typing import Any

from pipeline.models.metric_registry import metric_page
from pipeline.models.sql_models import contracts, load_models
from pipeline.warehouse.ddl import words_of
from schemas.history import HISTORY_TABLES
from schemas.raw import RAW_TABLES
from schemas.types import duckdb_type

SECTIONS = {
    "marts": "What readers query. Names and meanings are stable from release to release.",
    "staging": "What the marts start from: one name, one unit, one row per thing.",
    "intermediate": "Steps that several marts share; they may change in any release.",
    "reference": "Choices that are data: the CSV files in `data/reference`, or your own of the same name.",
    "raw": "Accepted records of the files, append-only. The views `known.*` show of each table what a build may know: "
    "captured by `as_of_at`, loaded by `known_on_at`. Models read these.",
    "history": "Of each raw table, the rows that stood until a later record of the same observation took their place: "
    "the columns of the raw table and these.",
    "meta": "The books: what was loaded, refused and chosen.",
}


def data_dictionary() -> str:
    """Return the page ``docs/data-dictionary.md``."""
    models = load_models()
    parts = [
        "# Data dictionary",
        "Generated from the contracts in `schemas/`; `make dictionary` writes it anew. Null means that "
        "nothing was reported, 0 that there was none. Times are UTC. **Bold** columns together are one row's key.",
    ]
    for schema, words in SECTIONS.items():
        parts += [f"## {schema}", words]
        if schema == "history":
            added = HISTORY_TABLES["posts"].to_schema().columns.keys() - RAW_TABLES["posts"].to_schema().columns.keys()
            columns = HISTORY_TABLES["posts"].to_schema().columns
            parts.append(_columns({name: columns[name] for name in columns if name in added}, []))
            continue
        for table, contract in sorted(contracts().items()):
            if table.split(".")[0] == schema:
                model = models.get(table)
                parts += _table(table, contract, model.words if model else words_of(contract))
        if schema == "marts":
            parts += metric_page()
    return "\n\n".join(parts) + "\n"


def _table(table: str, contract: Any, words: str) -> list[str]:
    schema = contract.to_schema()
    return [f"### {table}", words, _columns(schema.columns, schema.unique or [])]


def _columns(columns: dict[str, Any], keys: list[str]) -> str:
    rows = ["| Column | Type | Unit | May be null | Words |", "|---|---|---|---|---|"]
    for name, column in columns.items():
        shown = f"**{name}**" if name in keys else name
        unit = (column.metadata or {}).get("unit", "")
        null = "yes" if column.nullable else ""
        text = (column.description or "").replace("|", "\\|")
        rows.append(f"| {shown} | {duckdb_type(column.dtype)} | {unit} | {null} | {text} |")
    return "\n".join(rows)


if __name__ == "__main__":  # ``make dictionary`` writes docs/data-dictionary.md
    sys.stdout.write(data_dictionary())
