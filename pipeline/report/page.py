"""The page: sections into one HTML file that needs no network, written whole or not at all."""

import base64
import hashlib
import os
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import jinja2
import vl_convert
from markupsafe import Markup

from pipeline import __version__, kept, places
from pipeline.report import charts, formats
from pipeline.report.parts import Charts, Row, Section, Table
from pipeline.report.queries import Reader
from pipeline.report.sections import all_sections
from pipeline.report.sections.tiers import names
from pipeline.settings import Settings
from pipeline.warehouse.warehouse import Warehouse

LIBRARY = "window.vegaEmbed = vegaEmbed;"
SCRIPTS = ["scheme.js", "tables.js", "page.js"]


def write(settings: Settings, path: Path | None = None) -> Path:
    """Draw the report of the published warehouse and swap it in whole.

    Args:
        settings: Which warehouse, today's or a back-dated one.
        path: Where to; beside ``warehouse/``, under the name of the file that it shows, if not given.

    Raises:
        FileNotFoundError: Nothing is published yet.
        OldWarehouse: The published file was built by another release.
    """
    warehouse = Warehouse.of(settings)
    path = path or warehouse.report
    with warehouse.read() as connection:
        html = render(connection, settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    following = path.with_name(f".{path.name}.{os.getpid()}")
    with following.open("w", encoding="utf-8", newline="\n") as file:
        file.write(html)
        file.flush()
        os.fsync(file.fileno())
    following.replace(path)
    return path


def render(connection: duckdb.DuckDBPyConnection, settings: Settings) -> str:
    """Return the page of a published warehouse."""
    read = Reader(connection, f"influencers query{same_warehouse(settings)}")
    sections = all_sections(read)
    scripts = {name: _script(_file(name)) for name in SCRIPTS}
    if _charts(sections):
        scripts |= {"library": _script(_library()), "charts.js": _script(_file("charts.js"))}
    return (
        _templates()
        .get_template("page.html")
        .render(
            sections=sections,
            run=read.row("run"),
            tiers={tier: charts.tier_number(tier, names(read)) for tier in names(read)},
            data=_data(sections, names(read)),
            style=Markup(_file("page.css")),
            scripts=scripts,
            hashes=[_hash(script) for script in scripts.values()],
            version=__version__,
        )
    )


def same_warehouse(settings: Settings) -> str:
    """Return the options of the command line that name the same warehouse."""
    home = settings.home
    if home.is_absolute() and home.is_relative_to(Path.cwd()):
        home = home.relative_to(Path.cwd())
    given = {
        "--home": home if home != Path("data") else None,
        "--as-of": settings.as_of,
        "--known-on": settings.known_on.isoformat() if settings.known_on else None,
    }
    return "".join(f" {option} {value}" for option, value in given.items() if value)


def _charts(sections: Sequence[Section]) -> dict[str, Any]:
    blocks = [block for section in sections for block in section.blocks if isinstance(block, Charts)]
    return {chart.id: chart.spec for block in blocks for chart in block.charts}


def _data(sections: Sequence[Section], tiers: Sequence[str]) -> dict[str, Any]:
    """Return what the scripts read: specs of charts, and rows of tables that are sorted and filtered."""
    tables = [
        block for section in sections for block in section.blocks if isinstance(block, Table) and block.is_interactive
    ]
    return {
        "charts": _charts(sections),
        "tables": {table.id: _table(table) for table in tables},
        "tiers": {tier: charts.tier_number(tier, tiers) for tier in tiers},
    }


def _table(table: Table) -> dict[str, Any]:
    columns = [
        {"label": c.label, "kind": c.kind, "number": formats.NUMBERS.get(c.kind), "filter": c.is_filter}
        for c in table.columns
    ]
    return {"columns": columns, "rows": [_row(table, row) for row in table.rows]}


def _row(table: Table, row: Row) -> list[Any]:
    return [formats.plain(column.value(row)) for column in table.columns]


@cache
def _library() -> str:
    """Return the charting library as one script that leaves nothing but ``vegaEmbed`` behind."""
    name = kept.name_of([], version("vl-convert-python"), LIBRARY)
    bundle = kept.kept(f"library-{name}.js", lambda: vl_convert.javascript_bundle(LIBRARY))
    if "</script" in bundle.lower() or "<!--" in bundle:
        raise ValueError(
            "The charting library cannot stand in a page: it holds the end of a script. Use another vl-convert-python."
        )
    return f"(() => {{{bundle}}})();"


def _file(name: str) -> str:
    return (places.REPORT / "templates" / name).read_text(encoding="utf-8")


def _script(text: str) -> Markup:
    """Mark a script of this package, or the library, as not to be escaped."""
    return Markup(text)


def _hash(script: str) -> str:
    """Return a script's hash as the page's policy names it; no other script runs."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


@cache
def _templates() -> jinja2.Environment:
    """Return the templates; every value is escaped, in text, attributes and JSON."""
    found = jinja2.Environment(
        loader=jinja2.FileSystemLoader(places.REPORT / "templates"), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    found.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "allow_nan": False, "separators": (",", ":")}
    found.filters |= {"shown": formats.shown, "kind": lambda block: type(block).__name__}
    return found
