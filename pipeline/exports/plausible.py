"""Which days a column may hold: none before the platform or the programme can have been, and of what has
happened none after the capture. The machine's clock is never asked.

Which columns have happened and which are planned is said in the contracts (``happened``, ``planned``).
"""

from datetime import date, datetime
from functools import cache

import polars as pl

from pipeline.exports.identity import platforms
from pipeline.models.contracts import Breach
from schemas.contract import Contract
from schemas.identities import AccountKnown
from schemas.raw import EARLIEST

TOO_EARLY, AFTER_CAPTURE = "too_early", "after_its_capture"
ZONES = pl.duration(days=2)  # days of a zone ahead of ours, in a file that was made the evening before
CLOCK_BEHIND = pl.duration(
    days=366
)  # where only the file's own time tells the capture, which can be that of a wrong clock


@cache
def day_rules(model: type[Contract], is_certain: bool) -> tuple[Breach, ...]:
    """Return the rules on the days of a raw table.

    Args:
        model: Its contract.
        is_certain: Whether the capture is told by more than the file's own time.
    """
    rules = []
    for name, column in model.to_schema().columns.items():
        when = (column.metadata or {}).get("when")
        if when:
            rules.append(Breach(name, TOO_EARLY, _is_too_early(name, model).fill_null(False)))
        if when == "happened":
            latest = pl.col("captured_at") + (ZONES if is_certain else CLOCK_BEHIND)
            rules.append(Breach(name, AFTER_CAPTURE, (pl.col(name) > latest).fill_null(False)))
    return tuple(rules)


def captures(days: pl.Series, failed: pl.Series | None, place: datetime) -> tuple[pl.Series, pl.Series | None]:
    """Return the capture days that a file states, without those that cannot be, and the failures with these.

    Args:
        days: The days.
        failed: The rule of each that could not be read.
        place: The capture that the file's place tells; what a file states may be far from it.
    """
    late = pl.lit(days) > pl.lit(place) + CLOCK_BEHIND
    early = pl.lit(days) < pl.lit(EARLIEST)
    rule = pl.when(early).then(pl.lit(TOO_EARLY)).when(late).then(pl.lit(AFTER_CAPTURE))
    broken = pl.select(pl.coalesce(rule, pl.lit(failed, pl.String)).alias(days.name)).to_series()
    return days.set(broken.is_not_null(), None), broken if broken.null_count() < broken.len() else None


def is_after_file_time(name: str) -> pl.Expr:
    """Return whether a moment is after a capture that only the file's own time tells."""
    return (pl.col(name) > pl.col("captured_at") + ZONES).fill_null(False)


def happened(model: type[Contract]) -> list[str]:
    """Return the columns of a contract whose days have happened."""
    columns = model.to_schema().columns.items()
    return [name for name, column in columns if (column.metadata or {}).get("when") == "happened"]


def _is_too_early(name: str, model: type[Contract]) -> pl.Expr:
    if not issubclass(model, AccountKnown):
        return pl.col(name) < pl.lit(_moment(EARLIEST))
    early = pl.lit(False)
    for platform, facts in platforms().items():
        early = early | ((pl.col("platform") == platform) & (pl.col(name) < pl.lit(_moment(facts["since"]))))
    return early


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)
