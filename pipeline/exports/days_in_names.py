"""Days, months and years in the names of files and folders.

A day says when an export was made. A month or a year says so only roughly, and may be what the file is about.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache

from pipeline.exports.characters import tidied
from pipeline.exports.dates import MONTHS_EN, end_of_day, month_numbers

DATED = re.compile(r"^\d{4}-\d{2}-\d{2}$")
IN_NAME = [
    (re.compile(r"(?<!\d)(20\d{2})-(\d{2})-(\d{2})_(\d{2})-(\d{2})-(\d{2})(?!\d)"), "second"),
    (re.compile(r"(?<!\d)(1[4-9]\d{8})(?!\d)"), "unix"),
    (re.compile(r"(?<!\d)(20\d{2})-(\d{2})-(\d{2})(?!\d)"), "day"),
    (re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)"), "day"),
    (re.compile(r"(?<![A-Za-z])([A-Z][a-z]{2})-(\d{2})-(20\d{2})(?!\d)"), "month"),
    (re.compile(r"(?<!\d)(\d{1,2})[.-](\d{1,2})[.-](20\d{2})(?!\d)"), "either"),
]
SEPARATED = r"[ ._'’-]*"
YEAR = r"(?P<year>20\d{2})(?!\d)"
NUMBER = r"(?P<number>0?[1-9]|1[0-2])"
QUARTER = r"[qQ](?P<quarter>[1-4])"


def day(year: int, month: int, day_of_month: int) -> date | None:
    """Return a day of the calendar, or none."""
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None


def moment_in_name(name: str) -> datetime | None:
    """Return the last date in a file's name, the end of that day unless it states a time."""
    for pattern, kind in IN_NAME:
        for found in reversed(list(pattern.finditer(name))):
            if kind == "unix":
                return datetime.fromtimestamp(int(found[1]), UTC).replace(tzinfo=None)
            if kind == "second":
                try:
                    return datetime(*(int(part) for part in found.groups()))  # type: ignore[arg-type]
                except ValueError:
                    continue
            if stated := _day_of(kind, found):
                return end_of_day(stated)
    return None


def _day_of(kind: str, found: re.Match[str]) -> date | None:
    if kind == "month":
        month = found[1].lower()
        return day(int(found[3]), MONTHS_EN.index(month) + 1, int(found[2])) if month in MONTHS_EN else None
    first, second, third = (int(part) for part in found.groups())
    if kind == "day":
        return day(first, second, third)
    readings = {day(third, second, first), day(third, first, second)} - {None}
    return readings.pop() if len(readings) == 1 else None  # 03-04-2026 is March or April


def captured_in_period(name: str, modified_at: datetime) -> datetime | None:
    """Return when a file was made whose name tells a month, a quarter or a year; none if it tells none.

    The file's own time where that lies in it, else its end. What begins after the file's own time says
    what the file is about, and not when it was made.
    """
    for starts_on, ends_before in _periods(name):
        start, end = (datetime(d.year, d.month, d.day) for d in (starts_on, ends_before))
        if start <= modified_at:
            return min(modified_at, end - timedelta(seconds=1))
    return None


def _periods(name: str) -> Iterator[tuple[date, date]]:
    """Give first day and the day after the last of each period that a name tells, the closest first."""
    plain = tidied(name).lower()
    for pattern in _patterns():
        for found in reversed(list(pattern.finditer(plain))):
            told = found.groupdict()
            year = int(told["year"])
            first, months = 1, 12
            if told.get("quarter"):
                first, months = 3 * int(told["quarter"]) - 2, 3
            elif told.get("number") or told.get("month"):
                first, months = int(told.get("number") or month_numbers()[str(told["month"])]), 1
            after = first + months
            yield date(year, first, 1), date(year + (after > 12), (after - 1) % 12 + 1, 1)


@cache
def _patterns() -> list[re.Pattern[str]]:
    names = "|".join(re.escape(name) for name in sorted(month_numbers(), key=len, reverse=True))
    month = rf"(?<![^\W_])(?P<month>{names})(?![^\W\d_])"
    alone = r"(?<![^\W_])"
    return [
        re.compile(pattern)
        for pattern in (
            rf"{month}\.?{SEPARATED}{YEAR}",
            rf"{alone}{YEAR}{SEPARATED}(?P<month>{names})(?![^\W_])",
            rf"{alone}(?P<year>20\d{{2}})[-_.](?P<number>0[1-9]|1[0-2])(?![-_.]?\d)",
            rf"(?<![\d_.-]){NUMBER}[-_.]{YEAR}",
            rf"{alone}{QUARTER}{SEPARATED}{YEAR}",
            rf"{alone}(?P<year>20\d{{2}}){SEPARATED}{QUARTER}(?![^\W_])",
            rf"{alone}{YEAR}(?![^\W_])",
        )
    ]
