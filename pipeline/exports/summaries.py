"""Records that are no data: totals and the like, in any layout and language, and records of blanks.

A total has its name in the first cell that is filled, and blanks where other records say what they are
about. A campaign called Total has a day or a creator beside it and stays.
"""

import re
from typing import Any

import polars as pl

from pipeline.exports.characters import tidied, tidy
from pipeline.exports.mappings import NOT_KEPT
from pipeline.exports.matching import Match
from pipeline.exports.numbers import NULL_SPELLINGS
from pipeline.exports.text_columns import by_distinct

WORDS = """
    total|totals|grand totals?|sub-?totals?|sum|sum total|total sum|overall|overall total|all|summary|average|avg
    totales|total general|total global|suma|suma total|total parcial|resumen|promedio
    totais|total geral|soma|resumo
    totaux|total général|somme|sous-total|ensemble|moyenne
    gesamt|gesamtsumme|gesamtergebnis|gesamtwert|summe|summen|zwischensumme|endsumme|insgesamt|durchschnitt
    totale|totali|totale complessivo|totale generale|somma|subtotale
    totaal|eindtotaal|subtotaal|som
    totalt|total sum|summa|delsumma|i alt|sammanlagt|yhteensä
    razem|łącznie|suma końcowa|ogółem|celkem|összesen|sumă|sumar
    итого|всего|итоговое значение|общий итог|сумма|общая сумма|разом|всього|усього|підсумок
    toplam|genel toplam|ara toplam
    jumlah|jumlah total|total keseluruhan|keseluruhan
    tổng|tổng cộng|tổng số|toàn bộ
    合計|総計|総合計|小計|計|平均|总计|合计|总和|小计|總計|總和|합계|총계|총합계|총합|소계|평균
    σύνολο|कुल|योग|รวม|รวมทั้งหมด|ยอดรวม|ทั้งหมด|المجموع|الإجمالي|إجمالي|סה"כ|סך הכול|סך הכל
"""
OF = "for|of|from|in|all|für|aller|alle|im|de|del|des|du|da|do|di|dei|van|por|para|par|per|za|за|по"
OPENING = r"^[\s*(\[:=–—-]*"
TOTAL = rf"(?i){OPENING}(?:{'|'.join(WORDS.split(chr(10))).replace('    ', '').strip('|')})(?:\s*[*\])]*\s*$|\s*[:(\[=–—-].*$|\s+[0-9].*$|\s+(?:{OF})\s.*$)"
BEGINS_LIKE_ONE = r"^[\s\p{P}\p{Cf}=]*\p{L}"  # most first cells are ids, days or addresses
LONGEST = 60
NO_LABELS = {*NOT_KEPT, "currency"}


def is_total(text: str) -> bool:
    """Return whether a text names a total."""
    return re.match(TOTAL, tidied(text)) is not None


def no_data(raw: pl.DataFrame, found: Match, headers: list[str], types: dict[str, Any]) -> pl.Series:
    """Return which records are no data.

    Args:
        raw: The table's columns ``0``, ``1``, ... and ``source_record``.
        found: The table's layout.
        headers: The table's headers.
        types: Polars type of each of our columns; text where it is not named.
    """
    marked = pl.lit(False)
    for name, patterns in found.format.summary.items():
        for position in found.columns.get(name, [])[:1]:
            pattern = "|".join(f"(?:{p})" for p in patterns)
            cell = pl.col(str(position)).str.strip_chars()
            marked = marked | cell.str.contains(f"(?i)^(?:{pattern})$").fill_null(False)
    if (raw["0"].fill_null("") == "").any():
        marked = marked | pl.all_horizontal(pl.exclude("source_record").fill_null("").str.strip_chars() == "")
    totals = _totals(raw, _labels(found, headers, types))
    if len(totals):
        marked = marked | pl.col("source_record").is_in(totals.implode())
    return raw.select(marked.alias("summary")).to_series()


def _labels(found: Match, headers: list[str], types: dict[str, Any]) -> list[str]:
    """Return the positions of columns that say what a record is about, which are those without figures."""
    return sorted(
        {
            str(at)
            for name, positions in found.columns.items()
            for at in positions
            if name not in NO_LABELS and not _is_figure(types.get(name, pl.String)) and not headers[at].startswith("(")
        }
    )


def _is_figure(dtype: Any) -> bool:
    return bool(dtype == pl.Boolean or (dtype if isinstance(dtype, pl.DataType) else dtype()).is_numeric())


def _totals(raw: pl.DataFrame, labels: list[str]) -> pl.Series:
    """Return the records whose first filled cell names a total and whose other labels are blank."""
    found = [pl.Series("source_record", [], dtype=pl.Int64)]
    rest = raw
    for position in (name for name in raw.columns if name != "source_record"):
        named = by_distinct(rest[position], _names_total)
        if named.any():
            others = [_is_blank(pl.col(name)) for name in labels if name != position]
            alone = pl.all_horizontal(others) if others else pl.lit(True)
            found.append(rest.filter(named).filter(alone)["source_record"])
        blank = rest[position].is_null() | (rest[position].str.strip_chars() == "")
        if not blank.any():
            break
        rest = rest.filter(blank)
    return pl.concat(found)


def _names_total(cell: pl.Expr) -> pl.Expr:
    may = cell.str.contains(BEGINS_LIKE_ONE) & (cell.str.len_bytes() < 4 * LONGEST) & ~cell.str.starts_with("http")
    plain = tidy(pl.when(may).then(cell))
    return plain.str.contains(TOTAL).fill_null(False)


def _is_blank(cell: pl.Expr) -> pl.Expr:
    return cell.str.strip_chars().str.to_lowercase().is_in(NULL_SPELLINGS).fill_null(True)
