"""Which layouts know which header, over all layouts at once: most of them know nothing of a file, and are not looked at.

Belongs here: what saves work. Whether a layout fits is for ``recognise``.
"""

from collections.abc import Iterable, Iterator

from pipeline.exports.mappings import Format, normalised, part_of
from pipeline.exports.matching import PSEUDO

MOST_REMEMBERED = 50_000  # headers
MOST_SETS = 8  # of layouts: one with the user's own is all that a process needs


class KnownHeaders:
    """The headers of layouts that can have a table of rows.

    Attributes:
        formats: The layouts.
    """

    def __init__(self, formats: Iterable[Format]) -> None:
        self.formats = [layout for layout in formats if layout.layout != "sections"]
        self._by_header: dict[str, list[tuple[int, set[str]]]] = {}
        self._pseudo = [self._of_pseudo(layout) for layout in self.formats]

    def near(self, record: list[str]) -> Iterator[tuple[Format, set[str]]]:
        """Give the layouts that know one of the record's cells as a header, with their columns that stand there."""
        found: dict[int, set[str]] = {}
        for plain in map(normalised, record):
            if plain:
                for at, names in self._known(plain):
                    found.setdefault(at, set()).update(names)
        for at in sorted(found):
            yield self.formats[at], found[at] | self._pseudo[at]

    def _known(self, plain: str) -> list[tuple[int, set[str]]]:
        if plain not in self._by_header:
            if len(self._by_header) >= MOST_REMEMBERED:
                self._by_header.clear()
            known = ((at, {name for name, _ in f.columns_of(plain)}) for at, f in enumerate(self.formats))
            self._by_header[plain] = [(at, names) for at, names in known if names]
        return self._by_header[plain]

    def _of_pseudo(self, layout: Format) -> set[str]:
        return {name for title in PSEUDO.get(layout.layout, []) for name, _ in layout.columns_of(normalised(title))}


def has_required(layout: Format, names: set[str]) -> bool:
    """Return whether all that a layout requires is among the columns found, whole or in parts."""

    def is_there(name: str) -> bool:
        parts = layout.parted.get(name, 0)
        return name in names or (parts > 0 and all(part_of(name, place) in names for place in range(parts)))

    return all(any(map(is_there, [item] if isinstance(item, str) else item)) for item in layout.requires)


def known_headers(formats: Iterable[Format]) -> KnownHeaders:
    """Return the headers of layouts, worked out once for the same ones."""
    held = tuple(formats)
    key = tuple(map(id, held))  # they are compared in no time, and held, so that their ids are not given again
    if key not in _WORKED_OUT:
        if len(_WORKED_OUT) >= MOST_SETS:
            _WORKED_OUT.clear()
        _WORKED_OUT[key] = KnownHeaders(held), held
    return _WORKED_OUT[key][0]


_WORKED_OUT: dict[tuple[int, ...], tuple[KnownHeaders, tuple[Format, ...]]] = {}
