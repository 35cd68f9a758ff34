"""Where the columns of a layout stand in a list of headers.

Whether that makes a table of that layout is for ``recognise``.
"""

from dataclasses import dataclass

from pipeline.exports.mappings import NOT_KEPT, Format, normalised, part_of

PSEUDO = {"titled": ["(title)"], "sections": ["(section)", "(row)", "(column)", "(value)", "(bucket)"]}


@dataclass(frozen=True)
class Match:
    """A table's layout and where our columns stand in it.

    Attributes:
        format: The layout.
        header_at: Which of the previewed records is the header.
        columns: Our column -> positions of its headers, in the mapping's order.
        currencies: Our column -> ISO code that its header states.
        unknown: Headers that the layout does not know.
        joined: Our columns that the columns at their positions make together.
    """

    format: Format
    header_at: int
    columns: dict[str, list[int]]
    currencies: dict[str, str]
    unknown: list[str]
    joined: frozenset[str] = frozenset()

    @property
    def missing(self) -> list[str]:
        """Return the layout's columns that the file lacks."""
        return [name for name in self.format.columns if name not in self.columns and name not in NOT_KEPT]


def match(headers: list[str], format: Format, header_at: int = 0) -> Match:
    """Place a layout's columns in a list of headers, whether or not all that it requires is there."""
    columns: dict[str, list[int]] = {}
    currencies: dict[str, str] = {}
    unknown = []
    texts = [normalised(header) for header in headers]
    for position, plain in enumerate(texts):
        names = format.columns_of(plain)
        for name, currency in names:
            columns.setdefault(name, []).append(position)
            if currency:
                currencies[name] = currency.upper()
        if not names and plain:
            unknown.append(headers[position])
    joined = _joined(columns, format)
    for name, positions in columns.items():  # of several headers for a column the mapping's first one counts
        if len(positions) > 1:
            order = [normalised(header) for header in format.columns[name].headers]
            positions.sort(key=lambda at: (_place(order, texts[at]), at))
    return Match(format, header_at, columns | joined, currencies, unknown, frozenset(joined))


def _joined(columns: dict[str, list[int]], format: Format) -> dict[str, list[int]]:
    """Return the columns all of whose parts are there, and take the parts out of what was placed."""
    joined = {}
    for name, count in format.parted.items():
        parts = [columns.pop(part_of(name, place), []) for place in range(count)]
        if all(parts):
            joined[name] = [part[0] for part in parts]
    return joined


def _place(order: list[str], header: str) -> int:
    return order.index(header) if header in order else len(order)


def lacking(found: Match) -> list[str | list[str]]:
    """Return what the layout requires and the headers lack."""
    return [
        item
        for item in found.format.requires
        if not any(name in found.columns for name in ([item] if isinstance(item, str) else item))
    ]


def titles(layout: Format) -> set[str]:
    """Return the lines above a header, or names of sections, that a layout knows."""
    return {normalised(title) for column in layout.columns.values() for title in column.values}
