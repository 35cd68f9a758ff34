"""The machinery of a benchmark layout: fixed text once a post, counts each day.

Belongs here: writing a row's pieces in order, and damaging some rows.
Does not belong here: the layouts themselves (``observation_layouts``), which days (``observations``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipeline.sample import ids
from pipeline.sample.captions import FIRST_NAMES, NICHES, captions

Frame = pl.DataFrame
_PKS = {"instagram": ids.instagram_pk, "tiktok": ids.tiktok_id, "x": ids.x_id}


@dataclass(frozen=True)
class Layout:
    """One layout: pieces of the row are names of counts, or expressions for the text between."""

    format: str
    platform: str
    share: float
    file: str
    bom: bool
    headers: tuple[str, ...]
    pieces: tuple[str | tuple[str, ...], ...]
    cells: Callable[[], dict[str, pl.Expr]]
    ways: tuple[tuple[str, str, bool], ...]  # what is wrong, in which column, repairable
    last: str  # the text cell at the row's end, if any
    impossible: str  # a date that cannot be, as this layout writes dates

    def path(self, day: date, opening: date) -> str:
        """Return the path of a day's file."""
        return self.file.format(day=day, opening=opening, meta=f"{opening:%b-%d-%Y}_{day:%b-%d-%Y}")

    def head(self) -> bytes:
        """Return the header line, with a byte order mark where the layout has one."""
        quote = self.format.startswith("meta")
        cells = [f'"{h}"' if quote and " " in h else h for h in self.headers]
        return (b"\xef\xbb\xbf" if self.bom else b"") + ",".join(cells).encode() + b"\n"

    def texts(
        self, posted: NDArray[np.int64], account: NDArray[np.int64], followers: NDArray[np.float64],
        first: int, rng: np.random.Generator,
    ) -> Frame:  # fmt: skip
        """Write what never changes about the posts, as the cells of a CSV."""
        people = pl.Series(FIRST_NAMES)
        person, number = pl.Series(account), pl.Series(account // len(FIRST_NAMES))
        frame = pl.DataFrame(
            {
                "post": np.arange(first, first + posted.size),
                "posted_ms": posted,
                "followers": followers.astype(np.int64),
                "person": people.gather(person % len(FIRST_NAMES)),
                "number": number,
                "account": account,
                "niche": pl.Series(NICHES).gather(person % len(NICHES)),
                "seconds": rng.integers(8, 75, posted.size),
            }
        ).with_columns(
            handle=pl.format("sample_{}_{}", "person", "number"),
            pk=pl.Series(_PKS[self.platform](posted, rng)),
            post_id=pl.Series(ids.meta_post_id(posted.size, rng)),
        )
        if self.platform == "instagram":
            codes = pl.Series("code", ids.shortcode(frame["pk"].to_numpy()).tolist())
            frame = frame.with_columns(codes)
        frame = frame.with_columns(captions(frame["niche"], rng).alias("caption"))
        return frame.select(_quoted(value).alias(name) for name, value in self.cells().items())

    def row(
        self, texts: Frame, counts: dict[str, NDArray[np.int64]], bad: NDArray[np.int64],
        wrong: list[tuple[str, str, bool]],
    ) -> tuple[Frame, Frame]:  # fmt: skip
        """Put text and counts in writing order, with the bad rows damaged."""
        counts = dict(counts)
        rows = bad.tolist()
        damaged = texts[rows]
        words = {name: damaged[name].to_list() for name in damaged.columns}
        if "engagements" in self.pieces:
            counts["engagements"] = np.sum([counts[n] for n in ("likes", "comments", "shares", "saves")], axis=0)
            counts["zero"] = np.zeros_like(counts["views"])
        if "reach" in self.pieces:
            counts["reach"] = counts["views"] * 78 // 100
        for place, (row, (what, _, _)) in enumerate(zip(rows, wrong, strict=False)):
            self._damage(what, row, place, counts, words)
        changed = [texts[name].scatter(rows, words[name]) for name in texts.columns] if rows else []
        texts = texts.with_columns(changed)
        cells = [
            pl.Series(f"c{i}", counts[piece])
            if isinstance(piece, str)
            else texts.select(pl.concat_str(piece, separator=",").alias(f"c{i}")).to_series()
            for i, piece in enumerate(self.pieces)
        ]  # fmt: skip
        flaws = pl.DataFrame(
            {"row": bad, "column": [w[1] for w in wrong], "wrong": [w[0] for w in wrong],
             "repairable": [w[2] for w in wrong]},
            schema={"row": pl.Int64, "column": pl.String, "wrong": pl.String, "repairable": pl.Boolean},
        )  # fmt: skip
        return pl.DataFrame(cells), flaws

    def _damage(
        self, what: str, row: int, place: int, counts: dict[str, NDArray[np.int64]],
        words: dict[str, list[str]],
    ) -> None:  # fmt: skip
        """Change one row's cells so that they are wrong in the named way."""
        if what == "negative count":
            counts["likes"][row] = -counts["likes"][row] - 7
        elif what == "date that cannot be":
            words["published"][place] = self.impossible
        elif what == "engagements above impressions":
            counts["engagements"][row] = counts["views"][row] * 3 + 11
        elif what == "too many fields":
            words[self.last][place] += ",surplus,fields"
        else:
            words["id"][place] = f"{int(words['id'][place]):.2E}"
            if "no link" in what:
                words["link"][place] = ""


def _quoted(value: pl.Expr) -> pl.Expr:
    text = value.cast(pl.String).fill_null("")
    quoted = pl.lit('"') + text.str.replace_all('"', '""', literal=True) + pl.lit('"')
    return pl.when(text.str.contains(r'[,"\s]')).then(quoted).otherwise(text)
