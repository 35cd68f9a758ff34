"""A proposal as the text of a mapping file, with how sure each line is beside it."""

import re
from typing import Any

import yaml

from pipeline.propose.lines import Line
from pipeline.propose.proposal import KEYS, Proposal
from pipeline.propose.questions import NEEDED

HEADER = """\
# Proposed from {file} by its headers and values. Read each line before you use it; docs/mappings.md says what more
# can be said. What is only likely has no certainty behind it but its values.
"""


def name_of(stem: str, taken: set[str]) -> str:
    """Return a name for a layout, from a file's name without what changes from export to export."""
    words = re.sub(r"\d{4,}|[\d_.-]+(?=$)", "", stem.lower())
    plain = re.sub(r"[^a-z0-9]+", "_", words).strip("_") or "own"
    return plain if plain not in taken else f"own_{plain}"


def mapping_text(proposal: Proposal, name: str, file: str) -> str:
    """Return the mapping file."""
    mapped = {str(line.ours): line for line in proposal.mapped if line.ours != "ignored"}
    needed = [next(ours for ours in wanted if ours in mapped) for wanted in NEEDED[proposal.table]]
    needed += [ours for ours in ("handle",) if ours in mapped and ours not in needed]
    key = [ours for ours in KEYS.get(proposal.table, []) if ours in mapped]
    said: dict[str, Any] = {"format": name, "tables": [proposal.table], "precedence": 40}
    if proposal.platform and "platform" not in mapped:
        said["platform"] = proposal.platform
    said["requires"] = needed
    if key:
        said["key"] = key
    lines = [f"{key}: {_flow(value)}" for key, value in said.items()]
    lines.append("columns:")
    for ours, line in mapped.items():
        lines.append(_column(ours, line))
    rest = [line.header for line in proposal.lines if line.ours in (None, "ignored") or line not in proposal.mapped]
    rest = [header for header in dict.fromkeys(rest) if header not in {line.header for line in mapped.values()}]
    if rest:
        lines.append(f"  ignored: {_flow(rest)}")
    asked = [line for line in proposal.lines if line.header in rest and line.ours != "ignored"]
    if asked:
        lines.append("# Not mapped, since it is not certain:")
        lines += [f"#   {_flow(line.header)}{f' as {line.ours}' if line.ours else ''}: {line.why}" for line in asked]
    return HEADER.format(file=file) + "\n".join(lines) + "\n"


def _column(ours: str, line: Line) -> str:
    header = line.said.get("headers", line.header)
    value: Any = {**line.said, "headers": header} if set(line.said) - {"headers"} else header
    return f"  {ours}: {_flow(value)}  # {line.certainty}: {line.why}"


def _flow(value: Any) -> str:
    return (
        yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=float("inf"), sort_keys=False)
        .removesuffix("\n")
        .removesuffix("...")
        .rstrip()
    )
