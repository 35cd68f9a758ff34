"""The command line: ``influencers run, check, map, assign, status, explain, query, plan, power, report, sample``.

Arguments, what is shown and the exit status. What the commands do stands in the modules they call, which each command
imports for itself: contracts and data frames take a second or two, and a query needs neither.

Exit status: 0 finished; 1 a table could not be built; 2 wrong usage; 3 with --strict or of check,
something was rejected.
"""

import json
import sys
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline import __version__, display
from pipeline.cli.assign import assign
from pipeline.cli.options import FAILED, REJECTED, AsOf, Home, Incoming, KnownOn, err, out, settings_of, wrong
from pipeline.cli.run_command import run
from pipeline.plan.command import plan
from pipeline.power.command import power
from pipeline.propose.command import propose_mapping
from pipeline.report.command import report

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


app.command(name="run")(run)


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
    from pipeline.cli import explain_display
    from pipeline.cli.explain import NothingFound, explain_row

    settings = settings_of(as_of, known_on, home=home, incoming=incoming)
    if unclear := [key for key in keys if "=" not in key]:
        wrong(f"{unclear[0]!r} is not column=value, as in influencer_id=ana")
    given = dict(key.split("=", 1) for key in keys)
    try:
        explained = explain_row(settings, table, given, limit)
    except NothingFound as error:
        wrong(str(error))
    explain_display.show(out, table, explained)


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
        display.table(
            out, "", columns, rows, note=f"{len(rows):,} rows", more="Name fewer columns, or use --format csv."
        )


app.command(name="map")(propose_mapping)
app.command(name="assign")(assign)
app.command(name="plan")(plan)
app.command(name="power")(power)
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
