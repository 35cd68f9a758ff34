"""A recognised table's batches as rows of our raw tables, and the records that break a rule.

The steps of a batch: take our columns, read their values, place them in time and with an account,
turn columns into rows where the layout says so, check the contracts. No database here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import polars as pl

from pipeline.contracts import compiled, polars_schema
from pipeline.exports import numbers
from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.context import Place
from pipeline.exports.keys import with_keys
from pipeline.exports.placement import in_place
from pipeline.exports.recognise import Match
from pipeline.exports.table import Table
from pipeline.exports.texts import by_distinct, take
from pipeline.exports.values import parse
from schemas.raw import RAW_TABLES, Lineage

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
        rejected: One row for each broken rule.
        read: Records read.
        blank: Accepted records that hold no figure, so that no row came of them.
        summary: Records that are no data, such as totals.
    """

    rows: dict[str, pl.DataFrame]
    rejected: pl.DataFrame
    read: int
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
    _headers: list[str] = field(default_factory=list)

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
        for raw in self._whole_or_in_parts(table.batches):
            yield self._batch(raw, table)
        if table.ragged:
            records = [(r.record, None, r.rule, None, r.text) for r in table.ragged]
            yield Batch({}, pl.DataFrame(records, schema=REJECTED, orient="row"), len(records))
        self.notes.extend(table.notes)

    def _check_account(self) -> None:
        layout, account = self.found.format, self.place.account
        known = {"handle", "account_id", "creator_ref"} & self.found.columns.keys()
        about_accounts = any(t in ("posts", "profiles", "account_days", "audience_shares") for t in layout.tables[:1])
        if not about_accounts:
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
        if not (layout.platform or account.platform or "platform" in self.found.columns | layout.constants.keys()):
            raise UnreadableFile(
                f"{layout.title} does not say which platform it is from",
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
        summary = self._summary_rows(raw)
        data = raw.filter(~summary) if summary.any() else raw
        types = self._types()
        texts = take(data, self.found, types)
        frame, failures = self._values(texts, types, data["source_record"], table)
        frame, captured = in_place(frame, texts, self.found, self.place)
        self.captured = self.captured or captured
        frame = self._with_lineage(self._with_currency(frame))
        frame = with_keys(frame, self.found.format, self.place.dataset)
        rows, broken = self._checked(self._unpivoted(frame))
        unread = failures.select("source_record", "column_name")  # null because it could not be read, said already
        failed = pl.concat([failures, broken.join(unread, on=["source_record", "column_name"], how="anti")])
        if failed.height:
            bad = failed["source_record"].unique()
            rows = {name: part.filter(~pl.col("source_record").is_in(bad.implode())) for name, part in rows.items()}
        told = pl.concat([failed["source_record"], rows[self.found.format.tables[0]]["source_record"]])
        blank = data.height - told.n_unique()
        return Batch(rows, self._explained(failed, texts, data), data.height, blank, raw.height - data.height)

    def _summary_rows(self, raw: pl.DataFrame) -> pl.Series:
        """Return which records are no data: totals and the like, and records of blanks only."""
        marked = pl.lit(False)
        for name, patterns in self.found.format.summary.items():
            for position in self.found.columns.get(name, [])[:1]:
                pattern = "|".join(f"(?:{p})" for p in patterns)
                cell = pl.col(str(position)).str.strip_chars()
                marked = marked | cell.str.contains(f"(?i)^(?:{pattern})$").fill_null(False)
        if (raw["0"].fill_null("") == "").any():
            marked = marked | pl.all_horizontal(pl.exclude("source_record").fill_null("").str.strip_chars() == "")
        return raw.select(marked.alias("summary")).to_series()

    def _types(self) -> dict[str, Any]:
        layout = self.found.format
        types = {**EXTRA, **{n: t for name in layout.tables for n, t in polars_schema(RAW_TABLES[name]).items()}}
        if layout.unpivot:
            value_type = types[layout.unpivot.values_to]
            types |= dict.fromkeys(layout.unpivot.columns, value_type)
        return types

    def _values(
        self, texts: pl.DataFrame, types: dict[str, Any], records: pl.Series, table: Table
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Read the values; those that cannot be read are failures."""
        layout = self.found.format
        read: dict[str, pl.Series] = {"source_record": records}
        failures = [pl.DataFrame(schema={"source_record": pl.Int64, "column_name": pl.String, "rule": pl.String})]
        for name in texts.columns:
            text = texts[name]
            parsed = parse(text, types.get(name, pl.String), layout.columns[name], table.decimal, layout.zone)
            read[name] = parsed.values.alias(name)
            if name == "posted_at" and parsed.precision is not None:
                read["posted_at_precision"] = parsed.precision.alias("posted_at_precision")
            if parsed.failed is not None:
                failures.append(_broken(records, parsed.failed, name))
            if name == "followers" and types.get("followers_rounding"):
                step = by_distinct(text, numbers.rounding_step)
                read["followers_rounding"] = step.set(read[name].is_null(), None)
        return pl.DataFrame(read), pl.concat(failures)

    def _with_currency(self, frame: pl.DataFrame) -> pl.DataFrame:
        if not any("currency" in polars_schema(RAW_TABLES[t]) for t in self.found.format.tables):
            return self._with_header_currency(frame)
        if "currency" not in frame.columns:
            frame = frame.with_columns(pl.lit(None, pl.String).alias("currency"))
        stated = next(iter(self.found.currencies.values()), None) or self.place.account.currency
        if stated is None and frame["currency"].null_count():
            note = "records without a currency; the reporting currency is assumed"
            if note not in self.notes:
                self.notes.append(note)
        currency = pl.col("currency").str.strip_chars().str.to_uppercase()
        return frame.with_columns(currency.fill_null(pl.lit(stated, pl.String)))

    def _with_header_currency(self, frame: pl.DataFrame) -> pl.DataFrame:
        code = self.found.currencies.get("creator_earnings")
        return frame.with_columns(pl.lit(code).alias("creator_earnings_currency")) if code else frame

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
        long = long.filter(pl.col(unpivot.values_to).is_not_null()).sort("source_record", maintain_order=True)
        without = frame.select(kept).join(long.select("source_record").unique(), on="source_record", how="anti")
        if self.found.format.tables[0] != "creators":
            return long
        return pl.concat([long, without], how="diagonal_relaxed").sort("source_record", maintain_order=True)

    def _checked(self, frame: pl.DataFrame) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
        """Shape the rows of each raw table and find those that break its contract."""
        rows, broken = {}, []
        for position, name in enumerate(self.found.format.tables):
            model = RAW_TABLES[name]
            schema = polars_schema(model)
            part = frame.select(
                (pl.col(n).cast(t) if n in frame.columns else pl.lit(None, t)).alias(n) for n, t in schema.items()
            )
            if position:
                part = _with_content(part, model)
            checks = compiled(model)
            if part.height and part.select(pl.any_horizontal(r.broken for r in checks).any()).item():
                for rule in checks:
                    failed = part.select(pl.when(rule.broken).then(pl.lit(rule.name))).to_series()
                    if failed.null_count() < failed.len():
                        broken.append(_broken(part["source_record"], failed, rule.column or None))
            rows[name] = part
        empty = pl.DataFrame(schema={"source_record": pl.Int64, "column_name": pl.String, "rule": pl.String})
        return rows, pl.concat([empty, *broken]).unique(maintain_order=True)

    def _explained(self, failed: pl.DataFrame, texts: pl.DataFrame, data: pl.DataFrame) -> pl.DataFrame:
        """Add the value as the file writes it and the whole record to each broken rule."""
        if not failed.height:
            return pl.DataFrame(schema=REJECTED)
        bad = data.filter(pl.col("source_record").is_in(failed["source_record"].unique().implode()))
        headers = _distinct([*self._headers, *[f"column {i}" for i in range(data.width)]][: data.width - 1])
        whole = pl.struct(pl.exclude("source_record")).struct.json_encode().alias("raw_record")
        records = bad.rename({str(i): h for i, h in enumerate(headers)}).select("source_record", whole)
        positions = {name: str(found[0]) for name, found in self.found.columns.items() if name in texts.columns}
        values = pl.concat(
            bad.select("source_record", pl.lit(name).alias("column_name"), pl.col(position).alias("value"))
            for name, position in positions.items()
        )
        written = {name: headers[int(position)] for name, position in positions.items()}
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
