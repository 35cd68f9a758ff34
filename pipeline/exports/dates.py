"""Moments and days as exports write them: any format, any language, with or without a year.

Expressions and small frames only. The zone of a source is the mapping's business; everything
that leaves here is UTC without a zone.
"""

import re
from datetime import date, datetime
from functools import cache

import polars as pl
from babel import Locale

LANGUAGES = [
    "en", "es", "pt", "fr", "de", "it", "nl", "vi", "id", "tr", "pl", "ru", "uk", "ro", "sv", "da", "nb", "fi", "cs", "sk",
    "hu", "el", "th", "ar", "ar_LB", "ar_MA", "he", "hi", "ms", "bg",
]  # fmt: skip
SPELLED_OTHERWISE = {
    "tháng giêng": 1, "tháng hai": 2, "tháng ba": 3, "tháng tư": 4, "tháng năm": 5,
    "tháng sáu": 6, "tháng bảy": 7, "tháng tám": 8, "tháng chín": 9, "tháng mười": 10,
    "tháng mười một": 11, "tháng mười hai": 12, "sept": 9, "set": 9, "setiembre": 9,
}  # fmt: skip
SERIAL_DAY = r"^([3-9][0-9]{4})(?:\.0+)?$"  # days since 30 December 1899, as spreadsheets count them, from 1982 on
SERIAL_TIME = r"^([3-9][0-9]{4})(\.[0-9]+)$"
FIRST_YEAR = 1000  # what lies before it is a year of two digits taken for one of four
BUDDHIST = 2440  # from here on it is a year of the Thai calendar, 543 years ahead
NO_MONTH = r"\b(de|del|of|г|года|р|року)\b|[.,،]"  # what stands between the parts of a date
WEEKDAY = r"^[\p{L}\p{M}.]+[,،]?\s+"
ZONED = re.compile("%[:#]*z")  # an offset, wherever it stands
DAY_ZERO = pl.lit(
    datetime(1899, 12, 30), pl.Datetime("us")
)  # of a spreadsheet; made once, since making it takes a millisecond
MONTHS_EN = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@cache
def month_numbers() -> dict[str, int]:
    """Return every spelling of a month, in lower case, of the languages that we read."""
    spellings = dict(SPELLED_OTHERWISE)
    for language in LANGUAGES:
        locale = Locale.parse(language)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in locale.months[context][width].items():
                    spellings.setdefault(name.lower().rstrip("."), month)
                    if language == "he":
                        spellings.setdefault(f"ב{name}", month)  # in June, in one word
    return {name: month for name, month in spellings.items() if not name.isdigit()}


def with_english_months(text: pl.Expr) -> pl.Expr:
    """Return dates with the month's name, of whatever language, as its English abbreviation."""
    return _english(text.meta.output_name()) if text.meta.is_column() else _in_english(text)


@cache
def _english(column: str) -> pl.Expr:
    """Return the expression for a column, which is asked for with each format of it."""
    return _in_english(pl.col(column))


def _in_english(text: pl.Expr) -> pl.Expr:
    names = "|".join(sorted(month_numbers(), key=len, reverse=True))
    parts = text.str.to_lowercase().str.extract_groups(rf"^(|.*?[ 0-9.,/-])({names})\.?((?:[ 0-9,،/-].*)?)$")
    english = parts.struct.field("2").replace_strict(
        {spelling: MONTHS_EN[month - 1] for spelling, month in month_numbers().items()},
        default=None,
        return_dtype=pl.String,
    )
    before = parts.struct.field("1").str.replace(WEEKDAY, "")
    whole = pl.concat_str(before, english, parts.struct.field("3"), separator=" ")
    tidy = whole.str.replace_all(NO_MONTH, " ").str.replace_all(r"\s+", " ")
    return pl.when(english.is_null()).then(text).otherwise(tidy.str.strip_chars())


def moment(text: pl.Expr, form: str, zone: str) -> pl.Expr:
    """Return the UTC moment that a text writes in one format, null where it does not.

    Args:
        text: Moments or days as text.
        form: A strptime pattern, ``unix`` for seconds or milliseconds since 1970, ``serial_day`` and
            ``serial_time`` for a spreadsheet's days.
        zone: Zone of wall-clock times; a bare day is not shifted, and ``%z`` needs no zone.
    """
    if form == "serial_day":
        return _of_serial(text.str.extract(SERIAL_DAY, 1))
    if form == "serial_time":
        parts = text.str.extract_groups(SERIAL_TIME)
        return to_utc(_of_serial(parts.struct.field("1")) + _time_of_serial(parts.struct.field("2")), zone)
    if form == "unix":
        number = text.str.extract(r"^([0-9]{9,13})(?:\.0)?$", 1).cast(pl.Int64)
        milliseconds = pl.when(number > 99_999_999_999).then(number).otherwise(number * 1000)
        return pl.from_epoch(milliseconds, "ms").cast(pl.Datetime("us"))
    if precision(form) == "day":
        return _in_four_digits(text.str.to_date(form, strict=False, exact=True).cast(pl.Datetime("us")))
    parsed = text.str.to_datetime(form, time_unit="us", strict=False, exact=True)
    if ZONED.search(form):
        return _in_four_digits(parsed.dt.convert_time_zone("UTC").dt.replace_time_zone(None))
    return to_utc(_in_four_digits(parsed), zone)


def _in_four_digits(parsed: pl.Expr) -> pl.Expr:
    """Return null where ``%Y`` has taken 26 for the year 26, and years of the Thai calendar as ours."""
    year = parsed.dt.year()
    ours = pl.when(year >= BUDDHIST).then(parsed.dt.offset_by("-543y")).otherwise(parsed)
    return pl.when(year >= FIRST_YEAR).then(ours)


def _of_serial(days: pl.Expr) -> pl.Expr:
    return DAY_ZERO + pl.duration(days=days.cast(pl.Int64))


def _time_of_serial(fraction: pl.Expr) -> pl.Expr:
    """Return the time of a part of a day; one of few digits is a whole minute."""
    step = pl.when(fraction.str.len_bytes() < 7).then(60).otherwise(1)
    steps = (pl.concat_str(pl.lit("0"), fraction).cast(pl.Float64, strict=False) * 86_400 / step).round()
    return pl.duration(seconds=(steps * step).cast(pl.Int64))


def precision(form: str) -> str:
    """Return how exactly a format states a moment: second, minute or day."""
    if form == "unix" or "%S" in form or "%T" in form:
        return "second"
    return "minute" if "%M" in form or form == "serial_time" else "day"


def to_utc(wall: pl.Expr, zone: str) -> pl.Expr:
    """Return wall-clock time of a zone as UTC; of an hour that occurs twice the first, a skipped one runs on."""
    if zone == "UTC":
        return wall
    return wall.map_batches(lambda series: _to_utc(series, zone), return_dtype=pl.Datetime("us"))


def _to_utc(wall: pl.Series, zone: str) -> pl.Series:
    """Work out each hour once: looking zones up is slow, and zones change on the hour."""
    rows = pl.DataFrame({"wall": wall}).with_columns(pl.col("wall").dt.truncate("1h").alias("hour"))
    placed = pl.col("hour").dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    before = (pl.col("hour") - pl.duration(hours=1)).dt.replace_time_zone(
        zone, ambiguous="earliest", non_existent="null"
    ) + pl.duration(hours=1)
    utc = pl.coalesce(placed, before).dt.convert_time_zone("UTC").dt.replace_time_zone(None)
    hours = rows.select("hour").unique().with_columns(utc.alias("utc"))
    joined = rows.join(hours, on="hour", how="left", maintain_order="left")
    return joined.select(pl.col("utc") + (pl.col("wall") - pl.col("hour"))).to_series().alias(wall.name)


def month_and_day(text: pl.Expr) -> pl.Expr:
    """Return month * 100 + day of dates without a year: ``July 16``, ``9 de julio``, ``2月28日``."""
    english = with_english_months(text)
    name = rf"\b({'|'.join(MONTHS_EN)})\b"
    month = (
        english.str.to_lowercase()
        .str.extract(name, 1)
        .replace_strict({name: index + 1 for index, name in enumerate(MONTHS_EN)}, default=None, return_dtype=pl.Int64)
    )
    day = english.str.extract(r"([0-9]{1,2})", 1).cast(pl.Int64)
    numeric = text.str.extract_groups(r"^([0-9]{1,2})[^0-9]+([0-9]{1,2})[^0-9]*$")
    month = month.fill_null(numeric.struct.field("1").cast(pl.Int64, strict=False))
    day = (
        pl.when(english.str.contains(f"(?i){name}"))
        .then(day)
        .otherwise(numeric.struct.field("2").cast(pl.Int64, strict=False))
    )
    return pl.when(month.is_between(1, 12) & day.is_between(1, 31)).then(month * 100 + day)


def place_in_years(month_days: pl.Series, latest: date) -> pl.Series:
    """Return dates for a chronological list of month * 100 + day that ends at or before a day.

    Args:
        month_days: Old to new, or new to old, as ``month_and_day`` gives them.
        latest: The day on which the list was exported.
    """
    if month_days.is_empty() or month_days.null_count() == month_days.len():
        return pl.Series(month_days.name, [None] * month_days.len(), dtype=pl.Date)
    newest_first = _is_newest_first(month_days.drop_nulls())
    series = month_days.reverse() if newest_first else month_days
    filled = series.fill_null(strategy="forward").fill_null(strategy="backward")
    wraps = (filled.diff().fill_null(0) < 0).cum_sum()
    last_year = latest.year if filled[-1] <= latest.month * 100 + latest.day else latest.year - 1
    frame = pl.DataFrame({"month_day": series, "year": last_year - (wraps[-1] - wraps)})
    dates = frame.select(
        pl.concat_str(
            pl.col("year"), (pl.col("month_day") // 100).cast(pl.String), (pl.col("month_day") % 100).cast(pl.String),
            separator="-",
        ).str.to_date("%Y-%m-%d", strict=False).alias(month_days.name)
    ).to_series()  # fmt: skip
    return dates.reverse() if newest_first else dates


def _is_newest_first(month_days: pl.Series) -> bool:
    """Return whether a list runs backwards: most of its steps are shorter that way round the year."""
    steps = ((month_days // 100 * 31 + month_days % 100).diff().drop_nulls()) % 372
    back = steps > 186
    return int(back.sum()) > int(((steps > 0) & ~back).sum())


def latest_day(month_day: int | None, latest: date) -> date | None:
    """Return the last day of a month * 100 + day that is not after another day."""
    for year in range(latest.year, latest.year - 5, -1):  # 29 February comes once in four years
        try:
            day = date(year, (month_day or 0) // 100, (month_day or 0) % 100)
        except ValueError:
            continue
        if day <= latest:
            return day
    return None


def end_of_day(day: date) -> datetime:
    """Return the last second of a day, which stands for a moment known only by its day."""
    return datetime(day.year, day.month, day.day, 23, 59, 59)
