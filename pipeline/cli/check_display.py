"""What ``check`` shows: a few files each for itself, many by layout, with what has one cause told once."""

from collections.abc import Iterable
from typing import Any

from rich.console import Console

from pipeline import display
from pipeline.cli.rejections import show_by_file_time, show_rejected, show_waiting

FEW = 5  # files that are shown each for itself
COLUMNS = ["source_record", "column_name", "rule", "value"]


def show(out: Console, found: list[dict[str, Any]]) -> None:
    """Print what would become of files."""
    if len(found) <= FEW:
        for load in found:
            _show_one(out, load)
        return
    read = [load for load in found if load["status"] != "rejected"]
    if read:
        display.table(
            out, "Would be loaded", ["layout", "files", "rows", "accepted", "rejected", "repeated"], _by_layout(read)
        )
    show_rejected(out, "Would be rejected", [load for load in found if load["status"] == "rejected"])
    show_waiting(out, waiting(found))
    show_by_file_time(
        out, [load for load in read if load["status"] == "loaded" and load["captured_at_source"] == "file_time"]
    )
    wrong = [load for load in read if load["rejected"] or load["values_unread"]]
    if wrong:
        rows = [
            [
                load["file_name"],
                load["rows_rejected"],
                load["values_unread"],
                _first(load["rejected"] or load["unread"]),
            ]
            for load in wrong
        ]
        display.table(out, "Records and figures that cannot be read", ["file", "records", "figures", "the first"], rows)
        out.print("Of one file, every record and note: influencers check FILE.", style="dim")


def _by_layout(loads: list[dict[str, Any]]) -> list[list[Any]]:
    layouts = sorted({load["format"] or "" for load in loads})
    counts = ["rows_read", "rows_accepted", "rows_rejected", "rows_duplicate"]
    of = {layout: [load for load in loads if (load["format"] or "") == layout] for layout in layouts}
    return [[layout, len(of[layout]), *(sum(load[n] for load in of[layout]) for n in counts)] for layout in layouts]


def _first(told: list[dict[str, Any]]) -> str:
    """Return the first broken rule in words, with its record and column."""
    if not told:
        return ""
    column = f" in {told[0]['column_name']}" if told[0]["column_name"] else ""
    return f"{told[0]['rule']}{column}, record {told[0]['source_record']}"


def waiting(found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the groups of files that wait for their account, each once."""
    return list({load["assign"]["command"]: load["assign"] for load in found if load["assign"]}.values())


def _show_one(out: Console, load: dict[str, Any]) -> None:
    """Print what would become of a file, and why."""
    name = display.escape(display.text(load["file_name"]))
    out.print(f"[bold]{name}[/]: {load['would']}, {load['format'] or 'no known layout'}")
    if load["reason"]:
        out.print(f"  {display.escape(load['reason'])}. {display.escape(load['remedy'] or '')}")
    if load["assign"]:
        out.print(f"  {display.escape(display.text(load['assign']['command']))}", soft_wrap=True, style="bold")
    if load["rows_read"]:
        out.print(
            f"  {load['rows_read']:,} rows: {load['rows_accepted']:,} accepted, {load['rows_rejected']:,} rejected, "
            f"{load['rows_duplicate']:,} repeated; captured {display.text(load['captured_at'])} ({load['captured_at_source']})"
        )
    for key, words in (("columns_unknown", "not known"), ("columns_missing", "missing, null"), ("notes", "note")):
        if load[key]:
            out.print(f"  {words}: {display.escape(load[key])}", style="dim")
    if load["rejected"]:
        display.table(out, "", COLUMNS, [[r[n] for n in COLUMNS] for r in load["rejected"]])
    if load["unread"]:
        title = f"{load['values_unread']:,} figures cannot be read; they would be null"
        display.table(out, title, COLUMNS, [[r[n] for n in COLUMNS] for r in load["unread"]])
