"""A recognised table's batches as rows of our raw tables, and the records that break a rule.

The steps of a batch: take our columns, read their values, place them in time and with an account,
turn columns into rows where the layout says so, check the contracts. No database here.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

from pipeline.exports import plausible, verdicts
from pipeline.exports.accounts import with_accounts
from pipeline.exports.amounts import BROKEN
from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.candidates import chosen
from pipeline.exports.context import Place, account_named
from pipeline.exports.keys import with_keys
from pipeline.exports.matching import Match
from pipeline.exports.placement import in_place
from pipeline.exports.private import with_pseudonyms
from pipeline.exports.reading import Reader
from pipeline.exports.refusals import REJECTED, explained
from pipeline.exports.summaries import no_data
from pipeline.exports.table import Table
from pipeline.exports.text_columns import take, tidied
from pipeline.models.contracts import compiled, polars_schema
from schemas.contract import Contract
from schemas.raw import RAW_TABLES

NO_CONTENT = {
    "load_id", "source_record", "captured_at", "loaded_at", "precedence", "dataset", "observed_at",
    "platform", "account_id", "handle", "account_name", "creator_ref",
}  # fmt: skip

WHOSE = ("account_is_known", "creator_is_known")


@dataclass(frozen=True)
class Settings:
    """What a load needs to know beyond its file.

    Attributes:
        load_id: The load.
        loaded_at: Its moment (UTC, without zone).
    """

    load_id: str
    loaded_at: datetime


@dataclass
class Batch:
    """What became of a batch.

    Attributes:
        rows: Accepted rows by raw table.
        rejected: One row for each broken rule that cost a record.
        read: Records read.
        unread: One row for each figure that could not be read and is null.
        blank: Accepted records that hold no figure, so that no row came of them.
        summary: Records that are no data, such as totals.
    """

    rows: dict[str, pl.DataFrame]
    rejected: pl.DataFrame
    read: int
    unread: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=REJECTED))
    blank: int = 0
    summary: int = 0


@dataclass
class Normaliser:
    """Turns the batches of one table into rows of ours.

    Attributes:
        found: The table's layout.
        place: What the file's place tells.
        settings: The load.
        notes: What is worth knowing about the load, complete at the end.
        captured: Capture moment of the file and what told it, known after the first batch.
    """

    found: Match
    place: Place
    settings: Settings
    notes: list[str] = field(default_factory=list)
    captured: tuple[datetime, str] | None = None
    rows_seen: int = 0
    handles_lost: Counter[str] = field(default_factory=Counter)
    _headers: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._reader = Reader(self.found, self.place, self._note)

    def batches(self, table: Table) -> Iterator[Batch]:
        """Give what became of each batch.

        Raises:
            UnreadableFile: The file does not say whose account it is, nor does its place.
        """
        self._check_account()
        self._headers = table.headers
        repeated = [h for h in dict.fromkeys(table.headers) if h.strip() and table.headers.count(h) > 1]
        if repeated:
            self.notes.append(
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
        for what, times in sorted(self.handles_lost.items()):
            self.notes.append(f"left out {times} texts that name no account ({what})")
        self.notes.extend(table.notes)
        self.notes.extend(
            f"{name}: {count} amounts with a minus, read without it" for name, count in self._reader.minus.items()
        )

    def _check_account(self) -> None:
        layout, account = self.found.format, self.place.account
        known = {"handle", "account_id", "creator_ref"} & self.found.columns.keys()
        if not self._is_about_accounts():
            return
        if not known and not (account.handle or account.id):
            raise UnreadableFile(
                f"{layout.title} does not say whose account it is",
                "Put it into a folder named @handle, or put an account.yaml with platform and handle beside it",
            )
        if layout.platform and account.platform and layout.platform != account.platform:
            raise UnreadableFile(
                f"{layout.title} comes from {layout.platform}, but account.yaml says {account.platform}",
                "Correct the account.yaml, or move the file to the account that it belongs to",
            )
        if account.handle and layout.platform:
            account_named(layout.platform, account.handle)
        said_by = {"platform", "handle", "permalink"} & (self.found.columns | layout.constants).keys()
        if not (layout.platform or account.platform or said_by):
            raise UnreadableFile(*self._without_platform())

    def _is_about_accounts(self) -> bool:
        return self.found.format.tables[0] in ("posts", "profiles", "account_days", "audience_shares")

    def _without_platform(self) -> tuple[str, str]:
        return (
            f"{self.found.format.title} does not say which platform it is from",
            "Put an account.yaml with 'platform: instagram' (or another) beside it",
        )

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
        summary = no_data(raw, self.found, self._headers, types)
        data = raw.filter(~summary) if summary.any() else raw
        figures = verdicts.figures(self.found.format, types)
        texts = take(data, self.found, types)
        frame, failures = self._reader.values(texts, data["source_record"], table.decimal)
        frame = with_pseudonyms(frame)
        frame, captured = in_place(frame, texts, self.found, self.place)
        self.captured = self.captured or captured
        frame, contradictions = self._reader.with_currency(self._with_lineage(frame))
        frame = verdicts.without(frame, contradictions, figures)
        frame, nobodies = self._with_accounts(frame)
        failures = pl.concat([failures, nobodies])
        frame = with_keys(frame, self.found.format, self.place.dataset)
        rows, broken = self._checked(frame, figures)
        is_said = pl.col("rule").is_in(WHOSE) & pl.col("source_record").is_in(nobodies["source_record"].implode())
        broken = broken.filter(~is_said)
        unread = failures.select("source_record", "column_name")  # null because it could not be read, said already
        broken = broken.join(unread, on=["source_record", "column_name"], how="anti")
        failed, costless = verdicts.divided(pl.concat([failures, contradictions, broken]), figures, table.short)
        if failed.height:
            bad = failed["source_record"].unique()
            rows = {name: part.filter(~pl.col("source_record").is_in(bad.implode())) for name, part in rows.items()}
        told = pl.concat([failed["source_record"], rows[self.found.format.tables[0]]["source_record"]])
        return Batch(
            rows,
            explained(failed, data, self.found, self._headers, table.short),
            data.height,
            explained(costless, data, self.found, self._headers, table.short),
            data.height - told.n_unique(),
            raw.height - data.height,
        )

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)

    def _with_lineage(self, frame: pl.DataFrame) -> pl.DataFrame:
        return frame.with_columns(
            pl.lit(self.settings.load_id).alias("load_id"),
            pl.lit(self.settings.loaded_at, pl.Datetime("us")).alias("loaded_at"),
            pl.lit(self.found.format.precedence, pl.Int64).alias("precedence"),
            pl.lit(self.place.dataset).alias("dataset"),
        )

    def _unpivoted(self, frame: pl.DataFrame) -> pl.DataFrame:
        unpivot = self.found.format.unpivot
        if unpivot is None:
            return frame
        columns = [name for name in unpivot.columns if name in frame.columns]
        kept = [name for name in frame.columns if name not in unpivot.columns and name != unpivot.names_to]
        long = frame.unpivot(columns, index=kept, variable_name=unpivot.names_to, value_name=unpivot.values_to)
        return long.filter(pl.col(unpivot.values_to).is_not_null()).sort("source_record", maintain_order=True)

    def _with_accounts(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Say whose each row is; of handles that cannot be one, those fail that their records cannot do without."""
        is_first = self.rows_seen == 0
        self.rows_seen += frame.height
        rows, refused = with_accounts(self._unpivoted(frame), frame, self.found.format)
        if is_first and rows.height and rows["platform"].null_count() == rows.height and self._is_about_accounts():
            raise UnreadableFile(*self._without_platform())
        for (name, rule), lost in refused.filter(~pl.col("is_needed")).group_by("column_name", "rule"):
            self.handles_lost[f"{name}: {rule}"] += lost.height
        return rows, refused.filter("is_needed").drop("is_needed")

    def _checked(self, frame: pl.DataFrame, figures: set[str]) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
        """Shape the rows of each raw table and find those that break its contract; figures that do become null."""
        rows, broken = {}, []
        is_certain = self.place.captured[1] != "file_time" or (self.captured or ("", ""))[1] == "content"
        for position, name in enumerate(self.found.format.tables):
            model = RAW_TABLES[name]
            schema = polars_schema(model)
            part = frame.select(
                (pl.col(n).cast(t) if n in frame.columns else pl.lit(None, t)).alias(n) for n, t in schema.items()
            )
            if position:
                part = _with_content(part, model)
            checks = [*compiled(model), *plausible.day_rules(model, is_certain)]
            if part.height and part.select(pl.any_horizontal(r.broken for r in checks).any()).item():
                verdict = part.select(rule.broken.alias(str(at)) for at, rule in enumerate(checks))
                for rule, bad in zip(checks, verdict, strict=True):
                    if not bad.any():
                        continue
                    failed = part.select("source_record").filter(bad)
                    column = pl.lit(rule.column or None, pl.String).alias("column_name")
                    broken.append(failed.with_columns(column, pl.lit(rule.name).alias("rule")))
                    if rule.column in figures:
                        part = part.with_columns(part[rule.column].set(bad, None))
            if not is_certain:
                self._note_wrong_clock(part, model)
            rows[name] = part
        return rows, pl.concat([pl.DataFrame(schema=BROKEN), *broken]).unique(maintain_order=True)

    def _note_wrong_clock(self, part: pl.DataFrame, model: type[Contract]) -> None:
        late = [plausible.is_after_file_time(name) for name in plausible.happened(model)]
        if late and part.height and part.select(pl.any_horizontal(late).any()).item():
            self._note("it holds days after the time of the file, which is its capture; look at the machine's clock")


def _with_content(part: pl.DataFrame, model: type[Contract]) -> pl.DataFrame:
    """Keep the rows of a further table that say something and have what the table cannot be without."""
    columns = model.to_schema().columns
    needed = [name for name, column in columns.items() if not column.nullable]
    told = [name for name in columns if name not in NO_CONTENT]
    return part.filter(
        pl.all_horizontal(pl.col(needed).is_not_null()) & pl.any_horizontal(pl.col(told).is_not_null())
    ).unique(subset=[n for n in part.columns if n != "source_record"], keep="first", maintain_order=True)
