"""``python -m pipeline.semantic write FOLDER``, or ``dbt FOLDER``: the layer files, or a dbt project with them."""

import sys
from pathlib import Path
from typing import Any

import yaml

from pipeline.semantic import boring, metricflow
from pipeline.semantic.additive import left_out

USAGE = "python -m pipeline.semantic write FOLDER | dbt FOLDER"
HEAD = "# {title}. Generated from schemas/metrics and schemas/marts: 'make semantic' writes it anew.\n# Not offered, since rows cannot be put together to it:\n"


def files() -> dict[str, str]:
    """Return the layer files: name -> text."""
    written = {
        "metricflow.yaml": ("Semantic models and metrics for MetricFlow", metricflow.documents()),
        "boring.yaml": ("Models for the Boring Semantic Layer", [boring.config()]),
    }
    return {name: _head(title) + _yaml(documents) for name, (title, documents) in written.items()}


def _head(title: str) -> str:
    return HEAD.format(title=title) + "".join(f"#   {name}: {reason}\n" for name, reason in left_out().items())


def _yaml(documents: list[dict[str, Any]]) -> str:
    return yaml.safe_dump_all(documents, sort_keys=False, width=110, explicit_start=len(documents) > 1)


def main(arguments: list[str]) -> None:
    """Write what is asked for."""
    if len(arguments) != 2 or arguments[0] not in ("write", "dbt"):
        raise SystemExit(USAGE)
    folder = Path(arguments[1])
    if arguments[0] == "dbt":
        metricflow.write_dbt_project(folder)
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
