"""What the books say of a record that is refused, or of a figure that could not be read.

Which rule was broken is found by ``normalise``; what of a cell may be shown is decided in ``private``.
"""

import polars as pl

from pipeline.exports.mappings import NOT_KEPT
from pipeline.exports.matching import Match
from pipeline.exports.private import PSEUDONYMOUS, kept_positions, shown

REJECTED = {
    "source_record": pl.Int64,
    "column_name": pl.String,
    "rule": pl.String,
    "value": pl.String,
    "raw_record": pl.String,
}


def explained(
    failed: pl.DataFrame, data: pl.DataFrame, found: Match, headers: list[str], short: set[int]
) -> pl.DataFrame:
    """Add to each broken rule what is shown of its value and of the record's known columns.

    Of a short record nothing is shown: which of its cells belongs to which column is not certain.

    Args:
        failed: ``source_record``, ``column_name`` (ours) and ``rule``.
        data: The records, columns ``0``, ``1``, ... and ``source_record``.
        found: Their layout.
        headers: Their headers.
        short: The records that had fewer fields than the header.

    Returns:
        A row for each broken rule, with the column's name as the file writes it.
    """
    if not failed.height:
        return pl.DataFrame(schema=REJECTED)
    bad = data.filter(pl.col("source_record").is_in(failed["source_record"].unique().implode()))
    bad = bad.filter(~pl.col("source_record").is_in(list(short)))
    names = _distinct([*headers, *[f"column {i}" for i in range(data.width)]][: data.width - 1])
    places = {name: at for name, at in found.columns.items() if name not in NOT_KEPT}
    kept = [shown(pl.col(str(i))).alias(names[i]) for i in kept_positions(found)]
    records = bad.select("source_record", pl.struct(kept).struct.json_encode().alias("raw_record"))
    values = pl.concat(
        bad.select("source_record", pl.lit(name).alias("column_name"), shown(pl.col(str(at[0]))).alias("value"))
        for name, at in places.items()
        if name not in PSEUDONYMOUS
    )
    written = {name: names[at[0]] for name, at in places.items()}
    return (
        failed.join(values, on=["source_record", "column_name"], how="left", maintain_order="left")
        .join(records, on="source_record", how="left", maintain_order="left")
        .with_columns(pl.col("column_name").replace(written))
        .select(pl.col(n).cast(t) for n, t in REJECTED.items())
        .sort("source_record", maintain_order=True)
    )


def _distinct(headers: list[str]) -> list[str]:
    """Return headers with a number behind those that repeat."""
    seen: dict[str, int] = {}
    named = []
    for header in headers:
        seen[header] = seen.get(header, 0) + 1
        named.append(header if seen[header] == 1 else f"{header} ({seen[header]})")
    return named
