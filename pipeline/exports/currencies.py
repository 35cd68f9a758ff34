"""Signs, codes and words of currencies as people write them beside an amount, out of the data of Unicode (CLDR).

What a sign means where several currencies share it is decided here too. Which currency a record has is for ``amounts``.
"""

import csv
import re
from functools import cache
from pathlib import Path

import polars as pl
from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import get_territory_currencies, list_currencies

from pipeline.exports.characters import tidied

SIGNS = Path(__file__).with_name("currency_signs.csv")  # sign and code
SPELLED_OTHERWISE = {
    "C$": "CAD", "AU$": "AUD", "S$": "SGD", "U$S": "USD", "USD$": "USD", "US": "USD", "dollar": "USD", "dollars": "USD",
    "us dollar": "USD", "us dollars": "USD", "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP", "yen": "JPY",
    "Fr.": "CHF", "SFr.": "CHF", "Rs.": "INR", "INR": "INR", "RMB": "CNY", "元": "CNY", "円": "JPY", "원": "KRW",
    "zl": "PLN", "Kc": "CZK", "руб.": "RUB", "р.": "RUB", "грн": "UAH", "TL": "TRY", "lei": "RON", "reais": "BRL",
}  # fmt: skip
LIKELIEST = {"$": "USD", "£": "GBP", "¥": "JPY", "kr": "SEK", "rs": "INR", "c$": "CAD"}
BARE_DOLLAR = ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN"]


def sign(text: pl.Expr) -> pl.Expr:
    """Return what is compared of a sign, a code or a word: without case, dots and spaces."""
    return text.str.to_lowercase().str.replace_all(r"[\s.]", "")


def _sign(text: str) -> str:
    return re.sub(r"[\s.]", "", tidied(text).lower())


@cache
def meanings() -> dict[str, tuple[str, ...]]:
    """Return each sign with the currencies that it can mean, the likeliest first.

    A single letter but R is left out: ``5 K`` is five thousand.
    """
    found: dict[str, set[str]] = {_sign(code): {code} for code in list_currencies()}
    for symbol, code in _symbols():
        found.setdefault(_sign(symbol), set()).add(code)
    for symbol, code in SPELLED_OTHERWISE.items():
        found.setdefault(_sign(symbol), set()).add(code)
    found["$"].update(BARE_DOLLAR)
    return {
        name: tuple(sorted(codes, key=lambda code: (code != LIKELIEST.get(name), code)))
        for name, codes in found.items()
        if name == "r" or (name and not re.fullmatch(r"[a-z¤]", name))
    }


def _symbols() -> list[tuple[str, str]]:
    """Return the signs of currencies as they were written down out of CLDR, which takes seconds to go through."""
    with SIGNS.open(encoding="utf-8", newline="") as file:
        return [(sign, code) for sign, code in csv.reader(file)]


def signs_of_cldr() -> list[tuple[str, str]]:
    """Return the signs of currencies where they are at home, and those by which English tells them apart."""
    likely = get_global("likely_subtags")
    found = {(symbol, code) for code, symbol in Locale("en").currency_symbols.items()}
    for territory in get_global("territory_currencies"):
        try:
            locale = Locale.parse(likely.get(f"und_{territory}", ""))
        except (UnknownLocaleError, ValueError, TypeError):
            continue
        symbols = {code: locale.currency_symbols.get(code) for code in get_territory_currencies(territory)}
        found |= {(symbol, code) for code, symbol in symbols.items() if symbol}
    return sorted((symbol, code) for symbol, code in found if symbol != code)


def code_of(text: str, suggested: str | None) -> str | None:
    """Return the code that a text in a column of currencies means; none where it means nothing known.

    Args:
        text: A code, a sign or a word.
        suggested: The currency that the file's place tells, for a sign that several share.
    """
    codes = meanings().get(_sign(text), ())
    return suggested if suggested in codes else next(iter(codes), None)


if __name__ == "__main__":  # make currencies
    with SIGNS.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(signs_of_cldr())
