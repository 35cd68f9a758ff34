"""What has to be said before a proposal can be followed: what speaks against it, and what its records cannot be without.

Which column is which is for ``proposal``.
"""

from collections.abc import Iterator
from typing import Any

import polars as pl

from pipeline.exports.advice import COUNTERS
from pipeline.exports.column_mapping import ColumnMapping
from pipeline.exports.identity import platforms
from pipeline.exports.mappings import normalised
from pipeline.exports.values import parse
from pipeline.propose.kinds import fit, post_keys
from pipeline.propose.lines import OPEN, Line
from pipeline.propose.vocabulary import CLEAR

COUNTS = ["views", "impressions", "reach", "likes", "comments", "shares", "saves", "reactions", "clicks", "follows"]
COSTS = ["fee", "payout_total", "product_cost", "agency_cost", "boosting_cost"]
# What a record of each table cannot be without: of each list one.
NEEDED = {
    "posts": [["permalink", "post_id"], COUNTS, ["posted_at"]],
    "profiles": [["handle", "account_id"], ["followers"]],
    "deals": [["handle", "creator_ref"], COSTS],
    "orders": [["ordered_at"], ["gross_revenue", "subtotal", "order_total"], ["promo_code", "tracking_code", "creator_ref"]],
    "clicks": [["day"], ["clicks", "sessions"], ["tracking_code", "creator_ref", "campaign_ref"]],
    "ad_spend": [["day"], ["spend"], ["campaign_ref", "ad_name", "creator_ref", "deal_ref"]],
    "creators": [["creator_ref"], ["handle", "account_id"]],
}  # fmt: skip
DISTINCT = {"posts": ["permalink", "post_id"], "profiles": ["handle", "account_id"], "creators": ["creator_ref"]}
ONE_EACH = 0.9  # of the records: below it the table has several records of one thing
ANY = ColumnMapping(headers=["any"])
SPEAKS_OF_COMMENTS = ("comment id", "comment text", "commenter", "parent id", "reply to", "in reply to")


def doubts(table: str, lines: list[Line], sample: pl.DataFrame, decimal: str) -> Iterator[str]:
    """Give what speaks against a table: several records of one thing, comments instead of posts, figures that cannot be."""
    mapped = {line.ours: line.header for line in lines if line.certainty != OPEN}
    for ours in DISTINCT.get(table, []):
        values = sample[mapped[ours]].drop_nulls() if ours in mapped else pl.Series(dtype=pl.String)
        values = post_keys(values).drop_nulls() if ours == "permalink" else values
        if values.len() and values.n_unique() / values.len() < ONE_EACH:
            yield f"several records have the same {ours} ({mapped[ours]!r}): they are days of it, or speak of something else"
    if table == "posts" and any(word in normalised(h) for h in sample.columns for word in SPEAKS_OF_COMMENTS):
        yield "its records seem to be comments, and not posts"
    if table == "posts" and "permalink" not in mapped and len(set(mapped) & set(COUNTS)) < 2:
        yield "without links to posts one figure is too little to tell posts from comments"
    seen = next((c for c in ("views", "impressions", "reach") if c in mapped), None)
    if seen and "likes" in mapped:
        read = [parse(sample[mapped[n]], pl.Int64(), ANY, decimal, "UTC").values.alias(n) for n in (seen, "likes")]
        both = pl.DataFrame(read).drop_nulls()
        if both.height and float((both["likes"] > both[seen]).mean() or 0) > 1 - CLEAR:  # type: ignore[arg-type]
            yield f"{mapped['likes']!r} exceeds {mapped[seen]!r} in many records: the two may be swapped"


def lacking(
    table: str, lines: list[Line], sample: pl.DataFrame, platform: str | None, types: dict[str, Any], decimal: str
) -> Iterator[str]:
    """Give what a record of the table cannot be without and no column is; columns are named where their values fit."""
    mapped = {line.ours for line in lines if line.certainty != OPEN}
    for wanted in NEEDED[table]:
        if mapped & set(wanted):
            continue
        near = [f"{line.header!r}: {line.why}" for line in lines if line.ours in wanted]
        free = [line.header for line in lines if line.ours is None and not _counts_records(line.header)]
        fitting = [h for h in free if fit(sample[h], wanted[0], types[wanted[0]], ANY, platform, decimal).is_fit]
        perhaps = " or ".join(f"--column {wanted[0]}={header!r}" for header in fitting[:3])
        remedy = f"Say it, perhaps {perhaps}" if perhaps else f"Say it: --column {wanted[0]}=HEADER"
        yield f"no column is certainly {' or '.join(wanted[:4])}. {'; '.join(near) if near else remedy}"
    if (
        "platform" in types
        and not platform
        and not mapped & {"platform", "permalink"}
        and table in ("posts", "profiles")
    ):
        yield f"which platform is it? Say it: --platform {' or '.join(platforms())}"


def _counts_records(header: str) -> bool:
    plain = normalised(header)
    return plain in COUNTERS or plain.endswith(" id")
