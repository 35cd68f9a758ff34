"""What a person sees of a row that is explained: the row, the staged rows behind it, the records of the files."""

from rich.console import Console

from pipeline import display
from pipeline.cli.explain import Explained


def show(out: Console, table: str, explained: Explained) -> None:
    """Print a row of a mart and what is behind it."""
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
