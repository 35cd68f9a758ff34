"""How the command line shows things: tables, counts, values. What is shown is decided in ``cli``."""

import json
import math
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import accumulate
from textwrap import fill
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Table

CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, *range(128, 160)], "�")  # would steer a terminal
SHORT = 16  # characters of a text that is not broken
BETWEEN = 2  # characters between two columns, and at the edges together
WIDER = "A wider terminal shows them."
NAMED = 12  # columns that are named where they have no room
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def text(value: Any) -> str:
    """Return a value as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    if isinstance(value, float):
        return f"{value:.4f}" if abs(value) < 10 else f"{value:,.1f}"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return str(value).translate(CONTROLS)


__all__ = ["as_csv", "as_json", "bounds", "escape", "percent", "plain", "ratio", "table", "text"]


def percent(rate: float | None, decimals: int = 2) -> str:
    """Return a rate of 0 to 1 as per cent."""
    return "" if rate is None else f"{rate:.{decimals}%}"


def ratio(value: float | None) -> str:
    """Return a ratio with two decimals."""
    return "" if value is None else f"{value:,.2f}"


def bounds(low: float | None, high: float | None, shown: Callable[[float], str]) -> str:
    """Return an interval, each end as ``shown`` writes it."""
    return "" if low is None or high is None else f"{shown(low)} to {shown(high)}"


def table(
    console: Console,
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    note: str = "",
    more: str = WIDER,
) -> None:
    """Print rows as a table; numbers stand to the right.

    No value is cut: columns that do not fit are named below it, and ``more`` says how to see them.
    """
    shown = Table(
        box=box.SIMPLE_HEAD,
        padding=(0, 1),
        collapse_padding=True,
        pad_edge=False,
        title=escape(title) or None,
        title_justify="left",
        title_style="bold",
        caption=escape(note) or None,
        caption_justify="left",
    )
    cells = [[text(row[index]) for row in rows] for index in range(len(columns))]
    is_short = [_is_number(rows, index) or max(map(len, of), default=0) <= SHORT for index, of in enumerate(cells)]
    widths = [_least(of, short) for of, short in zip(cells, is_short, strict=True)]
    heads = _heads([column.replace("_", " ") for column in columns], widths, console.width)
    widths = [max(width, *map(cell_len, head.split("\n"))) for width, head in zip(widths, heads, strict=True)]
    fit = max(1, sum(width + BETWEEN <= console.width for width in accumulate(widths, lambda up, w: up + BETWEEN + w)))
    for index, head in enumerate(heads[:fit]):
        shown.add_column(
            escape(head),
            justify="right" if _is_number(rows, index) else "left",
            overflow="fold",
            no_wrap=is_short[index],
            min_width=widths[index],
        )
    for row in zip(*cells[:fit], strict=True):
        shown.add_row(*map(escape, row))
    console.print(shown)
    if left := [head.replace("\n", " ") for head in heads[fit:]]:
        named = ", ".join(left[:NAMED]) + (f" and {len(left) - NAMED} more" if len(left) > NAMED else "")
        console.print(f"Left out, for want of room: {escape(named)}. {more}", style="dim")


def _is_number(rows: Sequence[Sequence[Any]], index: int) -> bool:
    return any(isinstance(row[index], int | float | Decimal) and not isinstance(row[index], bool) for row in rows)


def _least(cells: Sequence[str], is_short: bool) -> int:
    """Return the least width of a column: of a short one its widest cell, of long text a few words."""
    widest = max(map(cell_len, cells), default=0)
    return widest if is_short else min(widest, SHORT)


def _heads(heads: list[str], widths: Sequence[int], room: int) -> list[str]:
    """Return the heads, over several lines where the columns would not fit otherwise."""
    if sum(max(width, cell_len(head)) + BETWEEN for width, head in zip(widths, heads, strict=True)) <= room:
        return heads
    return [
        fill(head, max(width, *map(len, head.split()), 1), break_on_hyphens=False)
        for width, head in zip(widths, heads, strict=True)
    ]


def as_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return rows as CSV in which no text is a formula for a spreadsheet."""
    return "".join(",".join(map(_cell, row)) + "\n" for row in [columns, *rows])


def _cell(value: Any) -> str:
    cell = "" if value is None else str(value)
    if isinstance(value, str) and value.startswith(FORMULA):
        cell = f"'{cell}"
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in ',"\n\r') else cell


def as_json(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return rows as a JSON list of objects; of columns with the same name the later ones get a number."""
    names = [
        f"{name}_{n}" if (n := list(columns[: at + 1]).count(name)) > 1 else name for at, name in enumerate(columns)
    ]
    found = [{name: _finite(value) for name, value in zip(names, row, strict=True)} for row in rows]
    return json.dumps(found, default=plain, ensure_ascii=False, indent=2)


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def plain(value: Any) -> Any:
    """Return a value that JSON has no type for as one that it has."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return str(value)
