"""How a contract is written: it names columns, and says what it asks beyond the vocabulary.

Belongs here: from names to a pandera model, with the vocabulary's types, rules and words.
Does not belong here: what a column means (``columns``, ``metrics``), or what a table holds.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

import pandera.polars as pa

from schemas.columns import COLUMNS
from schemas.rules import field
from schemas.types import Money
from schemas.vocabulary import Column, names


class Terms(NamedTuple):
    """What the body of a contract may say; where it says nothing, its base does.

    Attributes:
        columns: The columns in their order: names in a text, and blocks of the vocabulary. A table whose columns come
            from its query names none.
        grain: What a row is: columns that together are unique. None of them may be null, unless ``nullable`` says so.
        not_null: Further columns that may not be null here.
        nullable: Columns that may be null here, though the vocabulary or the grain says otherwise.
        rules: What differs from a column's usual rule, by its kind (``schemas/rules.py``); None lifts a rule.
        means: Columns that mean something else than their name says elsewhere -> whose words they have.
        decides: Columns without which a record says something else (a fee, a day of an order), so that a value that
            cannot be read costs the record and not only itself.
        happened: Days and moments that are over when a file is made.
        planned: Days that may be still to come.
        amounts: The type of amounts of money: the vocabulary's, unless the table holds them as files state them.
    """

    columns: Any = ()
    grain: Any = ""
    not_null: Any = ""
    nullable: Any = ""
    rules: Mapping[str, Mapping[str, Any]] = {}
    means: Mapping[str, str] = {}
    decides: Any = ""
    happened: Any = ""
    planned: Any = ""
    amounts: Any = Money

    def field(self, name: str) -> tuple[Any, Any]:
        """Return the type and the pandera field of a column."""
        column = COLUMNS[self.means.get(name, name)]
        not_null = column.not_null or name in names((self.grain, self.not_null))
        rules = {**column.rules, **self.rules.get(name, {})}
        when = "happened" if name in names(self.happened) else "planned" if name in names(self.planned) else None
        nullable = not not_null or name in names(self.nullable)
        asked = {rule: value for rule, value in rules.items() if value is not None}
        metadata = {"unit": column.unit, "decides": name in names(self.decides), "when": when}
        dtype = self.amounts if column.dtype == Money else column.dtype
        return dtype, field(dtype, nullable, asked, column.words, metadata)


class Contract(pa.DataFrameModel):
    """What a table holds, as its subclasses say it in the words of ``Terms``."""

    _terms = Terms()

    class Config:
        strict = ordered = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Give pandera the annotations, fields and settings that the body stands for."""
        said = {term: cls.__dict__[term] for term in Terms._fields if term in cls.__dict__}
        for term in said:
            delattr(cls, term)  # pandera takes every public attribute for a field
        terms = cls._terms = cls._terms._replace(**said)
        columns = list(names(terms.columns))
        _refuse_unknown(cls, terms, columns)
        if columns:
            cls.__annotations__ = {}
            for name in columns:
                cls.__annotations__[name], declared = terms.field(name)
                declared.__set_name__(cls, name)  # as Python does for what stands in a class's body
                setattr(cls, name, declared)
            config = {"unique": list(names(terms.grain)) or None, "name": cls.__name__}
            cls.Config = type("Config", (cls.Config,), config)  # type: ignore[misc, assignment]  # as pandera itself does
        super().__init_subclass__(**kwargs)  # type: ignore[no-untyped-call]


def _refuse_unknown(contract: type[Contract], terms: Terms, columns: list[str]) -> None:
    """Refuse names that nobody has given words, names twice, and terms about columns that the table has not."""
    table = (contract.__doc__ or contract.__name__).split(": ", 1)[0]
    named = list(names((terms.grain, terms.not_null, terms.nullable, terms.decides, terms.happened, terms.planned)))
    named += [*terms.rules, *terms.means]
    for name in [*columns, *named]:
        if terms.means.get(name, name) not in COLUMNS:
            raise LookupError(
                f"{table}: the column {name} has no words. Add it to a block in schemas/columns, or as a metric to "
                f"schemas/metrics; or correct its name in {contract.__module__}."
            )
    twice = sorted({name for name in columns if columns.count(name) > 1})
    absent = sorted(set(named) - set(columns)) if columns else []
    if twice or absent:
        what = f"names {', '.join(twice)} twice" if twice else f"speaks of {', '.join(absent)}, which it does not have"
        raise LookupError(f"{table} {what}. Correct it in {contract.__module__}.")


@cache
def columns_of(contract: type[Contract]) -> tuple[str, ...]:
    """Return the columns that a contract names; none where it leaves them to the query."""
    return tuple(names(contract._terms.columns))


def column_of(contract: type[Contract], name: str) -> Column:
    """Return what the vocabulary says of a column of a contract."""
    return COLUMNS[contract._terms.means.get(name, name)]


def with_columns(contract: type[Contract], columns: Iterable[str]) -> type[Contract]:
    """Return the contract of a table whose columns come from its query, with these columns.

    Raises:
        LookupError: A column has no words, or the contract speaks of one that the query does not give.
    """
    body = {"__doc__": contract.__doc__, "__module__": contract.__module__, "columns": " ".join(columns)}
    return type(contract.__name__, (contract,), body)


def tables(*modules: str) -> dict[str, type[Contract]]:
    """Return the contracts that modules declare, by the name of their table: TierRoi is tier_roi."""
    return {
        re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower(): found
        for module in modules
        for name, found in vars(sys.modules[module]).items()
        if isinstance(found, type) and issubclass(found, Contract) and found.__module__ == module
    }
