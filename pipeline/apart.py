"""What a section about tiers cannot place, in words: rates without followers, followers without rates.

The command line and the report say it alike. The counts are those of ``marts.tier_engagement``.
"""

from collections.abc import Iterable, Mapping
from typing import Any


def left_out(rows: Iterable[Mapping[str, Any]], name: str = "platform") -> list[str]:
    """Return a sentence for each platform of which something is in no tier, or has no rate.

    Args:
        rows: The rows of the query that counts them, a platform each.
        name: The column with the platform's name.
    """
    told = []
    for row in rows:
        base = row["headline_denominator"]
        parts = []
        if row["creators_without_followers"]:
            posts = f"{row['posts_without_followers']:,} post{'' if row['posts_without_followers'] == 1 else 's'}"
            creators = _counted(row["creators_without_followers"])
            parts.append(f"in no tier, since the followers at posting are not known: rates of {creators} ({posts})")
        if row["creators_without_rate"]:
            creators = _counted(row["creators_without_rate"], row["creators_with_other_rate"])
            parts.append(f"no rate per {base}, though the followers are known: {creators}")
        if row["creators_without_both"]:
            creators = _counted(row["creators_without_both"], row["creators_with_only_other_rate"])
            parts.append(f"neither followers nor a rate per {base}: {creators}")
        if parts:
            told.append(f"{row[name]}: {'; '.join(parts)}.")
    return told


def _counted(creators: int, over_another: int = 0) -> str:
    others = f", {over_another:,} of them with a rate over another base" if over_another else ""
    return f"{creators:,} creator{'' if creators == 1 else 's'}{others}"
