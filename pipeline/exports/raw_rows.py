"""Rows in the shape of our raw tables, and which of them break a contract.

Belongs here: each table's columns and rules. What a broken rule costs is decided in ``verdicts``.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from pipeline.exports import plausible
from pipeline.exports.amounts import BROKEN
from pipeline.models.contracts import compiled, polars_schema
from schemas.contract import Contract
from schemas.raw import RAW_TABLES

NO_CONTENT = {
    "load_id", "source_record", "captured_at", "loaded_at", "precedence", "dataset", "observed_at",
    "platform", "account_id", "handle", "account_name", "creator_ref",
}  # fmt: skip


@dataclass(frozen=True)
class RawRows:
    """The rows of each raw table, and the records that break its contract.

    Attributes:
        rows: The rows by table; figures that break a rule are null.
        broken: ``source_record``, ``column_name`` and ``rule`` of what breaks one.
        is_clock_wrong: Whether days are after a capture that only the file's own time tells.
    """

    rows: dict[str, pl.DataFrame]
    broken: pl.DataFrame
    is_clock_wrong: bool


def checked(frame: pl.DataFrame, tables: list[str], figures: set[str], is_certain: bool) -> RawRows:
    """Shape the rows of each raw table and hold them against its contract.

    Args:
        frame: Our columns with their values.
        tables: The raw tables of the layout, the first of which every record has a row in.
        figures: Columns whose broken values cost only themselves.
        is_certain: Whether the capture is told by more than the file's own time.
    """
    rows, broken, is_clock_wrong = {}, [pl.DataFrame(schema=BROKEN)], False
    for position, name in enumerate(tables):
        model = RAW_TABLES[name]
        part = frame.select(
            (pl.col(n).cast(t) if n in frame.columns else pl.lit(None, t)).alias(n)
            for n, t in polars_schema(model).items()
        )
        if position:
            part = _with_content(part, model)
        for column, rule, bad in _breaches(part, model, is_certain):
            failed = part.select("source_record").filter(bad)
            named = pl.lit(column or None, pl.String).alias("column_name")
            broken.append(failed.with_columns(named, pl.lit(rule).alias("rule")))
            if column in figures:
                part = part.with_columns(part[column].set(bad, None))
        is_clock_wrong = is_clock_wrong or (not is_certain and _is_after_file_time(part, model))
        rows[name] = part
    return RawRows(rows, pl.concat(broken).unique(maintain_order=True), is_clock_wrong)


def _breaches(part: pl.DataFrame, model: type[Contract], is_certain: bool) -> Iterator[tuple[str, str, pl.Series]]:
    """Give column, rule and rows of each rule that some row breaks; one look for any is cheap."""
    rules = [*compiled(model), *plausible.day_rules(model, is_certain)]
    if not part.height or not part.select(pl.any_horizontal(rule.broken for rule in rules).any()).item():
        return
    verdict = part.select(rule.broken.alias(str(at)) for at, rule in enumerate(rules))
    for rule, bad in zip(rules, verdict, strict=True):
        if bad.any():
            yield rule.column, rule.name, bad


def _is_after_file_time(part: pl.DataFrame, model: type[Contract]) -> bool:
    late = [plausible.is_after_file_time(name) for name in plausible.happened(model)]
    return bool(late and part.height and part.select(pl.any_horizontal(late).any()).item())


def _with_content(part: pl.DataFrame, model: type[Contract]) -> pl.DataFrame:
    """Keep the rows of a further table that say something and have what the table cannot be without."""
    columns = model.to_schema().columns
    needed = [name for name, column in columns.items() if not column.nullable]
    told = [name for name in columns if name not in NO_CONTENT]
    return part.filter(
        pl.all_horizontal(pl.col(needed).is_not_null()) & pl.any_horizontal(pl.col(told).is_not_null())
    ).unique(subset=[n for n in part.columns if n != "source_record"], keep="first", maintain_order=True)
