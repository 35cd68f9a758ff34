"""Rejected files as a person reads them: one line for what has one cause, and whose account files may be."""

from pathlib import PurePosixPath
from typing import Any

from rich.console import Console

from pipeline import display
from pipeline.exports.boundary import NO_ACCOUNT

MOST_NAMED = 3  # files of a group


def show_rejected(out: Console, title: str, rejected: list[dict[str, Any]]) -> None:
    """Print rejected files, those together that have one reason in one folder.

    Args:
        out: Where to.
        title: What they are.
        rejected: ``file_name``, ``reason`` and ``remedy`` of each.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for file in rejected:
        if file["reason"] != NO_ACCOUNT:
            why = f"{file['reason']}. {file['remedy'] or ''}"
            groups.setdefault((PurePosixPath(file["file_name"]).parent.as_posix(), why), []).append(file["file_name"])
    if groups:
        rows = [(_named(folder, names), why) for (folder, why), names in groups.items()]
        display.table(out, title, ["file", "why, and what to do"], rows)


def _named(folder: str, names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return f"{folder}: {len(names)} files, {_some([PurePosixPath(name).name for name in names])}"


def _some(names: list[str]) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


def show_by_file_time(out: Console, loads: list[dict[str, Any]]) -> None:
    """Warn of files that do not say when they were exported, since counts are true at a moment.

    Args:
        out: Where to.
        loads: ``file_name`` and ``captured_at`` of those of which only their own time told.
    """
    if not loads:
        return
    days = sorted({f"{load['captured_at']:%Y-%m-%d}" for load in loads})
    when = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
    files = (
        "1 file does not say when it was exported"
        if len(loads) == 1
        else f"{len(loads):,} files do not say when they were exported"
    )
    names = display.escape(display.text(_some([load["file_name"] for load in loads])))
    out.print(
        f"[bold yellow]Exported when?[/] {files}, so the file's own time counts ({when}), which copying changes: {names}. "
        "Put them into a folder named by the day, such as 2026-11-22."
    )


def show_waiting(out: Console, waiting: list[dict[str, Any]]) -> None:
    """Print whose account is asked for, with the commands that say it."""
    if not waiting:
        return
    count = sum(len(group["files"]) for group in waiting)
    files = (
        "1 file does not say whose account it is"
        if count == 1
        else f"{count:,} files do not say whose account they are"
    )
    out.print(f"[bold]{files}[/], and {'was' if count == 1 else 'were'} not loaded. Say it once, and run again:")
    for group in waiting:
        platform = group["platform"] or " or ".join(group["may_be"]) or "of a platform that is not said"
        place = f"{group['folder']}: " if group["folder"] else ""
        perhaps = f"; perhaps @{group['handle']}, by {group['told_by']}" if group["handle"] else ""
        words = f"{place}{len(group['files'])} × {platform} ({_some(group['files'])}){perhaps}"
        out.print(f"  {display.escape(display.text(words))}")
        out.print(f"    {display.escape(display.text(group['command']))}", soft_wrap=True, style="bold")
