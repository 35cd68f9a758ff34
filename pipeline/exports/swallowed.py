"""Records that a quote has swallowed: lines inside a cell that look like records of their own.

Captions hold line breaks, so a cell of several lines is nothing odd. It is when one of its lines has as
many fields as the header, with figures where the other records have them.
"""

import csv
import re

import polars as pl

FIGURE = r"^[^A-Za-z\n]*\d[^A-Za-z\n]*$"
MOSTLY = 0.9  # of a column's values are figures
SAMPLE = 1_000
RULE = "swallows_records"


class Shape:
    """What records of a table look like, by those on one line each."""

    def __init__(self, frame: pl.DataFrame, delimiter: str) -> None:
        self.width = frame.width
        self.delimiter = delimiter
        names = frame.columns
        whole = frame.filter(~pl.any_horizontal(pl.col(names).str.contains("\n", literal=True))).head(SAMPLE)
        texts = (whole if whole.height else frame.head(SAMPLE)).select(pl.all().str.strip_chars())
        filled = texts.select((pl.all() != "").sum()).row(0)
        figures = texts.select(pl.all().str.contains(FIGURE).sum()).row(0)
        self.figures = [bool(n) and f >= MOSTLY * n for n, f in zip(filled, figures, strict=True)]

    def swallowing(self, frame: pl.DataFrame) -> pl.Series:
        """Return which rows hold a line that looks like a record."""
        found = pl.lit(False)
        for place, name in enumerate(frame.columns):
            cells = frame[name]
            if cells.str.contains("\n", literal=True).any():
                for pattern in self._patterns(place):
                    found = found | pl.col(name).str.contains(pattern)
        return frame.select(found.alias("swallows")).to_series() if frame.height else pl.Series(dtype=pl.Boolean)

    def _patterns(self, place: int) -> list[str]:
        """Return what a cell at a place looks like that holds a record, or the beginning of one as its last line."""
        mark = re.escape(self.delimiter)
        patterns = []
        if any(self.figures):
            patterns.append(rf"\n{self._record(self.width)}\r?\n")
        elif self.width > 2:
            patterns.append(rf"(?:\n[^\n{mark}]*(?:{mark}[^\n{mark}]*){{{self.width - 1}}}){{2}}\r?\n")
        if any(self.figures[:place]):
            patterns.append(rf"\n{self._record(place)}{mark}[^\n{mark}]*$")
        return patterns

    def _record(self, fields: int) -> str:
        mark = re.escape(self.delimiter)
        pieces = []
        is_first = True
        for is_figure in self.figures[:fields]:
            if is_figure:
                piece = rf"[^A-Za-z\n{mark}]*"
                pieces.append(rf"{piece}\d{piece}" if is_first else piece)
                is_first = False
            else:
                pieces.append(rf"[^\n{mark}]*")
        return mark.join(pieces)

    def lines_in(self, text: str) -> int:
        """Return how many lines of a record's text, after its first, look like records."""
        found = 0
        for line in text.split("\n")[1:]:
            fields = next(csv.reader([line.rstrip("\r")], delimiter=self.delimiter), [])
            pairs = [(f, is_figure) for f, is_figure in zip(fields, self.figures, strict=False) if is_figure]
            fits = all(not f.strip() or re.match(FIGURE, f) for f, _ in pairs) and any(f.strip() for f, _ in pairs)
            found += len(fields) == self.width and (fits if any(self.figures) else self.width > 2)
        return found
