"""Mapping files: which header of which export is which of our columns, and how it is written.

A mapping file (YAML) is all that a new layout or language needs. The formats that ship are
mapping files too, in ``pipeline/exports/formats``. Nothing here opens an export.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline import places
from pipeline.exports.characters import tidied
from pipeline.exports.plain_yaml import UnusableYaml, node_of
from schemas.raw import RAW_TABLES

PLACEHOLDER = re.compile(r"\{currency\}|\*")
SEPARATED = r"([^\W\d_])[_\s-]+"  # a letter, then what parts words; the sign of -1 stays
TITLE = "(title)"  # the line above the header, as a column; as a header, {title} is any line that is known there
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where libyaml is there
LONGEST_HEADER = 200  # of those that are remembered


class MappingError(ValueError):
    """A mapping file that cannot be used; the message says where and why."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ColumnMapping(_Strict):
    """How one of our columns is found and read.

    Attributes:
        headers: Its names in exports, in any language. ``{currency}`` stands for an ISO code,
            ``*`` for anything, as in ``hashtags/*/name``, and ``{title}`` for any line above the header.
        parts: Instead, or where none of the headers is there: the headers of each of several columns that make it
            together, such as day and time. Their texts are joined by a space.
        formats: For moments and days: strptime patterns in the order to try, ``unix``, or
            ``month_day`` for dates without a year.
        month_names: Whether the months are names, in any language.
        unit: What the text counts, where that differs from the column's own unit.
        decimal: The decimal mark, where the file's delimiter does not tell.
        values: Text -> our value, compared without case.
        extract: A regular expression; its first group is the value.
        extract_all: Whether every match of it counts, joined by spaces, and not the first only.
        zone: Zone of its times, where it differs from the format's.
        repeated_zero_is_blank: Whether a 0 means nothing where the header stands twice.
        swapped_with: Another of our columns with which people swap it: where its values cannot be what
            it is and the other one's can, the two change places.
    """

    headers: list[str] = []
    parts: list[Annotated[list[str], Field(min_length=1)]] = []
    formats: list[str] = []
    month_names: bool = False
    unit: Literal["percent", "hours", "minutes", "milliseconds", "clock"] | None = None
    decimal: Literal[".", ","] | None = None
    values: dict[str, str] = {}
    extract: str | None = None
    extract_all: bool = False
    zone: str | None = None
    repeated_zero_is_blank: bool = False
    swapped_with: str | None = None

    @model_validator(mode="after")
    def _is_found(self) -> "ColumnMapping":
        if not self.headers and len(self.parts) < 2:
            raise ValueError("name its headers, or under parts those of at least two columns that make it together")
        return self


class Unpivot(_Strict):
    """Columns of one record that become rows: the column's name goes to one, its value to another."""

    names_to: str
    values_to: str
    columns: list[str] = Field(min_length=1)


class Format(_Strict):
    """One export layout.

    Attributes:
        format: Its name in ``meta.loads``.
        title: Its name for people.
        family: The Dagster asset that loads it.
        tables: Raw tables that a record feeds; the first one decides whether it is accepted.
        ignore: Why nothing of this layout is kept, for layouts that are known and not needed.
        refuse: What to do with a file of this layout, for layouts that are known and not read yet.
        exact: Whether a file of this layout has a column for each of ``requires`` and no other.
        platform: The platform, where the layout belongs to one.
        zone: Zone of wall-clock times in it.
        precedence: Trust from 0 to 100; of two files that disagree the higher one is kept.
        layout: ``table``; ``titled`` (a title line above the header, which becomes the column
            ``(title)``); ``sections`` (several small tables that become the columns
            ``(section)``, ``(row)``, ``(column)``, ``(value)``).
        requires: Columns without which a file is not this layout; of a nested list, any one.
        constants: Columns with one value for the whole layout.
        summary: Column -> patterns of rows that are no data, such as ``Total``.
        blank_unless: Column -> columns whose value is meaningless where the first is blank.
        key: What identifies a record that has no id of its own.
        key_within: Column by whose first value the key's blanks are filled.
        unpivot: Columns that become rows.
    """

    format: str = Field(pattern=r"^[a-z0-9_]+$")
    title: str
    family: str = Field(pattern=r"^[a-z0-9_]+$")
    tables: list[str] = []
    ignore: str | None = None
    refuse: str | None = None
    exact: bool = False
    platform: str | None = None
    zone: str = "UTC"
    precedence: int = Field(default=50, ge=0, le=100)
    layout: Literal["table", "titled", "sections"] = "table"
    requires: list[str | list[str]] = Field(min_length=1)
    columns: dict[str, ColumnMapping]
    constants: dict[str, str] = {}
    summary: dict[str, list[str]] = {}
    blank_unless: dict[str, list[str]] = {}
    key: list[str] = []
    key_within: str | None = None
    unpivot: Unpivot | None = None
    path: Path = Path()

    @model_validator(mode="after")
    def _names_exist(self) -> "Format":
        if unknown := [table for table in self.tables if table not in RAW_TABLES]:
            raise ValueError(f"tables {unknown} do not exist; there are {sorted(RAW_TABLES)}")
        if not (self.tables or self.ignore or self.refuse):
            raise ValueError("name the tables that a record feeds, or say under ignore or refuse why none")
        mentioned = [name for item in self.requires for name in _listed(item)]
        if missing := [name for name in mentioned if name not in self.columns]:
            raise ValueError(f"requires {missing}, which columns does not map")
        partners = [column.swapped_with for column in self.columns.values() if column.swapped_with]
        if missing := [name for name in partners if name not in self.columns]:
            raise ValueError(f"swapped_with {missing}, which columns does not map")
        return self

    @cached_property
    def handles(self) -> set[str]:
        """Return our columns that hold handles: the one of that name, and those that become its rows."""
        wide = self.unpivot.columns if self.unpivot and self.unpivot.values_to == "handle" else []
        return {"handle", *wide}

    @cached_property
    def aliases(self) -> dict[str, list[str]]:
        """Return normalised header -> our columns, without those that hold a placeholder."""
        found: dict[str, list[str]] = {}
        for name, header in self._headers():
            if not PLACEHOLDER.search(header) and name not in found.setdefault(normalised(header), []):
                found[normalised(header)].append(name)
        return found

    @cached_property
    def patterns(self) -> list[tuple[re.Pattern[str], str]]:
        """Return patterns of normalised headers with a placeholder, with our column."""
        return [(re.compile(_pattern(header)), name) for name, header in self._headers() if PLACEHOLDER.search(header)]

    @cached_property
    def columns_of(self) -> Callable[[str], tuple[tuple[str, str | None], ...]]:
        """Return what gives our columns of a normalised header, each with the currency that the header states.

        Exports of one kind have the same headers, file by file, so that what was found is remembered.
        """

        @lru_cache(maxsize=5_000)
        def found(plain: str) -> tuple[tuple[str, str | None], ...]:
            named: list[tuple[str, str | None]] = [(name, None) for name in self.aliases.get(plain, ())]
            for pattern, name in self.patterns:
                if fits := pattern.fullmatch(plain):
                    named.append((name, fits.groupdict().get("currency")))
            return tuple(named)

        return found

    @cached_property
    def parted(self) -> dict[str, int]:
        """Return the columns that several columns of a file can make together, with how many."""
        return {name: len(column.parts) for name, column in self.columns.items() if column.parts}

    def _headers(self) -> Iterator[tuple[str, str]]:
        for name, column in self.columns.items():
            for header in column.headers:
                if header == "{title}":
                    yield from ((name, title) for title in self._titles())
                else:
                    yield name, header
            for place, part in enumerate(column.parts):
                for header in part:
                    yield part_of(name, place), header

    def _titles(self) -> list[str]:
        return sorted({text for column in self.columns.values() if TITLE in column.headers for text in column.values})


def _pattern(header: str) -> str:
    plain = re.escape(normalised(header))
    return plain.replace(r"\{currency\}", r"(?P<currency>[a-z]{3})").replace(r"\*", r".+")


def part_of(name: str, place: int) -> str:
    """Return what a column is called that is a part of one of ours."""
    return f"{name}[{place}]"


def _listed(item: str | list[str]) -> list[str]:
    return [item] if isinstance(item, str) else item


def spelled(text: str) -> str:
    """Return a word of an enumeration as it is compared: ``per_post`` and ``Per-Post`` are ``per post``."""
    return re.sub(SEPARATED, r"\1 ", tidied(text).lower().strip())


def normalised(header: str) -> str:
    """Return a header as it is compared: without case, invisible characters, punctuation or spacing."""
    return _normalised(header) if len(header) < LONGEST_HEADER else _normalised.__wrapped__(header)


@lru_cache(maxsize=2**15)  # each header is compared with every layout
def _normalised(header: str) -> str:
    text = tidied(header).casefold().replace("\\", "")
    text = re.sub(r"[\s/._:;'\"`´’–—-]+", " ", text)
    return text.strip()


def line_of(error: Exception) -> str:
    """Return the line at which YAML cannot be read; its text is not quoted."""
    mark = getattr(error, "problem_mark", None)
    return f", line {mark.line + 1}" if mark else ""


def read_mapping(path: Path) -> Format:
    """Read one mapping file, again only when it has changed.

    Raises:
        MappingError: The file is no YAML, or says something that a mapping cannot say.
    """
    return _read(path, path.stat().st_mtime_ns)


@cache
def _read(path: Path, changed: int) -> Format:
    try:
        text = path.read_text(encoding="utf-8")
        if path.parent != places.LAYOUTS:
            node_of(text, LOADER)  # within limits, before anything is built
        content = yaml.load(text, LOADER)
        return Format.model_validate({**content, "path": path})
    except UnusableYaml as error:
        raise MappingError(f"{path}: {error}. Write YAML as in formats/.") from error
    except (yaml.YAMLError, UnicodeDecodeError, TypeError) as error:
        raise MappingError(f"{path}{line_of(error)}: not a mapping file. Write YAML as in formats/.") from error
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise MappingError(f"{path}: {problems}. docs/mappings.md lists what a mapping can say.") from error


def read_mappings(*folders: Path) -> dict[str, Format]:
    """Read the shipped mapping files, then the user's; a user's file replaces a shipped one of its name."""
    formats: dict[str, Format] = {}
    for folder in (places.LAYOUTS, *folders):
        for path in sorted(folder.glob("*.yaml")):
            try:
                mapping = read_mapping(path)
            except Exception as error:
                error.add_note(f"File: {path}")  # as ``failures`` reads it
                raise
            formats[mapping.format] = mapping
    return formats
