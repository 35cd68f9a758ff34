"""Export files made out of the layouts themselves, with a marker in every column that is nobody's business.

A layout that is added is covered by being there. Each file goes one way of being refused.
"""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import polars as pl

from pipeline.exports.mappings import Format, normalised
from pipeline.exports.private import PSEUDONYMOUS
from pipeline.models.contracts import polars_schema
from schemas.raw import RAW_TABLES

MARK = "zqperson"  # in every marker, and in nothing else
DAY = datetime(2026, 9, 10, 12, 0)
LINKS = {
    "instagram": "https://www.instagram.com/p/AbCdEfGhI{n:02d}/",
    "facebook": "https://www.facebook.com/some.page/posts/1200000000000{n:02d}/",
    "tiktok": "https://www.tiktok.com/@someone/video/70000000000000000{n:02d}",
    "youtube": "https://www.youtube.com/watch?v=AbCdEfGhI{n:02d}",
    "x": "https://x.com/someone/status/18000000000000000{n:02d}",
}
TEXTS = {"currency": "EUR", "handle": "someone", "country": "Spain", "period": "lifetime", "promo_code": "SOMEONE10"}


class Made:
    """Files of one layout.

    Attributes:
        layout: The layout.
        headers: Its headers, then one that it does not know.
        person: Positions of the columns that hold persons: what no layout keeps.
    """

    def __init__(self, layout: Format, kept: set[str]) -> None:
        self.layout = layout
        named = [(name, _header(column.headers[0])) for name, column in layout.columns.items() if name != "ignored"]
        ignored = layout.columns["ignored"].headers if "ignored" in layout.columns else []
        columns = [*named, *(("ignored", _header(header)) for header in ignored), ("ignored", "Zq unknown")]
        seen: dict[str, str] = {}
        for name, header in columns:
            if not header.startswith("("):
                seen.setdefault(header, name)
        self.headers = list(seen)
        self.names = list(seen.values())
        self.person = [
            at
            for at, name in enumerate(self.names)
            if name in PSEUDONYMOUS or (name == "ignored" and normalised(self.headers[at]) not in kept)
        ]
        self.types: dict[str, Any] = {n: t for t in layout.tables for n, t in polars_schema(RAW_TABLES[t]).items()}
        if layout.unpivot:
            self.types |= {name: self.types[target] for name, target in layout.unpivot.targets.items()}

    def record(self, number: int, **given: str) -> list[str]:
        """Return a record whose known columns can be read, with a marker of its own in each of the others."""
        return [
            self.marker(at, number)
            if at in self.person
            else "plain"
            if name == "ignored"
            else given.get(name, self._text(name, number))
            for at, name in enumerate(self.names)
        ]

    def marker(self, at: int, number: int) -> str:
        kinds = (f"{MARK}-{at}-{number}@example.test", f"Ms {MARK} {at} {number}", f"+49 {MARK} 0151 {at} {number}")
        return kinds[at % 3]

    def _text(self, name: str, number: int) -> str:
        column, dtype = self.layout.columns[name], self.types.get(name, pl.String)
        if dtype == pl.Date or isinstance(dtype, pl.Datetime) or name in ("captured_on", "observed_on"):
            form = next((f for f in column.formats if f not in ("unix", "month_day")), "%Y-%m-%d")
            return DAY.strftime(form.replace("%.f", "").replace("%#z", "Z").replace("%z", "+0000"))
        if dtype == pl.Boolean:
            return "true"
        if dtype != pl.String:
            return f"{10 + number}"
        if name == "platform":
            return self.layout.platform or "instagram"
        if (name in ("permalink", "handle") and column.extract) or name == "permalink":
            return LINKS.get(self.layout.platform or "", LINKS["instagram"]).format(n=number)
        if column.values:
            return next(text for text, ours in column.values.items() if ours)
        if name.endswith("_id"):
            return f"AbCdEfGhI{number:02d}" if self.layout.platform == "youtube" else f"18000000000000000{number:02d}"
        return TEXTS.get(name, f"{name} {number}")

    def impossible(self, number: int) -> list[str]:
        """Return a record with a day that does not exist, or with a text where a figure belongs."""
        broken = [n for n in self.names if self._is_day(n)] or [n for n in self.names if self._is_figure(n)]
        return self.record(number, **dict.fromkeys(broken, "2026-99-45"))

    def shifted(self, number: int) -> list[str]:
        """Return a record as wide as the header whose cells have moved by one, persons into figures among them."""
        whole = self.record(number)
        return [self.marker(0, number), *whole[:-1]]

    @property
    def tells_shifts(self) -> bool:
        """Whether a record has figures or days, in which a name cannot stand."""
        return any(self._is_day(name) or self._is_figure(name) for name in self.names if name != "ignored")

    def _is_day(self, name: str) -> bool:
        dtype = self.types.get(name, pl.String)
        return dtype == pl.Date or isinstance(dtype, pl.Datetime)

    def _is_figure(self, name: str) -> bool:
        return self.types.get(name, pl.String) not in (pl.String, pl.Boolean) and not self._is_day(name)


def _header(header: str) -> str:
    return header.replace("{currency}", "EUR").replace("{title}", "Primary").replace("*", "0")


def kept_headers(formats: Iterable[Format]) -> set[str]:
    """Return the headers that some layout keeps, as they are compared."""
    return {
        header
        for layout in formats
        for header, names in layout.aliases.items()
        if any(name != "ignored" and name not in PSEUDONYMOUS for name in names)
    }


def text(*records: list[str], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(records)
    return out.getvalue().encode()


def zipped(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.csv", content)
    return out.getvalue()


def ways(made: Made, with_files: bool) -> dict[str, bytes]:
    """Return a file for each way of being refused, and for those of being taken; of one that extends another few.

    Args:
        made: The layout.
        with_files: Whether damaged files are among them, which every layout goes through alike.
    """
    records = [made.record(n) for n in range(3)]
    good = text(made.headers, *records)
    required = {name for item in made.layout.requires for name in ([item] if isinstance(item, str) else item)}
    lacks = next((at for at, name in enumerate(made.names) if name in required), 0)
    rest = [[cell for at, cell in enumerate(record) if at != lacks] for record in (made.headers, *records)]
    found = {"good.csv": good, "no header.csv": text(*records), "header missing.csv": text(*rest)}
    if made.layout.extends and not with_files:
        return {"good.csv": good, "impossible.csv": text(made.headers, *(made.impossible(n) for n in range(10, 13)))}
    if made.layout.tables:
        changed = [[str(int(c) + 1) if c.isdigit() and len(c) < 4 else c for c in record] for record in records]
        found |= {
            "again.csv": text(made.headers, *changed, *changed),
            "impossible.csv": text(made.headers, *(made.impossible(n) for n in range(10, 13))),
            "too many.csv": text(made.headers, *records[:1], [*made.record(30), f"{MARK}-extra", MARK]),
        }
        if made.tells_shifts:
            found["shifted.csv"] = text(made.headers, *(made.shifted(n) for n in range(20, 23)))
            found["too few.csv"] = text(made.headers, *records[:1], made.record(31)[1:], made.record(32)[: lacks + 1])
    return found | (damaged(made, good, records) if with_files else {})


def damaged(made: Made, good: bytes, records: list[list[str]]) -> dict[str, bytes]:
    """Return files that cannot be read to their end, or only in part."""
    mapping = [dict(zip(made.headers, record, strict=True)) for record in records]
    person = made.person[-1]
    before = text(made.record(33)[:person]).decode().strip()
    return {
        "wrapped.csv": text(*([text(r).decode().strip()] for r in (made.headers, made.record(34)[2:]))),
        "second table.csv": good + text([], ["Name", "Mail"], [f"Mr {MARK}", MARK], [f"Dr {MARK}", MARK]),
        "unclosed.csv": good + f'{before},"{MARK} never closed,2\n'.encode() + text(*records),
        "below a line.csv": text([f"Report for {MARK}@example.test"], made.headers, *records),
        "damaged.csv.gz": gzip.compress(good * 50)[:-20],
        "damaged.zip": zipped(good * 50)[:-40],
        "truncated.json": json.dumps(mapping).encode()[:-30],
        "bad bytes.csv": good + b"\xff\xfe\x81" + text(made.impossible(40)),
    }
