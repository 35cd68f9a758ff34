"""Reference data: CSV files with contracts become tables; settings become the one row models read.

Belongs here: reading, refusing and writing ``data/reference/*.csv`` and ``meta.settings``.
Does not belong here: what the columns mean (``schemas/reference.py``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from pydantic import ValidationError

from pipeline import failures, places
from pipeline.models import distributions, known, tier_schemes, zones
from pipeline.models.bootstrap import normals, weights
from pipeline.models.contracts import compiled, polars_schema
from pipeline.warehouse.ddl import replace_table
from schemas.meta import BootstrapNormals, BootstrapWeights, ChiSquareLogs, NormalDistribution, TQuantiles
from schemas.model_settings import ModelSettings
from schemas.reference import REFERENCE_TABLES
from schemas.settings import Settings

# rules over several rows, or beyond what a contract can ask
FAULTS = {"tier_schemes": tier_schemes.fault_of, "country_zones": zones.fault_of, "account_zones": zones.fault_of}


class WrongReference(ValueError):
    """A reference file cannot be used; the message names its rows and what to change."""


def file_of(name: str, folders: Sequence[Path] = ()) -> Path:
    """Return the file of a reference table: that of the last folder that has one, else the shipped one."""
    own = (folder / f"{name}.csv" for folder in reversed(folders))
    return next((path for path in own if path.exists()), places.REFERENCE / f"{name}.csv")


def read_reference(name: str, folders: Sequence[Path] = ()) -> pl.DataFrame:
    """Return a reference table from the last folder that has its file, else the shipped one.

    Raises:
        WrongReference: The file lacks a column, or a row breaks a rule.
    """
    path, contract = file_of(name, folders), REFERENCE_TABLES[name]
    with failures.about(path):
        frame = typed(path, _with_all_columns(path, _text(path), contract), contract)
        fault = FAULTS[name](frame) if name in FAULTS else None
        if fault:
            raise WrongReference(f"{path}, {fault}")
    return frame


def _text(path: Path) -> pl.DataFrame:
    """Return the columns of a file as text.

    Raises:
        WrongReference: It cannot be read, or is no table.
    """
    try:
        return pl.read_csv(path, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise WrongReference(f"{path}: it cannot be read as a table ({error}). Save it as CSV in UTF-8.") from error


def typed(path: Path, text: pl.DataFrame, contract: Any) -> pl.DataFrame:
    """Return the text columns of a file as the contract's types.

    Args:
        path: The file, for messages.
        text: The contract's columns in their order, each as text.
        contract: Its contract.

    Raises:
        WrongReference: A value is of another type, a row breaks a rule, or a key stands twice.
    """
    types = polars_schema(contract)
    text = text.with_columns(pl.all().str.strip_chars().replace("", None))
    frame = text.with_columns(
        pl.col(column).str.to_date(strict=False) if kind == pl.Date else pl.col(column).cast(kind, strict=False)
        for column, kind in types.items()
    )
    for column in types:
        lost = frame[column].is_null() & text[column].is_not_null()
        if lost.any():
            line = lost.to_list().index(True)
            raise WrongReference(
                f'{path}, line {line + 2}: {column} is "{text[column][line]}", expected {types[column]}.'
            )
    for rule in compiled(contract):
        broken = frame.select(rule.broken.alias("broken"))["broken"].fill_null(False)
        if broken.any():
            line = broken.to_list().index(True)
            raise WrongReference(f"{path}, line {line + 2}: {rule.column} breaks {rule.name}: {frame.row(line)}.")
    keys = [
        pl.col(key).str.to_lowercase() if types[key] == pl.String else pl.col(key)
        for key in contract.to_schema().unique
    ]
    repeated = frame.with_row_index("line", offset=2).filter(pl.struct(keys).is_duplicated())
    if repeated.height:
        lines = ", ".join(str(line) for line in repeated["line"].to_list()[:10])
        raise WrongReference(f"{path}, lines {lines}: the same key twice. Keep one row of each.")
    return frame


def _with_all_columns(path: Path, text: pl.DataFrame, contract: Any) -> pl.DataFrame:
    """Return the file's columns in the contract's order; a column that may be blank may be left out.

    Raises:
        WrongReference: A column is unknown, missing or out of order.
    """
    columns = contract.to_schema().columns
    missing = [name for name in columns if name not in text.columns]
    present = [name for name in columns if name in text.columns]
    if text.columns != present or any(not columns[name].nullable for name in missing):
        raise WrongReference(f"{path}: columns are {', '.join(text.columns)}, expected {', '.join(columns)}.")
    return text.with_columns(pl.lit(None, pl.String).alias(name) for name in missing).select(*columns)


def load_reference(con: duckdb.DuckDBPyConnection, folders: Sequence[Path] = ()) -> dict[str, int]:
    """Replace every reference table and the distributions, in one transaction; return the rows of each.

    Args:
        con: The warehouse.
        folders: Folders of the user's own files; a file there replaces the shipped one of its name.
    """
    frames = {name: read_reference(name, folders) for name in REFERENCE_TABLES}
    con.execute("begin")
    try:
        con.execute("create schema if not exists reference")
        for name, frame in frames.items():
            replace_table(con, f"reference.{name}", REFERENCE_TABLES[name], frame)
        write_distributions(con)
        con.execute("commit")
    except BaseException:
        con.execute("rollback")
        raise
    return {name: frame.height for name, frame in frames.items()}


def write_settings(con: duckdb.DuckDBPyConnection, settings: Mapping[str, Any]) -> None:
    """Replace the one row of ``meta.settings``, and what follows from it.

    That is the views of what a build may know, and the weights of the bootstrap. What is not given has its
    default.

    Raises:
        WrongReference: A setting is unknown or has a value that it cannot have.
    """
    schema = polars_schema(Settings)
    if unknown := sorted(set(settings) - set(schema)):
        raise WrongReference(f"unknown settings: {', '.join(unknown)}. Known: {', '.join(schema)}.")
    try:
        chosen = ModelSettings.model_validate({n: v for n, v in settings.items() if n in ModelSettings.model_fields})
    except ValidationError as error:
        said = "; ".join(f"{'.'.join(map(str, p['loc']))}: {p['msg']}" for p in error.errors())
        raise WrongReference(f"a setting cannot be what it is: {said}.") from error
    frame = pl.DataFrame([{**settings, **chosen.model_dump()}], schema=schema)
    _check_scheme(con, frame["tier_scheme"][0])
    con.execute("create schema if not exists meta")
    replace_table(con, "meta.settings", Settings, frame)
    known.create_views(con, frame["as_of_at"][0], frame["known_on_at"][0])
    drawn = weights(frame["bootstrap_seed"][0], frame["bootstrap_replicates"][0])
    replace_table(con, "meta.bootstrap_weights", BootstrapWeights, drawn)
    numbers = normals(frame["bootstrap_seed"][0], frame["bootstrap_replicates"][0])
    replace_table(con, "meta.bootstrap_normals", BootstrapNormals, numbers)


def write_distributions(con: duckdb.DuckDBPyConnection) -> None:
    """Replace the tables of distributions; of t, for as many comparisons at once as there are breakpoints."""
    con.execute("create schema if not exists meta")
    breakpoints = con.execute("select count(*) from reference.breakpoints").fetchall()[0][0]
    replace_table(con, "meta.t_quantiles", TQuantiles, distributions.t_quantiles(max(breakpoints, 1)))
    replace_table(con, "meta.normal_distribution", NormalDistribution, distributions.normal_distribution())
    replace_table(con, "meta.chi_square_logs", ChiSquareLogs, distributions.chi_square_logs())


def _check_scheme(con: duckdb.DuckDBPyConnection, scheme: str) -> None:
    """Refuse a tier scheme that no row defines: every tier of the marts would be null."""
    table = "select 1 from duckdb_tables() where schema_name = 'reference' and table_name = 'tier_schemes'"
    if not con.execute(table).fetchall():
        return
    known = [row[0] for row in con.execute("select distinct scheme from reference.tier_schemes order by 1").fetchall()]
    if known and scheme not in known:
        raise WrongReference(
            f'setting tier_scheme is "{scheme}", which no row of tier_schemes.csv defines. Known: {", ".join(known)}.'
        )
