"""Files as they lie in the incoming folder: which there are, which may be opened.

Getting them out of archives is for ``archives``; what is inside a file is for ``head`` and ``open_tables``.
"""

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from pipeline.exports.boundary import UnreadableFile

SIDECAR = "account.yaml"
UNFINISHED = (".part", ".crdownload", ".tmp", ".download")
PASSED_OVER = (".", "~$", "__MACOSX")  # how names of what is no export begin
TIMES = (datetime(2000, 1, 1), datetime(2200, 1, 1))  # a file's time outside of these tells nothing


@dataclass(frozen=True)
class Export:
    """One export file, unpacked.

    Attributes:
        name: Its path below the incoming folder; an archive's member follows after ``!``.
        path: Where its plain bytes can be read now.
        modified_at: The file's own time (UTC, without zone).
        problem: Why it cannot be read, if so; then ``path`` holds the packed bytes.
        path_name: The path in ``name``, which can hold a ``!`` of its own.
    """

    name: str
    path: Path
    modified_at: datetime
    problem: UnreadableFile | None = None
    path_name: str = ""

    @property
    def place(self) -> str:
        """Return the path below the incoming folder, without an archive's member."""
        return self.path_name or self.name.split("!", maxsplit=1)[0]

    @property
    def file_name(self) -> PurePosixPath:
        """Return the name as a path, with an archive counted as a folder."""
        return PurePosixPath(self.place + self.name[len(self.place) :].replace("!", "/"))

    def sha256(self) -> str:
        """Return the hash of the bytes."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def find(folder: Path) -> list[Path]:
    """Return what lies below a folder and may be an export, in a fixed order.

    Links, pipes and folders that cannot be listed are among them, to be refused by ``check_openable``.
    Links to folders are not followed: what they lead to inside the folder is found at its own place.
    """
    found, waiting = [], [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = list(os.scandir(here))
        except OSError:
            if here == folder:
                raise
            found.append(here)
            continue
        for entry in entries:
            path = Path(entry.path)
            if entry.name.startswith(PASSED_OVER):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif entry.name != SIDECAR and path.suffix.lower() not in UNFINISHED and not _repeats(entry, folder):
                found.append(path)
    return sorted(found)


def _repeats(entry: os.DirEntry[str], folder: Path) -> bool:
    """Return whether it is a link to a folder inside, whose files are found without it."""
    return entry.is_symlink() and Path(entry.path).is_dir() and is_inside(Path(entry.path), folder)


def is_inside(path: Path, folder: Path) -> bool:
    """Return whether a path stays below a folder when its links are followed."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def check_openable(path: Path, folder: Path) -> None:
    """Look at what kind of thing a path is, without opening it.

    Raises:
        UnreadableFile: It is a link that leads out of the folder, or no file.
        OSError: It is gone.
    """
    if path.is_symlink() and not path.exists():
        raise UnreadableFile("it is a link that leads nowhere", "Put the file itself there, or remove the link")
    if path.is_symlink() and not is_inside(path, folder):
        raise UnreadableFile(
            "it is a link that leads out of the incoming folder, and was not followed", "Put the file itself there"
        )
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise UnreadableFile("the folder cannot be listed", "Give the pipeline's user the right to read it")
    if not stat.S_ISREG(mode):
        raise UnreadableFile("it is a pipe, a socket or a device, and was not opened", "Put a file there, or remove it")


def time_of(path: Path) -> datetime:
    """Return a file's own time (UTC, without zone); one beyond the calendar becomes the calendar's nearer end."""
    seconds = path.lstat().st_mtime if path.is_symlink() and not path.exists() else path.stat().st_mtime
    try:
        return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        return datetime.min if seconds < 0 else datetime.max.replace(microsecond=0)


def tells_time(moment: datetime) -> bool:
    """Return whether a file's own time can be when it was made."""
    return TIMES[0] <= moment < TIMES[1]


def states(paths: list[Path]) -> Iterator[tuple[Path, int, int]]:
    """Give each path with its size and time in nanoseconds, as far as it is still there."""
    for path in paths:
        try:
            status = path.lstat()
        except OSError:
            continue
        yield path, status.st_size, status.st_mtime_ns
