"""Write the sample's files and keep the books of what each one holds.

Belongs here: paths, gzip, zip, and the record of files, damaged records and posts shown.
Does not belong here: what the files say (one module per platform).
"""

from __future__ import annotations

import gzip
import io
import shutil
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from pipeline.sample.csv_bytes import Column, Damage, Flaw, Member, Style, encode, text_table

DAMAGED_POSTS = 80  # one record in so many, in tables of posts
DAMAGED_DAYS = 200  # in tables of days; brand sheets, shops and rosters are never damaged


@dataclass(frozen=True)
class FileEntry:
    """One table in one file; ``member`` is its name inside a zip."""

    file: str
    member: str
    format: str
    captured_date: date
    records: int
    malformed: int
    repeats: str = ""
    note: str = ""


@dataclass
class Ledger:
    """The sample being written: where to, and what was written so far."""

    out: Path
    seed: int
    progress: Callable[[str], None] | None = None
    damage: Damage = field(default_factory=Damage)
    files: list[FileEntry] = field(default_factory=list)
    flaws: list[dict[str, object]] = field(default_factory=list)
    shown: list[pl.DataFrame] = field(default_factory=list)
    bytes_written: int = 0

    def rng(self, *key: object) -> np.random.Generator:
        """Give a generator that depends on the seed and the key only, not on the order of calls."""
        return np.random.default_rng([self.seed, zlib.crc32(repr(key).encode())])

    def say(self, text: str) -> None:
        """Tell whoever asked how far it is."""
        if self.progress:
            self.progress(text)

    def table(
        self,
        name: str,
        format: str,
        frame: pl.DataFrame,
        columns: list[Column],
        style: Style,
        *,
        key: object = "",
        damaged: bool = True,
        short: bool = False,
        total: tuple[str, ...] | None = None,
    ) -> Member:
        """Encode a frame as one table, breaking its share of the records.

        Args:
            key: what tells this table from others with the same name.
            short: drop the empty fields at the end of a record, as Facebook's exports do.
            total: the text of a totals row to put before the records; not counted as a record.
        """
        table = text_table(frame, columns)
        flaws: list[Flaw] = []
        surplus: dict[int, str] = {}
        if damaged:
            rng = self.rng("damage", name, key)
            every = DAMAGED_POSTS if "post" in frame.columns else DAMAGED_DAYS
            table, flaws, surplus = self.damage.apply(table, columns, every, rng)
        if total is not None:
            head = pl.DataFrame({f"c{i}": [text] for i, text in enumerate(total)})
            table = pl.concat([head, table])
            surplus = {row + 1: text for row, text in surplus.items()}
        data = encode(table, [column.header for column in columns], style, surplus)
        if short:
            data = _without_last_fields(data)
        return Member(name, format, data, frame.height, tuple(flaws), posts_shown(frame, flaws))

    def file(
        self,
        path: str,
        captured: date,
        member: Member,
        *,
        zipped: bool = False,
        repeats: str = "",
        note: str = "",
    ) -> str:
        """Write one table as a file under ``incoming``, gzipped when asked; give its path."""
        data = member.data
        if zipped:
            path += ".gz"
            data = _gzip(data)
        self._put(path, data)
        self._enter(path, "", captured, member, repeats, note)
        return path

    def archive(self, path: str, captured: date, members: list[Member], *, note: str = "") -> str:
        """Write tables as one zip with fixed timestamps; give its path."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for member in members:
                archive.writestr(fixed_info(member.name), member.data)
        self._put(path, buffer.getvalue())
        for member in members:
            self._enter(path, member.name, captured, member, "", note)
        return path

    def copy(self, source: str, path: str, captured: date) -> None:
        """Write the bytes of an earlier file again under another name."""
        self._put(path, (self.out / "incoming" / source).read_bytes())
        for entry in [entry for entry in self.files if entry.file == source]:
            self.files.append(
                replace(
                    entry,
                    file=path,
                    captured_date=captured,
                    repeats=source,
                    note="same bytes under another name",
                )
            )
            flaws = [flaw for flaw in self.flaws if flaw["file"] == source]
            self.flaws += [{**flaw, "file": path} for flaw in flaws]

    def loose(self, path: str, text: str) -> None:
        """Write a side file that holds no records, such as an ``account.yaml``."""
        self._put(path, text.encode())

    def _put(self, path: str, data: bytes) -> None:
        target = self.out / "incoming" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        self.bytes_written += len(data)

    def _enter(self, path: str, inner: str, captured: date, member: Member, repeats: str, note: str) -> None:
        self.files.append(
            FileEntry(
                file=path,
                member=inner,
                format=member.format,
                captured_date=captured,
                records=member.records,
                malformed=len(member.flaws),
                repeats=repeats,
                note=note,
            )
        )
        self.flaws += [{"file": path, "member": inner, **asdict(flaw)} for flaw in member.flaws]
        if member.posts is not None:
            self.shown.append(member.posts.with_columns(pl.lit(captured).alias("captured_date")))


def make_room(out: Path) -> None:
    """Remove an earlier sample from a folder; leave anybody else's files alone.

    Raises:
        FileExistsError: the folder holds exports that no sample wrote.
    """
    books = [out / "truth" / name for name in ("files.csv", "observations.csv")]
    incoming = out / "incoming"
    if incoming.exists() and any(incoming.iterdir()) and not any(book.exists() for book in books):
        raise FileExistsError(f"{incoming} holds files that are not a sample's. Choose another folder, or move them.")
    for folder in ("incoming", "truth"):
        shutil.rmtree(out / folder, ignore_errors=True)


def posts_shown(frame: pl.DataFrame, flaws: list[Flaw]) -> pl.DataFrame | None:
    """List the posts that a table shows, and whether readably."""
    if "post" not in frame.columns:
        return None
    readable = np.ones(frame.height, dtype=bool)
    readable[[flaw.record - 1 for flaw in flaws if not flaw.repairable]] = False
    return pl.DataFrame({"post": frame["post"], "readable": readable})


def _without_last_fields(data: bytes) -> bytes:
    return b"\n".join(line.rstrip(b",") for line in data.split(b"\n"))


def _gzip(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, mtime=0) as stream:
        stream.write(data)
    return buffer.getvalue()


def fixed_info(name: str) -> zipfile.ZipInfo:
    """Return an entry whose time does not depend on the day of writing."""
    info = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o644 << 16
    return info
