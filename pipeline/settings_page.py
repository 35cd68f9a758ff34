"""The page of all settings, from the two classes that declare them: ``make settings`` writes ``docs/settings.md`` anew.

Belongs here: turning declarations into Markdown. Does not belong here: words, defaults and bounds.
"""

import sys

import typer

from pipeline.cli.main import app
from pipeline.settings import PREFIX, Settings
from schemas.model_settings import ModelSettings

HEAD = """# Settings

An option of the command line goes first, then the environment variable, then `influencers.toml` in the current folder, then
the default. Generated from `pipeline/settings.py` and `schemas/model_settings.py`; `make settings` writes it anew."""
SECTIONS = {
    "What a run is told": False,
    "What the models read": True,
}
ROW_OF_SETTINGS = "They are the one row of `meta.settings` in every warehouse, beside the days of a back-dated one."


def page() -> str:
    """Return the page ``docs/settings.md``."""
    parts = [HEAD]
    for title, is_of_models in SECTIONS.items():
        names = [name for name in Settings.model_fields if (name in ModelSettings.model_fields) is is_of_models]
        parts += [f"## {title}", *([ROW_OF_SETTINGS] if is_of_models else []), _table(names)]
    return "\n\n".join(parts) + "\n"


def _table(names: list[str]) -> str:
    options = _options()
    rows = ["| `influencers.toml` | Environment | Option | Default | |", "|---|---|---|---|---|"]
    for name in names:
        field, option = Settings.model_fields[name], options.get(name)
        cells = [_code(name), _code(PREFIX + name.upper()), _code(option), _code(_written(field.default))]
        rows.append(f"| {' | '.join([*cells, _text(field.description or '')])} |")
    return "\n".join(rows)


def _options() -> dict[str, str]:
    """Return the options of ``influencers run``, by the names of their settings."""
    run = typer.main.get_command(app).commands["run"]  # type: ignore[attr-defined]
    return {parameter.name: parameter.opts[0] for parameter in run.params if parameter.name in Settings.model_fields}


def _written(default: object) -> str | None:
    """Return a default as ``influencers.toml`` writes it."""
    return default if default is None else str(default).lower() if isinstance(default, bool) else str(default)


def _code(text: str | None) -> str:
    return f"`{text}`" if text else ""


def _text(words: str) -> str:
    return words.replace("<", "\\<")


if __name__ == "__main__":
    sys.stdout.write(page())
