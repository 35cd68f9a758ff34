"""Turn frames into the bytes of a platform's CSV, with a few records damaged on purpose.

Belongs here: quoting, encodings, preambles, and the ways a record goes wrong.
Does not belong here: which columns a format has (one module per platform), where files go (``ledger``).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl

_SPECIAL = {"spaced": r'[\s,"]', "needed": r'[,"\r\n]', "semicolon": r'[;"\r\n]'}


@dataclass(frozen=True)
class Column:
    """One column of an export: its header, its text, and what a record can break in it."""

    header: str
    value: pl.Expr
    role: str = ""  # id, link, count, daily, impressions, engagements, date, comment


@dataclass(frozen=True)
class Style:
    """How one source writes its CSV."""

    quote: str = "needed"  # needed, spaced (also values with spaces), all, semicolon
    encoding: str = "utf-8"
    newline: str = "\n"
    preamble: tuple[str, ...] = ()
    final_newline: bool = True
    blank_last_line: bool = False

    @property
    def separator(self) -> str:
        """Return the delimiter."""
        return ";" if self.quote == "semicolon" else ","


META = Style(quote="spaced", encoding="utf-8-sig")
META_DAYS = Style(quote="all", encoding="utf-16", blank_last_line=True)
TIKTOK = Style(quote="all", encoding="utf-8-sig", final_newline=False)
PLAIN = Style()
QUOTED = Style(quote="all")
QUOTED_BOM = Style(quote="all", encoding="utf-8-sig")
CRLF = Style(newline="\r\n")


@dataclass(frozen=True)
class Flaw:
    """One damaged record: 1 is the first data record of its file."""

    record: int
    column: str
    wrong: str
    repairable: bool


@dataclass(frozen=True)
class Member:
    """The finished bytes of one table and what they hold."""

    name: str
    format: str
    data: bytes
    records: int
    flaws: tuple[Flaw, ...] = ()
    posts: pl.DataFrame | None = field(default=None, compare=False)


def names(text: str, separator: str = "|") -> tuple[str, ...]:
    """Split headers, or other words, that are written in one line."""
    return tuple(text.split(separator))


def text_table(frame: pl.DataFrame, columns: list[Column]) -> pl.DataFrame:
    """Give the columns as text under positions, because headers may repeat."""
    return frame.select(column.value.cast(pl.String).alias(f"c{i}") for i, column in enumerate(columns))


def encode(table: pl.DataFrame, headers: list[str], style: Style, surplus: dict[int, str] | None = None) -> bytes:
    """Write a text table as the bytes of a file in the given style.

    Args:
        surplus: text to append to a line, by row number; how a record gets too many fields.
    """
    title = pl.DataFrame({f"c{i}": [header] for i, header in enumerate(headers)})
    lines = [*style.preamble, *_lines(title, style), *_lines(table, style)]
    first = len(lines) - table.height
    for row, text in (surplus or {}).items():
        lines[first + row] += text
    text = style.newline.join(lines)
    if style.final_newline:
        text += style.newline
    if style.blank_last_line:
        text += style.newline
    if style.encoding == "utf-16":
        return b"\xff\xfe" + text.encode("utf-16-le")
    return text.encode(style.encoding, errors="replace")


def _lines(table: pl.DataFrame, style: Style) -> list[str]:
    cells = [_cell(pl.col(name), style) for name in table.columns]
    return table.select(pl.concat_str(cells, separator=style.separator).alias("line"))["line"].to_list()


def _cell(value: pl.Expr, style: Style) -> pl.Expr:
    text = value.fill_null("")
    quoted = pl.lit('"') + text.str.replace_all('"', '""', literal=True) + pl.lit('"')
    if style.quote == "all":
        return quoted
    return pl.when(text.str.contains(_SPECIAL[style.quote])).then(quoted).otherwise(text)


def reordered(member: Member, name: str, order: Sequence[int], style: Style) -> Member:
    """Write a table again with its columns in another order, its records as they are."""
    rows = list(csv.reader(io.StringIO(member.data.decode(style.encoding), newline="")))
    width = len(order)
    table = pl.DataFrame({f"c{n}": [row[i] for row in rows[1:]] for n, i in enumerate(order)})
    surplus = {n: "," + ",".join(row[width:]) for n, row in enumerate(rows[1:]) if len(row) > width}
    data = encode(table, [rows[0][i] for i in order], style, surplus)
    return replace(member, name=name, data=data)


@dataclass
class Damage:
    """Breaks its share of the records, over all files together, each way about as often."""

    owed: float = 0.0
    used: dict[str, int] = field(default_factory=dict)

    def apply(
        self, table: pl.DataFrame, columns: list[Column], every: int, rng: np.random.Generator
    ) -> tuple[pl.DataFrame, list[Flaw], dict[int, str]]:
        """Break one record in ``every``; give the table, the flaws and surplus fields."""
        self.owed += table.height / every
        count = min(int(self.owed), table.height)
        self.owed -= count
        rows = np.sort(rng.choice(table.height, count, replace=False)).tolist() if count else []
        flaws: list[Flaw] = []
        surplus: dict[int, str] = {}
        cells: dict[str, dict[int, str]] = {}
        ways = _ways(columns)
        for row in rows:
            way = min(ways, key=lambda way: self.used.get(way, 0))
            self.used[way] = self.used.get(way, 0) + 1
            flaw, changes, extra = _break(way, row, table, columns, rng)
            flaws.append(flaw)
            if extra:
                surplus[row] = extra
            for name, text in changes.items():
                cells.setdefault(name, {})[row] = text
        changed = [table[name].scatter(list(by_row), list(by_row.values())) for name, by_row in cells.items()]
        return table.with_columns(changed) if changed else table, flaws, surplus


def _ways(columns: list[Column]) -> list[str]:
    """List the ways in which a format with these columns can break."""
    roles = {column.role for column in columns}
    ways = []
    if "count" in roles:
        ways += ["negative", "text"]
    if "daily" in roles:  # a day's gain may be negative
        ways += ["text"]
    if "date" in roles:
        ways += ["date"]
    if {"id", "link"} <= roles:
        ways += ["id_with_link", "id_without_link"]
    if "engagements" in roles:
        ways += ["above", "ghost"]
    if "comment" in roles:
        ways += ["error_row"]
    return [*ways, "fields"]


def _break(
    way: str, row: int, table: pl.DataFrame, columns: list[Column], rng: np.random.Generator
) -> tuple[Flaw, dict[str, str], str]:
    """Decide what one broken record says instead."""
    where = {column.role: i for i, column in enumerate(columns) if column.role != "count"}
    counts = [i for i, column in enumerate(columns) if column.role in ("count", "daily")]

    def old(i: int) -> str:
        return table[f"c{i}"][row] or ""

    def flaw(i: int, wrong: str, repairable: bool = False) -> Flaw:
        return Flaw(row + 1, columns[i].header if i >= 0 else "", wrong, repairable)

    if way == "negative":
        i = int(rng.choice(counts))
        return flaw(i, "negative count"), {f"c{i}": f"-{rng.integers(1, 900)}"}, ""
    if way == "text":
        i = int(rng.choice(counts))
        return flaw(i, "text in a count"), {f"c{i}": "quite a few"}, ""
    if way == "date":
        i = where["date"]
        return flaw(i, "date that cannot be"), {f"c{i}": _impossible(old(i))}, ""
    if way == "above":
        i, shown = where["engagements"], int(old(where["impressions"]) or 0)
        return flaw(i, "engagements above impressions"), {f"c{i}": str(shown * 3 + 11)}, ""
    if way == "fields":
        return flaw(-1, "too many fields"), {}, ",surplus,fields"
    i, link = where["id"], where["link"]
    if way == "error_row":
        note = f"An error occurred while computing metadata for content with id {old(i)}"
        change = {f"c{i}": "", f"c{where['comment']}": note}
        return flaw(i, "blank id on an error row, link intact", True), change, ""
    if way == "ghost":
        ghost = {f"c{i}": "undefined", f"c{link}": old(link).rsplit("/", 1)[0] + "/undefined"}
        return flaw(i, "ghost row without a post"), ghost, ""
    rounded = f"{int(old(i)):.2E}"
    if way == "id_with_link":
        return flaw(i, "id rounded by Excel, link intact", True), {f"c{i}": rounded}, ""
    return flaw(i, "id rounded by Excel, no link"), {f"c{i}": rounded, f"c{link}": ""}, ""


def _impossible(text: str) -> str:
    """Write a day that no calendar has, in the shape of the text it replaces."""
    if text[4:5] in "-/" and text[:4].isdigit():
        return f"{text[:5]}02{text[4]}30{text[10:]}"
    if text[2:3] == "/":
        return f"02/30{text[5:]}"
    comma = "," if "," in text else ""
    return f"Mon{comma} Feb 30{comma} {text[-4:]}"
