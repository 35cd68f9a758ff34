"""What a file's place and name tell: capture date, account, the folder its ids belong to.

The content can tell the capture date too; that is read by ``normalise`` and ranked here.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

import polars as pl

from pipeline.exports import handles, identity
from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.dates import MONTHS_EN, end_of_day
from pipeline.exports.files import SIDECAR, Export
from pipeline.exports.names import path_of
from pipeline.exports.sidecars import Account, read_sidecar

DATED = re.compile(r"^\d{4}-\d{2}-\d{2}$")
IN_NAME = [
    (re.compile(r"(?<!\d)(20\d{2})-(\d{2})-(\d{2})_(\d{2})-(\d{2})-(\d{2})(?!\d)"), "second"),
    (re.compile(r"(?<!\d)(1[4-9]\d{8})(?!\d)"), "unix"),
    (re.compile(r"(?<!\d)(20\d{2})-(\d{2})-(\d{2})(?!\d)"), "day"),
    (re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)"), "day"),
    (re.compile(r"(?<![A-Za-z])([A-Z][a-z]{2})-(\d{2})-(20\d{2})(?!\d)"), "month"),
]


@dataclass(frozen=True)
class Place:
    """What a file's place tells.

    Attributes:
        export: The file.
        account: From the nearest sidecar, with the handle of an ``@handle`` folder.
        dataset: The folder without dated and ``@handle`` parts; '' at the top.
    """

    export: Export
    account: Account
    dataset: str

    @cached_property
    def captured(self) -> tuple[datetime, str]:
        """Return the capture moment and what told it: folder, file_name or file_time."""
        folders = self.export.file_name.parts[:-1]
        for part in reversed(folders):
            if DATED.match(part) and (day := _day(*map(int, part.split("-")))):
                return end_of_day(day), "folder"
        for part in (self.export.file_name.name, *[p for p in reversed(folders) if p.lower().endswith(".zip")]):
            if moment := moment_in_name(part):
                return moment, "file_name"
        return self.export.modified_at, "file_time"

    def captured_with(self, content: datetime | None) -> tuple[datetime, str]:
        """Return the capture moment, given what the content says of it."""
        moment, source = self.captured
        return (content, "content") if content and source != "folder" else (moment, source)


def place(export: Export, incoming: Path) -> Place:
    """Return what a file's place tells.

    Raises:
        UnreadableFile: A sidecar on its way cannot be read.
    """
    folders = PurePosixPath(export.place).parts[:-1]
    account = Account()
    for depth in range(len(folders) + 1):
        sidecar = path_of("/".join(folders[:depth]), incoming) / SIDECAR
        if sidecar.is_file():
            account = account.model_copy(update=read_sidecar(sidecar, incoming).model_dump(exclude_none=True))
        if depth < len(folders) and folders[depth].startswith("@"):
            account = account.model_copy(update={"handle": folders[depth].lstrip("@")})
    if account.handle:
        named = account_named(account.platform, account.handle)
        account = account.model_copy(update={**named, "id": account.id or named["id"]})
    kept = [part for part in folders if not DATED.match(part) and not part.startswith("@")]
    return Place(export, account, "/".join(kept))


@cache
def account_named(platform: str | None, text: str) -> dict[str, str | None]:
    """Return platform, handle and id of the account that a place's handle names: as in a file, it can be a link.

    Raises:
        UnreadableFile: It cannot be a handle.
    """
    stated = pl.select(identity.platform(pl.lit(platform, pl.String))).item()
    texts = pl.select(identity.without_placeholders(pl.lit(text)).alias("text")).to_series()
    (found,) = handles.read(texts, stated).to_dicts()
    if found["rule"]:
        raise UnreadableFile(
            f"the handle that an @ folder or account.yaml gives cannot be one of {stated or 'any platform'}",
            "Write it as the platform shows it, or as the link to the profile",
        )
    return {"platform": platform or found["platform"], "handle": found["handle"], "id": found["account_id"]}


def moment_in_name(name: str) -> datetime | None:
    """Return the last date in a file's name, the end of that day unless it states a time."""
    for pattern, kind in IN_NAME:
        for found in reversed(list(pattern.finditer(name))):
            if kind == "unix":
                return datetime.fromtimestamp(int(found[1]), UTC).replace(tzinfo=None)
            if kind == "second":
                try:
                    return datetime(*(int(part) for part in found.groups()))  # type: ignore[arg-type]
                except ValueError:
                    continue
            if kind == "month":
                month = found[1].lower()
                day = _day(int(found[3]), MONTHS_EN.index(month) + 1, int(found[2])) if month in MONTHS_EN else None
            else:
                day = _day(*(int(part) for part in found.groups()))
            if day:
                return end_of_day(day)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
