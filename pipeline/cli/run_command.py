"""The command ``run``: what a night does, and what it prints of it."""

import json
import shutil
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline import display
from pipeline.cli import run_display
from pipeline.cli.options import FAILED, REJECTED, AsOf, Home, Incoming, KnownOn, Strict, err, out, settings_of, wrong
from pipeline.settings import Settings


def run(
    incoming: Incoming = None,
    home: Home = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    strict: Strict = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON, and nothing else.")] = False,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Build every table, also where nothing that it follows from has changed.")
    ] = False,
) -> None:
    """Load every new export, rebuild what depends on it, publish, and print what was made.

    Where nothing is new since the last run that was published, that is said, and nothing is done.
    With --as-of or --known-on the rebuilt warehouse is published beside today's, under the name of its day.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from pipeline.exports.mapping_files import read_mappings
    from pipeline.failures import stack_log
    from pipeline.run import run as run_graph
    from pipeline.warehouse.warehouse import Warehouse

    settings = settings_of(as_of, known_on, incoming=incoming, home=home, strict=strict)
    if settings.incoming and not settings.incoming.is_dir():
        wrong(f"--incoming {settings.incoming} is no folder. Make it, and put exports into it.")
    read_mappings(settings.home / "mappings")
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("starting", total=None)
        outcome = run_graph(
            settings,
            lambda step, done, steps: bar.update(
                task, description=step.replace("__", "."), completed=done, total=steps or None
            ),
            rebuild=rebuild,
        )
    warehouse = Warehouse.of(settings)
    made = outcome.summary | {
        "status": "unchanged" if outcome.is_unchanged else "finished" if outcome.succeeded else "failed",
        "failed_steps": outcome.failed,
        "published": outcome.published,
        "stack_log": str(stack_log(settings.home, outcome.run_id))
        if outcome.summary["files_failed_by_program"]
        else None,
        "warehouse": str(warehouse.published),
        "report": str(warehouse.report),
        "as_of": settings.as_of,
        "known_on": settings.known_on,
    }
    if as_json:
        sys.stdout.write(json.dumps(made, default=display.plain, ensure_ascii=False, indent=2) + "\n")
    else:
        _show_run(made, settings)
    if not outcome.succeeded:
        raise typer.Exit(FAILED)
    if settings.strict and (made["rows_rejected"] or made["rejected_files"]):
        raise typer.Exit(REJECTED)


def _show_run(made: dict[str, Any], settings: Settings) -> None:
    """Print what a run made."""
    if made["clock"]:
        err.print(f"[bold yellow]Clock:[/] {made['clock']}", soft_wrap=True)
    run_display.show_loads(out, made, str(settings.incoming_folder))
    if made["status"] == "unchanged":
        run_display.show_unchanged(out, made)
        return
    run_display.show_deals(out, made, settings.reporting_currency)
    run_display.show_answer(out, made, settings.reporting_currency)
    for step, reason in made["failed_steps"].items():
        err.print(f"[bold red]Not built:[/] {step.replace('__', '.')}: {display.escape(reason)}")
    if not made["published"]:
        err.print(
            "The published warehouse is that of the last finished run."
            if Path(made["warehouse"]).exists()
            else "Nothing is published yet."
        )
        return
    out.print(f"[bold]Warehouse:[/] {made['warehouse']}", soft_wrap=True)
    if made["status"] == "finished":
        out.print(f"[bold]Report:[/] {made['report']}", soft_wrap=True)
    else:
        err.print("The warehouse is published; its report was not drawn, and one of before stays as it was.")
    if settings.back_date:
        out.print(f"Back-dated ({_moments(settings)}). Today's warehouse is left in place.")
    home = "" if settings.home == Path("data") else f" --home {settings.home}"
    command = Path(sys.argv[0]).name if shutil.which("influencers") else sys.argv[0]
    incoming = f" --incoming {settings.incoming}" if settings.incoming else ""
    run_display.show_next(out, made, command, home + _options(settings), home, incoming, str(settings.home))


def _moments(settings: Settings) -> str:
    """Return in words which day a back-dated warehouse shows."""
    parts = {"captured": settings.as_of, "loaded": settings.known_on}
    return ", ".join(f"{verb} up to {moment}" for verb, moment in parts.items() if moment)


def _options(settings: Settings) -> str:
    """Return the options that name the same back-dated warehouse again."""
    known_on = settings.known_on.isoformat() if settings.known_on else None
    given = {"--as-of": settings.as_of, "--known-on": known_on}
    return "".join(f" {option} {value}" for option, value in given.items() if value)
