"""Many post observations for benchmarks: the real layouts, day after day, growing counts.

Belongs here: streaming, chunk by chunk, and the share of each layout.
Does not belong here: how a layout writes a row (``observation_layouts``), the small sample (``build``).
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import IO, Any

import numpy as np
import polars as pl

from pipeline.sample.ledger import make_room
from pipeline.sample.observation_layouts import LAYOUTS
from pipeline.sample.observation_rows import Layout
from pipeline.sample.posts import DAY_MS, HABITS, capture_ms

DAMAGED = 200  # one record in so many is malformed
CHUNK = 200_000  # posts in memory at a time
POSTED_WITHIN = 60  # days before the first capture
END = date(2026, 11, 22)
_PARTS = ("likes", "comments", "shares", "saves")


def generate_observations(
    out: Path,
    rows: int,
    seed: int,
    files: int = 10,
    progress: Callable[[str], None] | None = None,
) -> list[Path]:
    """Write ``rows`` post observations under ``out/incoming`` and give the files' paths.

    Each post is seen on each of ``files`` capture days with counts that never fall; a day holds
    one file a layout. One record in 200 is malformed; ``out/truth/observations.csv`` counts them
    by file and ``out/truth/malformed.csv`` lists them.

    Raises:
        ValueError: fewer rows than one post a layout and day needs.
    """
    if files < 1 or rows < files * len(LAYOUTS):
        raise ValueError(
            f"{rows} rows do not fill {files} days of {len(LAYOUTS)} layouts; "
            f"ask for at least {max(files, 1) * len(LAYOUTS)} rows"
        )
    out = Path(out)
    make_room(out)
    (out / "truth").mkdir(parents=True)
    days = [END - timedelta(days=files - 1 - n) for n in range(files)]
    paths: list[Path] = []
    with ExitStack() as stack:
        flaws = stack.enter_context((out / "truth" / "malformed.csv").open("wb"))
        flaws.write(b"file,record,column,wrong,repairable\n")
        books = stack.enter_context((out / "truth" / "observations.csv").open("w", newline=""))
        entries = csv.writer(books, lineterminator="\n")
        entries.writerow(["file", "format", "captured_date", "records", "malformed"])
        for number, (layout, posts) in enumerate(_shares(rows, files)):
            made = _write_layout(out, layout, number, posts, rows, days, seed, flaws, progress)
            for path, day, records, damaged in made:
                name = path.relative_to(out / "incoming").as_posix()
                entries.writerow([name, layout.format, day, records, damaged])
                paths.append(path)
    return paths


def _shares(rows: int, files: int) -> list[tuple[Layout, int]]:
    """Divide the posts among the layouts; the last one takes what does not divide evenly."""
    posts = rows // files
    counts = [int(posts * layout.share) for layout in LAYOUTS[:-1]]
    # One post more than fits: it is missing on the later days, so that the rows come out exactly.
    rest = posts - sum(counts) + (1 if rows % files else 0)
    return list(zip(LAYOUTS, [*counts, rest], strict=False))


def _write_layout(
    out: Path, layout: Layout, number: int, posts: int, rows: int, days: list[date], seed: int,
    flaws: IO[bytes], progress: Callable[[str], None] | None,
) -> list[tuple[Path, date, int, int]]:  # fmt: skip
    """Write one layout's file of each day, all days side by side, a chunk of posts at a time."""
    partial = rows % len(days) if layout is LAYOUTS[-1] else 0
    opening = days[0] - timedelta(days=POSTED_WITHIN)
    paths = [out / "incoming" / layout.path(day, opening) for day in days]
    records, damaged = [0] * len(days), [0] * len(days)
    with ExitStack() as stack:
        streams: list[IO[bytes]] = []
        for path in paths:
            path.parent.mkdir(parents=True, exist_ok=True)
            streams.append(stack.enter_context(path.open("wb")))
            streams[-1].write(layout.head())
        for first in range(0, posts, CHUNK):
            count = min(CHUNK, posts - first)
            rng = np.random.default_rng([seed, number, first])
            chunk = _Chunk(layout, count, first, posts, days[0], rng)
            for n, day in enumerate(days):
                missing = int(bool(partial) and n >= partial and first + count == posts)
                frame, bad = chunk.at(day, count - missing)
                frame.write_csv(streams[n], include_header=False, quote_style="never")
                name = paths[n].relative_to(out / "incoming").as_posix()
                _list_flaws(flaws, name, bad, records[n])
                records[n] += frame.height
                damaged[n] += bad.height
            if progress:
                progress(f"{layout.format}: {first + count:,} of {posts:,} posts on {len(days)} days")
    return list(zip(paths, days, records, damaged, strict=False))


def _list_flaws(stream: IO[bytes], name: str, bad: pl.DataFrame, before: int) -> None:
    """Append the damaged records of one chunk to the list."""
    bad.select(pl.lit(name).alias("file"), pl.col("row") + before + 1, "column", "wrong", "repairable").write_csv(
        stream, include_header=False
    )


class _Chunk:
    """Some posts with what never changes already written out, ready to be counted on any day."""

    def __init__(
        self,
        layout: Layout,
        count: int,
        first: int,
        posts: int,
        opening: date,
        rng: np.random.Generator,
    ) -> None:
        self.layout, self.rng = layout, rng
        habits = HABITS[layout.platform]
        accounts = max(20, posts // 150)
        account = rng.integers(0, accounts, count)
        sizes = np.exp(np.random.default_rng(accounts).uniform(np.log(1_000), np.log(3e6), accounts))
        followers = sizes[account]
        size = np.log(followers / 10_000)
        end = capture_ms(opening) - 3_600_000
        self.posted = end - rng.integers(0, POSTED_WITHIN * DAY_MS, count)
        views = followers * habits.views_per_follower
        views *= np.exp(habits.view_slope * size + habits.view_sigma * rng.normal(size=count))
        base = followers if habits.on_followers else views
        engaged = base * habits.rate * np.exp(habits.rate_slope * size + 0.4 * rng.normal(size=count))
        engaged = np.minimum(engaged, 0.4 * views)
        self.ends: dict[str, Any] = {"views": views}
        self.ends |= {name: engaged * share for name, share in zip(_PARTS, habits.shares, strict=False)}
        self.texts = layout.texts(self.posted, account, followers, first, rng)
        self.grow_days = habits.days_to_grow * 3

    def at(self, day: date, count: int) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Count the posts on a day; give the cells in writing order and the damaged rows."""
        age = (capture_ms(day) - self.posted[:count]) / DAY_MS
        grown = -np.expm1(-((age / self.grow_days) ** 0.7))
        counts = {name: (end[:count] * grown).astype(np.int64) for name, end in self.ends.items()}
        bad_rows = np.sort(self.rng.choice(count, count // DAMAGED, replace=False))
        ways = self.layout.ways
        way = self.rng.integers(0, len(ways), bad_rows.size)
        texts = self.texts.head(count)
        wrong = [ways[i] for i in way]
        return self.layout.row(texts, counts, bad_rows, wrong)
