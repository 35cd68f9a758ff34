"""What a plan may choose from: offers in the plan's currency, with where their audiences are.

Belongs here: reading offers, quotes of the plan's own list, and addressable audiences.
Does not belong here: who may be chosen (``eligibility``), what an offer brings (``creator_offers.sql``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipeline.models.reference import WrongReference, typed
from pipeline.plan.plan_files import Plan, PlanError
from schemas.plan_list import ListedOffers

MEASURES = ("reach", "engagements", "clicks", "orders", "net_revenue")
NOTHING = 1e-9  # of a result; less is none
PRICES = ("price", "price_low", "price_high")
SHARES = "select account_key, country, audience_share from intermediate.int_offer_countries"
RATE = """
    select exchange_rate, exchange_rate_date from staging.stg_exchange_rates
    where currency = ? order by exchange_rate_date desc limit 1
"""
Indices = NDArray[np.int64]
PACKAGES = "select package, posts from reference.plan_packages"


@dataclass(frozen=True)
class Offers:
    """Offers of a plan, one row each.

    Attributes:
        frame: The rows of ``marts.creator_offers``, money as floats in the plan's currency;
            ``is_listed`` says whether the account is on the plan's list.
        pools: The target countries; without any, every country of an audience, and 'unknown'.
        shares: (offers, pools): part of the audience there.
        addressable: (pools,): people who can be reached there; inf where nothing is known.
        rate: What one unit of the plan's currency is worth in the reporting currency.
        rate_date: The day of that rate; None where the two are the same.
    """

    frame: pl.DataFrame
    pools: list[str]
    shares: np.ndarray
    addressable: np.ndarray
    rate: float
    rate_date: date | None
    _totals: dict[str, np.ndarray] = field(default_factory=dict, repr=False)

    def results(self, measure: str, some: Indices) -> np.ndarray:
        """Return what some offers are expected to bring in each pool (offers, pools); 0 where nothing is known."""
        expected = self.frame[f"{measure}_expected"].fill_null(0).to_numpy()[some]
        found = expected[:, None] * self.shares[some]
        return np.where(found < NOTHING, 0.0, found)

    def totals(self, measure: str) -> np.ndarray:
        """Return what each offer is expected to bring in all pools, worked out once for every scenario."""
        if measure not in self._totals:
            self._totals[measure] = self.results(measure, np.arange(self.frame.height)).sum(axis=1)
        return self._totals[measure]

    def limits(self, measure: str) -> np.ndarray:
        """Return how many of a measure a pool can hold: people for reach, else no limit."""
        return self.addressable if measure == "reach" else np.full(len(self.pools), np.inf)


def read_offers(con: duckdb.DuckDBPyConnection, plan: Plan) -> Offers:
    """Return the offers that the warehouse knows, with the quotes of the plan's list.

    Raises:
        PlanError: No exchange rate, no addressable audience, a list that cannot be used.
    """
    frame = con.sql("select * from marts.creator_offers order by account_key, package").pl()
    rate, day = _rate(con, plan.currency)
    money = [*PRICES, "net_revenue_expected"]
    frame = frame.with_columns(pl.col(name).cast(pl.Float64) / rate for name in money)
    frame = _with_list(con, frame, plan)
    pools, shares = _shares(con, frame, plan.countries)
    return Offers(frame, pools, shares, _addressable(con, plan, pools), rate, day)


def _rate(con: duckdb.DuckDBPyConnection, currency: str) -> tuple[float, date | None]:
    """Return what one unit of a currency is worth in the reporting currency, at the newest rate."""
    if con.execute("select reporting_currency from meta.settings").fetchall()[0][0] == currency:
        return 1.0, None
    found = con.execute(RATE, [currency]).fetchall()
    if not found:
        raise PlanError(f"no exchange rate of {currency} is known. Add one to exchange_rates.csv, and run again.")
    return float(found[0][0]), found[0][1]


def _shares(con: duckdb.DuckDBPyConnection, frame: pl.DataFrame, countries: list[str]) -> tuple[list[str], np.ndarray]:
    """Return the pools, and of each offer's audience the part that is in each."""
    parts = con.sql(SHARES).pl()
    pools = countries or sorted({*parts["country"].to_list(), "unknown"})
    shares = np.zeros((frame.height, len(pools)))
    place = frame.select("account_key").with_row_index("offer").join(parts, on="account_key")
    place = place.join(pl.DataFrame({"country": pools}).with_row_index("pool"), on="country")
    shares[place["offer"].to_numpy(), place["pool"].to_numpy()] = place["audience_share"].to_numpy()
    if not countries:  # an account of which nothing is known reaches people somewhere
        shares[:, pools.index("unknown")] += np.clip(1 - shares.sum(axis=1), 0, None)
    return pools, shares


def _addressable(con: duckdb.DuckDBPyConnection, plan: Plan, pools: list[str]) -> np.ndarray:
    """Return the people who can be reached in each pool: as the plan says, else as the reference data do."""
    known = dict(con.execute("select country, people from reference.addressable_audiences").fetchall())
    said = known | {country.upper(): people for country, people in plan.addressable.items()}
    missing = [country for country in plan.countries if country not in said]
    if missing and plan.goal == "reach":
        raise PlanError(
            f"how many people can be reached in {', '.join(missing)} is not known. Say it under addressable in the plan, "
            "or add rows to addressable_audiences.csv."
        )
    return np.array([float(said.get(pool, np.inf)) for pool in pools])


def _with_list(con: duckdb.DuckDBPyConnection, frame: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """Return the offers with the plan's list: a quoted account is offered as quoted, and not otherwise."""
    if plan.candidates is None:
        return frame.with_columns(pl.lit(False).alias("is_listed"))
    listed = _read_list(con, plan)
    quoted = listed.filter(pl.col("price").is_not_null())
    key = ["platform", "handle_key"]
    frame = frame.with_columns(pl.col("handle").str.to_lowercase().alias("handle_key"))
    kept = frame.join(quoted.select(key).unique(), on=key, how="anti")
    offered = frame.drop("price", "price_low", "price_high", "price_source", "price_log_sd").join(
        quoted.select(*key, "package", "price"), on=[*key, "package"]
    )
    offered = offered.with_columns(
        pl.col("price").alias("price_low"),
        pl.col("price").alias("price_high"),
        pl.lit(0.0).alias("price_log_sd"),
        pl.lit("quoted").alias("price_source"),
    ).select(frame.columns)
    strangers = listed.join(frame.select(key).unique(), on=key, how="anti").with_columns(
        pl.concat_str("platform", pl.lit(":"), "handle_key").alias("account_key"),
        pl.when(pl.col("price").is_not_null()).then(pl.lit("quoted")).alias("price_source"),
    )
    every = pl.concat(
        [kept, offered, strangers.select(c for c in frame.columns if c in strangers.columns)], how="diagonal"
    )
    is_listed = pl.struct(key).is_in(listed.select(pl.struct(key).alias("key"))["key"].implode())
    return every.with_columns(is_listed.alias("is_listed")).sort("account_key", "package").drop("handle_key")


def _read_list(con: duckdb.DuckDBPyConnection, plan: Plan) -> pl.DataFrame:
    """Return the plan's list: handles without case, prices in the plan's currency, posts as a package."""
    path = plan.candidates
    if path is None or not path.is_file():
        raise PlanError(f"{path} does not exist. Name the file of your list under candidates (--candidates).")
    listed = _typed_list(path)
    packages = {posts: name for name, posts in con.execute(PACKAGES).fetchall()}
    posts = listed["posts"].fill_null(1)
    if wrong := sorted(set(posts.to_list()) - set(packages)):
        raise PlanError(
            f"{path.name}: {wrong[0]} posts is no package; there are {', '.join(map(str, sorted(packages)))} posts. "
            "Add a row to plan_packages.csv for another number, and run again."
        )
    currencies = listed["currency"].fill_null(plan.currency)
    worth = {currency: _rate(con, currency)[0] / _rate(con, plan.currency)[0] for currency in set(currencies)}
    return listed.select(
        "platform",
        pl.col("handle").str.strip_prefix("@"),
        pl.col("handle").str.strip_prefix("@").str.to_lowercase().alias("handle_key"),
        posts.replace_strict(packages, return_dtype=pl.String).alias("package"),
        posts.alias("package_posts"),
        (pl.col("price") * currencies.replace_strict(worth, return_dtype=pl.Float64)).alias("price"),
    )


def _typed_list(path: Path) -> pl.DataFrame:
    """Return the columns of a list that we know, in any order; others are passed over."""
    columns = ListedOffers.to_schema().columns
    try:
        text = pl.read_csv(path, infer_schema=False)
        text = text.rename({name: name.strip().lower() for name in text.columns})
        if missing := [name for name in columns if name not in text.columns and not columns[name].nullable]:
            raise PlanError(
                f"{path.name} has no column {missing[0]}. A list has {', '.join(columns)}; the last three may be left out."
            )
        return typed(
            path,
            text.select(pl.col(n) if n in text.columns else pl.lit(None, pl.String).alias(n) for n in columns),
            ListedOffers,
        )
    except (WrongReference, pl.exceptions.PolarsError) as error:
        raise PlanError(str(error)) from error
