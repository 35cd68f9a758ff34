"""What a mapping file can say of a layout: which header of which export is which of our columns, and how it is written.

A mapping file (YAML) is all that a new layout or language needs. The formats that ship are
mapping files too, in ``pipeline/exports/formats``; ``mapping_files`` reads them. Nothing here opens an export.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

import polars as pl
from pydantic import BaseModel, Field, model_validator

from pipeline.exports.characters import tidied
from pipeline.exports.column_mapping import STRICT, ColumnMapping
from pipeline.models.contracts import polars_schema
from schemas.columns import COLUMNS
from schemas.raw import RAW_TABLES
from schemas.types import Money

PLACEHOLDER = re.compile(r"\{currency\}|\*")
SEPARATED = r"([^\W\d_])[_\s-]+"  # a letter, then what parts words; the sign of -1 stays
TITLE = "(title)"  # the line above the header, as a column; as a header, {title} is any line that is known there
LONGEST_HEADER = 200  # of those that are remembered
NOT_KEPT = ("ignored", "told_by")
OF_NO_TABLE = (
    *NOT_KEPT,
    "profile_link",
    "captured_on",
    "observed_on",
)  # names that can be mapped besides the tables' columns


class Unpivot(BaseModel):
    """Columns of one record that become rows: the column's name goes to one, its value to another.

    Attributes:
        names_to: Our column for their names.
        values_to: Our column for their values.
        columns: The columns.
        beside: Further columns of ours -> in the order of the columns, those whose values go into the same rows.
    """

    model_config = STRICT

    names_to: str
    values_to: str
    columns: list[str] = Field(min_length=1)
    beside: dict[str, list[str]] = {}

    @model_validator(mode="after")
    def _fits(self) -> "Unpivot":
        if wrong := [name for name, columns in self.beside.items() if len(columns) != len(self.columns)]:
            raise ValueError(f"beside: {', '.join(wrong)} needs a column for each of columns")
        return self

    @cached_property
    def targets(self) -> dict[str, str]:
        """Return our column that each of the columns goes to."""
        further = {column: name for name, columns in self.beside.items() for column in columns}
        return dict.fromkeys(self.columns, self.values_to) | further


class Format(BaseModel):
    """One export layout.

    Attributes:
        format: Its name in ``meta.loads``.
        extends: The layout that it takes over but for what it says itself; by then it is taken over.
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
        records: Where the list of its records stands in a JSON document that holds other things too; what else is mapped
            stands beside each of them.
        requires: Columns without which a file is not this layout; of a nested list, any one.
        constants: Columns with one value for the whole layout.
        summary: Column -> patterns of rows that are no data, such as ``Total``.
        blank_unless: Column -> columns whose value is meaningless where the first is blank.
        key: What identifies a record that has no id of its own.
        key_within: Column by whose first value the key's blanks are filled.
        handle_in_name: A regular expression for the names of its files, archives or folders, as the platform makes them;
            its first group is the account's handle. It is proposed to people, and not believed.
        identical_is_one: Whether records that are equal in every cell are one, and not several that look alike.
        unpivot: Columns that become rows.
    """

    model_config = STRICT

    format: str = Field(pattern=r"^[a-z0-9_]+$")
    extends: str | None = None
    title: str = ""
    family: str = Field(default="own_exports", pattern=r"^[a-z0-9_]+$")
    tables: list[str] = []
    ignore: str | None = None
    refuse: str | None = None
    exact: bool = False
    platform: str | None = None
    zone: str = "UTC"
    precedence: int = Field(default=50, ge=0, le=100)
    layout: Literal["table", "titled", "sections"] = "table"
    records: list[str] = []
    requires: list[str | list[str]] = Field(min_length=1)
    columns: dict[str, ColumnMapping]
    constants: dict[str, str] = {}
    summary: dict[str, list[str]] = {}
    blank_unless: dict[str, list[str]] = {}
    key: list[str] = []
    key_within: str | None = None
    handle_in_name: str | None = None
    identical_is_one: bool = False
    unpivot: Unpivot | None = None
    path: Path = Path()
    is_own: bool = False

    @model_validator(mode="before")
    @classmethod
    def _titled(cls, said: Any) -> Any:
        return {"title": str(said["format"]).replace("_", " "), **said} if "format" in said else said

    @model_validator(mode="after")
    def _names_exist(self) -> "Format":
        if unknown := [table for table in self.tables if table not in RAW_TABLES]:
            raise ValueError(f"tables {unknown} do not exist; there are {sorted(RAW_TABLES)}")
        if not (self.tables or self.ignore or self.refuse):
            raise ValueError("name the tables that a record feeds, or say under ignore or refuse why none")
        mentioned = [name for item in self.requires for name in _listed(item)]
        if missing := [name for name in mentioned if name not in self.columns]:
            raise ValueError(f"requires {missing}, which columns does not map")
        if self.tables and self.is_own:  # those that ship are held by a test
            self.check_columns()
        if self.handle_in_name and not re.compile(self.handle_in_name).groups:
            raise ValueError("handle_in_name needs a group, which is the handle")
        partners = [column.swapped_with for column in self.columns.values() if column.swapped_with]
        if missing := [name for name in partners if name not in self.columns]:
            raise ValueError(f"swapped_with {missing}, which columns does not map")
        return self

    def check_columns(self) -> None:
        """Look whether the tables have the columns, and whether what is added is numbers.

        Raises:
            ValueError: They have not; what is near is named.
        """
        if strange := [name for name in [*self.columns, *self.constants] if name not in self.types]:
            raise ValueError("; ".join(_strange(name, self.tables, self.types) for name in strange))
        spoken_of = {"key": self.key, "summary": self.summary, "blank_unless": self.blank_unless}
        if unmapped := [f"{key}: {n}" for key, names in spoken_of.items() for n in names if n not in self.columns]:
            raise ValueError(f"{', '.join(unmapped)}, which columns does not map")
        if wrong := [name for name, column in self.columns.items() if column.sum and not _is_number(self.types[name])]:
            raise ValueError(f"sum of {', '.join(wrong)}: only numbers can be added")

    @cached_property
    def types(self) -> dict[str, Any]:
        """Return the Polars type of each column that the layout can have."""
        types: dict[str, Any] = dict.fromkeys(OF_NO_TABLE, pl.Date) | dict.fromkeys(
            (*NOT_KEPT, "profile_link"), pl.String
        )
        types |= {n: t for name in self.tables for n, t in polars_schema(RAW_TABLES[name]).items()}
        if self.unpivot:
            types |= {name: types.get(target, pl.String) for name, target in self.unpivot.targets.items()}
        return types

    @cached_property
    def amounts_in_rows(self) -> list[str]:
        """Return the columns that become rows and hold money, so that their rows have a currency."""
        columns = self.unpivot.columns if self.unpivot else []
        return [name for name in columns if name in COLUMNS and COLUMNS[name].dtype == Money]

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
    def patterns(self) -> dict[str, list[tuple[str, str]]]:
        """Return the start of normalised headers with a placeholder -> their patterns, each with our column."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name, header in self._headers():
            if PLACEHOLDER.search(header):
                start = PLACEHOLDER.split(normalised(header))[0]
                found.setdefault(start, []).append((_pattern(header), name))
        return found

    @cached_property
    def columns_of(self) -> Callable[[str], tuple[tuple[str, str | None], ...]]:
        """Return what gives our columns of a normalised header, each with the currency that the header states.

        Exports of one kind have the same headers, file by file, so that what was found is remembered.
        """

        longest = max(map(len, self.patterns), default=0)

        @lru_cache(maxsize=5_000)
        def found(plain: str) -> tuple[tuple[str, str | None], ...]:
            named: list[tuple[str, str | None]] = [(name, None) for name in self.aliases.get(plain, ())]
            for length in range(min(len(plain), longest) + 1):
                for pattern, name in self.patterns.get(plain[:length], ()):
                    if fits := _compiled(pattern).fullmatch(plain):
                        named.append((name, fits.groupdict().get("currency")))
            return tuple(named)

        return found

    @cached_property
    def parted(self) -> dict[str, int]:
        """Return the columns that several columns of a file can make together, with how many."""
        return {name: len(column.pieces) for name, column in self.columns.items() if column.pieces}

    def _headers(self) -> Iterator[tuple[str, str]]:
        for name, column in self.columns.items():
            for header in column.headers:
                if header == "{title}":
                    yield from ((name, title) for title in self._titles())
                else:
                    yield name, header
            for place, part in enumerate(column.pieces):
                for header in part:
                    yield part_of(name, place), header

    def _titles(self) -> list[str]:
        return sorted({text for column in self.columns.values() if TITLE in column.headers for text in column.values})


def _strange(name: str, tables: list[str], known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else "docs/data-dictionary.md lists them"
    return f"columns.{name}: {' and '.join(tables)} have no such column; {hint}"


def _is_number(dtype: Any) -> bool:
    return bool((dtype if isinstance(dtype, pl.DataType) else dtype()).is_numeric())


def _pattern(header: str) -> str:
    plain = re.escape(normalised(header))
    return plain.replace(r"\{currency\}", r"(?P<currency>[a-z]{3})").replace(r"\*", r".+")


_compiled = lru_cache(maxsize=5_000)(re.compile)  # few of the patterns are ever met


def part_of(name: str, place: int) -> str:
    """Return what a column is called that is a part of one of ours."""
    return f"{name}[{place}]"


def whole(name: str) -> str:
    """Return the column of ours that a part belongs to, or the column itself."""
    return name.split("[", maxsplit=1)[0]


def _listed(item: str | list[str]) -> list[str]:
    return [item] if isinstance(item, str) else item


@lru_cache(maxsize=2**15)  # words of the mapping files, asked for with every file
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
