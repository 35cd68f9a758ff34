"""``influencers report``: draws the page of the published warehouse."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import FAILED, AsOf, Home, KnownOn, err, out, settings_of


def report(
    file: Annotated[
        Path | None, typer.Option("--out", help="Where to write it; <home>/report/influencers.html if not given.")
    ] = None,
    home: Home = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
) -> None:
    """Draw the published warehouse, today's or a back-dated one, as one HTML file that opens without a network."""
    from pipeline.report import page  # the charting library takes a second
    from pipeline.report.queries import OldWarehouse

    try:
        path = page.write(settings_of(as_of, known_on, home=home), file)
    except OldWarehouse as error:
        err.print(f"[bold red]Error:[/] {error}", soft_wrap=True)
        raise typer.Exit(FAILED) from error
    out.print(f"[bold]Report:[/] {path} ({path.stat().st_size / 1_000_000:.1f} MB)", soft_wrap=True)
