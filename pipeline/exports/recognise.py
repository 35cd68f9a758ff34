"""Which export layout a table is, by its headers, in any order and language.

Never by the file's name. How the values are written is for ``normalise``.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.mappings import Format, normalised
from pipeline.exports.table import Preview
from pipeline.exports.text import LONGEST_PREAMBLE

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
    """

    format: Format
    header_at: int
    columns: dict[str, list[int]]
    currencies: dict[str, str]
    unknown: list[str]

    @property
    def missing(self) -> list[str]:
        """Return the layout's columns that the file lacks."""
        return [name for name in self.format.columns if name not in self.columns and name != "ignored"]


def match(headers: list[str], format: Format, header_at: int = 0) -> Match:
    """Place a layout's columns in a list of headers, whether or not all that it requires is there."""
    columns: dict[str, list[int]] = {}
    currencies: dict[str, str] = {}
    unknown = []
    for position, header in enumerate(headers):
        plain = normalised(header)
        names = list(format.aliases.get(plain, []))
        for pattern, name in format.patterns:
            if found := pattern.fullmatch(plain):
                names.append(name)
                if "currency" in found.groupdict():
                    currencies[name] = found["currency"].upper()
        for name in names:
            columns.setdefault(name, []).append(position)
        if not names and plain:
            unknown.append(header)
    for name, positions in columns.items():  # of several headers for a column the mapping's first one counts
        order = [normalised(header) for header in format.columns[name].headers]
        positions.sort(key=lambda at: (_place(order, normalised(headers[at])), at))
    return Match(format, header_at, columns, currencies, unknown)


def _place(order: list[str], header: str) -> int:
    return order.index(header) if header in order else len(order)


def lacking(found: Match) -> list[str | list[str]]:
    """Return what the layout requires and the headers lack."""
    return [
        item
        for item in found.format.requires
        if not any(name in found.columns for name in ([item] if isinstance(item, str) else item))
    ]


def recognise(preview: Preview, formats: Iterable[Format]) -> Match:
    """Return the layout of a table.

    Raises:
        UnreadableFile: No layout fits, or two fit equally well.
    """
    formats = list(formats)
    nearest: Match | None = None
    for header_at, record in enumerate(preview.records[:LONGEST_PREAMBLE]):
        matches = [match(_with_pseudo(record, f), f, header_at) for f in formats if f.layout != "sections"]
        fitting = [m for m in matches if not lacking(m) and _is_familiar(m, record)]
        if fitting:
            return _best(fitting)
        best = max(matches, key=_known, default=None)
        if best and (nearest is None or _known(best) > _known(nearest)):
            nearest = best
    for f in formats:
        if f.layout == "sections" and _is_section_title(preview.records[0], f):
            return match(PSEUDO["sections"], f)
    raise _unrecognised(preview, nearest)


def _with_pseudo(record: list[str], format: Format) -> list[str]:
    return [*record, *PSEUDO.get(format.layout, [])]


def _is_section_title(record: list[str], format: Format) -> bool:
    titles = {normalised(title) for column in format.columns.values() for title in column.values}
    filled = [f for f in record if f.strip()]
    return len(filled) == 1 and normalised(filled[0]) in titles


def _known(found: Match) -> int:
    return len({position for positions in found.columns.values() for position in positions})


def _is_familiar(found: Match, record: list[str]) -> bool:
    """Return whether enough of the headers are known for the layout to be more than a coincidence."""
    named = len([header for header in record if header.strip()])
    return _known(found) >= min(named / 2, 8)


def _best(fitting: list[Match]) -> Match:
    def rank(found: Match) -> tuple[int, int]:
        return _known(found), -len(found.missing)

    ordered = sorted(fitting, key=rank, reverse=True)
    if len(ordered) > 1 and rank(ordered[0]) == rank(ordered[1]):
        first, second = ordered[0].format, ordered[1].format
        raise UnreadableFile(
            f"its headers fit {first.format} and {second.format} equally well",
            f"Add a column to 'requires' in one of {first.path.name} and {second.path.name} that tells them apart",
        )
    return ordered[0]


def _unrecognised(preview: Preview, nearest: Match | None) -> UnreadableFile:
    header = preview.records[nearest.header_at if nearest else 0]
    came = ", ".join(h.strip() for h in header if h.strip())[:400]
    enough = max(2, len([h for h in header if h.strip()]) // 3)
    if nearest is None or _known(nearest) < enough:
        return UnreadableFile(
            f"no export layout has these columns: {came}",
            "Write a mapping file for it (docs/mappings.md) into the mappings folder",
        )
    wanted = lacking(nearest)
    named = " and ".join(w if isinstance(w, str) else " or ".join(w) for w in wanted)
    first = wanted[0] if isinstance(wanted[0], str) else wanted[0][0]
    column = nearest.format.columns[first]
    candidate = nearest.unknown[0] if nearest.unknown else "<its header>"
    return UnreadableFile(
        f"it looks like {nearest.format.title}, but has no {named} "
        f"(expected a header such as {column.headers[0]!r}); came: {came}",
        f"Export it with that column, or add to {nearest.format.path.name}: columns: {first}: headers: [{candidate!r}]",
    )
