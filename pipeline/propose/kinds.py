"""What the values of a column can be, and how they would have to be read.

Belongs here: whether texts fit a column of ours. Which headers mean what is for ``vocabulary``, which
table a file is for ``proposal``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from typing import Any

import polars as pl

from pipeline.exports import dates, handles
from pipeline.exports.column_mapping import ColumnMapping
from pipeline.exports.currencies import code_of
from pipeline.exports.identity import platforms
from pipeline.exports.moments import ALWAYS_TRIED
from pipeline.exports.numbers import blank_to_null
from pipeline.exports.private import shown
from pipeline.exports.values import parse

ENOUGH = 0.95  # of the values that are stated
FORMS = [
    "".join(parts)
    for parts in product(
        ["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y", "%d/%m/%y", "%m/%d/%y", "%d.%m.%y", "%Y%m%d"],
        ["", " %H:%M", " %H:%M:%S", ", %H:%M", ", %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", ", %I:%M %p"],
    )
]  # fmt: skip
WITH_NAMES = [
    "".join(parts)
    for parts in product(
        ["%d %b %Y", "%b %d %Y", "%Y %b %d", "%a %b %d %Y", "%a %d %b %Y"], ["", " %H:%M", " %H:%M:%S", " %I:%M %p", " at %I:%M %p"]
    )
]  # fmt: skip
UNIX = "unix"
UNIX_YEARS = datetime(2005, 1, 1), datetime(2100, 1, 1)
EMAIL = r"^\s*[^@\s]+@[^@\s]+\.[^@\s]+\s*$"
OF_A_COMMENT = r"(?i)/c/\d|[?&](?:lc|comment_id)="
PHONE = r"^\s*(?:\+|00)[\d\s()/.-]{8,}$"


@dataclass(frozen=True)
class Fit:
    """Whether values are what a column of ours holds.

    Attributes:
        is_fit: Whether they are.
        why: In words.
        said: What a mapping has to say so that they are read.
        question: What has to be asked, where they can be read in two ways.
    """

    is_fit: bool
    why: str
    said: dict[str, Any] = field(default_factory=dict)
    question: str | None = None


def fit(text: pl.Series, ours: str, dtype: Any, known: ColumnMapping, platform: str | None, decimal: str) -> Fit:
    """Return whether the values of a column fit a column of ours.

    Args:
        text: The values.
        ours: The column of ours.
        dtype: Its Polars type.
        known: How the layouts that have such a header read it.
        platform: The platform of the file, if it is known.
        decimal: The decimal mark that the file suggests.
    """
    stated = (
        pl.DataFrame({"text": text}).select(blank_to_null(pl.col("text").str.strip_chars())).to_series().drop_nulls()
    )
    if stated.is_empty():
        return Fit(False, "no value is stated")
    if isinstance(dtype, pl.Datetime) or dtype == pl.Date:
        return _moments(stated, dtype)
    if dtype != pl.String:
        return _numbers(stated, dtype, known, decimal)
    if ours in ("handle", "platform", "permalink", "currency", "post_id"):
        return _identity(stated, ours, known, platform)
    return _words(stated, known)


def is_personal(text: pl.Series) -> bool:
    """Return whether a column holds addresses or numbers of persons."""
    filled = text.drop_nulls().filter(text.drop_nulls().str.strip_chars() != "")
    return bool(filled.len()) and float(filled.str.contains(f"{EMAIL}|{PHONE}").mean() or 0) > 1 - ENOUGH  # type: ignore[arg-type]


def described(text: pl.Series) -> str:
    """Return what kind of values these are, in words that quote none but numbers and days."""
    filled = text.drop_nulls().filter(text.drop_nulls().str.strip_chars() != "")
    if filled.is_empty():
        return "no values"
    numbers = parse(filled, pl.Float64(), ColumnMapping(headers=["x"]), ".", "UTC")
    if numbers.failed is None and numbers.values.null_count() < filled.len():
        low, high = float(numbers.values.min() or 0), float(numbers.values.max() or 0)  # type: ignore[arg-type]
        return f"numbers from {low:,.10g} to {high:,.10g}"
    links = float(filled.str.contains(r"^https?://").mean() or 0)  # type: ignore[arg-type]
    if links >= ENOUGH:
        return "links"
    example = pl.DataFrame({"text": filled.head(1)}).select(shown(pl.col("text"))).item()
    return f"{filled.n_unique():,} different texts" if example.startswith("text of") else f"such as {example}"


def _part(is_so: pl.Series) -> float:
    return float(is_so.fill_null(False).mean() or 0)  # type: ignore[arg-type]


def _numbers(stated: pl.Series, dtype: Any, known: ColumnMapping, decimal: str) -> Fit:
    read = parse(stated, dtype, known, decimal, "UTC")
    part = 1.0 if read.failed is None else read.failed.null_count() / stated.len()
    said = {key: getattr(known, key) for key in ("unit", "values") if getattr(known, key)}
    name = "yes or no" if dtype == pl.Boolean else "whole numbers" if dtype == pl.Int64 else "numbers"
    if read.is_torn:
        return Fit(False, "it shows decimal commas and decimal dots")
    if part < ENOUGH:
        return Fit(False, f"{1 - part:.0%} of its values are no {name}")
    if (read.values.cast(pl.Float64) < 0).mean() or 0:
        return Fit(False, "some of its values are negative")
    return Fit(True, f"{name}" if part == 1 else f"{part:.0%} of its values are {name}", said)


def _moments(stated: pl.Series, dtype: Any) -> Fit:
    """Return the one way in which all values are days or moments; two ways are a question."""
    if (
        _reads(stated, dtype, ColumnMapping(headers=["x"])) >= ENOUGH
        and not stated.str.contains(r"^\d{5}(?:\.\d+)?$").any()
    ):
        return Fit(True, "days or moments in ISO form")
    found = {form: part for form in [*FORMS, UNIX] if (part := _part(_moment(stated, form, plain=True))) >= ENOUGH}
    if not found:
        english = pl.DataFrame({"text": stated}).select(dates.with_english_months(pl.col("text"))).to_series()
        named = next((form for form in WITH_NAMES if _part(_moment(english, form)) >= ENOUGH), None)
        return _named(named) if named else Fit(False, "its values are no days")
    best = [form for form in found if found[form] == max(found.values())]
    if len(best) > 1:
        return Fit(True, "days", question=f"which is it: {' or '.join(_said(form) for form in best[:2])}?")
    return Fit(True, f"days or moments, {_said(best[0])}", {"formats": best})


def _named(form: str) -> Fit:
    return Fit(True, "days or moments with the month's name", {"formats": [form], "month_names": True})


def _moment(text: pl.Series, form: str, *, plain: bool = False) -> pl.Series:
    parsed = dates.moment(pl.col("text"), form, "UTC")
    if form == UNIX:
        parsed = pl.when(parsed.is_between(*UNIX_YEARS)).then(parsed)
    return pl.DataFrame({"text": text}).select(parsed.is_not_null()).to_series()


def _said(form: str) -> str:
    """Return a format as a person would say it."""
    words = {"%d": "day", "%m": "month", "%Y": "year", "%y": "year"}
    order = [words[form[at : at + 2]] for at in range(len(form)) if form[at : at + 2] in words]
    return f"{form!r} ({', '.join(order)})" if order else "seconds since 1970"


def _reads(stated: pl.Series, dtype: Any, column: ColumnMapping) -> float:
    failed = parse(stated, dtype, column, ".", "UTC").failed
    return 1.0 if failed is None else failed.null_count() / stated.len()


def _identity(stated: pl.Series, ours: str, known: ColumnMapping, platform: str | None) -> Fit:
    """Return whether values name accounts, posts, platforms or currencies."""
    if ours == "handle" and known.extract:
        return Fit(
            _part(stated.str.contains(known.extract)) >= ENOUGH,
            "links that name the account",
            {"extract": known.extract},
        )
    if ours == "handle":
        distinct = stated.unique()
        read = handles.read(distinct, platform)
        named = _part(read["rule"].is_null() & (read["handle"].is_not_null() | read["account_id"].is_not_null()))
        looks = _part(distinct.str.contains(r"^@|://|^\S*\p{L}\S*$"))
        return Fit(
            min(named, looks) >= ENOUGH,
            "handles or links to profiles" if min(named, looks) >= ENOUGH else "not all can be handles",
        )
    if ours == "permalink":
        return _share(stated, post_keys(stated).is_not_null(), "links to posts")
    if ours == "post_id":
        of = [platforms()[platform]] if platform else [f for f in platforms().values() if f.get("post_id")]
        return _share(
            stated,
            stated.str.contains("|".join(f["post_id"] for f in of if f.get("post_id"))),
            "ids as the platform gives them",
        )
    if ours == "platform":
        names = {name for facts in platforms().values() for name in facts["names"]}
        return _share(stated, stated.str.to_lowercase().is_in(sorted(names)), "names of platforms")
    codes = stated.unique()
    known_codes = [code for code in codes if len(code) == 3 and code_of(code, None)]
    return _share(stated, stated.is_in(known_codes), "codes of currencies")


def post_keys(links: pl.Series) -> pl.Series:
    """Return what tells posts apart in their links; null where a link leads to something else."""
    tries = [pl.col("link").str.extract(pattern, 1) for pattern in _post_links()]
    other = pl.col("link").str.contains(OF_A_COMMENT)
    return pl.DataFrame({"link": links}).select(pl.when(~other).then(pl.coalesce(tries))).to_series()


def _share(stated: pl.Series, is_so: pl.Series, words: str) -> Fit:
    part = _part(is_so)
    return Fit(part >= ENOUGH, words if part >= ENOUGH else f"{1 - part:.0%} of its values are no {words}")


def _post_links() -> Iterator[str]:
    for facts in platforms().values():
        yield from (
            f"(?:{'|'.join(map(_escaped, facts['hosts']))}).*{pattern}" if pattern.startswith("/") else pattern
            for pattern in facts["post_links"]
        )


def _escaped(host: str) -> str:
    return host.replace(".", r"\.")


def _words(stated: pl.Series, known: ColumnMapping) -> Fit:
    """Return whether values are words that the layouts know, where they know which can stand there."""
    if not known.values:
        return Fit(True, f"{stated.n_unique():,} different texts")
    spelled = {text.casefold() for text in known.values} | {
        value.casefold() for value in known.values.values() if value
    }
    return (
        _share(stated, stated.str.to_lowercase().is_in(sorted(spelled)), "words that are known")
        if spelled
        else Fit(False, "")
    )


__all__ = ["ALWAYS_TRIED", "Fit", "described", "fit", "is_personal"]
