"""Contracts of the ``history`` schema: raw rows whose place a later record took.

Belongs here: what is kept of them beside their own columns.
Does not belong here: when a row is replaced (``pipeline/load/deduplicate.py``).
"""

from schemas.contract import Contract, columns_of
from schemas.raw import RAW_TABLES


def _history(name: str, model: type[Contract]) -> type[Contract]:
    """Return a raw contract with what tells until when a row stood."""
    words = f"history.{name}: a row of raw.{name} that stood until a later record took its place."
    columns = (columns_of(model), "superseded_at superseded_by_load_id")
    return type(f"{model.__name__}History", (model,), {"__doc__": words, "columns": columns})


HISTORY_TABLES = {name: _history(name, model) for name, model in RAW_TABLES.items()}
