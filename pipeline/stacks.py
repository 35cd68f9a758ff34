"""The log of where the program failed on files, a file a run below ``<home>/reports``.

It holds names of files, classes of errors and places in the program, and no data.
"""

from pathlib import Path


def stack_log(home: Path, run_id: str) -> Path:
    """Return the log of a run."""
    return home / "reports" / f"{run_id}.stacks.log"


def write_stack(home: Path, run_id: str, file_name: str, stack: str) -> None:
    """Add a failure to the log of its run."""
    log = stack_log(home, run_id)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{file_name}\n{stack}\n\n")
