"""What a section is made of: text, tiles, tables, charts. Plain data; how they look is ``templates/``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        key: Where its values are in a row.
        label: Its heading, with the unit if it is money.
        kind: How a value is shown: a name in ``formats.KINDS``.
        low: For an interval, the key of its lower bound; ``key`` is then only a name.
        high: The key of the upper bound.
        is_filter: Whether a choice of its values is offered.
    """

    key: str
    label: str
    kind: str = "text"
    low: str = ""
    high: str = ""
    is_filter: bool = False

    def value(self, row: Mapping[str, Any]) -> Any:
        """Return the value of a row: one, or both bounds, or null where either is missing."""
        if not self.low:
            return row[self.key]
        bounds = (row[self.low], row[self.high])
        return None if None in bounds else bounds


@dataclass(frozen=True)
class Table:
    """Rows under a heading; those that may be many are sorted, filtered and paged in the browser."""

    id: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    is_interactive: bool = False
    note: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart with its words.

    Attributes:
        title: What it shows.
        spec: Vega-Lite, as data.
        caption: Denominator, window and number of observations.
        text: The same in words, for who cannot see it.
    """

    id: str
    title: str
    spec: Mapping[str, Any]
    caption: str
    text: str


@dataclass(frozen=True)
class Charts:
    """Small charts side by side, and the table of their numbers."""

    charts: Sequence[Chart]
    key: str = "tiers"
    note: str = ""
    table: Table | None = None


@dataclass(frozen=True)
class Text:
    """Sentences, each a paragraph or, with ``is_list``, a point."""

    sentences: Sequence[str]
    title: str = ""
    is_list: bool = False


@dataclass(frozen=True)
class Findings:
    """Statements with a verdict beside each."""

    title: str
    rows: Sequence[tuple[str, str, str]]  # verdict, what it is about, why


@dataclass(frozen=True)
class Tiles:
    """A few numbers with what they count."""

    tiles: Sequence[tuple[str, str]]  # number, words


@dataclass(frozen=True)
class Sources:
    """Where figures that are not the user's own come from."""

    title: str
    rows: Sequence[tuple[str, str, str]]  # publisher, words, address


Block = Text | Tiles | Table | Charts | Findings | Sources


@dataclass(frozen=True)
class Query:
    """A query behind a section: what it asks, in words, and the command that runs it."""

    name: str
    words: str
    command: str


@dataclass
class Section:
    """A section of the page: what it shows, or what to add so that it can."""

    id: str
    title: str
    nav: str
    lead: str
    blocks: list[Block] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    queries: list[Query] = field(default_factory=list)
