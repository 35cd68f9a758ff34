"""Numbers as people and platforms write them: ``48.5K``, ``1 234,56``, ``1,50,000``, ``376.0``, ``12%``, ``€ 1,200``.

Expressions over text only. Which column holds a number is the mapping's business, and what
range it may have is the contract's.
"""

import polars as pl

from pipeline.exports import currencies
from pipeline.exports.characters import tidy
from pipeline.exports.remembered import Remembered

NULL_SPELLINGS = [
    "", "-", "--", "—", "–", "n/a", "n/a'", "na", "nan", "null", "none", "undefined",
    "#valor!", "#n/a", "#value!", "#ref!", "#div/0!", "(not set)",
]  # fmt: skip

SUFFIXES: dict[str, int] = {
    "k": 1_000, "m": 1_000_000, "b": 1_000_000_000, "g": 1_000_000_000,
    "mil": 1_000, "tsd": 1_000, "tys": 1_000, "тыс": 1_000, "rb": 1_000, "ribu": 1_000, "천": 1_000,
    "mi": 1_000_000, "mio": 1_000_000, "mln": 1_000_000, "mn": 1_000_000, "млн": 1_000_000,
    "jt": 1_000_000, "juta": 1_000_000, "tr": 1_000_000,
    "万": 10_000, "萬": 10_000, "만": 10_000,
    "md": 1_000_000_000, "mrd": 1_000_000_000, "bn": 1_000_000_000, "млрд": 1_000_000_000,
    "億": 100_000_000, "亿": 100_000_000, "억": 100_000_000,
}  # fmt: skip

DAMAGED_BY_SPREADSHEET = r"^[0-9]([.,][0-9]+)?[eE]\+?[0-9]+$"
_BESIDE = r"((?:[^0-9.,'+()-]|\p{L}\.)*)"
_NUMBER = rf"^{_BESIDE}([+-]?){_BESIDE}([+-]?) *([.,]?[0-9](?:[0-9.,' ]*[0-9])?) *([^0-9()]*)$"
_SUFFIX = "|".join(sorted(SUFFIXES, key=len, reverse=True))
_TAIL = rf"^({_SUFFIX})(?:\.?|\.? +([^ ].*)|([^\p{{L}}. ].*))$"
_OPEN = r"^[1-9][0-9]{0,2}[.,][0-9]{3}$"  # 1.234: thousands or thousandths
_INDIAN = r"^[1-9][0-9]?(,[0-9]{2})+,[0-9]{3}(\.[0-9]+)?$"


def blank_to_null(text: pl.Expr) -> pl.Expr:
    """Return the text without surrounding space, and null where it spells "not reported"."""
    stripped = text.str.strip_chars()
    return pl.when(stripped.str.to_lowercase().is_in(NULL_SPELLINGS)).then(None).otherwise(stripped)


def number(text: pl.Expr, decimal: str | None = ".", is_money: bool = True) -> pl.Expr:
    """Return the number that a text writes, as float, and null where it writes none.

    Args:
        text: Numbers as text, in any of the spellings of the module's first line.
        decimal: The decimal mark to assume where a text leaves it open, as ``1.234`` does;
            none for whole numbers, where it can only group thousands.
        is_money: Whether a currency may stand beside the number.
    """
    return text.map_batches(lambda series: _numbers(series, decimal, is_money), return_dtype=pl.Float64)


def _numbers(text: pl.Series, decimal: str | None, is_money: bool) -> pl.Series:
    """Work in steps: as one expression, in which each part repeats the ones before it, planning takes far longer."""
    digits = pl.col("digits")
    rows = _parts(text, is_money).with_columns(_unpunctuated(digits, decimal, pl.col("factor") > 1).alias("digits"))
    value = (digits.cast(pl.Float64, strict=False) * pl.col("factor")).round(6)  # 4.1 * 1e6 is not 4100000
    return rows.select(pl.when("is_negative").then(-value).otherwise(value).alias(text.name)).to_series()


@Remembered
def _parts(text: pl.Series, is_money: bool) -> pl.DataFrame:
    """Return sign, digits with their marks, factor and currency of each number; null digits where it is none."""
    plain = tidy(pl.col("text")).str.replace("\u2212", "-", literal=True).str.replace_all("[_’]", " ").str.strip_chars()
    plain = plain.str.replace("([0-9])[.,][-–—]+( |$)", "${1}${2}")  # 300,- €
    bare = plain.str.replace(r"^\((.*)\)$", "${1}")  # bookkeepers' way to write a negative amount
    split = bare.str.extract_groups(_NUMBER).struct.rename_fields(["before", "sign", "lead", "inner", "digits", "tail"])
    rows = pl.DataFrame({"text": text}).select(
        split.alias("parts"), (plain != bare).alias("is_bracketed")
    ).unnest("parts")  # fmt: skip
    tail = pl.col("tail").str.strip_chars().str.to_lowercase()
    ends = tail.str.extract_groups(_TAIL)
    factor, after = ends.struct.field("1"), pl.coalesce(ends.struct.field("2"), ends.struct.field("3"), pl.lit(""))
    rows = rows.with_columns(
        currencies.sign(pl.concat_str("before", "lead", ignore_nulls=True)).alias("lead"),
        factor.replace_strict(SUFFIXES, default=1, return_dtype=pl.Int64).alias("factor"),
        currencies.sign(pl.when(factor.is_null()).then(tail).otherwise(after)).str.replace("^%$", "").alias("tail"),
        (pl.concat_str("sign", "inner", ignore_nulls=True).str.count_matches("-") + pl.col("is_bracketed")).alias(
            "minus"
        ),
        pl.concat_str("sign", "inner", ignore_nulls=True).str.len_bytes().alias("signs"),
    )
    rows = rows.with_columns(_currency(rows, is_money))
    digits, grouped = pl.col("digits"), r"^[0-9]{1,3}([ '][0-9]{3})+([.,][0-9]+)?$"
    is_number = pl.col("currency").is_not_null() & (pl.col("signs") <= 1) & (pl.col("minus") <= 1)
    whole = ~digits.str.contains(r"[ ']") | digits.str.contains(grouped)
    return rows.select(
        (pl.col("minus") > 0).alias("is_negative"),
        pl.when(is_number & whole).then(digits.str.replace_all(r"[ ']", "")).alias("digits"),
        "factor",
        pl.col("currency"),
    )


def _currency(rows: pl.DataFrame, is_money: bool) -> pl.Series:
    """Return the sign of the currency before or after each number, '' for none, null for anything else."""
    both = pl.col("lead") + pl.col("tail")
    is_one = (pl.col("lead") == "") | (pl.col("tail") == "")
    found = rows.select(pl.when(is_one).then(both).alias("currency")).to_series()
    if (found.fill_null("") == "").all():
        return found
    known = ["", *currencies.meanings()] if is_money else [""]
    return found.set(~found.is_in(known), None)


def currency(text: pl.Series) -> pl.Series:
    """Return the sign of the currency that stands beside each amount, null for none."""
    found = _parts(text, True)
    stated = (pl.col("currency") != "") & pl.col("digits").is_not_null()
    return found.select(pl.when(stated).then("currency").alias(text.name)).to_series()


def marks(text: pl.Series, is_money: bool = False) -> set[str]:
    """Return the decimal marks that numbers show: ``51.59`` and ``1,234.5`` a dot, ``1.234,5`` and ``1.234.567`` a comma."""
    marked = text.filter(text.str.contains("[.,]")).unique()
    if marked.is_empty():
        return set()
    rows = _parts(marked, is_money)
    digits = pl.col("digits")
    is_dot, is_comma = (
        digits.str.contains(shape)
        | (digits.str.contains(rf"^[0-9]+{own}[0-9]+$") & (~digits.str.contains(_OPEN) | (pl.col("factor") > 1)))
        for own, shape in ((r"\.", rf",[0-9]+\.|^[0-9]{{1,3}}(,[0-9]{{3}}){{2,}}$|{_INDIAN}"),
                           (",", r"\.[0-9]+,|^[0-9]{1,3}(\.[0-9]{3}){2,}$"))
    )  # fmt: skip
    dot, comma = rows.select(dot=is_dot.fill_null(False).any(), comma=is_comma.fill_null(False).any()).row(0)
    return {mark for mark, is_shown in ((".", dot), (",", comma)) if is_shown}


def is_open(text: pl.Expr, is_money: bool = False) -> pl.Expr:
    """Return whether a number can be thousands or thousandths, as ``1.234`` can."""
    return text.map_batches(lambda series: _open(series, is_money), return_dtype=pl.Boolean)


def any_open(text: pl.Series, is_money: bool = False) -> bool:
    """Return whether a column holds a number that can be thousands or thousandths."""
    return bool(_open(text.filter(text.str.contains("[.,]")).unique(), is_money).any())


def _open(text: pl.Series, is_money: bool) -> pl.Series:
    can_be_both = pl.col("digits").str.contains(_OPEN) & (pl.col("factor") == 1)
    return _parts(text, is_money).select(can_be_both.fill_null(False)).to_series()


def _unpunctuated(digits: pl.Expr, decimal: str | None, abbreviated: pl.Expr) -> pl.Expr:
    """Return digits with at most a dot for the decimal mark.

    Of two different marks the last one is the decimal mark. A single mark before exactly three
    digits groups thousands unless it is ``decimal`` or the number is abbreviated (``1.234M``).
    """
    grouping = {".": ",", ",": ".", None: ".,"}[decimal]
    last_dot = digits.str.extract(r"^(.*)\.", 1).str.len_chars().fill_null(-1)
    last_comma = digits.str.extract(r"^(.*),", 1).str.len_chars().fill_null(-1)
    thousands = digits.str.contains(rf"^[1-9][0-9]{{0,2}}([{grouping}][0-9]{{3}})+$") & ~abbreviated.fill_null(False)
    repeated = digits.str.contains(r"^[0-9]{1,3}(\.[0-9]{3}){2,}$|^[0-9]{1,3}(,[0-9]{3}){2,}$")
    return (
        pl.when(digits.str.contains(_INDIAN))
        .then(digits.str.replace_all(",", "", literal=True))
        .when((last_dot >= 0) & (last_comma > last_dot))
        .then(digits.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True))
        .when((last_comma >= 0) & (last_dot > last_comma))
        .then(digits.str.replace_all(",", "", literal=True))
        .when(thousands | repeated)
        .then(digits.str.replace_all(r"[.,]", ""))
        .otherwise(digits.str.replace(",", ".", literal=True))
    )


def rounding_step(text: pl.Expr) -> pl.Expr:
    """Return the step to which an abbreviated number is rounded, 1 where it is written in full."""
    groups = text.str.strip_chars().str.extract_groups(r"^[+-]?[0-9]+(?:[.,]([0-9]+))? *([^0-9 .,]*)\.?$")
    decimals = groups.struct.field("1").fill_null("").str.len_chars().cast(pl.Int64)
    factor = groups.struct.field("2").str.to_lowercase().replace_strict(SUFFIXES, default=1, return_dtype=pl.Int64)
    step = (factor / pl.lit(10).pow(decimals)).round().cast(pl.Int64, strict=False)
    return pl.when(text.is_null()).then(None).otherwise(pl.max_horizontal(step, pl.lit(1, pl.Int64)))


def clock_seconds(text: pl.Expr) -> pl.Expr:
    """Return the seconds of ``H:MM:SS`` or ``M:SS``."""
    parts = text.str.extract_groups(r"^(?:([0-9]+):)?([0-9]{1,2}):([0-9]{2}(?:\.[0-9]+)?)$")
    hours = parts.struct.field("1").cast(pl.Float64, strict=False).fill_null(0.0)
    minutes = parts.struct.field("2").cast(pl.Float64, strict=False)
    return hours * 3600 + minutes * 60 + parts.struct.field("3").cast(pl.Float64, strict=False)
