"""Numbers as people and platforms write them: ``48.5K``, ``1 234,56``, ``376.0``, ``12%``.

Expressions over text only. Which column holds a number is the mapping's business, and what
range it may have is the contract's.
"""

import polars as pl

NULL_SPELLINGS = [
    "", "-", "--", "—", "n/a", "n/a'", "na", "nan", "null", "none", "undefined",
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
_NUMBER = r"^([+-]?)([0-9.,' ]*[0-9]) *([^0-9 .,]*)\.?$"


def blank_to_null(text: pl.Expr) -> pl.Expr:
    """Return the text without surrounding space, and null where it spells "not reported"."""
    stripped = text.str.strip_chars()
    return pl.when(stripped.str.to_lowercase().is_in(NULL_SPELLINGS)).then(None).otherwise(stripped)


def number(text: pl.Expr, decimal: str | None = ".") -> pl.Expr:
    """Return the number that a text writes, as float, and null where it writes none.

    Args:
        text: Numbers as text, in any of the spellings of the module's first line.
        decimal: The decimal mark to assume where a text leaves it open, as ``1.234`` does;
            none for whole numbers, where it can only group thousands.
    """
    return text.map_batches(lambda series: _numbers(series, decimal), return_dtype=pl.Float64)


def _numbers(text: pl.Series, decimal: str | None) -> pl.Series:
    """Work in steps: as one expression, in which each part repeats the ones before it, planning takes far longer."""
    plain = pl.col("text").str.replace_all(r"[\u00a0\u202f\u2009_]", " ").str.replace("\u2212", "-", literal=True)
    plain = plain.str.strip_chars().str.replace(r" *[%$€£¥]$", "")
    plain = plain.str.replace(r"^([+-]?) *[A-Z]{0,3}[$€£¥] *", "${1}")
    split = plain.str.extract_groups(_NUMBER).struct.rename_fields(["sign", "digits", "suffix"])
    rows = pl.DataFrame({"text": text}).select(split.alias("parts")).unnest("parts")
    digits, suffix = pl.col("digits"), pl.col("suffix").str.to_lowercase()
    grouped = digits.str.contains(r"^[0-9]{1,3}([ '][0-9]{3})+([.,][0-9]+)?$")
    rows = rows.with_columns(
        pl.when(~digits.str.contains(r"[ ']") | grouped).then(digits.str.replace_all(r"[ ']", "")).alias("digits"),
        suffix.replace_strict({"": 1, **SUFFIXES}, default=None, return_dtype=pl.Int64).alias("factor"),
    )
    rows = rows.with_columns(_unpunctuated(digits, decimal, pl.col("factor") > 1).alias("digits"))
    value = (digits.cast(pl.Float64, strict=False) * pl.col("factor")).round(6)  # 4.1 * 1e6 is not 4100000
    signed = pl.when(pl.col("sign") == "-").then(-value).otherwise(value)
    return rows.select(signed.alias(text.name)).to_series()


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
        pl.when((last_dot >= 0) & (last_comma > last_dot))
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
