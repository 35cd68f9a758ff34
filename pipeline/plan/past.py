"""What was: what creators' delivered deals brought and cost, and the margin of the programme's campaigns.

Belongs here: reading it, in the plan's currency and target. Does not belong here: what is expected (``chances``), and sentences
(``caveats``).
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import polars as pl

from pipeline.plan.offers import Indices, Offers
from pipeline.plan.plan_files import Plan

RESULTS = "select * from intermediate.int_past_results"
MARGIN = """
    select cast(sum(margin_revenue) as double), cast(sum(net_revenue) filter (margin_revenue is not null) as double),
        cast(sum(net_revenue) as double)
    from intermediate.int_returns
"""
KEY = ["influencer_id", "platform"]
COLUMNS = ["past_deals", "past_result", "past_best_result", "past_cost", "past_result_with_cost"]


@dataclass(frozen=True)
class Margin:
    """The margin of the programme's campaigns, in the plan's currency.

    Attributes:
        margin_revenue: Net revenue times margin of the campaigns whose margin is known.
        net_revenue: Their net revenue.
        share: Its part of the programme's net revenue.
    """

    margin_revenue: float
    net_revenue: float
    share: float

    @property
    def rate(self) -> float:
        """Return the margin for each unit of net revenue."""
        return self.margin_revenue / self.net_revenue


@dataclass(frozen=True)
class Past:
    """What was, beside the offers of a plan.

    Attributes:
        frame: (offers,): ``COLUMNS`` of the creator on the offer's platform for the plan's goal, in its target; null where
            no deal tells it.
        margin: None where no campaign's margin is known.
    """

    frame: pl.DataFrame
    margin: Margin | None

    def best(self, offers: Offers, goal: str, chosen: Indices) -> tuple[int, float, float]:
        """Return of the chosen creators with a past: how many, their best deals' results, and what they are expected to bring."""
        expected = pl.Series("expected", offers.totals(goal)[chosen])
        rows = offers.frame.select(KEY).hstack(self.frame)[chosen.tolist()].with_columns(expected)
        known = rows.filter(pl.col("past_best_result").is_not_null())
        best = known.group_by(KEY).agg(pl.col("past_best_result").max()).sort(KEY)["past_best_result"]
        return known["influencer_id"].n_unique(), float(best.sum()), float(known["expected"].sum())


def read_past(con: duckdb.DuckDBPyConnection, offers: Offers, plan: Plan) -> Past:
    """Return what the warehouse knows of the past of a plan's offers.

    Results count as far as the audience is in the plan's target, as expected ones do.
    """
    found = con.sql(RESULTS).pl().filter(pl.col("measure") == plan.goal).select(*KEY, *COLUMNS)
    share = pl.Series("share", offers.shares.sum(axis=1)).clip(0, 1)
    frame = offers.frame.select(KEY).with_columns(share).join(found, on=KEY, how="left", maintain_order="left")
    worth = 1 / offers.rate if plan.goal == "net_revenue" else 1.0
    results = [name for name in COLUMNS if "result" in name]
    frame = frame.with_columns(pl.col(name) * pl.col("share") * worth for name in results)
    return Past(
        frame.select(*COLUMNS).with_columns(pl.col("past_cost").cast(pl.Float64) / offers.rate), _margin(con, offers)
    )


def _margin(con: duckdb.DuckDBPyConnection, offers: Offers) -> Margin | None:
    margin, net, every = con.execute(MARGIN).fetchall()[0]
    if margin is None or not net or net <= 0:
        return None
    return Margin(margin / offers.rate, net / offers.rate, min(net / every, 1.0))
