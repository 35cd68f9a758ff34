"""What the commands share: options, settings from them, and how a wrong one is refused.

Exit status: 0 finished; 1 a table could not be built; 2 wrong usage; 3 with --strict, something
was rejected.
"""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from pydantic import ValidationError
from rich.console import Console

from pipeline import display
from pipeline.settings import PREFIX, Settings

FAILED, WRONG_USAGE, REJECTED = 1, 2, 3

out = Console()
err = Console(stderr=True)


def option(name: str, *declared: str, **more: Any) -> Any:
    """Return the option of a setting, with its words and its environment variable."""
    return typer.Option(
        *declared, help=Settings.model_fields[name].description, envvar=f"{PREFIX}{name.upper()}", **more
    )


Home = Annotated[Path | None, option("home")]
Incoming = Annotated[Path | None, option("incoming")]
AsOf = Annotated[datetime | None, option("as_of", formats=["%Y-%m-%d"])]
KnownOn = Annotated[str | None, option("known_on", metavar="DAY")]
Strict = Annotated[bool | None, option("strict", "--strict")]


def settings_of(as_of: datetime | None = None, known_on: str | None = None, **options: Any) -> Settings:
    """Return the settings with the options given; a wrong one ends the command."""
    given = options | {"as_of": as_of.date() if as_of else None, "known_on": known_on}
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        for problem in error.errors():
            err.print(
                f"[bold red]Wrong setting[/] {'.'.join(map(str, problem['loc']))}: {display.escape(problem['msg'])}"
            )
        sys.exit(WRONG_USAGE)


def wrong(message: str) -> NoReturn:
    """End the command: it was used wrongly."""
    err.print(f"[bold red]Error:[/] {display.escape(message)}")
    raise typer.Exit(WRONG_USAGE)
