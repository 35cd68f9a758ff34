"""Files that do not say whose account they are, by folder and platform, and who it may be.

An owner is only proposed, and only where the folder's other files, or what the layout knows of how such files are named,
tell one account and no other.
"""

import re
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any

import duckdb

from pipeline.exports.boundary import NO_ACCOUNT
from pipeline.exports.identity import platforms
from pipeline.exports.mappings import Format

NAMED = """
    with named as (
        select load_id, platform, handle from raw.posts union select load_id, platform, handle from raw.profiles
    )
    select distinct loads.file_name, named.platform, named.handle
    from named join meta.loads using (load_id)
    where named.handle is not null and loads.status = 'loaded'
    order by all
"""


@dataclass(frozen=True)
class Unowned:
    """Files of one folder and platform whose account is not told.

    Attributes:
        folder: The folder below the incoming one.
        platform: Their platform; none where they do not say it either.
        files: Their names in the folder.
        is_whole_folder: Whether no other file in it waits for another account.
        handle: Who it may be.
        told_by: What tells it.
        may_be: The platforms that it can be of, where the files do not say.
    """

    folder: str
    platform: str | None
    files: list[str]
    is_whole_folder: bool
    handle: str | None = None
    told_by: str | None = None
    may_be: tuple[str, ...] = ()

    def command(self, incoming: Path) -> str:
        """Return the command that says whose they are; what is not known stands in capitals."""
        files = [] if self.is_whole_folder else self.files
        words = ["influencers", "assign", str(incoming / self.folder), *files]
        return shlex.join([*words, "--platform", self.platform or "PLATFORM", "--handle", self.handle or "HANDLE"])


def unowned(
    connection: duckdb.DuckDBPyConnection, rejected: Iterable[dict[str, Any]], formats: dict[str, Format]
) -> list[Unowned]:
    """Return the files that wait for their account, grouped by what would be said of them together.

    Args:
        connection: The warehouse, of whose loaded files some may name the account.
        rejected: Rejected files with ``file_name``, ``format``, ``platform`` and ``reason``.
        formats: The layouts.
    """
    waiting = [file for file in rejected if file["reason"] == NO_ACCOUNT]
    if not waiting:
        return []
    named = connection.execute(NAMED).fetchall()
    waiting.sort(key=lambda file: (_folder(file["file_name"]), file["platform"] or "", file["file_name"]))
    groups = {key: list(files) for key, files in groupby(waiting, lambda f: (_folder(f["file_name"]), f["platform"]))}
    folders = [folder for folder, _ in groups]
    found = []
    for (folder, platform), files in groups.items():
        names = [file["file_name"][len(folder) :].lstrip("/") for file in files]
        told = set(_by_name(files, formats)) or set(_by_siblings(named, folder, platform))
        handle, told_by = told.pop() if len({handle.lower() for handle, _ in told}) == 1 else (None, None)
        alone = folders.count(folder) == 1 and bool(folder)
        may_be = () if platform else tuple(sorted(set(_platforms(files, formats))))
        found.append(Unowned(folder, platform, names, alone, handle, told_by, may_be))
    return _folded(found)


def _folded(groups: list[Unowned]) -> list[Unowned]:
    """Return the groups without those of which the folder above says the same, whose files it takes over."""
    found: dict[str, Unowned] = {}
    for group in groups:
        above = [folder for folder in map(str, PurePosixPath(group.folder).parents) if folder in found]
        taken = next((found[f] for f in above if _says_same(found[f], group)), None)
        if taken:
            below = group.folder[len(taken.folder) + 1 :]
            found[taken.folder] = replace(taken, files=[*taken.files, *(f"{below}/{name}" for name in group.files)])
        else:
            found[group.folder if group.is_whole_folder else f"{group.folder}\n{group.platform}"] = group
    return list(found.values())


def _says_same(above: Unowned, group: Unowned) -> bool:
    is_same = (above.platform, (above.handle or "").lower()) == (group.platform, (group.handle or "").lower())
    return is_same and bool(group.handle) and group.is_whole_folder


def _platforms(files: list[dict[str, Any]], formats: dict[str, Format]) -> Iterator[str]:
    for layout in filter(None, (formats.get(file["format"] or "") for file in files)):
        if column := layout.columns.get("platform"):
            said = {*column.values.values(), *re.findall(r"\w+", column.extract or "")}
            yield from said & platforms().keys()


def _folder(name: str) -> str:
    """Return the folder of a file; an archive's members lie where the archive does."""
    parent = PurePosixPath(name.split("!", maxsplit=1)[0]).parent.as_posix()
    return "" if parent == "." else parent


def _by_name(files: list[dict[str, Any]], formats: dict[str, Format]) -> Iterator[tuple[str, str]]:
    """Give handles that the layouts find in the names of files, archives and folders."""
    for file in files:
        layout = formats.get(file["format"] or "")
        if layout and layout.handle_in_name:
            for part in re.split("[/!]", file["file_name"]):
                if found := re.fullmatch(layout.handle_in_name, part):
                    yield found[1], f"the name {part}"


def _by_siblings(named: list[tuple[str, str, str]], folder: str, platform: str | None) -> Iterator[tuple[str, str]]:
    """Give handles that loaded files of the same folder name, or else of the folder above."""
    above = _folder(folder) if folder else ""
    for near in dict.fromkeys([folder, above]):
        of_platform = partial(_is_of, folder=near, platform=platform)
        told = {
            handle.lower(): (handle, f"{PurePosixPath(name).name}")
            for name, of, handle in named
            if of_platform(name, of)
        }
        if told:
            yield from told.values()
            return


def _is_of(name: str, of: str, folder: str, platform: str | None) -> bool:
    return bool(folder) and platform == of and _folder(name) == folder
