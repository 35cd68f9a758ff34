"""Which currency the amounts of a record are in: of the cell, the record's column, the header or the file's place.

A sign or code beside an amount is that amount's currency. Where a record's words contradict each other nothing
is converted by guess: the record is refused. What signs mean is in ``currencies``.
"""

import polars as pl

from pipeline.exports import currencies
from pipeline.exports.text_columns import by_distinct

CONTRADICTS = "contradicts_currency"
SEVERAL = "several_currencies"
BROKEN = {"source_record": pl.Int64, "column_name": pl.String, "rule": pl.String}


def with_currency(
    frame: pl.DataFrame, name: str, signs: dict[str, pl.Series], headers: dict[str, str], suggested: str | None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows with the currency of their amounts, and the records that contradict themselves.

    Args:
        frame: The rows.
        name: The column that holds the currency.
        signs: Amount column -> the sign beside each of its amounts.
        headers: Amount column -> the currency that its header states.
        suggested: The currency that the file's place tells.
    """
    if name not in frame.columns:
        frame = frame.with_columns(pl.lit(None, pl.String).alias(name))
    frame = frame.with_columns(_codes(frame[name], suggested).alias(name))
    common = next(iter(headers.values()), suggested)
    of_headers = set(headers.values())
    agrees = not of_headers or (len(of_headers) == 1 and frame[name].drop_nulls().is_in(of_headers).all())
    if not signs and agrees:
        return frame.with_columns(pl.col(name).fill_null(pl.lit(common, pl.String))), pl.DataFrame(schema=BROKEN)
    told, broken = [], []
    for amount in dict.fromkeys([*signs, *headers]):
        code, contradicts = _of_amount(frame, amount, name, signs.get(amount), headers.get(amount), suggested)
        told.append(code.alias(amount))
        bad = frame.select("source_record").filter(contradicts)
        broken.append(bad.with_columns(pl.lit(amount).alias("column_name"), pl.lit(CONTRADICTS).alias("rule")))
    codes = pl.DataFrame(told)
    differ = codes.select(pl.max_horizontal(pl.all()) != pl.min_horizontal(pl.all())).to_series().fill_null(False)
    several = frame.select("source_record").filter(differ)
    broken.append(several.with_columns(pl.lit(name).alias("column_name"), pl.lit(SEVERAL).alias("rule")))
    first = codes.select(pl.coalesce(pl.all())).to_series()
    frame = frame.with_columns(pl.coalesce(pl.col(name), first, pl.lit(common, pl.String)).alias(name))
    return frame, pl.concat([pl.DataFrame(schema=BROKEN), *broken])


def _codes(written: pl.Series, suggested: str | None) -> pl.Series:
    """Return the codes of a column of currencies; a text that means none stays, in upper case."""
    plain = written.drop_nulls()
    if plain.str.contains("^[A-Z]{3}$").all():
        return written
    codes = {text: currencies.code_of(text, suggested) or text.strip().upper() for text in plain.unique()}
    return by_distinct(written, lambda e: e.replace_strict(codes, default=None, return_dtype=pl.String))


def _of_amount(
    frame: pl.DataFrame, amount: str, name: str, signs: pl.Series | None, header: str | None, suggested: str | None
) -> tuple[pl.Series, pl.Series]:
    """Return the currency that each amount of a column states, and where it contradicts the record or the header."""
    rows = frame.select(
        pl.coalesce(pl.lit(header, pl.String), name).alias("stated") if header else pl.col(name).alias("stated"),
        (pl.lit(None, pl.String) if signs is None else pl.lit(signs)).alias("sign"),
        pl.col(amount).is_not_null().alias("is_told"),
        pl.col(name).alias("own"),
    )
    pairs = rows.unique(["sign", "stated", "own"])
    verdicts = [_verdict(row["sign"], row["stated"], row["own"], suggested) for row in pairs.iter_rows(named=True)]
    pairs = pairs.with_columns(
        pl.Series("code", [code for code, _ in verdicts], dtype=pl.String),
        pl.Series("contradicts", [bad for _, bad in verdicts], dtype=pl.Boolean),
    ).drop("is_told")
    joined = rows.join(pairs, on=["sign", "stated", "own"], how="left", nulls_equal=True, maintain_order="left")
    told = joined.select(
        pl.when("is_told").then("code").alias("code"), (pl.col("is_told") & pl.col("contradicts")).alias("contradicts")
    )
    return told["code"], told["contradicts"]


def _verdict(sign: str | None, stated: str | None, own: str | None, suggested: str | None) -> tuple[str | None, bool]:
    """Return an amount's currency and whether its words contradict each other."""
    if stated and own and stated != own:
        return stated, True
    if sign is None:
        return stated, False
    possible = currencies.meanings().get(sign, ())
    if stated:
        return stated, stated not in possible
    return (suggested if suggested in possible else possible[0]), False
