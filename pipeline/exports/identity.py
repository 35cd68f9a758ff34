"""Whose account and which post a record speaks of, however an export writes it.

Only what one record and its platform tell. Which accounts are one person, and which handle is
another's old name, is worked out in ``sql/staging``.
"""

from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from pipeline.exports.numbers import DAMAGED_BY_SPREADSHEET


@cache
def platforms() -> dict[str, dict[str, Any]]:
    """Return what ``platforms.yaml`` says of each platform."""
    loaded: dict[str, dict[str, Any]] = yaml.safe_load(
        Path(__file__).with_name("platforms.yaml").read_text(encoding="utf-8")
    )
    return loaded


@cache
def no_handles() -> dict[str, list[str]]:
    """Return what ``no_handles.yaml`` says: placeholders, and what links are wrapped into."""
    text = Path(__file__).with_name("no_handles.yaml").read_text(encoding="utf-8")
    loaded: dict[str, list[str]] = yaml.safe_load(text)
    return loaded


def without_placeholders(text: pl.Expr) -> pl.Expr:
    """Return the text, null where it says that a handle is not known: ``TBD``, ``?``, ``k.A.``."""
    plain = text.str.strip_chars().str.strip_chars_start("@＠").str.to_lowercase()
    return pl.when(~plain.is_in(no_handles()["placeholders"])).then(text)


def platform(text: pl.Expr) -> pl.Expr:
    """Return our name of a platform; a name that nobody knows stays as it is, for a rule to reject."""
    names = {name: ours for ours, facts in platforms().items() for name in facts["names"]}
    lower = text.str.to_lowercase().str.strip_chars()
    return lower.replace_strict(names, default=lower, return_dtype=pl.String)


def platform_id(text: pl.Expr) -> pl.Expr:
    """Return an id as text, null where a spreadsheet has damaged it: ``1.06E+15`` is no id."""
    plain = text.str.strip_prefix("'").str.replace(r"^(\d+)\.0$", "${1}")
    return pl.when(plain.str.contains(DAMAGED_BY_SPREADSHEET)).then(None).otherwise(plain)


def post_key(frame: pl.DataFrame, dataset: str) -> pl.Series:
    """Return what identifies a post: the platform's id or shortcode, else the sheet's id in its folder.

    The patterns of a platform are tried in turn, each only where the ones before it found nothing.

    Args:
        frame: Rows with ``platform``, ``post_id`` and ``permalink``.
        dataset: The folder that ids of a sheet's own belong to.
    """
    key = pl.Series("post_key", [None], dtype=pl.String).new_from_index(0, frame.height)
    for name in frame["platform"].unique().drop_nulls().sort():
        if name not in platforms():
            continue
        for candidate in _keys(name):
            rest = key.is_null() & (frame["platform"] == name)
            if not rest.any():
                break
            key = frame.select(pl.when(rest & key.is_null()).then(candidate).otherwise(key)).to_series()
    own = pl.concat_str(pl.lit(f"{dataset}:"), pl.col("platform"), pl.lit(":"), pl.col("post_id"))
    return frame.select(pl.coalesce(key, own).alias("post_key")).to_series()


def post_alias(frame: pl.DataFrame) -> pl.Series:
    """Return the other name that a link holds of a post that is known by its id, where the platform has such names."""
    alias = pl.Series("post_alias", [None], dtype=pl.String).new_from_index(0, frame.height)
    for name in frame["platform"].unique().drop_nulls().sort():
        if patterns := platforms().get(name, {}).get("post_aliases"):
            found = pl.coalesce(pl.col("permalink").str.extract(pattern, 1) for pattern in patterns)
            is_other = (pl.col("platform") == name) & (found != pl.col("post_key"))
            alias = frame.select(pl.when(is_other).then(found).otherwise(alias).alias("post_alias")).to_series()
    return alias


def post_format(frame: pl.DataFrame) -> pl.Expr:
    """Return the posts' formats: what the link says, where the platform has links of a format, else as they are."""
    kept = pl.col("format") if "format" in frame.columns else pl.lit(None, pl.String)
    for name in frame["platform"].unique().drop_nulls().sort():
        for told, pattern in platforms().get(name, {}).get("format_links", {}).items():
            is_told = (pl.col("platform") == name) & pl.col("permalink").str.contains(pattern)
            kept = pl.when(is_told).then(pl.lit(told)).otherwise(kept)
    return kept.alias("format")


def _keys(name: str) -> list[pl.Expr]:
    facts = platforms()[name]
    by_link = [pl.col("permalink").str.extract(pattern, 1) for pattern in facts["post_links"]]
    by_id = pl.when(pl.col("post_id").str.contains(facts["post_id"])).then(pl.col("post_id"))
    return [*by_link, by_id] if facts["key_from"] == "link" else [by_id, *by_link]
