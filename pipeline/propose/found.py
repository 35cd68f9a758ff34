"""What ``map`` finds of each table of a file: a layout that is known, a proposal, or what has to be said first."""

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.exports.mapping_files import read_mappings
from pipeline.exports.mappings import Format
from pipeline.propose.lines import Line
from pipeline.propose.mapping_text import mapping_text, name_of
from pipeline.propose.proposal import Given, propose
from pipeline.propose.tables import Looked, look, would_load
from pipeline.settings import Settings

MOST_REFUSED = 0.05  # of the records: beyond it a proposal is not complete


@dataclass(frozen=True)
class Found:
    """What is found of one table.

    Attributes:
        name: The table.
        told: What it is, in words.
        is_complete: Whether nothing has to be said.
        format: The layout's name.
        table: Our raw table.
        lines: What each of its columns is.
        questions: What has to be said first.
        text: The mapping file, where there is a whole one.
        records: Its first records as they would load.
    """

    name: str
    told: str
    is_complete: bool
    format: str | None = None
    table: str | None = None
    lines: list[Line] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    text: str | None = None
    records: list[dict[str, Any]] = field(default_factory=list)


def found_in(path: Path, settings: Settings, given: Given) -> list[Found]:
    """Return what is found of each table of a file.

    Raises:
        ValueError: What was given names a column that the file or the table does not have.
    """
    formats = read_mappings(settings.home / "mappings")
    root = settings.incoming_folder.absolute()
    root = root if path.is_relative_to(root) else path.parent
    return [
        _found(looked, path, root, formats, settings, given)
        for looked in look(path, root, formats.values(), settings.limits)
    ]


def _found(
    looked: Looked, path: Path, root: Path, formats: dict[str, Format], settings: Settings, given: Given
) -> Found:
    part = looked.part
    if part.found:
        layout = part.found.format
        unknown = f"; not known of it: {', '.join(part.found.unknown)}" if part.found.unknown else ""
        told = (
            f"it is {layout.title} ({layout.format}), which is known{unknown}. To add to it: extends (docs/mappings.md)"
        )
        return Found(part.name, told, True, layout.format)
    if looked.records is None or not looked.records.height:
        problem = part.problem
        return Found(part.name, f"{problem.reason}. {problem.remedy}" if problem else "it holds no records", False)
    if unknown_headers := [h for h in given.columns.values() if h not in looked.records.columns]:
        raise ValueError(f"the file has no column {unknown_headers[0]!r}. It has: {', '.join(looked.records.columns)}.")
    best, *others = propose(looked.records, formats.values(), given, looked.decimal)
    if not best.score:
        return Found(
            part.name, "no column of it is one that is known. Say what its records are: --table posts, and so on", False
        )
    rivals = [p.table for p in others if not p.questions and not best.questions and p.score == best.score]
    questions = [
        *best.questions,
        *(f"its records can be {best.table} or {name}: say which, --table" for name in rivals),
    ]
    if questions:
        told = f"its records are nearest to {best.table}, but there is something to say first"
        return Found(part.name, told, False, None, best.table, best.lines, questions)
    name = name_of(path.stem, set(formats))
    text = mapping_text(best, name, path.name)
    load, records = would_load(path, root, _layout(text), part.name, settings.limits)
    if load["status"] != "loaded":
        questions = [f"{load['reason']}. {load['remedy'] or ''}"]
    elif load["rows_rejected"] > MOST_REFUSED * load["rows_read"]:
        rules = ", ".join(
            f"{r['rule']} in {r['column_name'] or 'the record'} ({r['records']:,})" for r in load["rules"][:5]
        )
        questions = [f"{load['rows_rejected']:,} of its {load['rows_read']:,} records would be refused: {rules}"]
    told = f"{load['rows_read']:,} records as {best.table}: {load['rows_accepted']:,} would be accepted, {load['rows_rejected']:,} refused"
    return Found(part.name, told, not questions, name, best.table, best.lines, questions, text, records)


def _layout(text: str) -> Format:
    """Return the layout that a mapping file is, read as a run reads it."""
    with TemporaryDirectory(prefix="influencers-") as folder:
        path = Path(folder) / "proposed.yaml"
        path.write_text(text, encoding="utf-8")
        return next(layout for layout in read_mappings(Path(folder)).values() if layout.path == path)
