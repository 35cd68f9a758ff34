"""Whose the records of a table are: what its layout and its place must tell, and the rows with their accounts.

Belongs here: what is refused for a whole file, and columns that become a row for each network or bucket.
Does not belong here: what a handle says (``handles``), rows and their accounts (``accounts``).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import polars as pl

from pipeline.exports import identity
from pipeline.exports.accounts import with_accounts
from pipeline.exports.boundary import NO_ACCOUNT, UnreadableFile
from pipeline.exports.context import Place, account_named
from pipeline.exports.mappings import TITLE, Format
from pipeline.exports.matching import Match
from pipeline.exports.table import Preview
from pipeline.exports.text_columns import take

ABOUT_ACCOUNTS = ("posts", "profiles", "account_days", "audience_shares")


def require_account(found: Match, place: Place) -> None:
    """Refuse a file about accounts that does not say whose it is, nor does its place.

    Raises:
        UnreadableFile: Account or platform are not told, or are told in two ways.
    """
    layout, account = found.format, place.account
    if layout.tables[0] not in ABOUT_ACCOUNTS:
        return
    known = {*layout.handles, "account_id", "creator_ref"} & found.columns.keys()
    if not known and not (account.handle or account.id):
        raise UnreadableFile(
            NO_ACCOUNT,
            "Say whose it is with influencers assign, which writes account.yaml, or put it into a folder named @handle",
        )
    if layout.platform and account.platform and layout.platform != account.platform:
        raise UnreadableFile(
            f"it comes from {layout.platform}, but account.yaml says {account.platform}",
            "Correct the account.yaml, or say of this file alone whose it is: influencers assign FOLDER FILE",
        )
    if account.handle and layout.platform:
        account_named(layout.platform, account.handle)
    said_by = {*layout.handles, "platform", "permalink"} & (found.columns | layout.constants).keys()
    if not (layout.platform or account.platform or said_by):
        raise _without_platform()


def _without_platform() -> UnreadableFile:
    return UnreadableFile(
        "it does not say which platform it is from",
        "Say it with influencers assign FOLDER --platform instagram (or another), which writes account.yaml",
    )


def stated_platform(found: Match, preview: Preview) -> str | None:
    """Return the platform that a file's layout or the line above its header names."""
    layout = found.format
    column = layout.columns.get("platform")
    if layout.platform or column is None or TITLE not in column.headers or not found.header_at:
        return layout.platform
    title = next((cell for cell in preview.records[found.header_at - 1] if cell.strip()), None)
    said = take(pl.DataFrame({"0": [title]}, {"0": pl.String}), replace(found, columns={"platform": [0]}), {})
    platform: str | None = said.select(identity.platform(pl.col("platform"))).item()
    return platform


@dataclass
class Owners:
    """Gives the rows of one table their accounts, batch by batch.

    Attributes:
        layout: The table's layout.
        handles_lost: Texts that name no account and that their records can do without: how many of each kind.
    """

    layout: Format
    handles_lost: Counter[str] = field(default_factory=Counter)
    _rows_seen: int = 0

    def placed(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Return the rows with whose each is; of handles that cannot be one, those that their records need.

        Raises:
            UnreadableFile: No row of the first batch tells a platform.
        """
        is_first = self._rows_seen == 0
        self._rows_seen += frame.height
        rows, refused = with_accounts(_unpivoted(frame, self.layout), frame, self.layout)
        is_untold = is_first and rows.height and rows["platform"].null_count() == rows.height
        if is_untold and self.layout.tables[0] in ABOUT_ACCOUNTS:
            raise _without_platform()
        for (name, rule), lost in refused.filter(~pl.col("is_needed")).group_by("column_name", "rule"):
            self.handles_lost[f"{name}: {rule}"] += lost.height
        return rows, refused.filter("is_needed").drop("is_needed")

    def notes(self) -> Iterator[str]:
        """Give what is worth knowing at the end."""
        for what, times in sorted(self.handles_lost.items()):
            yield f"left out {times} texts that name no account ({what})"


def _unpivoted(frame: pl.DataFrame, layout: Format) -> pl.DataFrame:
    """Return a row for each column that names a network or a bucket, where the layout has such."""
    unpivot = layout.unpivot
    if unpivot is None:
        return frame
    wide = {*unpivot.targets, *(f"{name}_rounding" for name in unpivot.targets)}
    kept = [name for name in frame.columns if name not in wide and name != unpivot.names_to]
    parts = []
    for at, name in enumerate(unpivot.columns):
        if name not in frame.columns:
            continue
        beside = {ours: columns[at] for ours, columns in unpivot.beside.items() if columns[at] in frame.columns}
        beside |= {f"{n}_rounding": f"{c}_rounding" for n, c in beside.items() if f"{c}_rounding" in frame.columns}
        values = [pl.col(name).alias(unpivot.values_to), *(pl.col(c).alias(ours) for ours, c in beside.items())]
        parts.append(frame.select(*kept, pl.lit(name).alias(unpivot.names_to), *values))
    if not parts:
        return frame.clear().with_columns(
            pl.lit(None, pl.String).alias(n) for n in (unpivot.names_to, unpivot.values_to)
        )
    long = pl.concat(parts, how="diagonal")
    if "currency" in long.columns:  # it is that of the amounts, and the others have none
        is_amount = pl.col(unpivot.names_to).is_in(layout.amounts_in_rows)
        long = long.with_columns(pl.when(is_amount).then("currency").alias("currency"))
    return long.filter(pl.col(unpivot.values_to).is_not_null()).sort("source_record", maintain_order=True)
