"""Which encoding a text is in. What is damaged does not decide it: a few bad bytes in a file leave it what it is."""

import codecs
import re

from charset_normalizer import from_bytes

BOMS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
CANDIDATES = ["cp1252", "cp1251", "cp1250", "shift_jis", "cp949", "gb18030"]
CENTRAL_EUROPEAN = re.compile("[a-z][³¹¿][a-z]")  # ł, ą and ż of cp1250, as cp1252 shows them
ITS_OWN = set("ąćęłńśźżčďěňřšťůžőűăşţđ")  # letters that cp1250 has and Western Europe does not
MIXED = re.compile(r"[A-Za-z][^\x00-\x7f]|[^\x00-\x7f][A-Za-z]")  # within a word, which only Latin letters do
LATIN = ("cp1252", "cp1250")
ENOUGH = 2**18  # bytes of lines that tell something
MOST_LOST = 0.2  # of the characters beyond ASCII; more, and it is another encoding


def encoding_of(sample: bytes, is_whole: bool) -> str:
    """Return the encoding of text by its byte order mark, else UTF-8 if it fits, else the likeliest."""
    for bom, name in BOMS:
        if sample.startswith(bom):
            return name
    if b"\x00" in sample[:400]:
        return "utf-16-le" if sample[1:400:2].count(0) > sample[0:400:2].count(0) else "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=is_whole)
        return "utf-8"
    except UnicodeDecodeError:
        return legacy_of(sample) or "utf-8"


def legacy_of(sample: bytes) -> str | None:
    """Return the likeliest encoding before Unicode of text that is not all UTF-8; none if it is, but for some damage."""
    return None if _mostly_utf8(sample) else _likeliest(_telling(sample))


def _mostly_utf8(sample: bytes) -> bool:
    """Return whether text is UTF-8 but for a few damaged places; other encodings hit a valid sequence by chance only."""
    decoded = sample.decode("utf-8", errors="replace")
    damaged = decoded.count("\ufffd")
    return sum(character > "\x7f" for character in decoded) - damaged > 3 * damaged


def _telling(sample: bytes) -> bytes:
    """Return the lines that hold more than ASCII, the first ones."""
    lines, size = [], 0
    for line in sample.split(b"\n"):
        if not line.isascii():
            lines.append(line)
            size += len(line)
            if size > ENOUGH:
                break
    return b"\n".join(lines)[:ENOUGH]


def _likeliest(sample: bytes) -> str:
    """Return the likeliest of the encodings before Unicode; of those that fit equally well the most common one."""
    fits = {name: disorder for name in CANDIDATES if (disorder := _disorder(sample, name)) is not None}
    best = min(fits, key=lambda name: fits[name], default="cp1252")
    if best not in LATIN:
        return best if fits.get("cp1252", 2.0) > fits[best] else "cp1252"
    is_central = CENTRAL_EUROPEAN.search(sample.decode("cp1252", errors="replace"))
    letters = ITS_OWN & set(sample.decode("cp1250", errors="replace").lower())
    return "cp1250" if is_central or (best == "cp1250" and len(letters) > 2) else "cp1252"


def _disorder(sample: bytes, name: str) -> float | None:
    """Return how unlike a language the text is in an encoding, with what is lost of it; none if it does not fit."""
    text = sample.decode(name, errors="replace")
    lost = text.count("\ufffd")
    beyond = sum(character > "\x7f" for character in text)
    if lost > max(1, MOST_LOST * beyond):
        return None
    kept = text.replace("\ufffd", "").encode(name, errors="ignore")
    best = from_bytes(kept, cp_isolation=[name], enable_fallback=False).best() if not kept.isascii() else None
    if best is None:
        return 1.0 if kept.isascii() else None
    mixed = 0 if name in LATIN else len(MIXED.findall(text))
    return float(best.chaos) + (lost + mixed) / max(beyond, 1)
