"""A recognised table's batches as rows of our raw tables, and the records that break a rule.

The steps of a batch: take our columns, read their values, place them in time and with an account,
turn columns into rows where the layout says so, check the contracts. No database here.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import polars as pl

from pipeline.contracts import compiled, polars_schema
from pipeline.exports import numbers, plausible, verdicts
from pipeline.exports.accounts import with_accounts
from pipeline.exports.amounts import BROKEN, with_currency
from pipeline.exports.candidates import chosen
from pipeline.exports.context import Place
from pipeline.exports.files import UnreadableFile
from pipeline.exports.keys import with_keys
from pipeline.exports.matching import Match
from pipeline.exports.placement import in_place
from pipeline.exports.private import PSEUDONYMOUS, kept_positions, shown, with_pseudonyms
from pipeline.exports.summaries import no_data
from pipeline.exports.table import Table
from pipeline.exports.texts import by_distinct, take, tidied
from pipeline.exports.values import Parsed, parse
from schemas.raw import RAW_TABLES, TAKEN_OFF, Lineage
from schemas.types import Money

EXTRA = {"captured_on": pl.Date, "observed_on": pl.Date}
REJECTED = {
    "source_record": pl.Int64,
    "column_name": pl.String,
    "rule": pl.String,
    "value": pl.String,
    "raw_record": pl.String,
}
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
    _marks: dict[str, str] = field(default_factory=dict)  # decimal marks as the first batch decided them
    _minus: dict[str, int] = field(default_factory=dict)

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
                self.found = chosen(self.found, raw, self._types(), platform, table.decimal)
            yield self._batch(raw, table)
        if table.ragged:
            records = [(r.record, None, r.rule, None, None) for r in table.ragged]
            yield Batch({}, pl.DataFrame(records, schema=REJECTED, orient="row"), len(records))
        for what, times in sorted(self.handles_lost.items()):
            self.notes.append(f"left out {times} texts that name no account ({what})")
        self.notes.extend(table.notes)
        self.notes.extend(
            f"{name}: {count} amounts with a minus, read without it" for name, count in self._minus.items()
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
        types = self._types()
        summary = no_data(raw, self.found, self._headers, types)
        data = raw.filter(~summary) if summary.any() else raw
        figures = verdicts.figures(self.found.format, types)
        texts = take(data, self.found, types)
        frame, parsed, failures = self._values(texts, types, data["source_record"], table)
        frame = self._without_minus(with_pseudonyms(frame))
        frame, captured = in_place(frame, texts, self.found, self.place)
        self.captured = self.captured or captured
        frame, contradictions = self._with_currency(self._with_lineage(frame), parsed)
        frame = verdicts.without(frame, contradictions, figures)
        frame, nobodies = self._with_accounts(frame)
        failures = pl.concat([failures, nobodies])
        frame = with_keys(frame, self.found.format, self.place.dataset)
        rows, broken = self._checked(frame, figures)
        is_said = pl.col("rule").is_in(WHOSE) & pl.col("source_record").is_in(nobodies["source_record"].implode())
        broken = broken.filter(~is_said)
        unread = failures.select("source_record", "column_name")  # null because it could not be read, said already
        broken = broken.join(unread, on=["source_record", "column_name"], how="anti")
        failed, costless = verdicts.divided(pl.concat([failures, contradictions, broken]), figures)
        if failed.height:
            bad = failed["source_record"].unique()
            rows = {name: part.filter(~pl.col("source_record").is_in(bad.implode())) for name, part in rows.items()}
        told = pl.concat([failed["source_record"], rows[self.found.format.tables[0]]["source_record"]])
        return Batch(
            rows,
            self._explained(failed, texts, data, table.short),
            data.height,
            self._explained(costless, texts, data, table.short),
            data.height - told.n_unique(),
            raw.height - data.height,
        )

    def _types(self) -> dict[str, Any]:
        layout = self.found.format
        types = {**EXTRA, **{n: t for name in layout.tables for n, t in polars_schema(RAW_TABLES[name]).items()}}
        if layout.unpivot:
            value_type = types[layout.unpivot.values_to]
            types |= dict.fromkeys(layout.unpivot.columns, value_type)
        return types

    def _values(
        self, texts: pl.DataFrame, types: dict[str, Any], records: pl.Series, table: Table
    ) -> tuple[pl.DataFrame, dict[str, Parsed], pl.DataFrame]:
        """Read the values; those that cannot be read are failures."""
        read: dict[str, pl.Series] = {"source_record": records}
        failures = [pl.DataFrame(schema={"source_record": pl.Int64, "column_name": pl.String, "rule": pl.String})]
        columns = self._parsed(texts, types, table)
        for name, parsed in columns.items():
            read[name] = parsed.values.alias(name)
            if name == "posted_at" and parsed.precision is not None:
                read["posted_at_precision"] = parsed.precision.alias("posted_at_precision")
            if parsed.failed is not None:
                failures.append(_broken(records, parsed.failed, name))
            if name == "followers" and types.get("followers_rounding"):
                step = by_distinct(texts[name], numbers.rounding_step)
                read["followers_rounding"] = step.set(read[name].is_null(), None)
            self._note_reading(name, parsed)
        return pl.DataFrame(read), columns, pl.concat(failures)

    def _without_minus(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Read what is taken off a price without the minus that some shops write before it, and count these."""
        for name in TAKEN_OFF:
            if name in frame.columns and (count := int((frame[name] < 0).sum())):
                self._minus[name] = self._minus.get(name, 0) + count
                frame = frame.with_columns(pl.col(name).abs())
        return frame

    def _parsed(self, texts: pl.DataFrame, types: dict[str, Any], table: Table) -> dict[str, Parsed]:
        """Read each column; a decimal mark that a column leaves open is that of the file's other columns."""
        layout, is_first = self.found.format, not self._marks

        def read(name: str, decimal: str) -> Parsed:
            dtype = types.get(name, pl.String)
            return parse(texts[name], dtype, layout.columns[name], decimal, layout.zone, not is_first)

        columns = {name: read(name, self._marks.get(name, table.decimal)) for name in texts.columns}
        if is_first and any(parsed.is_open for parsed in columns.values()):
            shown = {
                mark for name in texts.columns if types.get(name, pl.String).is_numeric()
                for mark in numbers.marks(texts[name], types[name] == Money)
            }  # fmt: skip
            if len(shown) == 1:
                columns |= {name: read(name, *shown) for name, parsed in columns.items() if parsed.is_open}
        if is_first:
            self._marks = {name: parsed.mark for name, parsed in columns.items() if parsed.mark}
        return columns

    def _note_reading(self, name: str, parsed: Parsed) -> None:
        if parsed.is_torn:
            self._note(
                f"{name} is written with a decimal comma and with a decimal dot; numbers such as 1.234 in it are not read"
            )
        if parsed.swapped:
            self._note(f"{name}: a spreadsheet had swapped day and month; they are put right")

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)

    def _with_currency(self, frame: pl.DataFrame, parsed: dict[str, Parsed]) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Give amounts their currency; records that contradict themselves come back as broken rules."""
        signs = {name: column.currency for name, column in parsed.items() if column.currency is not None}
        suggested, broken = self.place.account.currency, []
        for currency in ("currency", "creator_earnings_currency"):
            amounts = [name for name in self._amounts(currency) if name in frame.columns]
            if not amounts:
                continue
            own = {name: signs[name] for name in amounts if name in signs}
            headers = {name: code for name, code in self.found.currencies.items() if name in amounts}
            if currency != "currency" and not own and not headers:
                continue
            frame, contradictions = with_currency(frame, currency, own, headers, suggested)
            broken.append(contradictions)
            if currency == "currency" and frame[currency].null_count():
                self._note("records without a currency; the reporting currency is assumed")
        return frame, pl.concat([pl.DataFrame(schema=BROKEN), *broken])

    def _amounts(self, currency: str) -> list[str]:
        """Return the amounts of the layout's tables whose currency stands in a column."""
        schemas = [polars_schema(RAW_TABLES[table]) for table in self.found.format.tables]
        amounts = [name for schema in schemas if currency in schema for name, dtype in schema.items() if dtype == Money]
        return [name for name in amounts if (name == "creator_earnings") == (currency != "currency")]

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

    def _note_wrong_clock(self, part: pl.DataFrame, model: type[Lineage]) -> None:
        late = [plausible.is_after_file_time(name) for name in plausible.happened(model)]
        if late and part.height and part.select(pl.any_horizontal(late).any()).item():
            self._note("it holds days after the time of the file, which is its capture; look at the machine's clock")

    def _explained(
        self, failed: pl.DataFrame, texts: pl.DataFrame, data: pl.DataFrame, short: set[int]
    ) -> pl.DataFrame:
        """Add to each broken rule what is shown of its value and of the record's known columns.

        Of a short record nothing is shown: which of its cells belongs to which column is not certain.
        """
        if not failed.height:
            return pl.DataFrame(schema=REJECTED)
        bad = data.filter(pl.col("source_record").is_in(failed["source_record"].unique().implode()))
        bad = bad.filter(~pl.col("source_record").is_in(list(short)))
        headers = _distinct([*self._headers, *[f"column {i}" for i in range(data.width)]][: data.width - 1])
        places = {n: at for n, at in self.found.columns.items() if n in texts.columns and n not in PSEUDONYMOUS}
        kept = [shown(pl.col(str(i))).alias(headers[i]) for i in kept_positions(self.found)]
        records = bad.select("source_record", pl.struct(kept).struct.json_encode().alias("raw_record"))
        values = pl.concat(
            bad.select("source_record", pl.lit(name).alias("column_name"), shown(pl.col(str(at[0]))).alias("value"))
            for name, at in places.items()
        )
        written = {name: headers[at[0]] for name, at in self.found.columns.items() if name in texts.columns}
        return (
            failed.join(values, on=["source_record", "column_name"], how="left", maintain_order="left")
            .join(records, on="source_record", how="left", maintain_order="left")
            .with_columns(pl.col("column_name").replace(written))
            .select(pl.col(n).cast(t) for n, t in REJECTED.items())
            .sort("source_record", maintain_order=True)
        )


def _broken(records: pl.Series, rules: pl.Series, column: str | None) -> pl.DataFrame:
    """Return the records whose rule is not null, with the column that the rule is about."""
    frame = pl.DataFrame({"source_record": records, "rule": rules}).filter(pl.col("rule").is_not_null())
    return frame.select("source_record", pl.lit(column, pl.String).alias("column_name"), "rule")


def _with_content(part: pl.DataFrame, model: type[Lineage]) -> pl.DataFrame:
    """Keep the rows of a further table that say something and have what the table cannot be without."""
    columns = model.to_schema().columns
    needed = [name for name, column in columns.items() if not column.nullable]
    told = [name for name in columns if name not in NO_CONTENT]
    return part.filter(
        pl.all_horizontal(pl.col(needed).is_not_null()) & pl.any_horizontal(pl.col(told).is_not_null())
    ).unique(subset=[n for n in part.columns if n != "source_record"], keep="first", maintain_order=True)


def _distinct(headers: list[str]) -> list[str]:
    """Return headers with a number behind those that repeat."""
    seen: dict[str, int] = {}
    named = []
    for header in headers:
        seen[header] = seen.get(header, 0) + 1
        named.append(header if seen[header] == 1 else f"{header} ({seen[header]})")
    return named
