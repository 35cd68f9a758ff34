"""Writes ``account.yaml``: whose the files in a folder are, all of them or some."""

from pathlib import Path
from typing import Any

import yaml

from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.context import account_named
from pipeline.exports.files import SIDECAR
from pipeline.exports.identity import platforms
from pipeline.exports.sidecars import Account, read_sidecar


class CannotAssign(ValueError):
    """What cannot be written; the message says why, and what to do."""


def write(folder: Path, files: list[str], said: Account, *, replace: bool) -> tuple[Path, bool]:
    """Write whose files are into their folder's ``account.yaml``, beside what it says already.

    Args:
        folder: The folder.
        files: Names of files in it, which alone are meant; none for all.
        said: Platform, handle and the like.
        replace: Whether what it says otherwise may be overwritten.

    Returns:
        The file, and whether it had to be written.

    Raises:
        CannotAssign: Folder or file are not there, the handle cannot be one, or something else is said already.
    """
    if not folder.is_dir():
        raise CannotAssign(f"{folder} is no folder. Name the folder of the files, then the files if not all are meant.")
    if missing := [name for name in files if not (folder / name.split("!", maxsplit=1)[0]).is_file()]:
        raise CannotAssign(f"{folder} has no file {missing[0]!r}. Write it as the folder shows it, in quotes.")
    told = _checked(said)
    path = folder / SIDECAR
    held = _held(path)
    wanted: dict[str, Any] = {**held, "files": dict(held.get("files", {}))}
    for target in [wanted["files"].setdefault(name, {}) for name in files] or [wanted]:
        for name, value in told.items():
            if target.get(name, value) != value and not replace:
                raise CannotAssign(
                    f"{path} says {name}: {target[name]} already. Give --replace to say {value} instead."
                )
            target[name] = value
    if not wanted["files"]:
        del wanted["files"]
    if wanted == held:
        return path, False
    path.write_text(yaml.safe_dump(wanted, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path, True


def _checked(said: Account) -> dict[str, str]:
    """Return what is said; a link for a handle becomes the handle."""
    told = said.model_dump(exclude_none=True)
    if said.platform and said.platform not in platforms():
        raise CannotAssign(f"{said.platform!r} is no platform. The platforms are {', '.join(platforms())}.")
    if said.handle:
        try:
            named = account_named(said.platform, said.handle)
        except UnreadableFile as problem:
            raise CannotAssign(
                f"{said.handle!r} cannot be a handle of {said.platform or 'any platform'}. {problem.remedy}."
            ) from problem
        if said.platform and named["platform"] != said.platform:
            raise CannotAssign(
                f"{said.handle} is a profile of {named['platform']}, not of {said.platform}. Correct one of them."
            )
        told |= {name: value for name, value in named.items() if value}
        if not named["handle"]:
            del told["handle"]
    return told


def _held(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        said = read_sidecar(path, path.parent)
    except UnreadableFile as problem:
        raise CannotAssign(f"{path}: {problem.reason}. {problem.remedy}. Correct it, or remove it.") from problem
    files = {name: account.model_dump(exclude_none=True) for name, account in said.files.items()}
    return said.model_dump(exclude_none=True) | ({"files": files} if files else {})
