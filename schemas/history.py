"""Contracts of the ``history`` schema: raw rows whose place a later record took.

Belongs here: what is kept of them beside their own columns.
Does not belong here: when a row is replaced (``pipeline/load/deduplicate.py``).
"""

from schemas.raw import RAW_TABLES, Lineage
from schemas.types import Moment, column


def _history(name: str, model: type[Lineage]) -> type[Lineage]:
    """Return a raw contract with what tells until when a row stood."""
    words = f"history.{name}: a row of raw.{name} that stood until a later record took its place."
    own = {
        "__doc__": words,
        "__annotations__": {"superseded_at": Moment, "superseded_by_load_id": str},
        "superseded_at": column("superseded_at", nullable=False),
        "superseded_by_load_id": column("superseded_by_load_id", nullable=False),
    }
    return type(f"{model.__name__}History", (model,), own)


HISTORY_TABLES: dict[str, type[Lineage]] = {name: _history(name, model) for name, model in RAW_TABLES.items()}
