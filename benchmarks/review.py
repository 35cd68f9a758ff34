"""How well the follower jump of the audience review finds bought followers, and how often it alarms without cause.

The real models are built over invented accounts whose truth is known; precision and recall are printed for each
factor of inflation, for exact counts and for counts of three figures.
``python -m benchmarks.review --organic 300 --inflated 100``
"""

import argparse
from dataclasses import dataclass
from typing import Any

import duckdb
import polars as pl

from benchmarks.audiences import Audiences, make_audiences
from pipeline.models import building, reference, sql_models

FACTORS = (1.25, 1.5, 2.0, 3.0)
WANTED = "marts.audience_review"
LINEAGE = {"load_id": "made", "dataset": "made", "precedence": 50, "period": "lifetime"}


@dataclass(frozen=True)
class Figures:
    """What was found in one world.

    Attributes:
        recall: Share of the inflated accounts that are found, by factor.
        precision: Share of inflated ones among all that are found, by factor, with one factor at a time.
        alarm: Share of the organic accounts that are found.
        viral_alarm: Share of those organic accounts that had a real jump.
        unsteady: Share of the organic accounts with any change taken as beyond the usual.
    """

    recall: dict[float, float]
    precision: dict[float, float]
    alarm: float
    viral_alarm: float
    unsteady: float


def main() -> None:
    """Print the figures of each world."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organic", type=int, default=300)
    parser.add_argument("--inflated", type=int, default=100, help="accounts for each factor")
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args()
    print(f"{given.organic} organic accounts, {given.inflated} inflated ones for each factor; recall / precision")
    print(f"{'world':44}" + "".join(f"{f'x {factor}':>14}" for factor in FACTORS) + f"{'alarm':>8}{'viral':>8}")
    worlds = [(p, d, r) for p in ("instagram", "youtube") for d in (1, 7) for r in (False, True)]
    for platform, every_days, is_rounded in worlds:
        made = make_audiences(
            given.organic, dict.fromkeys(FACTORS, given.inflated), given.seed,
            platform=platform, every_days=every_days, is_rounded=is_rounded,
        )  # fmt: skip
        found = measure(made)
        kind = f"{'feed' if platform == 'instagram' else 'viral'}-like posts"
        name = f"{kind}, {'daily' if every_days == 1 else 'weekly'} {'3 figures' if is_rounded else 'exact'}"
        print(f"{name:44}{_row(found)}")
        if is_rounded and platform == "youtube":
            blind = measure(made, knows_rounding=False)
            print(f"{'  the same, rounding ignored':44}{_row(blind)}")
            print(
                f"  organic channels with a change beyond the usual: {found.unsteady:.1%},"
                f" with rounding ignored {blind.unsteady:.1%}"
            )


def _row(found: Figures) -> str:
    cells = "".join(f"{f'{found.recall[f]:.2f} / {found.precision[f]:.2f}':>14}" for f in FACTORS)
    return f"{cells}{found.alarm:8.1%}{found.viral_alarm:8.1%}"


def measure(made: Audiences, *, knows_rounding: bool = True) -> Figures:
    """Build the review over invented accounts and hold it against the truth."""
    with built(made, knows_rounding=knows_rounding) as con:
        jumped = con.sql("select handle from marts.audience_review where signal = 'follower_jump'").pl()["handle"]
        unsteady = con.sql(
            "select distinct handle from marts.follower_history"
            " inner join intermediate.int_follower_changes using (account_key, day) where is_beyond_usual"
        ).pl()["handle"]
    truth = made.truth.with_columns(
        is_found=pl.col("handle").is_in(jumped.implode()), is_unsteady=pl.col("handle").is_in(unsteady.implode())
    )
    organic = truth.filter(pl.col("kind") != "inflated")
    alarms = _count(organic["is_found"])
    recall: dict[float, float] = {}
    precision: dict[float, float] = {}
    for factor in FACTORS:
        bought = truth.filter((pl.col("kind") == "inflated") & (pl.col("factor") == factor))
        hits = _count(bought["is_found"])
        recall[factor] = hits / max(bought.height, 1)
        precision[factor] = hits / max(hits + alarms, 1)
    return Figures(
        recall, precision, alarms / organic.height, _share(organic.filter(pl.col("kind") == "viral")["is_found"]),
        _share(organic.filter(pl.col("kind") == "steady")["is_unsteady"]),
    )  # fmt: skip


def _count(flags: pl.Series) -> int:
    return int(flags.sum())


def _share(flags: pl.Series) -> float:
    return _count(flags) / max(flags.len(), 1)


def built(made: Audiences, *, knows_rounding: bool = True) -> duckdb.DuckDBPyConnection:
    """Return a database in memory with the accounts loaded and every model built that the review needs."""
    con = duckdb.connect()
    con.execute("set TimeZone = 'UTC'")
    sql_models.create_sources(con)
    reference.load_reference(con)
    reference.write_settings(con, {})
    if not knows_rounding:
        con.execute("update reference.platforms set follower_significant_figures = null")
    _insert(con, "raw.profiles", made.profiles)
    _insert(con, "raw.posts", made.posts)
    models = sql_models.load_models()
    for model in models.values():
        if model.table in _needed(models, WANTED, "marts.follower_history"):
            building.build(con, model)
    return con


def _needed(models: dict[str, sql_models.Model], *tables: str) -> set[str]:
    """Return tables with all models that they depend on."""
    found: set[str] = set()
    waiting = list(tables)
    while waiting:
        table = waiting.pop()
        if table in models and table not in found:
            found.add(table)
            waiting += models[table].depends_on
    return found


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame) -> None:
    """Insert rows as the loader would have: with lineage, one record each."""
    columns = sql_models.contract(table).to_schema().columns
    constants: dict[str, Any] = {name: value for name, value in LINEAGE.items() if name in columns}
    frame = rows.with_columns(
        pl.int_range(1, pl.len() + 1).alias("source_record"),
        pl.col("captured_at").alias("loaded_at"),
        *(pl.lit(value).alias(name) for name, value in constants.items()),
    )
    con.register("made_rows", frame)
    con.execute(f"insert into {table} by name select * from made_rows")
    con.unregister("made_rows")


if __name__ == "__main__":
    main()
