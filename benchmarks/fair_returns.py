"""How often a tier is named best, where none is and where one is: the project's own models over worlds whose truth is known.

``python -m benchmarks.fair_returns --worlds 500`` prints for each kind of world how often a tier is named though none is
better (at one look, and at any of eleven over a year), how often the better one of two is when it returns twice as much,
how often the fair bounds hold the true ratio, and how often the raw comparison would name one.

Each world is a platform of its own, so that one build judges all of them. Belongs here: drawing worlds, and counting. The
rule is ``sql/intermediate/fair``.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipeline.models import sql_models
from pipeline.models.distributions import normal_distribution, t_quantiles

STEPS = [
    f"intermediate.int_fair_{name}" for name in ("cells", "strata", "sides", "ratios", "powers", "winners")
]  # in the order in which they need each other
LOOKS = 11

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class World:
    """A programme: how many creators, how much returns differ, and by what.

    Attributes:
        creators: Of each tier, smallest first.
        ratio: How many times as much the first tier returns as each other.
        campaigns: In how many the deals lie; their returns differ ``campaign_span`` times.
        lean: How unevenly the tiers are spread over them; 0 is evenly.
        creator_sd, deal_sd: Of the logs of what creators, and their deals, return.
        tail: lognormal, heavy (lognormal with 1.3) or pareto (1.6).
        zeros: Part of the deals that bring nothing.
        most_deals: A creator has 1 up to so many.
        orders: Expected of a deal.
        cost_sd: Of the logs of deals' costs.
    """

    creators: tuple[int, ...] = (30, 30)
    ratio: float = 1.0
    campaigns: int = 5
    campaign_span: float = 3.0
    lean: float = 0.6
    creator_sd: float = 0.4
    deal_sd: float = 0.7
    tail: str = "lognormal"
    zeros: float = 0.1
    most_deals: int = 6
    orders: float = 8.0
    cost_sd: float = 0.9


WORLDS = {
    "30 creators a tier": World(),
    "12 creators a tier": World(creators=(12, 12), creator_sd=0.5, deal_sd=0.9, zeros=0.2),
    "40 and 15, heavy tails": World(creators=(40, 15), creator_sd=0.5, tail="heavy", zeros=0.2),
    "60 a tier, Pareto 1.6": World(creators=(60, 60), creator_sd=0.5, tail="pareto", zeros=0.2),
    "25 a tier, many orders": World(creators=(25, 25), creator_sd=0.3, deal_sd=0.4, zeros=0, cost_sd=0.4, orders=40),
    "100 a tier, very uneven": World(
        creators=(100, 100), campaigns=8, lean=1.5, creator_sd=0.5, deal_sd=0.9, zeros=0.2
    ),
    "20 and 8, few orders": World(creators=(20, 8), orders=2, campaigns=3, creator_sd=0.5, deal_sd=0.9, zeros=0.2),
    "30 a tier, 24 campaigns": World(campaigns=24, creator_sd=0.8, deal_sd=0.5, zeros=0.2),
    "four tiers": World(creators=(40, 30, 20, 12), creator_sd=0.5, deal_sd=0.9, zeros=0.2),
}
TIERS = ("nano", "micro", "macro", "mega")


def draw(world: World, chance: np.random.Generator) -> pl.DataFrame:
    """Return the deals of a world: creator, campaign, tier, cost, orders, net revenue, and when in the year."""
    effect = np.exp(np.linspace(-0.5, 0.5, world.campaigns) * np.log(world.campaign_span))
    parts = []
    for at, (tier, creators) in enumerate(zip(TIERS, world.creators, strict=False)):
        lean = world.lean * (1 - 2 * at / max(len(world.creators) - 1, 1))
        odds = np.exp(lean * np.linspace(-1, 1, world.campaigns))
        deals = chance.integers(1, world.most_deals + 1, creators)
        creator = np.repeat(np.arange(creators), deals)
        rows = creator.size
        campaign = chance.choice(world.campaigns, rows, p=odds / odds.sum())
        cost = 100 * 4**at * np.exp(chance.normal(0, world.cost_sd, rows))
        own = chance.normal(-(world.creator_sd**2) / 2, world.creator_sd, creators)
        returned = effect[campaign] * np.exp(own[creator]) * _luck(world, rows, chance)
        returned *= (chance.random(rows) >= world.zeros) / (1 - world.zeros) * (world.ratio if at == 0 else 1.0)
        price = 100 * 4**at / world.orders  # an order's, so that a usual deal expects so many
        orders = chance.poisson(np.minimum(returned * cost / price, 1e7))
        values = np.exp(chance.normal(-0.18, 0.6, orders.sum()))
        revenue = price * np.bincount(np.repeat(np.arange(rows), orders), weights=values, minlength=rows)
        parts.append(
            pl.DataFrame(
                {
                    "influencer_id": [f"{tier} {number}" for number in creator],
                    "campaign_id": [f"c{number}" for number in campaign],
                    "tier": tier, "cost": cost, "orders": orders, "net_revenue": revenue, "at": chance.random(rows),
                }
            )
        )  # fmt: skip
    return pl.concat(parts)


def _luck(world: World, rows: int, chance: np.random.Generator) -> Floats:
    """Return factors with mean 1."""
    if world.tail == "pareto":
        return np.asarray((chance.pareto(1.6, rows) + 1) * 0.6 / 1.6)
    spread = 1.3 if world.tail == "heavy" else world.deal_sd
    return np.asarray(np.exp(chance.normal(-(spread**2) / 2, spread, rows)))


def returns(frames: Sequence[pl.DataFrame], margin: float | None = None) -> pl.DataFrame:
    """Return rows as of intermediate.int_returns, each frame on a platform of its own."""
    rows = pl.concat(
        [
            frame.with_columns(
                platform=pl.lit(f"w{number}"),
                influencer_id=pl.format("w{} {}", pl.lit(number), "influencer_id"),
                campaign_id=pl.format("w{} {}", pl.lit(number), "campaign_id"),
            )
            for number, frame in enumerate(frames)
        ]
    ).with_row_index("deal")
    return rows.select(
        "influencer_id", "campaign_id", "platform", "tier", deal_id=pl.format("d{}", "deal"),
        deals=pl.lit(1, pl.Int64), cost=pl.col("cost").round(4), orders=pl.col("orders").cast(pl.Int64),
        net_revenue=pl.col("net_revenue").round(4),
        margin_revenue=(pl.col("net_revenue") * margin).round(4) if margin else pl.lit(None, pl.Float64),
    )  # fmt: skip


def build(rows: pl.DataFrame, steps: Sequence[str] = tuple(STEPS)) -> duckdb.DuckDBPyConnection:
    """Return a database with the steps of the fair comparison over rows as of intermediate.int_returns."""
    con = duckdb.connect()
    con.execute("create schema meta; create schema intermediate")
    for name, frame in (("normal_distribution", normal_distribution()), ("t_quantiles", t_quantiles(1))):
        con.register("frame", frame)
        con.execute(f"create table meta.{name} as select * from frame")
        con.unregister("frame")
    con.register("given", rows)
    money = ", ".join(f"cast({name} as decimal(38, 4)) as {name}" for name in ("cost", "net_revenue", "margin_revenue"))
    con.execute(f"create table intermediate.int_returns as select * replace ({money}) from given")
    for step in steps:
        con.execute(f"create table {step} as {_models()[step].text}")
    return con


@cache
def _models() -> dict[str, sql_models.Model]:
    return sql_models.load_models()


def looks(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Return what is known at each of the looks of a year."""
    return [frame.filter(pl.col("at") <= (look + 2) / (LOOKS + 1)) for look in range(LOOKS)]


def named(world: World, worlds: int, seed: int, often: bool = False) -> dict[str, float]:
    """Return how often a tier is named: any, the first, and whether the bounds of its ratio to the second hold the truth.

    Args:
        world: The kind of world.
        worlds: How many are drawn.
        seed: Of the draw.
        often: Whether it is looked at eleven times a year; else once, at the end.
    """
    chance = np.random.default_rng(seed)
    drawn = [draw(world, chance) for _ in range(worlds)]
    frames = [part for frame in drawn for part in (looks(frame) if often else [frame])]
    each = LOOKS if often else 1
    con = build(returns(frames), STEPS[:4] + STEPS[5:])
    about = "cast(substr(platform, 2) as int)"
    (any_tier, first) = con.execute(
        f"select count(distinct {about} // {each}), count(distinct case when tier = 'nano' then {about} // {each} end)"
        " from intermediate.int_fair_winners where platform <> 'all' and campaign_id = 'all' and is_named_best"
    ).fetchall()[0]
    (held, wide) = con.execute(
        "select avg(case when abs(ln(fair_ratio) - ln(?)) <= log_ratio_half_width then 1.0 else 0.0 end), exp(median(log_ratio_half_width))"
        " from intermediate.int_fair_ratios where platform <> 'all' and campaign_id = 'all' and tier = 'nano'"
        f" and other_tier = 'micro' and log_ratio_half_width is not null and {about} % {each} = {each - 1}",
        [world.ratio],
    ).fetchall()[0]
    return {"any": any_tier / worlds, "first": first / worlds, "bounds_hold": held, "width": wide}


def raw(world: World, worlds: int, seed: int) -> float:
    """Return how often a bootstrap over creators of the raw returns would name one of the first two tiers with 95 %."""
    chance = np.random.default_rng(seed)
    found = 0
    for _ in range(worlds):
        frame = draw(world, chance)
        drawn = []
        for tier in TIERS[:2]:
            sums = frame.filter(pl.col("tier") == tier).group_by("influencer_id", maintain_order=True).agg(
                pl.col("cost", "net_revenue").sum()
            )  # fmt: skip
            weights = chance.poisson(1, (1000, sums.height))
            drawn.append(
                (weights @ sums["net_revenue"].to_numpy()) / np.maximum(weights @ sums["cost"].to_numpy(), 1e-9)
            )
        beats = float(np.mean(drawn[0] > drawn[1]))
        found += max(beats, 1 - beats) >= 0.95
    return found / worlds


def main() -> None:
    """Print the table of the decision page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(
        "| World | raw | named though none is better, one look | eleven looks | bounds hold | better one named at ratio 2 |"
    )
    print("|---|---|---|---|---|---|")
    for name, world in WORLDS.items():
        once = named(world, given.worlds, given.seed)
        often = named(world, given.worlds, given.seed + 1, often=True)
        twice = named(replace(world, ratio=2.0), given.worlds, given.seed + 2)
        figures = [
            raw(world, given.worlds, given.seed), once["any"], often["any"], once["bounds_hold"], twice["first"],
        ]  # fmt: skip
        print(f"| {name} | {' | '.join(f'{100 * figure:.1f} %' for figure in figures)} |", flush=True)


if __name__ == "__main__":
    main()
