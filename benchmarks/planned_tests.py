"""Whether a planned test keeps its promise: a programme is drawn, a test planned from it, and the test drawn many times.

``python -m benchmarks.planned_tests --plans 20 --tests 40`` prints for several kinds of programme how many creators the plans
ask for, how often the better tier of the tests is named, and how often a tier is named though none is better. The programme's
spread is read from the project's own models, as ``influencers power`` does; the tests are judged by them too.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from statistics import median

import numpy as np

from benchmarks.fair_returns import STEPS, World, build, draw, returns
from pipeline.power.planning import FEWEST_CREATORS, Spread, creators_needed

PROGRAMMES = {
    "100 a tier, ratio 2": (World(creators=(100, 100), cost_sd=0.5), 2.0),
    "40 a tier, ratio 3": (World(creators=(40, 40), cost_sd=0.5), 3.0),
    "100 a tier, ratio 1.5": (World(creators=(100, 100), creator_sd=0.3, deal_sd=0.5, cost_sd=0.4), 1.5),
    "100 a tier, uneven costs, ratio 2": (World(creators=(100, 100)), 2.0),
    "100 a tier, few orders, ratio 2": (World(creators=(100, 100), orders=2, cost_sd=0.5), 2.0),
    "150 a tier, heavy tails, ratio 3": (World(creators=(150, 150), tail="heavy", cost_sd=0.5), 3.0),
}
QUERY = """
    select creator_variance, cost_unevenness from intermediate.int_fair_ratios
    where measure = 'return_on_ad_spend' and platform <> 'all' and campaign_id = 'all' and tier = 'micro' and other_tier = 'nano'
        and least(fair_creators, other_fair_creators) >= ?
    order by platform
"""


def spreads(world: World, plans: int, seed: int) -> list[Spread]:
    """Return what so many programmes tell of the spread of creators."""
    chance = np.random.default_rng(seed)
    con = build(returns([draw(world, chance) for _ in range(plans)]), STEPS[:4])
    return [Spread(*row) for row in con.execute(QUERY, [FEWEST_CREATORS]).fetchall()]


def kept(world: World, ratio: float, plans: int, tests: int, seed: int) -> tuple[int, float, float]:
    """Return how many creators of each tier are asked for (median), how often the better tier is named, and a tier that is none."""
    sizes = [creators_needed(ratio, spread, campaigns=world.campaigns) for spread in spreads(world, plans, seed)]
    chance = np.random.default_rng(seed + 1)
    named = []
    for true_ratio in (ratio, 1.0):
        planned = [
            draw(replace(world, creators=(size, size), ratio=true_ratio, lean=0.0), chance)
            for size in sizes
            if size is not None
            for _ in range(tests)
        ]
        con = build(returns(planned), STEPS[:4] + STEPS[5:])
        whose = "tier = 'nano' and " if true_ratio > 1 else ""
        (found,) = con.execute(
            "select count(distinct platform) from intermediate.int_fair_winners"
            f" where {whose} platform <> 'all' and campaign_id = 'all' and is_named_best"
        ).fetchall()[0]
        named.append(found / len(planned))
    return int(median(size for size in sizes if size is not None)), named[0], named[1]


def main() -> None:
    """Print the table of the decision page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=20)
    parser.add_argument("--tests", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(
        "| Programme | creators of each that plans ask for | the better one is named | one is named though none is better |"
    )
    print("|---|---|---|---|")
    for name, (world, ratio) in PROGRAMMES.items():
        size, found, wrong = kept(world, ratio, given.plans, given.tests, given.seed)
        print(f"| {name} | {size} | {100 * found:.0f} % | {100 * wrong:.1f} % |", flush=True)


if __name__ == "__main__":
    main()
