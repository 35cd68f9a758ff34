"""Plans: which creators a budget should buy, by scenario, and how sure that is.

Belongs here: plan files, who may be chosen and why not, the choice, its chances, the tables of it.
Does not belong here: what an offer costs and is expected to bring (``sql/marts/offers/creator_offers.sql``),
Dagster (``defs/plans.py``).
"""

READS = (  # tables that plans are made from
    "marts.creator_offers", "intermediate.int_offer_countries", "intermediate.int_tier_bounds",
    "intermediate.int_past_results", "intermediate.int_returns", "staging.stg_exchange_rates",
    "reference.addressable_audiences", "reference.plan_packages", "meta.settings",
)  # fmt: skip
