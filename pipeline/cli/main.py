"""The command line: ``influencers run, check, map, assign, status, explain, query, plan, report, sample``.

Arguments, what is shown and the exit status. What the commands do stands in the modules they call, which each command
imports for itself: contracts and data frames take a second or two, and a query needs neither.

Exit status: 0 finished; 1 a table could not be built; 2 wrong usage; 3 with --strict or of check,
something was rejected.
"""

import json
import shutil
import sys
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline import __version__, display
from pipeline.cli import run_display
from pipeline.cli.assign import assign
from pipeline.cli.options import FAILED, REJECTED, AsOf, Home, Incoming, KnownOn, Strict, err, out, settings_of, wrong
from pipeline.plan.command import plan
from pipeline.propose.command import propose_mapping
from pipeline.report.command import report
from pipeline.settings import Settings

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="Influencer analytics from the files that people export.",
    epilog="Exit status: 0 finished, 1 a table could not be built, 2 wrong usage, 3 with --strict or of check something was rejected.",
)  # fmt: skip


class Form(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"


def main() -> None:
    """Run the command line."""
    try:
        app()
    except (RuntimeError, ValueError, OSError) as error:
        from pipeline.exports.mapping_files import MappingError
        from pipeline.warehouse.holder import WarehouseBusy

        if not isinstance(error, WarehouseBusy | MappingError | OSError):
            raise
        err.print(f"[bold red]Error:[/] {display.escape(str(error))}")
        sys.exit(FAILED)


def _moments(settings: Settings) -> str:
    """Return in words which day a back-dated warehouse shows."""
    parts = {"captured": settings.as_of, "loaded": settings.known_on}
    return ", ".join(f"{verb} up to {moment}" for verb, moment in parts.items() if moment)


def _options(settings: Settings) -> str:
    """Return the options that name the same back-dated warehouse again."""
    known_on = settings.known_on.isoformat() if settings.known_on else None
    given = {"--as-of": settings.as_of, "--known-on": known_on}
    return "".join(f" {option} {value}" for option, value in given.items() if value)


def _version(wanted: bool) -> None:
    if wanted:
        import duckdb

        out.print(f"influencers {__version__}, DuckDB {duckdb.__version__}")
        raise typer.Exit


@app.callback()
def version(
    wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Influencer analytics from the files that people export."""


@app.command()
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
    run_display.show_deals(out, made)
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


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(exists=True, help="Export files, or folders of them.")],
    home: Home = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Say what would be accepted and rejected of export files, and why. Loads nothing.

    A folder is taken as an incoming folder. Exit status: 0 all of it would be loaded, 2 wrong usage, 3 something would be rejected.
    """
    from pipeline.cli import check_display
    from pipeline.cli.check import check_files, is_clean, total

    found = check_files(files, settings_of(home=home))
    if as_json:
        sys.stdout.write(json.dumps(found, default=display.plain, ensure_ascii=False, indent=2) + "\n")
    else:
        check_display.show(out, found)
        for line in total(found):
            out.print(f"[bold]{line}[/]")
    if not is_clean(found):
        raise typer.Exit(REJECTED)


@app.command()
def status(home: Home = None) -> None:
    """Show what is published, the last runs, how fresh each account is, and what is rejected and open."""
    from pipeline.cli import status as books
    from pipeline.warehouse.warehouse import Warehouse

    settings = settings_of(home=home)
    warehouse = Warehouse(settings.home)
    files = [(path.name, *books.built_from(path)) for path in warehouse.published_files()]
    if files:
        display.table(out, "Published", ["file", "built", "as of", "known on"], files)
    for title, names, rows in books.sections(warehouse):
        display.table(out, title, names, rows) if rows else out.print(f"[bold]{title}[/]: none")


@app.command()
def explain(
    table: Annotated[str, typer.Argument(help="A mart, such as influencer_roi.")],
    keys: Annotated[list[str], typer.Argument(help="Which row: column=value ...")],
    home: Home = None,
    incoming: Incoming = None,
    limit: Annotated[int, typer.Option(min=1, help="Most staged rows of each table.")] = 10,
    as_of: AsOf = None,
    known_on: KnownOn = None,
) -> None:
    """Show the staged rows behind a row of a mart, and the records of the files behind those."""
    from pipeline.cli.explain import NothingFound, explain_row

    settings = settings_of(as_of, known_on, home=home, incoming=incoming)
    if unclear := [key for key in keys if "=" not in key]:
        wrong(f"{unclear[0]!r} is not column=value, as in influencer_id=ana")
    given = dict(key.split("=", 1) for key in keys)
    try:
        explained = explain_row(settings, table, given, limit)
    except NothingFound as error:
        wrong(str(error))
    display.table(out, table, ["column", "value"], [(n, v) for n, v in explained.row.items() if v is not None])
    for staged in explained.staged:
        title = f"{staged.table}: {staged.total:,} rows behind it"
        shown = [i for i, _ in enumerate(staged.columns) if any(row[i] is not None for row in staged.rows)]
        names = [staged.columns[i] for i in shown if staged.columns[i] not in ("load_id", "source_record")]
        shown = [staged.columns.index(name) for name in names]
        files = [explained.file_of(load, record) for load, record in staged.sources()]
        rows = [[*(row[i] for i in shown[:8]), place] for row, place in zip(staged.rows, files, strict=True)]
        display.table(out, title, [*names[:8], "file, record"], rows)
    for place, record in explained.records.items():
        fields = ", ".join(f"{header}={value!r}" for header, value in record.items())
        out.print(f"[bold]{display.escape(place)}[/]: {display.escape(fields)}", soft_wrap=True)


@app.command()
def query(
    sql: Annotated[str, typer.Argument(help="One SQL query.")],
    home: Home = None,
    form: Annotated[Form, typer.Option("--format", help="How rows are printed.")] = Form.table,
    as_of: AsOf = None,
    known_on: KnownOn = None,
) -> None:
    """Read the published warehouse with SQL, today's or a back-dated one. Nothing can be written."""
    import duckdb

    from pipeline.warehouse.warehouse import Warehouse

    warehouse = Warehouse.of(settings_of(as_of, known_on, home=home))
    with warehouse.read() as connection:
        connection.execute("set enable_external_access = false")  # no COPY to, no reading of other files
        connection.execute("set lock_configuration = true")
        try:
            result = connection.execute(sql)
        except duckdb.Error as error:
            wrong(str(error))
        columns = [column[0] for column in result.description or []]
        rows = result.fetchall()
    if form is Form.csv:
        sys.stdout.write(display.as_csv(columns, rows))
    elif form is Form.json:
        sys.stdout.write(display.as_json(columns, rows) + "\n")
    else:
        display.table(out, "", columns, rows, note=f"{len(rows):,} rows")


app.command(name="map")(propose_mapping)
app.command(name="assign")(assign)
app.command(name="plan")(plan)
app.command(name="report")(report)


@app.command()
def sample(
    folder: Annotated[Path, typer.Option("--out", help="Folder to write incoming/ and truth/ into.")],
    creators: Annotated[int, typer.Option(min=20, help="How many creators.")] = 40,
    days: Annotated[int, typer.Option(min=30, help="How many days.")] = 120,
    seed: Annotated[int, typer.Option(help="Same seed, same files.")] = 7,
    end: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Last day.")] = datetime(2026, 11, 22),
) -> None:
    """Write synthetic exports in the platforms' own formats, and what is really true beside them."""
    from pipeline.sample import generate

    with err.status("writing") as spinner:
        try:
            made = generate(folder, creators, days, seed, date(end.year, end.month, end.day), spinner.update)
        except FileExistsError as error:
            wrong(str(error))
    out.print(
        f"{made.files:,} files with {made.records:,} records of {made.creators:,} creators in {folder / 'incoming'}; "
        f"{made.malformed:,} of them malformed on purpose. What is true is in {folder / 'truth'}."
    )
    out.print(f"Try next: influencers run --incoming {folder / 'incoming'} --home {folder / 'home'}", soft_wrap=True)


if __name__ == "__main__":
    main()
