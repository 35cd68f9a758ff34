"""Mapping files as they lie in folders: the shipped ones, the user's, and what one takes over from another.

Each is read again only when it, or what it extends, has changed.
"""

import json
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from pipeline import places
from pipeline.exports.column_mapping import in_full
from pipeline.exports.mappings import Format, normalised
from pipeline.exports.plain_yaml import UnusableYaml, node_of
from pipeline.kept import kept, name_of

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where libyaml is there
READ_ON = "docs/mappings.md lists what a mapping can say"

Version = tuple[Path, int]  # a mapping file and when it was changed


class MappingError(ValueError):
    """A mapping file that cannot be used; the message says where and why."""


def read_mappings(*folders: Path) -> dict[str, Format]:
    """Read the shipped mapping files, then the user's; a user's file replaces a shipped one of its name.

    Raises:
        MappingError: A file is no YAML, says something that a mapping cannot say, or extends what is not there.
    """
    versions: dict[str, list[Version]] = {}
    for folder in (places.LAYOUTS, *folders):
        for path in sorted(folder.glob("*.yaml")):
            version = path, path.stat().st_mtime_ns
            versions.setdefault(_named(version), []).append(version)
    return {f.format: f for f in (_of(name, versions) for name in versions)}


def _of(name: str, versions: dict[str, list[Version]]) -> Format:
    chain: list[Version] = []
    try:
        chain.extend(_chain(name, len(versions[name]) - 1, versions, ()))
        return _built(tuple(chain))
    except Exception as error:
        error.add_note(f"File: {versions[name][-1][0]}")  # as ``failures`` reads it
        raise


def _chain(name: str, at: int, versions: dict[str, list[Version]], above: tuple[Version, ...]) -> Iterator[Version]:
    """Give the versions that a mapping is made of: first the one that extends no other."""
    version = versions[name][at]
    base = _content(*version).get("extends")
    if version in above:
        raise MappingError(f"{version[0]}: extends comes back to itself. Let one of the files stand by itself.")
    if base == name and at == 0:
        raise MappingError(f"{version[0]}: extends {name}, and no layout of that name ships. Leave out extends.")
    if base is not None and base not in versions:
        near = get_close_matches(str(base), list(versions), n=3)
        hint = f"Did you mean {' or '.join(near)}?" if near else f"The layouts are files in {places.LAYOUTS}."
        raise MappingError(f"{version[0]}: extends {base}, which is no layout. {hint}")
    if base is not None:
        before = at - 1 if base == name else len(versions[base]) - 1
        yield from _chain(base, before, versions, (*above, version))
    yield version


@cache
def _built(chain: tuple[Version, ...]) -> Format:
    path = chain[-1][0]
    said: dict[str, Any] = {}
    try:
        for version in chain:
            own = _content(*version)
            said = _extended(said, own) if said else own
        return Format.model_validate({**said, "path": path, "is_own": path.parent != places.LAYOUTS})
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise MappingError(f"{path}: {problems}. {READ_ON}.") from error
    except (TypeError, AttributeError) as error:
        raise MappingError(f"{path}: not a mapping file. Write YAML as in formats/.") from error


def _extended(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Return what a mapping says that takes over another.

    Of a column the headers and values are added, the own ones first, and what else is said replaces. A column
    that is null is left out. A header that the own mapping names is no longer one of the other columns.
    """
    added = {name: in_full(column) for name, column in (own.get("columns") or {}).items()}
    named = {normalised(h): name for name, column in added.items() for h in (column or {}).get("headers", ())}
    columns = {}
    for name, column in base["columns"].items():
        kept = in_full(column)
        headers = [h for h in kept.get("headers", ()) if named.get(normalised(h), name) == name]
        if headers or kept.get("parts") or kept.get("sum"):
            columns[name] = {**kept, "headers": headers}
    for name, column in added.items():
        of_base = columns.pop(name, {})
        if column is not None:
            columns[name] = {**of_base, **column}
            for key, empty in (("headers", []), ("values", {})):
                columns[name][key] = _joined(column.get(key, empty), of_base.get(key, empty))
    return {**base, **own, "columns": columns}


def _joined(own: Any, base: Any) -> Any:
    return {**base, **own} if isinstance(own, dict) else [*own, *(item for item in base if item not in own)]


def _named(version: Version) -> str:
    """Return which layout a file is of; one that names none stands for itself, and is refused when it is built."""
    said = _content(*version)
    return str(said["format"]) if "format" in said else str(version[0])


@cache
def _content(path: Path, changed: int) -> dict[str, Any]:
    """Return what one file says, before it is held against what a mapping can say."""
    if path.parent == places.LAYOUTS and _shipped().get(path.name, (None, {}))[0] == changed:
        return _shipped()[path.name][1]
    try:
        text = path.read_text(encoding="utf-8")
        if path.parent != places.LAYOUTS:
            node_of(text, LOADER)  # within limits, before anything is built
        return dict(yaml.load(text, LOADER))
    except UnusableYaml as error:
        raise MappingError(f"{path}: {error}. Write YAML as in formats/.") from error
    except (yaml.YAMLError, UnicodeDecodeError, TypeError, ValueError) as error:
        raise MappingError(f"{path}{line_of(error)}: not a mapping file. Write YAML as in formats/.") from error


@cache
def _shipped() -> dict[str, tuple[int, dict[str, Any]]]:
    """Return when each shipped file was changed and what it says; YAML takes twenty times as long to read as JSON."""
    files = sorted(places.LAYOUTS.glob("*.yaml"))
    changed = {path.name: path.stat().st_mtime_ns for path in files}

    def read() -> str:
        return json.dumps({path.name: yaml.load(path.read_text(encoding="utf-8"), LOADER) for path in files})

    said: dict[str, dict[str, Any]] = json.loads(kept(f"layouts-{name_of(files)}.json", read))
    return {name: (changed[name], content) for name, content in said.items()}


def line_of(error: Exception) -> str:
    """Return the line at which YAML cannot be read; its text is not quoted."""
    mark = getattr(error, "problem_mark", None)
    return f", line {mark.line + 1}" if mark else ""
