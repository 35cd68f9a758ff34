"""Work on texts that is done once for each distinct text of a process, where many small files write the same ones.

Belongs here: what is kept, and how much of it. What is made of a text is the work's business; it must depend on nothing else.
"""

from collections.abc import Callable, Hashable
from functools import update_wrapper
from typing import Any

import polars as pl

FEW = 2_000  # texts; more are worked on at once, which Polars does quicker than Python looks them up
MOST = 50_000  # texts that are kept of each kind


class Remembered:
    """Gives what ``work`` makes of texts, a row for each, and keeps it.

    Args:
        work: Makes a frame with a row for each text, out of texts and what else it is given.
    """

    def __init__(self, work: Callable[..., pl.DataFrame]) -> None:
        update_wrapper(self, work)
        self._work = work
        self._held: dict[tuple[Hashable, ...], tuple[dict[str | None, tuple[Any, ...]], pl.Schema]] = {}

    def __call__(self, texts: pl.Series, *about: Hashable) -> pl.DataFrame:
        """Return a row for each text."""
        if texts.len() > FEW:
            return self._work(texts, *about)
        if about not in self._held or len(self._held[about][0]) > MOST:
            self._held[about] = ({}, self._work(texts.clear(), *about).schema)
        rows, schema = self._held[about]
        given = texts.to_list()
        new = [text for text in dict.fromkeys(given) if text not in rows]
        if new:
            rows.update(zip(new, self._work(pl.Series(texts.name, new, pl.String), *about).rows(), strict=True))
        return pl.DataFrame([rows[text] for text in given], schema=schema, orient="row")
