"""What a text of a handle column says: a handle as written, an account's id, nothing, or what cannot be either.

Belongs here: links to profiles in every public form, what can be a handle of its platform. How these look
on a platform is data: ``platforms.yaml`` and ``no_handles.yaml``. Does not belong here: which accounts are one
(``sql/staging``), and posts (``identity``).
"""

from collections.abc import Iterator
from functools import cache, reduce
from typing import Any
from urllib.parse import unquote

import polars as pl

from pipeline.exports.identity import no_handles, platforms
from pipeline.exports.remembered import Remembered

NOT_A_HANDLE = "not_a_handle"
NOT_A_PROFILE = "not_a_profile_link"
OTHER_PLATFORM = "profile_of_another_platform"
LINK = r"(?i)^(?:https?:)?/*(?<host>[^/?#:@\s]+)(?::\d+)?/*(?<path>.*)$"
NOTHING = pl.lit(None, pl.String)


@Remembered
def read(texts: pl.Series, platform: str | None) -> pl.DataFrame:
    """Return what texts of handle columns say: ``handle``, ``account_id``, ``platform`` and the ``rule`` they break.

    Args:
        texts: The texts, best each distinct one once.
        platform: The platform that the records state; none where a link may say which it is.
    """
    parts = _taken_apart(texts)
    found = ((name, parts.filter(of)) for name, of in _by_platform(platform))
    read = [_read_on(name, some, platform) for name, some in found if some.height]  # a file holds one platform or two
    return pl.concat(read or [_read_on(platform, parts, platform)]).sort("at").drop("at")


def _by_platform(platform: str | None) -> Iterator[tuple[str | None, pl.Expr]]:
    """Give each platform with the texts to be read as its own: those that link to it, and the bare ones if it is stated."""
    for name in platforms():
        yield name, pl.col("link_of") == name
    yield platform, pl.col("link_of").is_null()


def _taken_apart(texts: pl.Series) -> pl.DataFrame:
    """Return each text without its wrapping and ``@``, and of a link the host, the decoded path and whose it is."""
    text = pl.col("text").str.strip_chars()
    wrapped = [text.str.extract(f"(?i){pattern}", 1) for pattern in no_handles()["wrapped"]]
    text = pl.coalesce(*wrapped, text).str.strip_chars_start("@＠").str.strip_chars()
    frame = pl.DataFrame({"text": texts}).select(text)
    coded = frame["text"].str.contains("%", literal=True).fill_null(False)
    if coded.any():
        decoded = pl.Series([unquote(t) for t in frame["text"].filter(coded)], dtype=pl.String)
        frame = frame.with_columns(frame["text"].scatter(coded.arg_true(), decoded))
    frame = frame.with_columns(pl.col("text").str.extract_groups(LINK).alias("parts")).unnest("parts")
    return frame.with_columns(
        pl.col("host").str.to_lowercase(),
        link_of(pl.col("host")).alias("link_of"),
        (link_of(pl.col("host")).is_not_null() | pl.col("text").str.contains("://", literal=True))
        .fill_null(False)
        .alias("is_link"),
        pl.int_range(pl.len()).alias("at"),
    )


def link_of(host: pl.Expr) -> pl.Expr:
    """Return the platform of a link's host."""
    return pl.coalesce(pl.when(host.str.contains(_host(name))).then(pl.lit(name)) for name in platforms())


def linked_platform(text: pl.Expr) -> pl.Expr:
    """Return the platform that a link leads to."""
    return link_of(text.str.strip_chars().str.extract(LINK, 1))


@cache
def _host(name: str) -> str:
    facts = platforms()[name]
    hosts = "|".join(host.replace(".", r"\.") for host in [*facts["hosts"], *facts.get("short_hosts", [])])
    return rf"(?i)(?:^|\.)(?:{hosts})$"


def _read_on(name: str | None, parts: pl.DataFrame, stated: str | None) -> pl.DataFrame:
    """Read the texts that are to be read as those of one platform, or bare ones of any."""
    link = _of_link(platforms()[name]) if name else {"handle": NOTHING, "account_id": NOTHING}
    bare = pl.when(~pl.col("is_link")).then(pl.col("text"))
    frame = parts.with_columns(
        pl.coalesce(link["handle"], bare).alias("handle"), link["account_id"].alias("account_id")
    )
    if name and "account_id" in platforms()[name]:
        is_id = pl.col("handle").str.contains(f"^(?:{platforms()[name]['account_id']})$")
        account_id = pl.coalesce("account_id", pl.when(is_id).then(pl.col("handle")))
        frame = frame.with_columns(account_id, pl.when(~is_id).then(pl.col("handle")).alias("handle"))
    found = pl.coalesce("handle", "account_id")
    rule = (
        pl.when(pl.col("text").is_null())
        .then(None)
        .when(pl.lit(name != stated and stated is not None))
        .then(pl.lit(OTHER_PLATFORM))
        .when(found.is_null())
        .then(pl.lit(NOT_A_PROFILE))
        .when(~pl.col("handle").str.contains(_can_be(name)))
        .then(pl.lit(NOT_A_HANDLE))
    )
    kept = pl.col("rule").is_null()
    return frame.with_columns(rule.alias("rule")).select(
        "at",
        pl.when(kept).then(pl.col("handle")).alias("handle"),
        pl.when(kept).then(pl.col("account_id")).alias("account_id"),
        pl.when(kept).then(pl.lit(name, pl.String)).alias("platform"),
        "rule",
    )


def _of_link(facts: dict[str, Any]) -> dict[str, pl.Expr]:
    """Return handle and id of a profile's link by the first pattern that fits; nothing of links to other things."""
    path, whole = pl.col("path"), pl.concat_str("host", pl.lit("/"), "path")
    patterns = [f"(?i)^{pattern}" for pattern in facts["profiles"]]
    found = {}
    for name in ("handle", "account_id"):
        tries = [(p, path.str.extract(p, 1) if f"<{name}>" in p else NOTHING) for p in patterns]
        found[name] = reduce(
            lambda rest, t: pl.when(path.str.contains(t[0])).then(t[1]).otherwise(rest), reversed(tries), NOTHING
        )
    other = pl.any_horizontal(
        pl.col("host").is_in(facts.get("short_hosts", [])),
        *(whole.str.contains(pattern) for pattern in facts["post_links"]),
        found["handle"].str.to_lowercase().is_in(facts["no_profiles"]).fill_null(False),
    )
    return {name: pl.when(pl.col("link_of").is_not_null() & ~other).then(value) for name, value in found.items()}


@cache
def _can_be(name: str | None) -> str:
    """Return the pattern of a platform's handles, or of any platform's."""
    of = [name] if name else list(platforms())
    return "^(?:" + "|".join(platforms()[n]["handle"] for n in of) + ")$"


def is_plain(texts: pl.Series, platform: str | None) -> bool:
    """Return whether all texts are handles as they stand, so that there is nothing to read."""
    facts = platforms().get(platform or "")
    if facts is None:
        return bool(texts.is_null().all())
    id_of = facts.get("account_id")
    plain = pl.col("text").str.contains(_can_be(platform)) & link_of(pl.col("text")).is_null()
    if id_of:
        plain = plain & ~pl.col("text").str.contains(f"^(?:{id_of})$")
    return bool(pl.DataFrame({"text": texts}).select(plain.all()).item())
