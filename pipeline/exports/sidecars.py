"""Sidecars ``account.yaml``: whose the files in a folder are, and those below.

One of them can be said for itself: ``files`` holds names, each with what the sidecar could say of all.
Everything is kept as it is written: an id is no number, whatever YAML makes of it.
"""

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, Field

from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.files import SIDECAR, check_openable
from pipeline.exports.limits import LONGEST_YAML
from pipeline.exports.names import name_of
from pipeline.exports.plain_yaml import UnusableYaml, node_of

PLAIN = ["tag:yaml.org,2002:str", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"]
NOTHING = "tag:yaml.org,2002:null"


class Account(BaseModel):
    """What a sidecar says, of all files or of one."""

    platform: str | None = None
    handle: str | None = None
    id: str | None = None
    zone: str | None = None
    currency: str | None = None
    files: dict[str, "Account"] = Field(default={}, exclude=True)


def read_sidecar(path: Path, incoming: Path) -> Account:
    """Read a sidecar.

    Raises:
        UnreadableFile: It cannot be read; the reason names the line and quotes nothing of it.
    """
    try:
        check_openable(path, incoming)
        with path.open("rb") as file:
            text = file.read(4 * LONGEST_YAML + 1).decode("utf-8")
        return _account(node_of(text))
    except UnreadableFile as problem:
        why = problem.reason
    except OSError as error:
        why = error.strerror or "damaged"
    except UnicodeDecodeError:
        why = "it is not UTF-8"
    except UnusableYaml as error:
        why = str(error)
    raise UnreadableFile(
        f"{name_of(path, incoming)} cannot be read ({why})",
        "It may hold platform, handle, id, zone and currency, one a line, as in 'platform: tiktok', and the same below the "
        "name of a file under files",
    )


def _account(node: yaml.Node | None, names: frozenset[str] = frozenset(Account.model_fields)) -> Account:
    said: dict[str, Any] = {}
    for key, value in _pairs(node):
        line = key.start_mark.line + 1
        if key.value not in names:
            raise UnusableYaml(f"line {line}: it says something else than {SIDECAR} can")
        if key.value in said:
            raise UnusableYaml(f"line {line}: {key.value} stands twice")
        if key.value == "files":
            said["files"] = {
                _text("a file's name", name): _account(of, names - {"files"}) for name, of in _pairs(value)
            }
        elif value.tag != NOTHING:
            said[key.value] = _text(key.value, value)
    if said.get("handle"):
        said["handle"] = said["handle"].lstrip("@")
    return Account(**said)


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    if node is None or node.tag == NOTHING:
        return []
    if not isinstance(node, yaml.MappingNode):
        raise UnusableYaml(f"line {node.start_mark.line + 1}: it holds no 'name: value'")
    return list(node.value)


def _text(name: str, value: yaml.Node) -> str:
    """Return a value as it is written, if it is a text or a number."""
    line = value.start_mark.line + 1
    if value.tag not in PLAIN or not isinstance(value.value, str):
        raise UnusableYaml(f"line {line}: {name} is no plain text; put it in quotes")
    try:
        yaml.SafeLoader("").construct_object(value)
        value.value.encode("utf-8")
    except ValueError:
        raise UnusableYaml(f"line {line}: {name} cannot be read; put it in quotes") from None
    return value.value
