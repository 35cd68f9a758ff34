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

DAMAGED_BY_SPREADSHEET = r"^\d([.,]\d+)?[eE]\+?\d+$"
_NUMBER = r"^([+-]?)([\d.,' ]*\d)\s*([^\d\s.,]*)\.?$"


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
    plain = text.str.replace_all(r"[\u00a0\u202f\u2009_]", " ").str.replace("\u2212", "-", literal=True)
    plain = plain.str.strip_chars().str.replace(r"\s*[%$€£¥]$", "")
    plain = plain.str.replace(r"^([+-]?)\s*[A-Z]{0,3}[$€£¥]\s*", "${1}")
    groups = plain.str.extract_groups(_NUMBER)
    sign, digits, suffix = (groups.struct.field(str(i)) for i in (1, 2, 3))
    factor = suffix.str.to_lowercase().replace_strict({"": 1, **SUFFIXES}, default=None, return_dtype=pl.Int64)
    spaced = digits.str.contains(r"[ ']") & ~digits.str.contains(r"^\d{1,3}([ ']\d{3})+([.,]\d+)?$")
    digits = pl.when(~spaced).then(digits.str.replace_all(r"[ ']", ""))
    value = _unpunctuated(digits, decimal, factor > 1)
    value = (value.cast(pl.Float64, strict=False) * factor).round(6)  # 4.1 * 1e6 is not 4100000
    return pl.when(sign == "-").then(-value).otherwise(value)


def _unpunctuated(digits: pl.Expr, decimal: str | None, abbreviated: pl.Expr) -> pl.Expr:
    """Return digits with at most a dot for the decimal mark.

    Of two different marks the last one is the decimal mark. A single mark before exactly three
    digits groups thousands unless it is ``decimal`` or the number is abbreviated (``1.234M``).
    """
    grouping = {".": ",", ",": ".", None: ".,"}[decimal]
    last_dot = digits.str.extract(r"^(.*)\.", 1).str.len_chars().fill_null(-1)
    last_comma = digits.str.extract(r"^(.*),", 1).str.len_chars().fill_null(-1)
    thousands = digits.str.contains(rf"^[1-9]\d{{0,2}}([{grouping}]\d{{3}})+$") & ~abbreviated.fill_null(False)
    repeated = digits.str.contains(r"^\d{1,3}(\.\d{3}){2,}$|^\d{1,3}(,\d{3}){2,}$")
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
    groups = text.str.strip_chars().str.extract_groups(r"^[+-]?\d+(?:[.,](\d+))?\s*([^\d\s.,]*)\.?$")
    decimals = groups.struct.field("1").fill_null("").str.len_chars().cast(pl.Int64)
    factor = groups.struct.field("2").str.to_lowercase().replace_strict(
        SUFFIXES, default=1, return_dtype=pl.Int64
    )
    step = (factor / pl.lit(10).pow(decimals)).round().cast(pl.Int64, strict=False)
    return pl.when(text.is_null()).then(None).otherwise(pl.max_horizontal(step, pl.lit(1, pl.Int64)))


def clock_seconds(text: pl.Expr) -> pl.Expr:
    """Return the seconds of ``H:MM:SS`` or ``M:SS``."""
    parts = text.str.extract_groups(r"^(?:(\d+):)?(\d{1,2}):(\d{2}(?:\.\d+)?)$")
    hours = parts.struct.field("1").cast(pl.Float64, strict=False).fill_null(0.0)
    minutes = parts.struct.field("2").cast(pl.Float64, strict=False)
    return hours * 3600 + minutes * 60 + parts.struct.field("3").cast(pl.Float64, strict=False)
