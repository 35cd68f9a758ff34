"""Exports out of archives and compression, one by one, within limits.

A member that is damaged is one bad export; an archive that asks for too much is refused from there on.
"""

import gzip
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from typing import IO

from pipeline.exports.boundary import UnreadableFile, guarded
from pipeline.exports.files import SIDECAR, Export, check_openable, time_of
from pipeline.exports.limits import DEFAULTS, Limits
from pipeline.exports.names import as_text

MOST_RATIO = 200  # unpacked to packed; text exports reach about 30
SMALL = 64 * 2**20  # below this a high ratio does no harm
DEEPEST = 5  # archives inside archives
CHUNK = 4 * 2**20
PACKED = (b"\x1f\x8b", b"PK")
ENTRY = 46  # fewest bytes of an entry in the list of a zip's members
LONGEST_ENTRY = 1024  # of an ordinary one
DAMAGE = (
    zipfile.BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error,
)  # fmt: skip


@dataclass
class _Budget:
    """What an archive may still ask for, with all archives in it."""

    limits: Limits
    members: int = 0
    bytes: int = 0

    def count_members(self, more: int) -> None:
        self.members += more
        if self.members > self.limits.archive_members:
            raise UnreadableFile(
                f"the archive has more than {self.limits.archive_members:,} members",
                "Unpack it and drop the exports, or raise max_archive_members",
            )

    def count_bytes(self, more: int) -> None:
        self.bytes += more
        if self.bytes > self.limits.archive_bytes:
            raise UnreadableFile(
                f"it unpacks to more than {self.limits.archive_bytes:,} bytes",
                "If it is genuine, unpack it yourself and drop the exports, or raise max_archive_bytes",
            )


@contextmanager
def unpacked(
    path: Path, name: str, folder: Path | None = None, limits: Limits = DEFAULTS
) -> Iterator[Iterator[Export]]:
    """Give the exports in a file one by one; what was unpacked is gone afterwards.

    Args:
        path: The file.
        name: Its path below the incoming folder, as text.
        folder: The incoming folder, out of which no link may lead.
        limits: What it may ask for.
    """
    if folder is not None:
        with guarded("finding"):
            check_openable(path, folder)
    file = Export(name, path, time_of(path), path_name=name)
    is_text = as_text(str(path)) == str(path)
    if is_text and _magic(path)[:2] not in PACKED:
        yield iter([file])
        return
    with tempfile.TemporaryDirectory(prefix="influencers-") as made:
        scratch = Path(made)
        if not is_text:  # readers take names that are text only
            link = scratch / "file"
            link.symlink_to(path.absolute())
            file = replace(file, path=link)
        yield _exports(file, scratch, _Budget(limits))


def _exports(file: Export, scratch: Path, budget: _Budget, depth: int = 0) -> Iterator[Export]:
    magic = _magic(file.path)
    if magic[:2] == b"\x1f\x8b":
        yield _gunzipped(file, scratch, budget)
    elif magic == b"PK\x03\x04" and not _is_spreadsheet(file.path, budget.limits):
        if depth == DEEPEST:
            yield _bad(file, f"more than {DEEPEST} archives inside archives", "Unpack it and drop the exports")
        else:
            yield from _unzipped(file, scratch, budget, depth + 1)
    else:
        yield file


def _magic(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4)


def _bad(file: Export, reason: str, remedy: str, inner: str = "") -> Export:
    problem = UnreadableFile(reason, remedy, "unpacking")
    return Export(file.name + inner, file.path, file.modified_at, problem, file.path_name)


def _is_spreadsheet(path: Path, limits: Limits) -> bool:
    if entries(path) > limits.archive_members:
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return "[Content_Types].xml" in archive.namelist()
    except (*DAMAGE, OSError):
        return False


def entries(path: Path) -> int:
    """Return how many members a zip has by the record at its end, without reading their list.

    A list that is longer than its members can be counts as so many more.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 2**16 - 22))
        tail = file.read()
        at = tail.rfind(b"PK\x05\x06")
        if at < 0 or len(tail) < at + 22:
            return 0
        count, length = struct.unpack_from("<HI", tail, at + 10)
        if count == 0xFFFF or length == 0xFFFFFFFF:
            at = tail.rfind(b"PK\x06\x06")
            if at >= 0 and len(tail) >= at + 56:
                count, length = struct.unpack_from("<QQ", tail, at + 32)
    return max(int(count), min(int(length), size) // LONGEST_ENTRY)


def _gunzipped(file: Export, scratch: Path, budget: _Budget) -> Export:
    plain = scratch / "plain"
    try:
        with gzip.open(file.path) as packed:
            _copy(packed, plain, file.path.stat().st_size, budget)
    except (*DAMAGE, gzip.BadGzipFile):
        return _bad(file, "the gzip file is damaged or truncated", "Fetch it again")
    return Export(file.name, plain, file.modified_at, path_name=file.path_name)


def _unzipped(file: Export, scratch: Path, budget: _Budget, depth: int) -> Iterator[Export]:
    budget.count_members(entries(file.path))
    try:
        archive = zipfile.ZipFile(file.path)
    except DAMAGE:
        yield _bad(file, "the zip file is damaged or truncated", "Fetch it again")
        return
    with archive:
        members = sorted((m for m in archive.infolist() if not m.is_dir()), key=lambda m: m.filename)
        if sum(m.file_size for m in members) > budget.limits.archive_bytes:
            budget.count_bytes(budget.limits.archive_bytes + 1)
        for number, member in enumerate(members):
            inner = PurePosixPath(member.filename.replace("\\", "/"))
            if inner.name in (SIDECAR, "") or inner.parts[0] == "__MACOSX" or inner.name.startswith("."):
                continue
            plain = scratch / str(number)
            try:
                _check_member(member, inner)
                with archive.open(member) as packed:
                    _copy(packed, plain, member.compress_size, budget)
            except _BadMember as bad:
                yield _bad(file, bad.reason, bad.remedy, f"!{_safe(inner)}")
            except (*DAMAGE, OSError) as error:
                if isinstance(error, OSError) and error.errno is not None:
                    raise
                yield _bad(file, "the zip entry is damaged", "Fetch the archive again", f"!{_safe(inner)}")
            else:
                name = f"{file.name}!{as_text(str(inner))}"
                member_file = Export(name, plain, _member_time(member, file.modified_at), path_name=file.path_name)
                yield from _exports(member_file, scratch / f"{number}d", budget, depth)
            finally:
                plain.unlink(missing_ok=True)


class _BadMember(Exception):
    """A member that is not unpacked."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


def _check_member(member: zipfile.ZipInfo, inner: PurePosixPath) -> None:
    if inner.is_absolute() or ".." in inner.parts or ":" in inner.parts[0]:
        raise _BadMember("the zip entry points outside the archive", "It was not unpacked; ask who made the archive")
    if member.flag_bits & 1:
        raise _BadMember("the zip entry is encrypted", "Unpack it with its password and drop the files")


def _safe(inner: PurePosixPath) -> str:
    return as_text("/".join(part for part in inner.parts if part not in ("..", "/")))


def _member_time(member: zipfile.ZipInfo, modified: datetime) -> datetime:
    try:
        stamped = datetime(*member.date_time)
    except ValueError:
        return modified
    return stamped if stamped.year > 1980 else modified


def _copy(packed: IO[bytes] | gzip.GzipFile, plain: Path, packed_size: int, budget: _Budget) -> None:
    """Unpack into a file, and stop when that grows like a decompression bomb."""
    plain.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with plain.open("wb") as out:
        while chunk := packed.read(CHUNK):
            written += len(chunk)
            budget.count_bytes(len(chunk))
            if written > SMALL and written > MOST_RATIO * max(packed_size, 1):
                raise UnreadableFile(
                    f"unpacking gave {written:,} bytes out of {packed_size:,}, as a decompression bomb does",
                    "If the file is genuine, unpack it yourself and drop the result",
                )
            out.write(chunk)
