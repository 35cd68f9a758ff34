"""What a file's place and name tell: capture date, account, the folder its ids belong to.

The content can tell the capture date too; that is read by ``normalise`` and ranked here.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

import polars as pl

from pipeline.exports import handles, identity
from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.dates import end_of_day
from pipeline.exports.days_in_names import DATED, captured_in_period, day, moment_in_name
from pipeline.exports.files import SIDECAR, Export
from pipeline.exports.names import path_of
from pipeline.exports.sidecars import Account, read_sidecar


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
        """Return the capture moment and what told it: folder, file_name, month_in_name or file_time."""
        folders = self.export.file_name.parts[:-1]
        for part in reversed(folders):
            if DATED.match(part) and (stated := day(*map(int, part.split("-")))):
                return end_of_day(stated), "folder"
        for part in (self.export.file_name.name, *[p for p in reversed(folders) if p.lower().endswith(".zip")]):
            if moment := moment_in_name(part):
                return moment, "file_name"
        for part in (self.export.file_name.name, *reversed(folders)):
            if moment := captured_in_period(part, self.export.modified_at):
                return moment, "month_in_name"
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
    account, of_file = Account(), Account()
    for depth in range(len(folders) + 1):
        sidecar = path_of("/".join(folders[:depth]), incoming) / SIDECAR
        if sidecar.is_file():
            said = read_sidecar(sidecar, incoming)
            account = account.model_copy(update=said.model_dump(exclude_none=True))
            of_file = _of_file(said, export, folders[:depth]) or of_file
        if depth < len(folders) and folders[depth].startswith("@"):
            account = account.model_copy(update={"handle": folders[depth].lstrip("@")})
    account = account.model_copy(update=of_file.model_dump(exclude_none=True))
    if account.handle:
        named = account_named(account.platform, account.handle)
        account = account.model_copy(update={**named, "id": account.id or named["id"]})
    kept = [part for part in folders if not DATED.match(part) and not part.startswith("@")]
    return Place(export, account, "/".join(kept))


def _of_file(said: Account, export: Export, above: tuple[str, ...]) -> Account | None:
    """Return what a sidecar says of one file, which it names by its path from there."""
    depth = sum(len(part) + 1 for part in above)
    return said.files.get(export.name[depth:]) or said.files.get(export.place[depth:])


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
