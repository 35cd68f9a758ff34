"""The command ``assign``: whose the files in a folder are."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import out, wrong


def assign(
    folder: Annotated[Path, typer.Argument(help="The folder of the files.")],
    files: Annotated[list[str] | None, typer.Argument(help="Files in it, if not all are meant.")] = None,
    platform: Annotated[str | None, typer.Option(help="Such as instagram.")] = None,
    handle: Annotated[str | None, typer.Option(help="The account's handle, or the link to its profile.")] = None,
    account_id: Annotated[
        str | None, typer.Option("--id", help="The platform's id of the account, if you know it.")
    ] = None,
    zone: Annotated[str | None, typer.Option(help="The account's zone, such as Europe/Berlin.")] = None,
    currency: Annotated[str | None, typer.Option(help="Of amounts without one, such as EUR.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Overwrite what is said otherwise.")] = False,
) -> None:
    """Say whose the files in a folder are, for exports that do not: writes account.yaml, which holds for folders below as well."""
    from pipeline.exports.assignments import CannotAssign, write
    from pipeline.exports.sidecars import Account

    said = Account(platform=platform, handle=handle, id=account_id, zone=zone, currency=currency)
    if said == Account():
        wrong("nothing is said of the account. Give --platform and --handle.")
    try:
        path, is_new = write(folder, files or [], said, replace=replace)
    except CannotAssign as error:
        wrong(str(error))
    out.print(f"{'Written' if is_new else 'Said already'}: {path}", soft_wrap=True)
    if is_new:
        out.print(
            "The next run tries the files that waited for it. What it would load: influencers check " + str(folder),
            soft_wrap=True,
        )
