"""When the rows of a file were captured, and whose they are.

The file's own word goes before its folder's, except for the capture date: there the dated folder
goes first, since people make it on purpose.
"""

from datetime import datetime

import polars as pl

from pipeline.exports import dates, identity
from pipeline.exports.characters import tidied
from pipeline.exports.context import Place
from pipeline.exports.matching import Match
from pipeline.exports.text_columns import by_distinct

IDS = ("account_id", "post_id", "order_id")
LAST_SECOND = pl.duration(seconds=86_399)


def in_place(
    frame: pl.DataFrame, texts: pl.DataFrame, found: Match, place: Place
) -> tuple[pl.DataFrame, tuple[datetime, str]]:
    """Return the rows with capture moment, platform, handle and ids, and what told the capture moment.

    Args:
        frame: Our columns with their values.
        texts: The same columns as the file writes them.
        found: The file's layout.
        place: What the file's place tells.
    """
    frame, captured = _with_capture(frame, texts, found, place)
    account = place.account
    fallback = {"platform": account.platform, "handle": account.handle, "account_id": account.id}
    given = {"platform": found.format.platform} if found.format.platform else {}
    unpivot = found.format.unpivot
    if unpivot:
        fallback = {
            n: v for n, v in fallback.items() if n not in (unpivot.names_to, unpivot.values_to, *unpivot.columns)
        }
    told = {name: value and tidied(value) for name, value in fallback.items()}
    for name, value in {**told, **given, **found.format.constants}.items():
        if name in frame.columns:
            frame = frame.with_columns(pl.col(name).fill_null(pl.lit(value, pl.String)))
        elif value is not None:
            frame = frame.with_columns(pl.lit(value).alias(name))
    read = {"platform": identity.platform, **dict.fromkeys(IDS, identity.platform_id)}
    return frame.with_columns(
        by_distinct(frame[name], function)
        for name, function in read.items()
        if name in frame.columns and (name == "platform" or not _is_plain(frame[name]))
    ), captured


def _is_plain(text: pl.Series) -> bool:
    """Return whether there is nothing to put right: ids that are all digits."""
    return text.cast(pl.UInt64, strict=False).null_count() == text.null_count()


def _with_capture(
    frame: pl.DataFrame, texts: pl.DataFrame, found: Match, place: Place
) -> tuple[pl.DataFrame, tuple[datetime, str]]:
    captured = place.captured
    frame = _with_years(frame, texts, found, "captured_on", captured[0])
    stated = frame["captured_on"] if "captured_on" in frame.columns else pl.Series(dtype=pl.Date)
    if captured[1] != "folder" and stated.null_count() < stated.len():
        moment = pl.col("captured_on").cast(pl.Datetime("us")) + LAST_SECOND
        frame = frame.with_columns(moment.fill_null(captured[0]).alias("captured_at"))
        captured = (dates.end_of_day(stated.max()), "content")  # type: ignore[arg-type]
    else:
        frame = frame.with_columns(pl.lit(captured[0], pl.Datetime("us")).alias("captured_at"))
    for name in ("observed_on", "day"):
        frame = _with_years(frame, texts, found, name, captured[0])
    observed = pl.col("captured_at")
    if "observed_on" in frame.columns:
        observed = pl.col("observed_on").cast(pl.Datetime("us")) + LAST_SECOND
    return frame.with_columns(observed.alias("observed_at")), captured


def _with_years(frame: pl.DataFrame, texts: pl.DataFrame, found: Match, name: str, latest: datetime) -> pl.DataFrame:
    """Find the year of days that are written without one."""
    column = found.format.columns.get(name)
    if name not in texts.columns or column is None or "month_day" not in column.formats:
        return frame
    month_days = texts.select(dates.month_and_day(pl.col(name)).alias(name)).to_series()
    if name == "captured_on":
        placed = pl.Series([dates.latest_day(day, latest.date()) for day in month_days], dtype=pl.Date)
    else:
        placed = dates.place_in_years(month_days, latest.date())
    return frame.with_columns(pl.col(name).fill_null(placed))
