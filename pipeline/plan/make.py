"""Making plans in a warehouse: one plan, or every active plan file, and writing the tables of them.

Belongs here: the order of the steps. What each does stands in its own module.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from pipeline.models import contract_sql
from pipeline.models.building import BrokenContract
from pipeline.models.tier_schemes import tiers_of
from pipeline.plan.choose import choose
from pipeline.plan.equal_spend import at_equal_spend
from pipeline.plan.offers import read_offers
from pipeline.plan.past import read_past
from pipeline.plan.plan_files import Plan, PlanError, plan_files, read_plan
from pipeline.plan.plan_rows import Made, made_of, refused
from pipeline.plan.scenarios import in_scheme
from pipeline.warehouse import ddl
from pipeline.warehouse.warehouse import transaction
from schemas.marts.plan_marts import PLAN_MARTS

SETTINGS = "select tier_scheme, bootstrap_seed from meta.settings"


def make(con: duckdb.DuckDBPyConnection, plan: Plan) -> Made:
    """Return the tables of one plan.

    Args:
        con: A built warehouse, working or published.
        plan: The plan.

    Raises:
        PlanError: The plan asks for what the warehouse does not know.
    """
    scheme, seed = con.execute(SETTINGS).fetchall()[0]
    plan = in_scheme(plan, scheme, tiers_of(con))
    offers = read_offers(con, plan)
    known = {
        tier
        for (tier,) in con.execute(
            "select distinct tier from reference.tier_schemes where scheme = ?", [scheme]
        ).fetchall()
    }
    asked = {tier for scenario in plan.scenarios.values() for tier in scenario.tiers} | set(plan.tier_spend)
    if unknown := sorted(asked - known):
        raise PlanError(f"tier {unknown[0]!r} is none of scheme {scheme}. Its tiers are {', '.join(sorted(known))}.")
    outcomes = {name: choose(offers, plan, scenario) for name, scenario in plan.scenarios.items()}
    return made_of(
        plan, offers, outcomes, at_equal_spend(offers, plan, outcomes), read_past(con, offers, plan), scheme, seed
    )


def make_all(con: duckdb.DuckDBPyConnection, folders: Sequence[Path] = ()) -> Made:
    """Return the tables of every active plan file; a file that cannot be used has a row that says why.

    Args:
        con: The warehouse being built.
        folders: Folders of the user's own plans; a file there replaces the shipped one of its name.
    """
    made = Made.of({})
    for path in plan_files(folders):
        try:
            plan = read_plan(path)
            made = made.with_more(make(con, plan)) if plan.active else made
        except PlanError as error:
            made = made.with_more(refused(path.stem, str(error)))
    return made


def write(con: duckdb.DuckDBPyConnection, made: Made) -> dict[str, int]:
    """Replace the tables of plans in one transaction; return the rows of each.

    Raises:
        BrokenContract: A rule of their contracts does not hold; the previous rows stay.
    """
    with transaction(con):
        con.execute("create schema if not exists marts")
        for name, contract in PLAN_MARTS.items():
            ddl.replace_table(con, f"marts.{name}", contract, made.tables[name])
            for rule, rows in contract_sql.broken_rules(con, f"marts.{name}", contract):
                raise BrokenContract(
                    f"marts.{name}",
                    rule,
                    rows,
                    "Correct pipeline/plan, or the contract in schemas/marts/plan_marts.py.",
                )
    return {name: frame.height for name, frame in made.tables.items()}
