"""The report of a failed step: what failed, why, and what is still in place; and why in words of ours.

What a library says can quote records, so it reaches neither a report nor the log of a run. Whom it is told to stands in
``webhook``.
"""

import sysconfig
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pipeline import places, webhook
from pipeline.settings import Settings

OURS = ("pipeline.", "dagster")
LIBRARIES = (sysconfig.get_path("stdlib"), sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), "<")
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


class LibraryFailed(RuntimeError):
    """A step failed in a library; the message says where, and not what the library says."""


@contextmanager
def in_our_words() -> Iterator[None]:
    """Let errors of ours pass, and say of others what kind they are and where they came up.

    Raises:
        LibraryFailed: Something else failed.
    """
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # a panic of Polars is no Exception
        if _is_ours(error):
            raise
        raise LibraryFailed(_described(error)) from None


def _is_ours(error: BaseException) -> bool:
    """Return whether an error is in words of ours: of a kind of ours, or raised by a line of no library."""
    module = type(error).__module__
    if module != "builtins":
        return module.startswith(OURS)
    last = traceback.extract_tb(error.__traceback__)[-1]
    is_library = last.filename.startswith(LIBRARIES) and not last.filename.startswith(places.CODE)
    return not is_library and (last.line or "").startswith("raise ")


def _described(error: BaseException) -> str:
    package = places.PACKAGE
    frames = [f for f in traceback.extract_tb(error.__traceback__)[1:] if package in Path(f.filename).parents]
    at = f" at {Path(frames[-1].filename).relative_to(package.parent)}, line {frames[-1].lineno}" if frames else ""
    reason = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
    return (
        f"{type(error).__name__}{at}{reason}. More of what the library says is not kept, since it can quote records. "
        "If memory or the disk is full, make room and run again; else report these words"
    )


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


def stack_log(home: Path, run_id: str) -> Path:
    """Return the log of a run."""
    return home / "reports" / f"{run_id}.stacks.log"


def write_stack(home: Path, run_id: str, file_name: str, stack: str) -> None:
    """Add a failure to the log of its run."""
    log = stack_log(home, run_id)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{file_name}\n{stack}\n\n")
