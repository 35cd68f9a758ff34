"""Our columns out of text into values: each by its type, all together where one column tells about another.

Belongs here: decimal marks over the columns and batches of a file, the currency of its amounts. How a single column is
read is for ``values``; what is wrong with a value, and what that costs, for ``normalise``.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add
from typing import Any

import polars as pl

from pipeline.exports import currencies, numbers, plausible
from pipeline.exports.amounts import BROKEN, with_currency
from pipeline.exports.context import Place
from pipeline.exports.mappings import whole
from pipeline.exports.matching import Match
from pipeline.exports.text_columns import by_distinct
from pipeline.exports.values import Parsed, parse
from pipeline.models.contracts import polars_schema
from schemas.raw import RAW_TABLES, TAKEN_OFF
from schemas.types import Amount


@dataclass
class Reader:
    """Reads the batches of one table.

    Attributes:
        found: The table's layout.
        place: What the file's place tells.
        note: Writes down what is worth knowing about the load.
        minus: Amounts that some shops write with a minus, which are read without it: how many of each column.
    """

    found: Match
    place: Place
    note: Callable[[str], None]
    minus: Counter[str] = field(default_factory=Counter)
    _marks: dict[str, str] = field(default_factory=dict)  # decimal marks as the first batch decided them
    _signs: dict[str, pl.Series] = field(default_factory=dict)  # of currencies beside the amounts of this batch

    @property
    def types(self) -> dict[str, Any]:
        """Return the types of the columns that the layout can have."""
        return self.found.format.types

    def values(self, texts: pl.DataFrame, records: pl.Series, decimal: str) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Return the values of a batch; those that cannot be read are failures.

        Args:
            texts: Our columns as text.
            records: The number of each record.
            decimal: The decimal mark that the file suggests.
        """
        read: dict[str, pl.Series] = {"source_record": records}
        failures = [pl.DataFrame(schema=BROKEN)]
        columns = _added(self._parsed(texts, decimal))
        self._signs = {name: parsed.currency for name, parsed in columns.items() if parsed.currency is not None}
        for name, parsed in columns.items():
            read[name] = parsed.values.alias(name)
            failed = parsed.failed
            if name == "posted_at" and parsed.precision is not None:
                read["posted_at_precision"] = parsed.precision.alias("posted_at_precision")
            if self._is_followers(name) and name in texts.columns and "followers_rounding" in self.types:
                step = by_distinct(texts[name], numbers.rounding_step)
                read[f"{name}_rounding"] = step.set(read[name].is_null(), None).alias(f"{name}_rounding")
            if name == "captured_on":
                read[name], failed = plausible.captures(read[name], failed, self.place.captured[0])
            if name in TAKEN_OFF and (count := int((read[name] < 0).sum())):
                self.minus[name] += count
                read[name] = read[name].abs()
            if failed is not None:
                rows = pl.DataFrame({"source_record": records, "rule": failed}).drop_nulls("rule")
                failures.append(rows.select("source_record", pl.lit(name).alias("column_name"), "rule"))
            self._note_reading(name, parsed)
        return pl.DataFrame(read), pl.concat(failures)

    def _is_followers(self, name: str) -> bool:
        unpivot = self.found.format.unpivot
        return name == "followers" or bool(unpivot and unpivot.targets.get(name) == "followers")

    def _parsed(self, texts: pl.DataFrame, decimal: str) -> dict[str, Parsed]:
        """Read each column; a decimal mark that a column leaves open is that of the file's other columns."""
        layout, is_first = self.found.format, not self._marks

        def read(name: str, mark: str) -> Parsed:
            ours = whole(name)
            dtype = self.types.get(ours, pl.String)
            return parse(texts[name], dtype, layout.columns[ours], mark, layout.zone, not is_first)

        columns = {name: read(name, self._marks.get(name, decimal)) for name in texts.columns}
        if not is_first:
            return columns
        numeric = {name: parsed for name, parsed in columns.items() if parsed.values.dtype.is_numeric()}
        if any(parsed.is_open or parsed.shown - {decimal} for parsed in numeric.values()):
            told = {name: numbers.marks(texts[name], self.types[whole(name)] == Amount) for name in numeric}
            shown = set().union(*told.values())
            if len(shown) == 1:
                columns |= {
                    name: read(name, *shown) for name, parsed in numeric.items() if parsed.mark and not told[name]
                }
        self._marks = {name: parsed.mark for name, parsed in columns.items() if parsed.mark}
        return columns

    def _note_reading(self, name: str, parsed: Parsed) -> None:
        if parsed.is_torn:
            self.note(
                f"{name} is written with a decimal comma and with a decimal dot; numbers such as 1.234 in it are not read"
            )
        if parsed.swapped:
            self.note(f"{name}: a spreadsheet had swapped day and month; they are put right")

    def with_currency(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Give the amounts of the batch their currency; records that contradict themselves are failures."""
        stated, broken = self.place.account.currency, [pl.DataFrame(schema=BROKEN)]
        suggested = stated and (currencies.code_of(stated, None) or stated.strip().upper())
        for currency in ("currency", "creator_earnings_currency"):
            amounts = [name for name in self._amounts(currency) if name in frame.columns]
            own = {name: self._signs[name] for name in amounts if name in self._signs}
            headers = {name: code for name, code in self.found.currencies.items() if name in amounts}
            if not amounts or (currency != "currency" and not own and not headers):
                continue
            frame, contradictions = with_currency(frame, currency, own, headers, suggested)
            broken.append(contradictions)
            if currency == "currency" and frame[currency].null_count():
                self.note("records without a currency; the reporting currency is assumed")
        return frame, pl.concat(broken)

    def _amounts(self, currency: str) -> list[str]:
        """Return the amounts of the layout's tables whose currency stands in a column."""
        schemas = [polars_schema(RAW_TABLES[table]) for table in self.found.format.tables]
        amounts = [
            name for schema in schemas if currency in schema for name, dtype in schema.items() if dtype == Amount
        ]
        in_columns = [name for name in amounts if (name == "creator_earnings") == (currency != "currency")]
        return in_columns + (self.found.format.amounts_in_rows if currency == "currency" else [])


def _added(columns: dict[str, Parsed]) -> dict[str, Parsed]:
    """Return the columns with those that are sums of several added up; a blank or unreadable one makes the sum blank."""
    pieces: dict[str, list[Parsed]] = {}
    for name, parsed in columns.items():
        pieces.setdefault(whole(name), []).append(parsed)
    return {name: parts[0] if len(parts) == 1 else _sum(parts) for name, parts in pieces.items()}


def _sum(parts: list[Parsed]) -> Parsed:
    values = reduce(add, (part.values for part in parts)).cast(parts[0].values.dtype)
    failures = [part.failed for part in parts if part.failed is not None]
    signs = [part.currency for part in parts if part.currency is not None]
    failed, currency = (pl.select(pl.coalesce(found)).to_series() if found else None for found in (failures, signs))
    return replace(parts[0], values=values, failed=failed, currency=currency, is_torn=any(p.is_torn for p in parts))
