"""Which export layout a table is, by its headers, in any order and language.

Never by the file's name. How the values are written is for ``normalise``.
"""

from collections.abc import Iterable

from pipeline.exports import advice
from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.head import LONGEST_PREAMBLE
from pipeline.exports.known_headers import has_required, known_headers
from pipeline.exports.mappings import Format, normalised
from pipeline.exports.matching import PSEUDO, Match, lacking, match, titles
from pipeline.exports.table import Preview


def recognise(preview: Preview, formats: Iterable[Format]) -> Match:
    """Return the layout of a table.

    Raises:
        UnreadableFile: No layout fits, or two fit equally well.
    """
    formats = list(formats)
    headers = known_headers(formats)
    nearest: Match | None = None
    for header_at, record in enumerate(preview.records[:LONGEST_PREAMBLE]):
        near = [(f, names) for f, names in headers.near(record) if _stands_there(f, preview)]
        whole = [match(_with_pseudo(record, f), f, header_at) for f, names in near if has_required(f, names)]
        fitting = [m for m in whole if _is_familiar(m, record) and _is_in_form(m, preview)]
        if fitting:
            return _read(_best(fitting, record), preview)
        others = [f for f, _ in near] or headers.formats[:1]
        matches = [match(_with_pseudo(record, f), f, header_at) for f in others]
        best = max(matches, key=lambda m: (_headers_known(m, record), -len(lacking(m))), default=None)
        is_nearer = best and (nearest is None or _headers_known(best, record) > _nearness(preview, nearest))
        if is_nearer and advice.could_be_header(record):
            nearest = best
    for f in formats:
        if f.layout == "sections" and _is_section_title(preview.records[0], f):
            return match(PSEUDO["sections"], f)
    raise _unrecognised(preview, nearest, formats)


def _read(found: Match, preview: Preview) -> Match:
    """Return a match that can be loaded or passed over; a layout that is known and not read is refused by name."""
    layout = found.format
    if layout.refuse:
        raise UnreadableFile(f"it is {layout.title}, which is not read yet", layout.refuse)
    if layout.layout == "titled" and titles(layout) and found.header_at > 0:
        above = _filled(preview.records[found.header_at - 1])
        if not titles(layout) & set(map(normalised, above)):
            raise UnreadableFile(
                f"it looks like {layout.title}, but the line above its header names no metric that is known",
                f"Add that line to its 'values' in a file in the mappings folder that extends {layout.format} (docs/mappings.md)",
            )
    return found


def _stands_there(layout: Format, preview: Preview) -> bool:
    """Return whether records of a document stand where the layout says; others can be any."""
    return not layout.records or preview.records_at in layout.records


def _is_in_form(found: Match, preview: Preview) -> bool:
    """Return whether an exact table has no columns but those required, and a titled one its title where it needs it.

    A title that is repeated as a header says nothing without the line above: many files have a column of that name. Where
    any line can be the title and the layout needs it, there must be one.
    """
    layout, header = found.format, _filled(preview.records[found.header_at])
    if layout.exact:
        return len(header) == len(layout.requires)
    if layout.layout == "titled" and not titles(layout) and lacking(match(preview.records[found.header_at], layout)):
        return found.header_at > 0
    if layout.layout == "titled" and titles(layout) & set(map(normalised, header)):
        return found.header_at > 0 and len(_filled(preview.records[found.header_at - 1])) == 1
    return True


def _filled(record: list[str]) -> list[str]:
    return [cell for cell in record if cell.strip()]


def _headers_known(found: Match, record: list[str]) -> int:
    """Return how many of a record's own cells are headers of the layout."""
    return len({at for positions in found.columns.values() for at in positions if at < len(record)})


def _nearness(preview: Preview, found: Match) -> int:
    return _headers_known(found, preview.records[found.header_at])


def _with_pseudo(record: list[str], format: Format) -> list[str]:
    return [*record, *PSEUDO.get(format.layout, [])]


def _is_section_title(record: list[str], format: Format) -> bool:
    filled = _filled(record)
    return len(filled) == 1 and normalised(filled[0]) in titles(format)


def _known(found: Match) -> int:
    return len({position for positions in found.columns.values() for position in positions})


def _is_familiar(found: Match, record: list[str]) -> bool:
    """Return whether enough of the headers are known for the layout to be more than a coincidence."""
    named = len(_filled(record))
    return _known(found) >= min(named / 2, 8)


def _best(fitting: list[Match], record: list[str]) -> Match:
    def rank(found: Match) -> tuple[bool, bool, int, bool, int]:
        """An exact layout goes first, one that is read before one that is not, then the one that knows most.

        Of those that know equally many the user's own goes before one that ships, which it may extend.
        """
        layout = found.format
        return layout.exact, not layout.refuse, _headers_known(found, record), layout.is_own, -len(found.missing)

    ordered = sorted(fitting, key=rank, reverse=True)
    if len(ordered) > 1 and rank(ordered[0]) == rank(ordered[1]):
        first, second = ordered[0].format, ordered[1].format
        raise UnreadableFile(
            f"its headers fit {first.format} and {second.format} equally well",
            f"Add a column to 'requires' in one of {first.path.name} and {second.path.name} that tells them apart",
        )
    return ordered[0]


def _unrecognised(preview: Preview, nearest: Match | None, formats: list[Format]) -> UnreadableFile:
    header = preview.records[nearest.header_at if nearest else 0]
    named = len(_filled(header))
    known = _headers_known(nearest, header) if nearest else 0
    if nearest is None or known < max(2, named // 3):
        return advice.no_layout(preview, nearest.header_at if nearest else 0, formats)
    layout, wanted = nearest.format, lacking(nearest)
    if not wanted:
        return advice.coincidence(layout.title, layout.format, known, named)
    return advice.near_miss(preview, nearest.header_at, layout, wanted, nearest.unknown, formats)
