"""Who a scenario may choose from, and for each of the others the reason, as a person would say it.

Belongs here: reasons that hold before anything is compared.
Does not belong here: why a solver left out an offer that it could have had (``reasons``).
"""

from __future__ import annotations

import numpy as np
import polars as pl

from pipeline.plan.least_return import brings, brings_more, return_rules
from pipeline.plan.offers import Offers
from pipeline.plan.plan_files import Plan, Scenario
from pipeline.plan.words import amount, listed, measure_words

ELIGIBLE = "eligible"


def refusals(offers: Offers, plan: Plan, scenario: Scenario) -> pl.DataFrame:
    """Return for each offer why the scenario may not choose it: plan_reason_code and plan_reason, null where it may.

    The first of these that holds: not on the list, stranger to the warehouse, platform, niche, audience, review, no
    price, no expected result, less return than the plan asks for, tier, price above the budget or above one creator's
    part of it.
    """
    frame = offers.frame.with_columns(
        pl.Series("in_target", offers.shares.sum(axis=1)),
        pl.Series("result", offers.totals(plan.goal)),
        pl.Series("brings", brings(offers)),
        pl.Series("brings_more", brings_more(offers, plan.min_return)),
    )
    code = pl.lit(None, pl.String)
    words = pl.lit(None, pl.String)
    for name, refused, reason in reversed(_rules(plan, scenario)):
        code = pl.when(refused.fill_null(False)).then(pl.lit(name)).otherwise(code)
        words = pl.when(refused.fill_null(False)).then(reason).otherwise(words)
    return frame.select(code.alias("plan_reason_code"), words.alias("plan_reason"))


def _rules(plan: Plan, scenario: Scenario) -> list[tuple[str, pl.Expr, pl.Expr]]:
    """Return the rules in order: name, whether it refuses, and its words."""
    goal, price = measure_words(plan.goal), pl.col("price")
    cap = float(plan.budget) * plan.max_share_per_creator
    costs = pl.format("Costs {}", price.map_elements(lambda p: amount(p, plan.currency), return_dtype=pl.String))
    niches = [niche.lower() for niche in plan.niches]
    return [
        ("not on the list", pl.lit(scenario.is_list) & ~pl.col("is_listed"), pl.lit("Is not on your list.")),
        (
            "not known", pl.col("influencer_id").is_null(),
            pl.lit("Is not known to the warehouse: load a profile, roster or post export of the account."),
        ),
        (
            "platform", ~pl.col("platform").is_in(plan.platforms) & pl.lit(bool(plan.platforms)),
            pl.format("Is on {}, which is not asked for.", "platform"),
        ),
        (
            "niche", ~pl.col("niche").str.to_lowercase().is_in(niches).fill_null(False) & pl.lit(bool(niches)),
            pl.when(pl.col("niche").is_null())
            .then(pl.lit("Niche is not known: state it in the roster."))
            .otherwise(pl.format("Niche is {}, which is not asked for.", "niche")),
        ),
        (
            "audience", (pl.col("in_target") <= 0) & pl.lit(bool(plan.countries)),
            pl.lit(f"No part of the audience is known to be in {listed(plan.countries)}."),
        ),
        (
            "review", (pl.col("review_signals_strong") > 0) & pl.lit(not plan.allow_review),
            pl.format("Needs review first: {}.", pl.col("review_signal_names").fill_null("strong signals").str.replace_all("_", " ")),
        ),
        (
            "no price", price.is_null(),
            pl.lit("No price is known, and too few deals are to model one: ask for a quote and put it on your list."),
        ),
        (
            "no result", pl.col(f"{plan.goal}_expected").is_null(),
            pl.lit(f"Nothing is known of the {goal} to expect: no post or deal of this account or of its peers says it."),
        ),
        ("no result", pl.col("result") <= 0, pl.lit(f"Is expected to bring no {goal}.")),
        *return_rules(plan),
        (
            "tier", ~pl.col("tier").is_in(scenario.tiers).fill_null(False) & pl.lit(bool(scenario.tiers)),
            pl.when(pl.col("tier").is_null())
            .then(pl.lit("Tier is not known: no count of followers was loaded."))
            .otherwise(pl.format("Is {}, which this scenario leaves out.", "tier")),
        ),
        ("over budget", price > float(plan.budget), pl.format("{}, more than the whole budget.", costs)),
        (
            "over one creator's part", price > cap,
            pl.format(f"{{}}, more than one creator may get ({amount(cap, plan.currency)}, {plan.max_share_per_creator:.0%} of the budget).", costs),
        ),
    ]  # fmt: skip


def known_accounts(offers: Offers) -> int:
    """Return how many accounts there are to look at."""
    return offers.frame["account_key"].n_unique()


def eligible(reasons: pl.DataFrame) -> np.ndarray:
    """Return the indices of the offers that the scenario may choose."""
    return np.flatnonzero(reasons["plan_reason_code"].is_null().to_numpy())
