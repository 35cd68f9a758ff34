"""YAML of sidecars and mapping files, within limits.

Depth and aliases are counted on the stream of events, before anything is built of them: a few lines
can ask for more than any memory holds.
"""

import yaml

from pipeline.exports.limits import DEEPEST_YAML, LONGEST_YAML, MOST_YAML


class UnusableYaml(ValueError):
    """Text that is no YAML or asks for too much; the message names the line and quotes nothing."""


def node_of(text: str, loader: type[yaml.SafeLoader] = yaml.SafeLoader) -> yaml.Node | None:
    """Return YAML as nodes, each with its line.

    Raises:
        UnusableYaml: It is none, or asks for too much.
    """
    if len(text) > LONGEST_YAML:
        raise UnusableYaml(f"it is longer than {LONGEST_YAML:,} characters")
    try:
        _measure(text, loader)
        return yaml.compose(text, loader)
    except UnusableYaml:
        raise
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise UnusableYaml(f"line {mark.line + 1 if mark else 1}: it is no YAML") from None
    except (yaml.YAMLError, ValueError) as error:  # a character that YAML does not allow, say
        raise UnusableYaml(f"line {_line(text, error)}: it is no YAML") from None


def _line(text: str, error: Exception) -> int:
    return text.count("\n", 0, getattr(error, "position", 0)) + 1


def _measure(text: str, loader: type[yaml.SafeLoader]) -> None:
    """Count values as if every alias were written out."""
    open_at: list[tuple[str | None, int]] = []
    size_of: dict[str, int] = {}
    size = 0
    for event in yaml.parse(text, loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            size += size_of.get(event.anchor or "", 1)
        elif isinstance(event, yaml.CollectionStartEvent):
            open_at.append((event.anchor, size))
            size += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = open_at.pop()
            if anchor:
                size_of[anchor] = size - before
        elif isinstance(event, yaml.ScalarEvent):
            size += 1
        if len(open_at) > DEEPEST_YAML:
            raise UnusableYaml(f"line {line}: more than {DEEPEST_YAML} lists and mappings inside one another")
        if size > MOST_YAML:
            raise UnusableYaml(f"line {line}: its aliases make more than {MOST_YAML:,} values")
