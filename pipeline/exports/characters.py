"""Text as it is compared: invisible characters out, one form of each letter, plain spaces and digits.

The only place that normalises Unicode. Headers, codes, handles, names of platforms, words of an enumeration,
numbers and dates pass through here; what people wrote to be read (captions, titles, names) never does.
"""

import unicodedata

import polars as pl

INVISIBLE = r"[\p{Cf}\x{FE00}-\x{FE0F}]"  # soft hyphen, zero width, marks of direction, byte order mark
BREAKS = r"[\x{2028}\x{2029}\x{0085}]"
DIGITS = {chr(zero + n): str(n) for zero in (0x0660, 0x06F0, 0x0966, 0x0E50) for n in range(10)}  # ar, fa, hi, th


def tidy(text: pl.Expr) -> pl.Expr:
    """Return text in its compatibility form (NFKC), in which a no-break space is a space and ３ is 3."""
    plain = text.str.normalize("NFKC").str.replace_all(INVISIBLE, "").str.replace_all(BREAKS, " ")
    return plain.str.replace_many(list(DIGITS), list(DIGITS.values()))


def tidied(text: str) -> str:
    """Return one text as ``tidy`` does."""
    if text.isascii():
        return text
    normal = unicodedata.normalize("NFKC", text)
    visible = (c for c in normal if unicodedata.category(c) != "Cf" and not "\ufe00" <= c <= "\ufe0f")
    return "".join(" " if c in "\u2028\u2029\u0085" else DIGITS.get(c, c) for c in visible)


def beyond_ascii(frame: pl.DataFrame) -> list[str]:
    """Return the columns that hold something that could be written in another way."""
    if not frame.width:
        return []
    in_bytes, in_characters = frame.select(pl.all().str.len_bytes().sum()), frame.select(pl.all().str.len_chars().sum())
    return [name for name, b, c in zip(frame.columns, in_bytes.row(0), in_characters.row(0), strict=True) if b != c]
