"""Tier schemes: what is wrong with a file of them, said with the lines to change; and the tiers of the one in use.

Belongs here: rules over several rows of ``tier_schemes.csv``. A set is the rows of one scheme,
platform, niche and first day; it must hold every follower count exactly once.
Does not belong here: rules over one value (``schemas/reference.py``), what a tier is then (``sql/``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import duckdb
import polars as pl

TIERS = """
    select tier from intermediate.int_tier_bounds
    where is_current and scheme = (select tier_scheme from meta.settings)
    group by tier order by min(lower_bound), tier
"""
TIERS_STATED = """
    select tier from reference.tier_schemes where scheme = (select tier_scheme from meta.settings)
    group by tier order by min(coalesce(lower_bound, lower_quantile, 0)), tier
"""
SET = ["scheme", "platform", "niche", "valid_from"]
Row = dict[str, Any]


class Pair(NamedTuple):
    """The two tiers at which a scheme's smaller half ends and its larger half begins: what macro or micro asks of the shipped one."""

    small: str
    large: str


def tiers_of(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the tiers of the scheme in use, smallest first; while there is no account, those that its file names."""
    found = con.execute(TIERS).fetchall() or con.execute(TIERS_STATED).fetchall()
    return [tier for (tier,) in found]


def halves(tiers: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the smaller and the larger half of tiers, smallest first; the middle one of an odd number is in neither."""
    half = len(tiers) // 2
    return list(tiers[:half]), list(tiers[len(tiers) - half :])


def pair_of(tiers: Sequence[str]) -> Pair | None:
    """Return the largest of the smaller half and the smallest of the larger half; none where there is one tier or none."""
    smaller, larger = halves(tiers)
    return Pair(smaller[-1], larger[0]) if smaller else None


def fault_of(frame: pl.DataFrame) -> str | None:
    """Return the first fault of the schemes, with its lines, or None where they hold."""
    rows = frame.with_row_index("line", offset=2).with_columns(
        pl.col("scheme", "niche").str.to_lowercase().name.prefix("set_")
    )
    keys = [f"set_{name}" if name in ("scheme", "niche") else name for name in SET]
    for _, found in rows.group_by(keys, maintain_order=True):
        fault = _fault_of_set(found.to_dicts())
        if fault:
            return fault
    return None


def _fault_of_set(rows: list[Row]) -> str | None:
    name = " / ".join(str(rows[0][part]) for part in SET if rows[0][part] is not None)
    kinds = set()
    for row in rows:
        stated = [kind for kind in ("bound", "quantile") if row[f"lower_{kind}"] is not None]
        if len(stated) != 1 or row[f"upper_{'quantile' if stated[0] == 'bound' else 'bound'}"] is not None:
            return f"line {row['line']}: {name}: state tier {row['tier']} by bounds or by quantiles, one of the two."
        kinds.add(stated[0])
    if len(kinds) > 1:
        return f"{_lines(rows)}: {name}: some tiers are stated by bounds, some by quantiles. Use one for the whole set."
    return _fault_of_bounds(name, rows, kinds.pop())


def _fault_of_bounds(name: str, rows: list[Row], kind: str) -> str | None:
    """Return where bounds leave a gap, overlap, or do not run from 0 without end."""
    lower, upper = f"lower_{kind}", f"upper_{kind}"
    ordered = sorted(rows, key=lambda row: (row[lower], row["line"]))
    before: Row | None = None
    for row in ordered:
        ends_at = before[upper] if before else 0
        if row[lower] != ends_at:
            fault = "overlap" if ends_at is None or row[lower] < ends_at else "a gap"
            said = f"the tier before it ends at {ends_at}" if before else "the first tier must begin at 0"
            return (
                f"{_lines([before, row] if before else [row])}: {name}: {fault} before tier {row['tier']}, "
                f"which begins at {row[lower]}; {said}. Make the bounds meet."
            )
        if row[upper] is not None and row[upper] <= row[lower]:
            return f"line {row['line']}: {name}: tier {row['tier']} ends at {row[upper]} and begins at {row[lower]}."
        before = row
    last = ordered[-1]
    if last[upper] is not None and not (kind == "quantile" and last[upper] == 1):
        return f"line {last['line']}: {name}: the last tier ends at {last[upper]}. Leave its {upper} blank."
    return None


def _lines(rows: list[Row]) -> str:
    numbers = [str(row["line"]) for row in sorted(rows, key=lambda row: row["line"])]
    return f"line {numbers[0]}" if len(numbers) == 1 else f"lines {', '.join(numbers)}"
