"""The command ``map``: proposes a mapping file for an export that no layout knows."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline import display
from pipeline.cli.options import REJECTED, Home, out, settings_of, wrong

Pairs = Annotated[
    list[str] | None, typer.Option("--column", help="What a column is, as in views=Aufrufe. May be repeated.")
]
Forms = Annotated[
    list[str] | None, typer.Option("--form", help="How days are written, as in posted_at=%d/%m/%Y. May be repeated.")
]


def propose_mapping(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The export.")],
    home: Home = None,
    table: Annotated[
        str | None,
        typer.Option(help="What its records are: posts, profiles, deals, orders, clicks, ad_spend, creators."),
    ] = None,
    platform: Annotated[str | None, typer.Option(help="The platform of all its records, such as instagram.")] = None,
    column: Pairs = None,
    form: Forms = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write the mapping file into the mappings folder of the home folder.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what is proposed as JSON.")] = False,
) -> None:
    """Propose a mapping file for an export that no layout knows, from its headers and values. Loads nothing.

    Says how sure each line is, and shows the first five records as they would load. Only what is certain, or is so by its
    values alone, is mapped; the rest stands there as a comment. Exit status: 0 there is a proposal or the file is known, 2 wrong
    usage, 3 something has to be said first.
    """
    from pipeline.exports.identity import platforms
    from pipeline.propose.found import Found, found_in
    from pipeline.propose.proposal import Given
    from pipeline.propose.questions import NEEDED

    if table and table not in NEEDED:
        wrong(f"--table {table} is none that a proposal can be for. These are: {', '.join(NEEDED)}.")
    if platform and platform not in platforms():
        wrong(f"--platform {platform} is none that is known. These are: {', '.join(platforms())}.")
    settings = settings_of(home=home)
    given = Given(table, platform, _pairs("--column", column), _pairs("--form", form))
    try:
        found: list[Found] = found_in(file.absolute(), settings, given)
    except ValueError as error:
        wrong(str(error))
    if as_json:
        told = [vars(one) | {"lines": [vars(line) for line in one.lines]} for one in found]
        sys.stdout.write(json.dumps(told, default=display.plain, ensure_ascii=False, indent=2) + "\n")
    for one in found:
        if not as_json:
            _show(one)
        if write and one.text and one.is_complete:
            path = settings.home / "mappings" / f"{one.format}.yaml"
            if path.exists():
                wrong(f"{path} is there already. Remove it first, or add to it by hand.")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(one.text, encoding="utf-8")
            if not as_json:
                out.print(f"Written: {path}. The next run tries the file with it.", soft_wrap=True)
    if not all(one.is_complete for one in found):
        raise typer.Exit(REJECTED)


def _pairs(option: str, said: list[str] | None) -> dict[str, str]:
    if unclear := [pair for pair in said or [] if "=" not in pair]:
        wrong(f"{option} {unclear[0]!r} is not column=value, as in views=Aufrufe")
    return dict(pair.split("=", 1) for pair in said or [])


def _show(one: Any) -> None:
    """Print what is proposed of one table."""
    out.print(f"[bold]{display.escape(display.text(one.name))}[/]: {display.escape(one.told)}")
    if one.lines:
        rows = [
            [line.header, line.ours if line.certainty != "open" else "", line.certainty, line.why] for line in one.lines
        ]
        display.table(out, f"As {one.table}", ["column of the file", "ours", "how sure", "why"], rows)
    for question in one.questions:
        out.print(f"[bold yellow]Open:[/] {display.escape(question)}")
    if one.text:
        out.print(display.escape(one.text), soft_wrap=True, highlight=False)
    for at, record in enumerate(one.records, 1):
        fields = ", ".join(f"{name}={display.text(value)}" for name, value in record.items())
        out.print(f"[dim]{at}[/] {display.escape(fields)}", soft_wrap=True)
