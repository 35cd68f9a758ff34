"""A recognised table's batches as rows of our raw tables, and the records that break a rule.

Belongs here: the order of the steps of a batch: take our columns, read their values, place them in time and with an
account, turn columns into rows where the layout says so, check the contracts. No database here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

from pipeline.exports import raw_rows, verdicts
from pipeline.exports.batch import Batch, Stamp
from pipeline.exports.candidates import chosen
from pipeline.exports.context import Place
from pipeline.exports.keys import with_keys
from pipeline.exports.matching import Match
from pipeline.exports.placement import in_place
from pipeline.exports.private import with_pseudonyms
from pipeline.exports.reading import Reader
from pipeline.exports.refusals import REJECTED, explained
from pipeline.exports.summaries import no_data
from pipeline.exports.table import Table
from pipeline.exports.text_columns import take, tidied
from pipeline.exports.whose import Owners, require_account

UNCERTAIN = ("file_time", "month_in_name")  # of what tells the capture
WHOSE = ("account_is_known", "creator_is_known")


@dataclass
class Normaliser:
    """Turns the batches of one table into rows of ours.

    Attributes:
        found: The table's layout.
        place: What the file's place tells.
        stamp: The load.
        notes: What is worth knowing about the load, complete at the end.
        captured: Capture moment of the file and what told it, known after the first batch.
    """

    found: Match
    place: Place
    stamp: Stamp
    notes: list[str] = field(default_factory=list)
    captured: tuple[datetime, str] | None = None

    def __post_init__(self) -> None:
        self._reader = Reader(self.found, self.place, self._note)
        self._owners = Owners(self.found.format)

    def batches(self, table: Table) -> Iterator[Batch]:
        """Give what became of each batch.

        Raises:
            UnreadableFile: The file does not say whose account it is, nor does its place.
        """
        require_account(self.found, self.place)
        repeated = [h for h in dict.fromkeys(table.headers) if h.strip() and table.headers.count(h) > 1]
        if repeated:
            self._note(
                f"headers that stand twice, of which the first that says something counts: {', '.join(repeated)}"
            )
        for number, raw in enumerate(self._whole_or_in_parts(table.batches)):
            if number == 0:
                platform = self.found.format.platform or self.place.account.platform
                self.found = chosen(self.found, raw, self._reader.types, platform, table.decimal)
                self._reader.found = self.found
            yield self._batch(raw, table)
        if table.ragged:
            records = [(r.record, None, r.rule, None, None) for r in table.ragged]
            yield Batch({}, pl.DataFrame(records, schema=REJECTED, orient="row"), len(records))
        self.notes += [*self._owners.notes(), *table.notes]
        self.notes += [
            f"{name}: {count} amounts with a minus, read without it" for name, count in self._reader.minus.items()
        ]

    def _whole_or_in_parts(self, batches: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """Join the batches where a record is understood only among all others."""
        layout = self.found.format
        needs_all = bool(layout.key) or any("month_day" in c.formats for c in layout.columns.values())
        if not needs_all:
            yield from batches
            return
        parts = list(batches)
        if parts:
            yield pl.concat(parts).sort("source_record")

    def _batch(self, raw: pl.DataFrame, table: Table) -> Batch:
        raw = tidied(raw, self.found)
        types = self._reader.types
        summary = no_data(raw, self.found, table.headers, types)
        data = raw.filter(~summary) if summary.any() else raw
        figures = verdicts.figures(self.found.format, types)
        frame, unreadable, contradictions = self._values(data, table)
        frame = verdicts.without(frame, contradictions, figures)
        frame, nobodies = self._owners.placed(frame)
        unreadable = pl.concat([unreadable, nobodies])
        copies = _copies(data) if self.found.format.identical_is_one else None
        frame = with_keys(frame, self.found.format, self.place.dataset, copies)
        is_certain = self.place.captured[1] not in UNCERTAIN or (self.captured or ("", ""))[1] == "content"
        checked = raw_rows.checked(frame, self.found.format.tables, figures, is_certain)
        if checked.is_clock_wrong:
            self._note("it holds days after the time of the file, which is its capture; look at the machine's clock")
        broken = _not_said_yet(checked.broken, unreadable, nobodies)
        failed, costless = verdicts.divided(pl.concat([unreadable, contradictions, broken]), figures, table.short)
        rows = _without_records(checked.rows, failed)
        told = pl.concat([failed["source_record"], rows[self.found.format.tables[0]]["source_record"]])
        return Batch(
            rows,
            explained(failed, data, self.found, table.headers, table.short),
            data.height,
            explained(costless, data, self.found, table.headers, table.short),
            data.height - told.n_unique(),
            raw.height - data.height,
        )

    def _values(self, data: pl.DataFrame, table: Table) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
        """Return our columns with values, place and lineage; what could not be read; and currencies that contradict."""
        texts = take(data, self.found, self._reader.types)
        frame, unreadable = self._reader.values(texts, data["source_record"], table.decimal)
        frame, captured = in_place(with_pseudonyms(frame), texts, self.found, self.place)
        self.captured = self.captured or captured
        frame, contradictions = self._reader.with_currency(self._with_lineage(frame))
        return frame, unreadable, contradictions

    def _with_lineage(self, frame: pl.DataFrame) -> pl.DataFrame:
        return frame.with_columns(
            pl.lit(self.stamp.load_id).alias("load_id"),
            pl.lit(self.stamp.loaded_at, pl.Datetime("us")).alias("loaded_at"),
            pl.lit(self.found.format.precedence, pl.Int64).alias("precedence"),
            pl.lit(self.place.dataset).alias("dataset"),
        )

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)


def _copies(data: pl.DataFrame) -> pl.DataFrame:
    """Return for each record the first one that is equal to it in every cell."""
    cells = [pl.col(name).fill_null("") for name in data.columns if name != "source_record"]
    return data.select("source_record", pl.col("source_record").min().over(cells).alias("first_record"))


def _not_said_yet(broken: pl.DataFrame, unreadable: pl.DataFrame, nobodies: pl.DataFrame) -> pl.DataFrame:
    """Return broken rules without those that follow from what could not be read, which is said already."""
    is_said = pl.col("rule").is_in(WHOSE) & pl.col("source_record").is_in(nobodies["source_record"].implode())
    said = unreadable.select("source_record", "column_name")
    return broken.filter(~is_said).join(said, on=["source_record", "column_name"], how="anti")


def _without_records(rows: dict[str, pl.DataFrame], failed: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Return the rows of the records that are accepted."""
    if not failed.height:
        return rows
    bad = failed["source_record"].unique().implode()
    return {name: part.filter(~pl.col("source_record").is_in(bad)) for name, part in rows.items()}
