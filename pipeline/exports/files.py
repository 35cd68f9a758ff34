"""Files as they lie in the incoming folder, out of archives and compression, one by one.

What is inside a file is not looked at beyond its first bytes; that is for ``text`` and ``tables``.
"""

import gzip
import hashlib
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO

SIDECAR = "account.yaml"
UNFINISHED = (".part", ".crdownload", ".tmp", ".download")
MOST_BYTES = 64 * 2**30  # of one unpacked file
MOST_RATIO = 200  # unpacked to packed; text exports reach about 30
SMALL = 64 * 2**20  # below this a high ratio does no harm
DEEPEST = 5  # archives inside archives
CHUNK = 4 * 2**20


class UnreadableFile(Exception):
    """A file that cannot be read; holds the reason and what to do about it."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason}. {remedy}")
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True)
class Export:
    """One export file, unpacked.

    Attributes:
        name: Its path below the incoming folder; an archive's member follows after ``!``.
        path: Where its plain bytes can be read now.
        modified_at: The file's own time (UTC, without zone).
        problem: Why it cannot be read, if so; then ``path`` holds the packed bytes.
    """

    name: str
    path: Path
    modified_at: datetime
    problem: UnreadableFile | None = None

    @property
    def file_name(self) -> PurePosixPath:
        """Return the name as a path, with an archive counted as a folder."""
        return PurePosixPath(self.name.replace("!", "/"))

    def sha256(self) -> str:
        """Return the hash of the bytes."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def find(folder: Path) -> list[Path]:
    """Return the files below a folder that may be exports, in a fixed order."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and path.name != SIDECAR
        and path.suffix.lower() not in UNFINISHED
        and not any(part.startswith((".", "~$", "__MACOSX")) for part in path.relative_to(folder).parts)
    )


@contextmanager
def unpacked(path: Path, name: str) -> Iterator[Iterator[Export]]:
    """Give the exports in a file one by one; what was unpacked is gone afterwards."""
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="influencers-")))
        modified = datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(tzinfo=None)
        yield _exports(path, name, modified, scratch)


def _exports(path: Path, name: str, modified: datetime, scratch: Path, depth: int = 0) -> Iterator[Export]:
    with path.open("rb") as file:
        magic = file.read(4)
    if magic[:2] == b"\x1f\x8b":
        yield _gunzipped(path, name, modified, scratch)
    elif magic == b"PK\x03\x04" and not _is_spreadsheet(path):
        if depth == DEEPEST:
            problem = UnreadableFile(f"more than {DEEPEST} archives inside archives", "Unpack it and drop the exports")
            yield Export(name, path, modified, problem)
        else:
            yield from _unzipped(path, name, modified, scratch, depth + 1)
    else:
        yield Export(name, path, modified)


def _is_spreadsheet(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "[Content_Types].xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def _gunzipped(path: Path, name: str, modified: datetime, scratch: Path) -> Export:
    plain = scratch / "plain"
    try:
        with gzip.open(path) as packed:
            _copy(packed, plain, path.stat().st_size)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        problem = UnreadableFile("the gzip file is damaged or truncated", "Fetch it again")
        return Export(name, path, modified, problem)
    except UnreadableFile as problem:
        return Export(name, path, modified, problem)
    return Export(name, plain, modified)


def _unzipped(path: Path, name: str, modified: datetime, scratch: Path, depth: int) -> Iterator[Export]:
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        problem = UnreadableFile("the zip file is damaged or truncated", "Fetch it again")
        yield Export(name, path, modified, problem)
        return
    with archive:
        members = sorted((m for m in archive.infolist() if not m.is_dir()), key=lambda m: m.filename)
        for number, member in enumerate(members):
            inner = PurePosixPath(member.filename.replace("\\", "/"))
            if inner.name in (SIDECAR, "") or inner.parts[0] == "__MACOSX" or inner.name.startswith("."):
                continue
            plain = scratch / str(number)
            try:
                _check_member(member, inner)
                with archive.open(member) as packed:
                    _copy(packed, plain, member.compress_size)
            except UnreadableFile as problem:
                yield Export(f"{name}!{_safe(inner)}", path, modified, problem)
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
                damage = UnreadableFile("the zip entry is damaged", "Fetch the archive again")
                yield Export(f"{name}!{_safe(inner)}", path, modified, damage)
            else:
                unpacked_at = _member_time(member, modified)
                yield from _exports(plain, f"{name}!{inner}", unpacked_at, scratch / f"{number}d", depth)
                plain.unlink(missing_ok=True)


def _check_member(member: zipfile.ZipInfo, inner: PurePosixPath) -> None:
    if inner.is_absolute() or ".." in inner.parts or ":" in inner.parts[0]:
        raise UnreadableFile(
            f"the zip entry {member.filename!r} points outside the archive",
            "It was not unpacked; ask who made the archive",
        )
    if member.flag_bits & 1:
        raise UnreadableFile("the zip entry is encrypted", "Unpack it with its password and drop the files")


def _safe(inner: PurePosixPath) -> str:
    return "/".join(part for part in inner.parts if part not in ("..", "/"))


def _member_time(member: zipfile.ZipInfo, modified: datetime) -> datetime:
    try:
        stamped = datetime(*member.date_time)
    except ValueError:
        return modified
    return stamped if stamped.year > 1980 else modified


def _copy(packed: IO[bytes] | gzip.GzipFile, plain: Path, packed_size: int) -> None:
    """Unpack into a file, and stop when that grows like a decompression bomb."""
    plain.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with plain.open("wb") as out:
        while chunk := packed.read(CHUNK):
            written += len(chunk)
            if written > MOST_BYTES or (written > SMALL and written > MOST_RATIO * max(packed_size, 1)):
                raise UnreadableFile(
                    f"unpacking gave {written:,} bytes out of {packed_size:,}, as a decompression bomb does",
                    "If the file is genuine, unpack it yourself and drop the result",
                )
            out.write(chunk)
