"""JSON as text columns: a list of objects, an object that holds one, or one object a line.

Depth and keys are counted before anything is parsed: a few kilobytes can ask for more than any memory holds.
"""

import re
from pathlib import Path

import numpy as np
import polars as pl

from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.limits import Limits

CHUNK = 2**22
BEHIND_KEY = re.compile(rb'"\s*:')
NO_STRUCTURE = bytes(set(range(256)) - set(b'"[]{}'))
SPREAD = 100  # cells laid out for each one that is stated
FEW = 20_000_000  # cells that do no harm however they are spread


def read_json(path: Path, limits: Limits) -> pl.DataFrame:
    """Read the records of a JSON file; nested keys are structs still.

    Raises:
        UnreadableFile: It is damaged, holds no records, or asks for too much.
    """
    size = path.stat().st_size
    if size > limits.document_bytes:
        raise UnreadableFile(
            f"JSON above {limits.document_bytes:,} bytes",
            "Convert it to JSON lines split in parts, or to Parquet, or raise max_document_bytes",
        )
    _measure(path, limits)
    try:
        try:
            frame = pl.read_json(path, infer_schema_length=None)
        except pl.exceptions.ComputeError:
            frame = pl.read_ndjson(path, infer_schema_length=None)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise UnreadableFile("the JSON is damaged or truncated", "Fetch it again") from error
    lists = [name for name, dtype in frame.schema.items() if dtype == pl.List(pl.Struct)]
    if frame.height == 1 and len(lists) == 1 and not _is_list(path):
        frame = frame.select(pl.col(lists[0]).explode().struct.unnest())
    if not frame.width:
        raise UnreadableFile("the JSON holds no records", "Fetch it again, or leave it out")
    return frame


def _is_list(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")


def _measure(path: Path, limits: Limits) -> None:
    """Count how deep it goes, how many keys there are, and how many records they are laid out for."""
    keys: set[bytes] = set()
    stated = depth = 0
    in_string = False
    opened = np.zeros(4, dtype=np.int64)  # objects at the outer levels: one of these is the records'
    left = b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            text = left + chunk
            left = b"\\" * ((len(text) - len(text.rstrip(b"\\"))) % 2)  # it belongs to what follows
            text = text[: len(text) - len(left)]
            pieces = BEHIND_KEY.split(text)
            keys.update(map(_key, pieces))
            stated += len(pieces)
            depth, in_string, deepest = _nesting(text, depth, in_string, opened)
            if deepest > limits.json_depth:
                raise UnreadableFile(
                    f"JSON with more than {limits.json_depth} objects and lists inside one another",
                    "Fetch it in a flatter form, or raise max_json_depth",
                )
            if len(keys) > limits.columns:
                raise UnreadableFile(
                    f"JSON with more than {limits.columns:,} different keys",
                    "Fetch it in a form whose keys are the same in each record, or raise max_columns",
                )
    if len(keys) * int(opened.max()) > max(FEW, SPREAD * stated):
        raise UnreadableFile(
            f"JSON whose {int(opened.max()):,} records share few of {len(keys):,} keys",
            "Fetch it in a form whose keys are the same in each record",
        )


def _key(before: bytes) -> bytes:
    """Return the key that ends a piece of JSON; of one that holds quotes so much as tells it from others."""
    start = before.rfind(b'"') + 1
    return before[start:] if before[start - 2 : start - 1] != b"\\" else before[-200:]


def _nesting(text: bytes, depth: int, in_string: bool, opened: np.ndarray) -> tuple[int, bool, int]:
    """Follow brackets outside strings; return depth and string at the end, and the greatest depth."""
    plain = text.replace(b"\\\\", b"").replace(b'\\"', b"").translate(None, NO_STRUCTURE)
    marks = np.frombuffer(plain, dtype=np.uint8)
    if not marks.size:
        return depth, in_string, depth
    inside = (np.cumsum(marks == ord('"')) + in_string) % 2 == 1
    step = np.isin(marks, [ord("["), ord("{")]).astype(np.int64) - np.isin(marks, [ord("]"), ord("}")])
    depths = depth + np.cumsum(np.where(inside, 0, step))
    objects = depths[(marks == ord("{")) & ~inside]
    opened += np.bincount(objects[(objects > 0) & (objects <= len(opened))] - 1, minlength=len(opened))
    return int(depths[-1]), bool(inside[-1]), int(depths.max())
