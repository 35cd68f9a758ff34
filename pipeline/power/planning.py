"""What a comparison of two tiers could show: the smallest ratio of returns, and the creators that a ratio needs.

Belongs here: the rule by which a tier is named, and the same turned round. ``sql/intermediate/fair`` says it of the data that
are there (``int_fair_ratios``, ``int_fair_powers``); tests hold the two together.
Does not belong here: where the spread comes from (``spread``), options and what is shown.

All is on the scale of logarithms. Beforehand it is believed alike that the one tier returns more, that the other does, and
that neither does; if they differ, the log of the ratio is normal with the standard deviation ``PRIOR_SD``.
"""

from __future__ import annotations

from math import copysign, exp, expm1, log, log1p, sqrt
from typing import NamedTuple

from scipy.special import ndtr, ndtri

NAMED = 0.95  # a tier is named from this probability on
PRIOR_SD = 0.5  # ratios from 1/2.7 to 2.7 in 95 of 100 cases
PRIOR_ODDS = 2.0  # of a difference
OTHER_SIDE = 0.1  # what the other side of the bell takes of the log odds, at most
LARGER_SPREAD = 1.05  # the rule takes the larger of both tiers' spreads, which lies so far above their mean
FEWEST_CREATORS = 5
MOST_CREATORS = 500_000
LARGEST_LOG = 700.0


class Spread(NamedTuple):
    """How much creators differ.

    Attributes:
        creator_variance: Of what a creator brings over what is expected of it, at the spread of costs.
        cost_unevenness: How many times as many creators it takes because their costs differ; 1 where all cost the same.
    """

    creator_variance: float
    cost_unevenness: float = 1.0


def probability(ratio: float, variance: float, degrees: float) -> float:
    """Return how probable it is that the first tier returns more, after a ratio was found."""
    found = log(ratio)
    errors = (8 * degrees + 1) / (8 * degrees + 3) * sqrt(degrees * log1p(found * found / variance / degrees))
    gain = PRIOR_SD**2 / variance
    odds = PRIOR_ODDS * exp(min(errors**2 / 2 * gain / (1 + gain) - log1p(gain) / 2, LARGEST_LOG))
    return float(ndtr(copysign(errors * sqrt(gain / (1 + gain)), found)) * odds / (1 + odds))


def needed_errors(variance: float, degrees: float, named: float = NAMED) -> float:
    """Return how many standard errors from no difference a ratio must lie for a tier to be named.

    Args:
        variance: Of the log ratio.
        degrees: Of freedom, of that variance.
        named: The probability that is asked for.
    """
    gain = PRIOR_SD**2 / variance
    odds = log(named / (1 - named)) - log(PRIOR_ODDS) + OTHER_SIDE
    errors = sqrt(2 * (1 + 1 / gain) * (odds + log1p(gain) / 2))
    errors *= (8 * degrees + 3) / (8 * degrees + 1)  # Wallace (1959): from the normal distribution to Student's t
    return sqrt(degrees * expm1(min(errors**2 / degrees, LARGEST_LOG)))


def power_of(ratio: float, variance: float, degrees: float, named: float = NAMED) -> float:
    """Return how likely a tier that returns ``ratio`` times as much as the other is named."""
    needed = needed_errors(variance, degrees, named)
    return float(ndtr((log(ratio) / sqrt(variance) - needed) / sqrt(1 + needed**2 / (2 * degrees))))


def smallest_ratio(variance: float, degrees: float, power: float = 0.8, named: float = NAMED) -> float:
    """Return the smallest ratio of returns that is named with this power."""
    needed = needed_errors(variance, degrees, named)
    shown = (needed + float(ndtri(power)) * sqrt(1 + needed**2 / (2 * degrees))) * sqrt(variance)
    return exp(min(shown, LARGEST_LOG))


def of_test(creators: int, spread: Spread, campaigns: int = 1) -> tuple[float, float]:
    """Return variance and degrees of freedom of the log ratio in a test with so many creators of each tier."""
    degrees = 2 * (creators / spread.cost_unevenness - 1) - (campaigns - 1)
    return 2 * LARGER_SPREAD * spread.creator_variance / creators, max(degrees, 1.0)


def creators_needed(
    ratio: float, spread: Spread, power: float = 0.8, campaigns: int = 1, named: float = NAMED
) -> int | None:
    """Return how many creators of each tier name the better one with this power; none where half a million do not."""

    def is_enough(creators: int) -> bool:
        return power_of(ratio, *of_test(creators, spread, campaigns), named) >= power

    few = max(FEWEST_CREATORS, 2 * campaigns)
    if is_enough(few):
        return few
    many = few
    while not is_enough(many):
        few, many = many, 2 * many
        if few > MOST_CREATORS:
            return None
    while many - few > 1:
        middle = (few + many) // 2
        few, many = (few, middle) if is_enough(middle) else (middle, many)
    return many
