"""The report of a failed step: what failed, why, and what is still in place.

Whom it is told to stands in ``webhook``.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pipeline import webhook
from pipeline.settings import Settings

DRAWING = "published__report"
IN_PLACE = (
    "The published warehouse is that of the last finished run. Files that were loaded stay loaded. The failed table "
    "keeps its rows of before, and nothing that depends on it was built."
)
REPORT_IN_PLACE = "The warehouse of this run is published. The report is that of the last run that could draw it."
NOTE = "File: "


@contextmanager
def about(file: str | Path) -> Iterator[None]:
    """Note on whatever is raised inside which file was worked on; the innermost file counts."""
    try:
        yield
    except BaseException as error:
        if file_of(error) is None:
            error.add_note(f"{NOTE}{file}")
        raise


def file_of(error: BaseException | None) -> str | None:
    """Return the file that was worked on when an error was raised, if one was noted on it or on what caused it."""
    while error is not None:
        for note in getattr(error, "__notes__", []):
            if note.startswith(NOTE):
                return str(note.removeprefix(NOTE))
        error = error.__cause__ or error.__context__
    return None


def report(
    settings: Settings, run_id: str, step: str, error: BaseException | None, warn: Callable[[str], object]
) -> Path:
    """Write the report below ``<home>/reports`` and tell the webhook where it is, if there is one."""
    folder = settings.home / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{run_id}.md"
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    in_place = REPORT_IN_PLACE if step == DRAWING else IN_PLACE
    file = file_of(error)
    text = (
        f"# Run {run_id} failed\n\n"
        f"- Step: {step}\n" + (f"- File: {file}\n" if file else "") + f"- When: {moment}\n"
        f"- Incoming folder: {settings.incoming_folder}\n\n"
        f"## Why\n\n```\n{error}\n```\n\n"
        f"## What is in place\n\n{in_place}\n\n"
        "## What to do\n\nMend the cause named above and run `influencers run` again; it goes on where this run ended.\n"
    )
    with path.open("a", encoding="utf-8") as written:
        written.write(text)
    if settings.webhook:
        kind = type(error).__name__
        told = f"Run {run_id} failed at {step}" + (f" on {file}" if file else "") + f" ({kind}). Report: {path}"
        message = {"text": told, "run_id": run_id, "step": step, "file": file, "error": kind, "report": str(path)}
        webhook.post(settings.webhook, message, warn)
    return path
