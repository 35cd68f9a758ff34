"""What the chosen offers are expected to bring, and how sure that is: seeded draws of what it may be.

What is not known of an offer has two parts. One it shares with its cell (the tier's mean, which few deals may
have shown), one is its own; without the first, many small creators would look surer than they are. Each draw is
taken twice: what may be expected, and what one campaign brings with its luck (``luck``). See
docs/decisions/0055-how-sure-a-plan-is.md and 0148-luck-of-one-campaign.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipeline.plan.luck import amounts, counts, normal
from pipeline.plan.offers import MEASURES, Indices, Offers
from pipeline.plan.optimiser.problem import net

DRAWS = 2000
CELLS = {"reach": "results_cell", "engagements": "results_cell"}  # of the others: returns_cell
COUNTED = (
    "clicks",
    "orders",
    "net_revenue",
)  # that come one by one; so many people are reached that each does not matter
Floats = NDArray[np.float64]


def expected_results(offers: Offers, choices: Mapping[str, Indices]) -> dict[str, dict[str, float | None]]:
    """Return measure -> scenario -> expected result of the chosen offers; None where nothing is known of any of them."""
    return {
        measure: {scenario: _expected(offers, measure, chosen) for scenario, chosen in choices.items()}
        for measure in MEASURES
    }


def _expected(offers: Offers, measure: str, chosen: Indices) -> float | None:
    if offers.frame[f"{measure}_expected"][chosen.tolist()].is_null().all():
        return None
    gross = offers.results(measure, chosen).sum(axis=0)
    return float(net(gross, offers.limits(measure)).sum())


@dataclass(frozen=True)
class Draws:
    """Measure -> choice -> (draws,) results.

    Attributes:
        expected: What may be expected: how far the means are off.
        campaign: What one campaign may bring: that, and its luck.
    """

    expected: Mapping[str, Mapping[str, Floats]]
    campaign: Mapping[str, Mapping[str, Floats]]


def drawn_results(offers: Offers, choices: Mapping[str, Indices], seed: int) -> Draws:
    """Return draws of what choices of offers bring.

    Every choice sees the same draws of an account, its luck among them, and of a cell. A draw multiplies an expected
    result with exp(s z - s^2 / 2), whose mean is 1.

    Args:
        offers: The offers.
        choices: Name -> indices of the chosen offers.
        seed: Same seed, same draws.
    """
    used = np.unique(np.concatenate([*choices.values(), np.zeros(0, dtype=np.int64)])).astype(np.int64)
    places = {name: np.searchsorted(used, chosen) for name, chosen in choices.items()}
    expected: dict[str, dict[str, Floats]] = {}
    campaign: dict[str, dict[str, Floats]] = {}
    for number, measure in enumerate(MEASURES):
        results, limits = offers.results(measure, used), offers.limits(measure)
        chance = np.random.Generator(np.random.PCG64([seed, number]))
        factors = _factors(offers.frame[used.tolist()], measure, chance)
        lucky = _lucky(offers, used, measure, factors, chance)
        drawn = [
            {name: net(some[:, at] @ results[at], limits).sum(axis=1) for name, at in places.items()}
            for some in (factors, lucky)
        ]
        expected[measure], campaign[measure] = drawn
    return Draws(expected, campaign)


def _factors(rows: pl.DataFrame, measure: str, chance: np.random.Generator) -> Floats:
    """Return (draws, offers) factors of mean 1, from each offer's own error and its cell's."""
    own = rows[f"{measure}_log_sd"].fill_null(0).to_numpy()
    shared = rows[f"{measure}_cell_log_sd"].fill_null(0).to_numpy()
    accounts, account = np.unique(rows["account_key"].to_numpy(), return_inverse=True)
    cells, cell = np.unique(rows[CELLS.get(measure, "returns_cell")].fill_null("").to_numpy(), return_inverse=True)
    z_own = normal(chance.random((DRAWS, accounts.size)))[:, account]
    z_cell = normal(chance.random((DRAWS, cells.size)))[:, cell]
    return np.asarray(np.exp(own * z_own - own**2 / 2 + shared * z_cell - shared**2 / 2))


def _lucky(offers: Offers, used: Indices, measure: str, factors: Floats, chance: np.random.Generator) -> Floats:
    """Return (draws, offers) factors with the luck of one campaign: how posts and deals scatter, and the noise of counts."""
    rows = offers.frame[used.tolist()]
    scatter = rows[f"{measure}_campaign_log_sd"].fill_null(0).to_numpy()
    accounts, account = np.unique(rows["account_key"].to_numpy(), return_inverse=True)
    size = (DRAWS, accounts.size)
    lucky: Floats = factors * np.exp(scatter * normal(chance.random(size))[:, account] - scatter**2 / 2)
    if measure not in COUNTED:
        return lucky
    total = offers.totals(measure)[used]
    orders = offers.totals("orders")[used] if measure == "net_revenue" else total
    some = (orders > 0) & (total > 0)
    number = counts(chance.random(size)[:, account[some]], lucky[:, some] * orders[some])
    if measure == "net_revenue":
        lucky[:, some] = amounts(chance.random(size)[:, account[some]], number, 1 / orders[some])
    else:
        lucky[:, some] = number / orders[some]
    return lucky


def drawn_costs(offers: Offers, chosen: Indices, seed: int) -> Floats:
    """Return (draws,) costs of the chosen offers: known prices stay, modelled ones vary about their mean."""
    rows = offers.frame[chosen.tolist()]
    spread = rows["price_log_sd"].fill_null(0).to_numpy()
    chance = np.random.Generator(np.random.PCG64([seed, len(MEASURES)]))
    z = normal(chance.random((DRAWS, chosen.size)))
    return np.asarray(np.exp(spread * z - spread**2 / 2) @ rows["price"].to_numpy())


def higher(one: Floats, other: Floats) -> float:
    """Return how often the one exceeds the other; ties count half."""
    return float(np.mean((one > other) + 0.5 * (one == other)))


def best(drawn: Mapping[str, Floats]) -> dict[str, float]:
    """Return for each scenario how often none brings more; ties are shared."""
    if len(drawn) < 2:
        return {}
    table = np.stack(list(drawn.values()))
    leads = table == table.max(axis=0)
    shares = (leads / leads.sum(axis=0)).mean(axis=1)
    return {name: float(share) for name, share in zip(drawn, shares, strict=True)}
