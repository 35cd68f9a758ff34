"""What the chosen offers are expected to bring, and how sure that is: seeded draws of what it may be.

What is not known of an offer has two parts. One it shares with its cell (the tier's mean, which few deals may
have shown), one is its own; without the first, many small creators would look surer than they are. Draws are
about expected results: the luck of one campaign is not in them. See docs/decisions/0055-how-sure-a-plan-is.md.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.special import ndtri

from pipeline.plan.offers import MEASURES, Indices, Offers
from pipeline.plan.optimiser.problem import net

DRAWS = 2000
CELLS = {"reach": "results_cell", "engagements": "results_cell"}  # of the others: returns_cell
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


def drawn_results(offers: Offers, choices: Mapping[str, Indices], seed: int) -> dict[str, dict[str, Floats]]:
    """Return measure -> scenario -> (draws,) results of the chosen offers.

    Every scenario sees the same draws of an account and of a cell. A draw multiplies an expected result with
    exp(s z - s^2 / 2), whose mean is 1.

    Args:
        offers: The offers.
        choices: Scenario -> indices of the chosen offers.
        seed: Same seed, same draws.
    """
    frame = offers.frame
    used = np.unique(np.concatenate([*choices.values(), np.zeros(0, dtype=np.int64)])).astype(np.int64)
    drawn: dict[str, dict[str, Floats]] = {}
    for number, measure in enumerate(MEASURES):
        factors = _factors(frame, used, measure, [seed, number])
        limits = offers.limits(measure)
        drawn[measure] = {}
        for scenario, chosen in choices.items():
            gross = factors[:, np.searchsorted(used, chosen)] @ offers.results(measure, chosen)
            drawn[measure][scenario] = net(gross, limits).sum(axis=1)
    return drawn


def _factors(frame: pl.DataFrame, used: NDArray[np.int64], measure: str, seed: list[int]) -> Floats:
    """Return (draws, used offers) factors of mean 1, from each offer's own error and its cell's."""
    rows = frame[used.tolist()]
    own = rows[f"{measure}_log_sd"].fill_null(0).to_numpy()
    shared = rows[f"{measure}_cell_log_sd"].fill_null(0).to_numpy()
    chance = np.random.Generator(np.random.PCG64(seed))
    accounts, account = np.unique(rows["account_key"].to_numpy(), return_inverse=True)
    cells, cell = np.unique(rows[CELLS.get(measure, "returns_cell")].fill_null("").to_numpy(), return_inverse=True)
    # an inverse of the normal distribution: numpy keeps a stream of uniform numbers over its versions, not of normal ones
    z_own = ndtri(_open(chance.random((DRAWS, accounts.size))))[:, account]
    z_cell = ndtri(_open(chance.random((DRAWS, cells.size))))[:, cell]
    return np.asarray(np.exp(own * z_own - own**2 / 2 + shared * z_cell - shared**2 / 2))


def _open(uniform: Floats) -> Floats:
    """Keep uniform numbers off 0, whose inverse is infinite."""
    return np.maximum(uniform, 1e-12)


def drawn_costs(offers: Offers, chosen: Indices, seed: int) -> Floats:
    """Return (draws,) costs of the chosen offers: known prices stay, modelled ones vary about their mean."""
    rows = offers.frame[chosen.tolist()]
    spread = rows["price_log_sd"].fill_null(0).to_numpy()
    chance = np.random.Generator(np.random.PCG64([seed, len(MEASURES)]))
    z = ndtri(_open(chance.random((DRAWS, chosen.size))))
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
